"""Whether a fill of a response is right: the rules of scoring-guidelines.v7, sections 3.1 and 3.2.

Where the guidelines leave a mismatch to a person, the rule here is one that needs none and is named in the docstring;
"if you have any doubt, count it incorrect" holds throughout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from bench.muc4_read import Fill, day_of
from bench.muc4_words import words_of
from harmattan.reference.names import fold

__all__ = ["CORRECT", "INCORRECT", "PARTIAL", "matches", "range_of"]

CORRECT, PARTIAL, INCORRECT = 1.0, 0.5, 0.0

_BROADER = {
    "MACHINE GUN": ("GUN",), "MORTAR": ("GUN",), "HANDGUN": ("GUN",), "RIFLE": ("GUN",),
    "BOMB": ("EXPLOSIVE",), "VEHICLE BOMB": ("BOMB", "EXPLOSIVE"), "DYNAMITE": ("BOMB", "EXPLOSIVE"),
    "MINE": ("BOMB", "EXPLOSIVE"), "AERIAL BOMB": ("BOMB", "EXPLOSIVE"), "GRENADE": ("EXPLOSIVE",),
    "MOLOTOV COCKTAIL": ("EXPLOSIVE",), "MISSILE": ("PROJECTILE",), "ROCKET": ("PROJECTILE",),
}  # fmt: skip
"""Instrument types by their broader types (template-doc-part1, 7.8)."""
_NEARLY: dict[str, dict[str, tuple[str, ...]]] = {
    "instrument_type": _BROADER,
    "perp_conf": {"SUSPECTED OR ACCUSED BY AUTHORITIES": ("SUSPECTED OR ACCUSED",)},
    "phys_tgt_type": {"GOVERNMENT OFFICE OR RESIDENCE": ("POLITICAL FIGURE OFFICE OR RESIDENCE",)},
    "phys_tgt_effect": {"SOME DAMAGE": ("DESTROYED",)},
    "hum_tgt_type": {
        "FORMER GOVERNMENT OFFICIAL": ("GOVERNMENT OFFICIAL",),
        "FORMER ACTIVE MILITARY": ("ACTIVE MILITARY",),
        "GOVERNMENT OFFICIAL": ("POLITICAL FIGURE",),
    },
    "hum_tgt_effect": {"NO INJURY OR DEATH": ("NO INJURY", "NO DEATH")},
}
"""By slot and key: the responses that are partially correct, whatever their cross-reference (3.2.7 to 3.2.23)."""
_REFERRED = frozenset(
    {"instrument_type", "perp_conf", "phys_tgt_type", "phys_tgt_nation", "phys_tgt_effect", "hum_tgt_type"}
    | {"hum_tgt_nation", "hum_tgt_effect", "phys_tgt_num", "hum_tgt_num"}
)
"""Slots whose fills refer to another fill: right with another reference is partially correct (3.1.2)."""
_STRINGS = frozenset({"instrument", "perp_ind", "perp_org", "phys_tgt", "hum_tgt_name", "hum_tgt_desc"})

# Words that make no difference to a string (3.1.1.1): articles, quantifiers, adjectives of the nations in the corpus.
_EMPTY = words_of(
    "a an the this that these those some several many few other another own his her its their our my all both mr mrs "
    "ms one two three four five six seven eight nine ten eleven twelve at least about dozens dozen hundreds of more "
    "than salvadoran colombian peruvian chilean guatemalan honduran argentine argentinian bolivian ecuadoran "
    "ecuadorian nicaraguan"
)
# A noun phrase's own noun stands before the first of these.
_BEHIND = re.compile(
    r"\b(?:of|in|on|at|from|for|with|by|to|near|between|who|whom|whose|which|that|where|wearing|belonging)\b|,| - |\["
)
_MOST_MORE = 6
"""A response with more words than this beyond the key's takes in what is no part of the noun phrase (3.1.1.2)."""


def matches(slot: str, key: Fill, response: Fill) -> float:
    """Return CORRECT, PARTIAL or INCORRECT for a fill of a response against one of the key.

    A fill whose key has alternatives has the worth of the best of them.
    """
    given = response.options[0].value
    best = max(_match(slot, wanted, given) for wanted in key.values)
    if best != CORRECT:
        return best
    is_referred = slot in _REFERRED or slot == "hum_tgt_desc"
    if is_referred and key.refs and not _refers(key.refs, response.refs):
        return PARTIAL
    return best


def _refers(wanted: Sequence[str], given: Sequence[str]) -> bool:
    """Say whether one of the references given is fully right; "-" in the key refers to nothing."""
    if all(one in ("-", "") for one in wanted):
        return True
    return any(_match_string(one, other) == CORRECT for one in wanted for other in given)


def _match(slot: str, wanted: str, given: str) -> float:
    if slot in _STRINGS:
        return _match_string(wanted, given)
    compare = _OTHERS.get(slot)
    if compare is not None:
        return compare(wanted, given)
    if wanted == given:
        return CORRECT
    return PARTIAL if given in _NEARLY.get(slot, {}).get(wanted, ()) else INCORRECT


def _match_type(wanted: str, given: str) -> float:
    """ATTACK is partially correct for any other incident (3.2.4)."""
    if wanted == given:
        return CORRECT
    return PARTIAL if given == "ATTACK" else INCORRECT


# ---------------------------------------------------------------------------------------------------- strings


def _match_string(wanted: str, given: str) -> float:
    """Compare two strings of the text (3.1.1).

    Correct: the same without words that make no difference; or the key's words with further modifiers of the same
    noun. Partial: more than a few words more; part of a name or phrase with its noun; the same noun
    with other modifiers. Else incorrect.
    """
    key, response = _words(wanted), _words(given)
    if not key or not response:
        return CORRECT if fold(wanted) == fold(given) else INCORRECT
    if key == response:
        return CORRECT
    if set(key) <= set(response):
        has_noun = _noun(given) in key or _noun(wanted) == _noun(given)
        return CORRECT if has_noun and len(response) - len(key) <= _MOST_MORE else PARTIAL
    is_part = set(response) <= set(key)
    if _noun(wanted) == _noun(given) or (is_part and _noun(wanted) in response):
        return PARTIAL
    return INCORRECT


def _words(text: str) -> list[str]:
    words = re.findall(r"[^\W_]+(?:['.-][^\W_]+)*", fold(text))
    return [one for one in words if one not in _EMPTY and not one.isdigit()]


def _noun(text: str) -> str:
    """Return the last word of a phrase before its first preposition, clause or bracket."""
    front = _BEHIND.split(fold(text).removeprefix("of "), maxsplit=1)[0]
    words = _words(front) or _words(text)
    return words[-1] if words else ""


# ------------------------------------------------------------------------------------------- dates and places


def range_of(text: str) -> tuple[date | None, date | None] | None:
    """Return the range of a date fill: "- 4 FEB 90" has no start; None for what is no date."""
    before, dash, behind = text.partition("-")
    last = day_of(f" {behind if dash else before} ")
    if last is None:
        return None
    return (day_of(f" {before} ") if dash else last), last


def _match_date(wanted: str, given: str) -> float:
    """Compare dates (3.2.2): the same range is correct, one within the key's or a default that ends with it partial.

    "Close to the key's range" may be fully correct for a person; here it is partial.
    """
    key, response = range_of(wanted), range_of(given)
    if key is None or response is None:
        return CORRECT if wanted == given else INCORRECT
    if key == response:
        return CORRECT
    (start, end), (first, last) = key, response
    assert end is not None and last is not None
    if first is None:
        return PARTIAL if last == end else INCORRECT
    return PARTIAL if first >= (start or date.min) and last <= end else INCORRECT


def _match_location(wanted: str, given: str) -> float:
    """Compare places (3.2.3), by names; what stands in parentheses is left out.

    Correct: the same country and most specific name, with no name of the key missing; areas between the two that the
    key leaves out do no harm. Partial: the same country, and no place, another, or one end of a route; or the right
    place in another country.
    """
    key, response = _path(wanted), _path(given)
    if not key or not response:
        return INCORRECT
    if key[0] != response[0]:
        return PARTIAL if len(key) > 1 and key[1:] == response[1:] else INCORRECT
    is_same = key[-1] == response[-1] and all(one in response for one in key)
    return CORRECT if is_same else PARTIAL


def _path(text: str) -> list[str]:
    bare = text.strip()
    if bare.startswith("(") and bare.endswith(")"):
        text = bare[1:-1]  # the key puts the whole of some alternatives in parentheses
    names = (re.sub(r"\s*\([^)]*\)?", "", part).strip() for part in text.split(":"))
    return [re.sub(r"^(?:el|la|las|los) (?!salvador)", "", fold(" ".join(name.split()))) for name in names if name]


# ------------------------------------------------------------------------------------------------------- numbers


def _match_number(wanted: str, given: str) -> float:
    """Compare numbers (3.2.14): the end of a range, or a number said to be about so many, is partially correct."""
    key, response = (re.sub(r"\s+", "", one) for one in (wanted, given))
    if key == response:
        return CORRECT
    anchors = [one for one in key.lstrip("~").split("-") if one]
    return PARTIAL if response.isdigit() and response in anchors else INCORRECT


_OTHERS: dict[str, Callable[[str, str], float]] = {
    "type": _match_type,
    "date": _match_date,
    "location": _match_location,
    "phys_tgt_num": _match_number,
    "phys_tgt_total": _match_number,
    "hum_tgt_num": _match_number,
    "hum_tgt_total": _match_number,
}
