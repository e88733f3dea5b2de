"""Say whose a noun phrase is: the state, office, body or group that its own words name."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.model.annotations import ActorMention
from harmattan.model.syntax import Role, Token
from harmattan.reference.actors import INTERNATIONAL
from harmattan.reference.lexicon import AgentNoun
from harmattan.stages.actor_memory import ARMED, PEOPLE_KINDS, Record
from harmattan.stages.actor_pairs import pair_mentions
from harmattan.stages.actor_pronouns import antecedent_of_noun, pronoun_record
from harmattan.stages.actor_reading import Reading

__all__ = ["Company", "company_of", "sector_of", "union_sector"]

_OWNERS = frozenset({"actor", "person", "metonym", "body", "office", "rank", "leader", "group", "institution", "name"})
_PARTLY = "PRE"
"""The sector of what is recognised by few states, and of its government."""
_AT_HOME = frozenset({"AGR", "BUS", "EDU", "JRN", "LAB", "MED", "REL", "SOC"})
"""Sectors of those who are of the place where they are said to be: "imams in N"."""
_PARTISAN = frozenset({"PTY", "OPP"})
_SERVICES = frozenset({"MIL", "COP", "SPY"})
_HELD = frozenset({"JUD", "LEG", "PTY", "OPP", "MED", "EDU", "LAB", "BUS", "SOC", "JRN", "REL"})


@dataclass(frozen=True, slots=True)
class Company:
    """What the words of a phrase say: a country, a sector, and the owner where one is named.

    `is_own` marks an office that keeps its sector whatever its field (a minister of justice is no judge), and men,
    who take the side of whose they are where a family does not. `has_unknown` marks a name that no list resolves,
    `is_member` one who need not be of the government: a member of a bar; `is_states` men whom a state owns;
    `is_of_body` the head of a body of which nothing is known, such as a federation; `is_partisan` those who follow
    someone, and so are of a party where it is one.
    """

    country: str | None = None
    sector: str | None = None
    owner: Record | None = None
    is_own: bool = False
    has_unknown: bool = False
    is_member: bool = False
    is_states: bool = False
    is_of_body: bool = False
    is_partisan: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether the words of the phrase name neither state nor sector nor owner."""
        return self.country is None and self.sector is None and self.owner is None and not self.is_of_body


def company_of(reading: Reading, token: Token, agent: AgentNoun | None = None, *, is_own_only: bool = False) -> Company:
    """Read the company of a noun: names, adjectives and owners inside its phrase, the nearest first.

    Where someone is says whose they are of residents and police, not of envoys, hostages or soldiers.
    """
    country = sector = None
    owner: Record | None = None
    open_states: set[int] = set()
    is_of_body = False
    is_guest = (is_own_only or reading.lexicon.is_in(token.lemma, "guest")) or (
        agent is not None
        and agent.kind == "group"
        and agent.sector not in ("COP", "LEG", "JUD", "GOV", "OPP")
        and not reading.lexicon.is_in(token.lemma, "native")
        and (agent.sector not in _AT_HOME or reading.lexicon.is_in(token.lemma, "rootless"))
    )
    is_other = reading.lexicon.is_in(token.lemma, "counterpart")  # "his Chinese counterpart" is Chinese, he is not
    is_fellow = reading.lexicon.is_in(token.lemma, "fellow")  # a state's allies are of other states
    own = frozenset(agent.lemma.split()) if agent is not None else frozenset()
    pair = _pair_inside(reading, token)
    if pair:
        return Company(pair[0].participant.country, None, None)
    for inner in reading.inner(token, own_only=is_guest):
        if inner.index == token.index - 1 and inner.text.lower() in own:
            continue
        record = _record(reading, inner)
        if inner.role is Role.CONJUNCT and reading.tree.tokens[inner.head].index in open_states:
            continue  # "the leaders of Congo and Rwanda": the first is not settled, the second is another's
        if record is not None and record.kind == "country" and record.country is None:
            open_states.add(inner.index)
        if record is not None:
            is_others = is_other or (is_fellow and record.kind not in PEOPLE_KINDS)
            if not (is_others and inner.role is Role.POSSESSOR):
                country = country or record.country
            if owner is None and record.kind in _OWNERS:
                owner = record
        else:
            place = reading.places.get(inner.index)
            if country is None and place is not None and place.place is not None:
                country = place.place.country
            is_outside = reading.lexicon.is_in(inner.text.lower(), "below") or _is_prefixed(reading, inner)
            side = None if is_outside else reading.agent(inner)
            if sector is None and side is not None and side.sector:
                sector = side.sector
            is_body = side is not None and side.kind in ("group", "institution") and side.sector is None
            is_of_body = is_of_body or (is_body and inner.text[:1].isupper())
    if country is None and owner is None:
        leader = _leader_named(reading, token)
        people = _people_named(reading, token)
        owner, country = leader, (leader.country if leader is not None else None) or people
    if country is None and reading.is_any(reading.words_on(token.index), "there"):
        country = _country_before(reading, token.index)
    is_own = agent is not None and reading.lexicon.is_in(agent.lemma.split()[-1], "own_sector")
    is_member = reading.lexicon.is_in(token.lemma, "membership")
    is_states = is_own and sector is None and _is_owned_by_state(reading, token)
    has_unknown = _has_unknown(reading, token)
    is_partisan = reading.lexicon.is_in(token.lemma, "following")
    return Company(country, sector, owner, is_own, has_unknown, is_member, is_states, is_of_body, is_partisan)


def _is_prefixed(reading: Reading, inner: Token) -> bool:
    """Say whether a word only tells for or against whom a body is: "an anti-rebel squad" is no rebels'."""
    tokens = reading.tree.tokens
    is_joined = inner.index > 1 and tokens[inner.index - 1].text in ("-", "–")
    return is_joined and reading.lexicon.is_in(tokens[inner.index - 2].text.lower(), "prefix")


def _is_owned_by_state(reading: Reading, token: Token) -> bool:
    """Say whether a state owns men: "its men", "India's men"."""
    owners = (one for one in reading.tree.children(token.index) if one.role is Role.POSSESSOR)
    records = (_record(reading, one) for one in owners)
    return any(one is not None and one.kind in ("country", "capital") for one in records)


def _pair_inside(reading: Reading, token: Token) -> list[ActorMention]:
    """Return the two states behind a plural: "the ministers of both countries"."""
    if "plural" not in token.features:
        return []
    owned = [
        one
        for one in reading.tree.children(token.index)
        if one.role is Role.OBLIQUE and reading.lexicon.is_in(one.case, "origin_case")
    ]
    return next((pair for one in owned if (pair := pair_mentions(reading, one))), [])


def _leader_named(reading: Reading, token: Token) -> Record | None:
    """Return whom men are said to follow: "soldiers led by N", "rebels loyal to N"."""
    for child in reading.tree.children(token.index):
        is_led = child.role is Role.PARTICIPLE and reading.lexicon.is_in(child.lemma, "leading_verb")
        if not is_led and not reading.lexicon.is_in(child.lemma, "loyal"):
            continue
        for one in reading.tree.children(child.index):
            record = reading.record_at(one) if one.case == ("by" if is_led else "to") else None
            if record is not None and record.kind in PEOPLE_KINDS:
                return record
    return None


def _people_named(reading: Reading, token: Token) -> str | None:
    """Return the country of a people in front of a noun, known from the name of an armed group of theirs."""
    before = reading.tree.tokens[token.index - 1] if token.index else token
    return reading.setting.peoples.get(before.text) if before.head == token.index else None


def _has_unknown(reading: Reading, token: Token) -> bool:
    """Say whether a name that no list knows stands right before a noun: a "Delta leader" leads no state."""
    if token.index == 0:
        return False
    before = reading.tree.tokens[token.index - 1]
    is_free = before.index not in reading.covered and before.index not in reading.places
    is_joined = before.role is Role.COMPOUND and before.head in (token.index, token.head)
    is_name = before.pos == "PROPN" and before.text[:1].isupper() and is_joined
    return is_name and is_free and before.index not in reading.dates and reading.agent(before) is None


def _record(reading: Reading, inner: Token) -> Record | None:
    if inner.role is Role.POSSESSOR and ("pronoun" in inner.features or inner.pos in ("PRON", "DET")):
        return pronoun_record(reading, inner)
    record = reading.record_at(inner)
    agent = reading.agent(inner) if record is None and inner.index not in reading.covered else None
    if agent is None or inner.pos != "NOUN":
        return record
    pointing = antecedent_of_noun(reading, inner, agent, inner.index, inner.index)  # "a spokesman for the group"
    return pointing[1] if pointing is not None else None


def _country_before(reading: Reading, index: int) -> str | None:
    """Return the country of the last place named before a token, in this sentence or the text before."""
    for place in sorted(reading.places.values(), key=lambda one: -one.last):
        if place.last < index and place.place is not None and place.place.country:
            return place.place.country
    return reading.memory.last_country


def sector_of(agent: AgentNoun, company: Company) -> str | None:
    """Return the sector of a noun in its company.

    A leader has the sector of what is led, and is government where that is a state; an office of the government keeps
    its own unless it is one of a force, a court, a party ...; men and fighters are of the side that they belong to.
    """
    owner_sector = company.owner.sector if company.owner is not None else None
    if agent.kind == "leader" or (agent.sector is None and agent.kind == "office"):
        return _of_leader(agent, company, owner_sector)
    if owner_sector == _PARTLY and agent.sector == "GOV":
        return _PARTLY
    inner = owner_sector if owner_sector in ARMED else company.sector
    if agent.kind in ("office", "rank"):
        if inner in ARMED or (agent.sector == "GOV" and inner in _SERVICES | _HELD and not company.is_own):
            return inner
        if agent.kind == "rank" and company.sector in _SERVICES:
            return company.sector  # a police sergeant is no soldier
        if company.owner is not None and company.owner.country in INTERNATIONAL and agent.sector == "GOV":
            return owner_sector
        is_elsewhere = agent.sector == "GOV" and company.is_of_body and not company.is_own
        return inner if is_elsewhere else agent.sector
    if agent.kind == "group":
        takes_side = agent.sector != "CVL" or company.is_own
        if inner in ARMED and takes_side and agent.sector in (None, "MIL", "CVL", "REB", "UAF", "GOV"):
            return inner
        if agent.sector == "CVL" and company.is_states:
            return "MIL"  # "India's men"
        if agent.sector == "CVL" and owner_sector in _PARTISAN and company.is_partisan:
            return owner_sector
        if agent.sector is None or (owner_sector in _SERVICES and takes_side and agent.sector in ("REB", "CVL")):
            return owner_sector or agent.sector or company.sector
    return agent.sector or owner_sector or company.sector


def union_sector(reading: Reading, token: Token) -> str | None:
    """Return the sector of those whom a body unites by its name: "the N Congress of Trade Unions" is no parliament."""
    if not reading.lexicon.is_in(token.text.lower(), "union_of") or not token.text[:1].isupper():
        return None
    members = [one for one in reading.tree.children(token.index) if reading.lexicon.is_in(one.case, "belonging_case")]
    agents = [agent for one in members if (agent := reading.agent(one)) is not None and agent.sector]
    return agents[0].sector if agents else None


def _of_leader(agent: AgentNoun, company: Company, owner_sector: str | None) -> str | None:
    if company.sector == "CVL" and owner_sector not in ARMED:
        return company.sector  # "members of the president's family"
    if company.owner is not None and (owner_sector or company.owner.country in INTERNATIONAL):
        return owner_sector or company.sector
    if company.sector:
        return company.sector
    if agent.sector:
        return agent.sector
    is_state = company.country is not None and company.country not in INTERNATIONAL and not company.has_unknown
    is_state = is_state and not company.is_member
    return "GOV" if is_state else None
