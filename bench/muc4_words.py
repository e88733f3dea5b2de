"""Words for the set fills of MUC-4: what is an instrument or a physical target, and of which type.

After the set lists of template-doc-part1 (7.8, 7.14, 7.21) and the examples of part 2. Lemmas, lower case.
"""

from __future__ import annotations

__all__ = [
    "COUNTRIES",
    "HUMAN_TYPES",
    "INSTRUMENTS",
    "MODE_INSTRUMENTS",
    "PHYSICAL_TYPES",
    "SECTOR_TYPES",
    "STATE",
    "words_of",
]


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: kind for kind, words in table.items() for word in words.split("|")}


INSTRUMENTS = _by_word(
    {
        "MACHINE GUN": "machinegun|machine-gun|submachinegun|submachine|machine gun|submachine gun",
        "MORTAR": "mortar",
        "HANDGUN": "pistol|revolver|handgun",
        "RIFLE": "rifle|carbine|ak-47|m-16|galil|shotgun|kalashnikov",
        "GUN": "gun|firearm|bullet|weapon|gunshot|gunfire|shot",
        "VEHICLE BOMB": "car-bomb|carbomb|car bomb|truck bomb|bus bomb|vehicle bomb",
        "DYNAMITE": "dynamite",
        "MINE": "mine|landmine|land mine",
        "BOMB": "bomb|booby-trap|trap|explosive device|incendiary bomb",
        "GRENADE": "grenade|handgrenade",
        "MOLOTOV COCKTAIL": "cocktail|firebomb|molotov",
        "EXPLOSIVE": "explosive|device|charge|tnt|gelignite",
        "ROCKET": "rocket|bazooka|rpg|rpg-7",
        "MISSILE": "missile",
        "CUTTING DEVICE": "knife|machete|ax|axe|blade|dagger",
        "STONE": "stone|rock",
    }
)
"""Instrument types by the noun."""
MODE_INSTRUMENTS = {"firearms": "GUN", "explosives": "BOMB", "suicide-attack": "BOMB"}
"""Instrument types that a mode of our events implies without a noun (7.8, note 7)."""

PHYSICAL_TYPES = _by_word(
    {
        "CIVILIAN RESIDENCE": "house|home|residence|apartment|hut|dwelling|farm|ranch|farmhouse",
        "COMMERCIAL": (
            "store|shop|restaurant|hotel|supermarket|market|dealership|brothel|mall|factory|drugstore|pharmacy|bakery|"
            "warehouse|business|establishment|company|firm|plant|cafeteria|bar|nightclub|discotheque|theater|cinema|"
            "franchise|mill|laboratory|plantation|mine|merchandise"
        ),
        "COMMUNICATIONS": (
            "telephone|exchange|antenna|booth|radio|newspaper|transmitter|repeater|newsroom|telecommunication|daily"
        ),
        "ENERGY": (
            "pylon|tower|pole|substation|pipeline|transformer|powerline|power|electricity|refinery|dam|oilfield|well|"
            "line|grid|oil|post|generator|hydroelectric|energy"
        ),
        "FINANCIAL": "bank|branch|savings",
        "GOVERNMENT OFFICE OR RESIDENCE": (
            "ministry|palace|presidency|courthouse|court|hall|mayoralty|office|city hall|congress|parliament|assembly|"
            "institute|town hall|customs|facility|installation"
        ),
        "DIPLOMAT OFFICE OR RESIDENCE": "embassy|consulate|mission",
        "LAW ENFORCEMENT FACILITY": "jail|prison|police station|precinct",
        "ORGANIZATION OFFICE": "headquarters|union hall|headquarter|federation|center|centre|premise|premises",
        "TRANSPORT VEHICLE": (
            "vehicle|car|bus|truck|plane|airplane|aircraft|helicopter|jeep|train|boat|ship|ambulance|pickup|van|taxi|"
            "minibus|motorcycle|trailer|locomotive|railcar|automobile|airliner|cab|jet|tractor|dumptruck|convoy|barge"
        ),
        "TRANSPORTATION ROUTE": "bridge|highway|road|railway|railroad|track|runway|tunnel",
        "TRANSPORTATION FACILITY": "airport|terminal|port|dock",
        "WATER": "aqueduct|reservoir|waterworks",
        "OTHER": (
            "building|church|temple|school|university|hospital|clinic|college|structure|monument|club|seminary|convent|"
            "chapel|cathedral|property|crop|cattle|stand|camp|library|museum|statue|machinery|equipment|site|base|"
            "barracks|garrison|cemetery|fuel|cargo|garage"
        ),
    }
)
"""Physical target types by the noun."""
HUMAN_TYPES = _by_word(
    {
        "DIPLOMAT": "ambassador|diplomat|consul|attache|nuncio",
        "SECURITY GUARD": "bodyguard|guard|watchman|escort",
        "LAW ENFORCEMENT": (
            "policeman|policemen|police|officer|patrolman|gendarme|policewoman|detective|agent|patrol|custodian"
        ),
        "LEGAL OR JUDICIAL": "judge|magistrate|attorney|lawyer|prosecutor|justice|investigator",
        "ACTIVE MILITARY": (
            "soldier|general|colonel|lieutenant|captain|sergeant|corporal|troop|major|marine|commander|conscript|"
            "paratrooper|seaman|admiral|guardsman|recruit"
        ),
        "GOVERNMENT OFFICIAL": (
            "mayor|minister|governor|president|official|senator|deputy|congressman|councilman|secretary|authority|"
            "vice-president|commissioner|inspector|councilor|representative|legislator"
        ),
        "POLITICAL FIGURE": "leader|candidate|politician|hopeful|activist|leftist|communist|militant",
    }
)
"""Human target types by the noun; who is in none is a CIVILIAN (7.21, note 1)."""
SECTOR_TYPES = {
    "GOV": "GOVERNMENT OFFICIAL", "LEG": "GOVERNMENT OFFICIAL", "MIL": "ACTIVE MILITARY", "COP": "LAW ENFORCEMENT",
    "JUD": "LEGAL OR JUDICIAL", "PTY": "POLITICAL FIGURE", "OPP": "POLITICAL FIGURE", "SPY": "LAW ENFORCEMENT",
}  # fmt: skip
"""Human target types by the sector of our events, where the noun says nothing."""
STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
"""Sectors whose violence is STATE-SPONSORED VIOLENCE (7.9)."""
COUNTRIES = {
    "SLV": "EL SALVADOR", "GTM": "GUATEMALA", "HND": "HONDURAS", "ARG": "ARGENTINA", "BOL": "BOLIVIA", "CHL": "CHILE",
    "COL": "COLOMBIA", "ECU": "ECUADOR", "PER": "PERU",
}  # fmt: skip
"""The nine countries of interest (1.0, rule 4)."""
