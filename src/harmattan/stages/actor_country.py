"""Say which state a phrase is of that names none: the one the document is about, or the one spoken of here."""

from __future__ import annotations

from collections import Counter

from harmattan.model.syntax import Role, Token
from harmattan.reference.lexicon import AgentNoun
from harmattan.stages.actor_names import country_focus
from harmattan.stages.actor_reading import Reading

__all__ = ["country_of_text", "local_country", "pledging_state", "state_of_scene"]

_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PTY", "OPP"})
"""Sectors of those who belong to a state: a bare "the army" is that of the country the document is about."""
_LOCAL = frozenset({"AGR", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "PRM", "REL", "BUS", "SOC"})
_LOCAL_BODIES = frozenset({"AGR", "EDU", "JRN", "LAB", "MED", "REL"})
"""Sectors of people, and of bodies, that are of the place where they are told of."""


def country_of_text(
    reading: Reading, token: Token, agent: AgentNoun, sector: str | None, *, is_titled: bool = False
) -> str | None:
    """Return the state that a phrase without one belongs to: what the document is about, or what is spoken of here.

    Where no state leads, "the army" is that of the one state named before it in its sentence, of the towns in it, or of
    the sentence before. `is_titled` marks the title of a person with a name, which is as definite as "the".
    """
    if any(reading.lexicon.is_in(token.lemma, name) for name in ("guest", "counterpart")):
        return None
    if reading.lexicon.is_in(agent.lemma, "international_office") or _are_of_several(reading, token):
        return None
    if sector not in _STATE_SECTORS or token.role is Role.ATTRIBUTE or _is_elsewhere(reading, token, agent):
        return None
    words = reading.words_on(token.index)
    is_one = reading.is_definite(token) or agent.sector == "GOV"
    is_definite = is_titled or (is_one and reading.is_any(words, "definite"))
    is_definite = is_definite or reading.is_any(words, "central")
    if is_definite and reading.lexicon.is_in(token.lemma, "junta_word"):
        ruled = _ruled_state(reading, token)
        if ruled is not None and ruled not in _faced(reading, token, agent):
            return ruled
    if is_definite and any(reading.lexicon.is_in(word, "junta_word") for word in agent.lemma.split()):
        ruled_so = reading.juntas - _faced(reading, token, agent)
        if len(ruled_so) == 1:
            return next(iter(ruled_so))  # "the junta leader met the French ambassador": France has no junta
    focus = reading.memory.focus
    faced = _faced(reading, token, agent)
    if faced and is_definite and (focus is None or focus in faced):
        return country_focus(Counter({one: n for one, n in reading.setting.votes.items() if one not in faced}))
    if focus is not None and reading.setting.votes[focus] == 1 and focus in _headed_for(reading, token):
        return None
    if is_titled and focus is not None and not _is_of_focus(reading, token, focus):
        return None
    if focus is not None:
        # "1,000 soldiers went to N": of an open phrase beside another state, nothing is said.
        is_focus = is_definite or reading.states_named() <= {focus}
        return focus if is_focus else (_state_of_victims(reading, token) or _state_of_police(reading, sector))
    is_local = sector == "COP" and reading.tree.children(token.index) == ()  # "police arrested 40"
    found = _state_here(reading, token) if is_definite or is_local or reading.is_definite(token) else None
    is_ruling = is_definite and reading.lexicon.is_in(token.lemma, "ruling_body")
    found = found or (_ruled_state(reading, token) if is_ruling else None) or _state_of_victims(reading, token)
    return found or _state_of_police(reading, sector)


def _state_of_police(reading: Reading, sector: str | None) -> str | None:
    """Return the state in which a sentence is set, for police: those of other states do not police it."""
    return state_of_scene(reading) if sector == "COP" else None


def local_country(reading: Reading, token: Token, agent: AgentNoun, sector: str | None) -> str | None:
    """Return the one state that a document is about, for people who live and work where they are told of.

    Students, doctors, farmers, protesters and churches are of the place; tourists, hostages, migrants, companies and
    people of whom nothing else is said need not be. Gangs and rebels are of the state where their
    deed is set, gunmen and jihadists need not be.
    """
    is_body = agent.kind == "institution" and sector in _LOCAL_BODIES
    is_home_grown = sector == "CRM" or (sector == "REB" and reading.lexicon.is_in(agent.lemma, "home_grown"))
    is_past = sector == "ELI" and agent.kind == "office" and reading.is_definite(token)
    is_local = is_home_grown or (sector in _LOCAL and (agent.kind == "group" or is_body or is_past))
    if not is_local or token.role is Role.ATTRIBUTE:
        return None
    words = (token.lemma, agent.lemma)
    if any(reading.lexicon.is_in(one, name) for one in words for name in ("guest", "counterpart", "rootless")):
        return None
    is_following = reading.lexicon.is_in(token.lemma, "following")  # "N's supporters": the name is a person's
    if not is_following and _is_elsewhere(reading, token, agent):
        return None
    focus = reading.memory.focus
    if is_home_grown or focus is None or not reading.states_named() <= {focus}:
        return state_of_scene(reading)
    is_bound_there = reading.setting.votes[focus] == 1 and focus in _headed_for(reading, token)
    return None if is_bound_there else focus


def state_of_scene(reading: Reading) -> str | None:
    """Return the one state in which a sentence is set: that of its towns and of what stands under "in"."""
    found = set(reading.states_of_towns())
    for one in reading.places.values():
        is_scene = reading.lexicon.is_in(reading.tree.tokens[one.head].case, "scene_case")
        if is_scene and one.place is not None and one.place.country:
            found.add(one.place.country)
    if len(found) > 1:  # a square in one town may have the name of another's
        found &= {one.record.country for one in reading.named.values() if one.kind in ("adjective", "country")}
    return next(iter(found)) if len(found) == 1 else None


def _are_of_several(reading: Reading, token: Token) -> bool:
    """Say whether a plural is of as many states: each has one foreign minister."""
    if "plural" not in token.features:
        return False
    before = reading.tree.tokens[token.index - 1].text.lower() if token.index else ""
    return any(reading.lexicon.is_in(words, "sole_office") for words in (token.lemma, f"{before} {token.lemma}"))


def _state_of_victims(reading: Reading, token: Token) -> str | None:
    """Return the one state that a sentence places an attack in, for soldiers and police who were hit there."""
    is_victim = token.role is Role.PATIENT and reading.lexicon.is_in(reading.tree.tokens[token.head].lemma, "harming")
    places = {one.place.country for one in reading.places.values() if one.place is not None}
    states = reading.states_named()
    return next(iter(states)) if is_victim and len(states) == 1 and states == places else None


def _ruled_state(reading: Reading, token: Token) -> str | None:
    """Return the state whose government was spoken of last: "the regime" goes on with "N's junta"."""
    bodies = reading.memory.bodies_before(token.start)
    governments = (one for one in bodies if reading.lexicon.is_in(one.title or "", "ruling_body"))
    return next((one.country for one in governments if one.country), None)


def _faced(reading: Reading, token: Token, agent: AgentNoun) -> frozenset[str]:
    """Return the states that a government faces, and so is not of: "France accused the junta", "the army warned N"."""
    verb = reading.tree.tokens[token.head]
    if verb.pos not in ("VERB", "AUX"):
        return frozenset()
    if token.role is Role.AGENT and token.case is None:
        heads = [one.index for one in reading.tree.children(verb.index) if one.role is Role.PATIENT]
    elif agent.sector == "GOV" and agent.kind == "institution" and token.role in (Role.PATIENT, Role.OBLIQUE):
        subject = reading.tree.subject(verb.index)
        heads = [subject] if subject is not None and subject != token.index else []
    else:
        heads = []
    named = [reading.named[one] for one in heads if one in reading.named]
    return frozenset(one.record.country for one in named if one.kind in ("country", "capital") and one.record.country)


def _headed_for(reading: Reading, token: Token) -> frozenset[str]:
    """Return the states that a subject goes or sends to, also by its own word: "the minister is travelling to N".

    Where nothing else names the state, it is as likely another's.
    """
    tree = reading.tree
    if token.role is not Role.AGENT or token.case is not None:
        return frozenset()
    clauses = [token.head]
    for one in clauses:
        below = (Role.COMPLEMENT, Role.OPEN_COMPLEMENT)
        clauses.extend(child.index for child in tree.children(one) if child.role in below and child.pos == "VERB")
    ends = [
        child.index
        for one in clauses
        for child in tree.children(one)
        if child.role is Role.OBLIQUE and reading.lexicon.is_in(child.case, "toward_case")
    ]
    places = [reading.places[one].place for one in ends if one in reading.places]
    return frozenset(one.country for one in places if one is not None and one.country)


def _is_of_focus(reading: Reading, title: Token, focus: str) -> bool:
    """Say whether a person's title is of the document's state: beside "Canberra said ..." it may not be."""
    owned = [one for one in reading.tree.children(title.index) if one.role is Role.OBLIQUE and one.case == "of"]
    is_named = any(reading.is_any(reading.words_on(one.index), "definite") for one in owned)  # "head of the army"
    at = reading.sentence.index
    if is_named or reading.memory.voices(at) - {focus}:
        return is_named
    agent = reading.agent(title)
    is_minister = agent is not None and agent.kind == "office" and agent.sector == "GOV"
    return reading.memory.is_clear or (is_minister and reading.memory.state_acting_before(at) == focus)


def _state_here(reading: Reading, token: Token) -> str | None:
    before = reading.states_named(before=token.index)
    if len(before) == 1:
        return next(iter(before))
    towns = reading.states_of_towns()
    if len(towns) == 1:
        return next(iter(towns))
    states = reading.states_named()
    if states:
        return next(iter(states)) if len(states) == 1 else None
    return reading.memory.state_before(reading.sentence.index)


def pledging_state(reading: Reading, name: Token) -> str | None:
    """Return the state that a speaker speaks for: "N is willing to send troops, Minister X said"."""
    verb = reading.tree.tokens[name.head]
    if verb.lemma not in reading.lexicon.cues or not reading.is_subject(name):
        return None
    for content in reading.tree.children(verb.index):
        if content.role is not Role.COMPLEMENT:
            continue
        willing = [content, *(one for one in reading.tree.children(content.index) if one.role is Role.ATTRIBUTE)]
        subject = reading.tree.subject(content.index)
        named = reading.named.get(subject) if subject is not None else None
        if named is not None and named.kind == "country":
            is_own = any(reading.lexicon.is_in(one.lemma, "volition") for one in willing)
            return named.record.country if is_own else None
    return None


def _names_body(reading: Reading, inner: Token) -> bool:
    """Say whether a name goes on with the noun of a body in it: "Garissa" in "Garissa University"."""
    tokens = reading.tree.tokens
    if inner.index in reading.covered or inner.index + 1 >= len(tokens):
        return False
    body = reading.agent(tokens[inner.index + 1])
    is_name = tokens[inner.index + 1].text[:1].isupper()
    return is_name and body is not None and body.kind == "institution" and body.sector in _LOCAL_BODIES


def _is_own_land(reading: Reading, owner: Token) -> bool:
    """Say whether an owner is "the country" and no more: the one that is spoken of."""
    is_definite = reading.is_any(reading.words_on(owner.index), "definite")
    is_bare = not any(one.role is Role.ADJECTIVE for one in reading.tree.children(owner.index))
    return owner.role is Role.POSSESSOR and "plural" not in owner.features and is_definite and is_bare


def _is_elsewhere(reading: Reading, token: Token, agent: AgentNoun) -> bool:
    """Say whether a phrase names whose it is with words that no list resolves ("Kurdish forces", "foreign troops")."""
    own = set(agent.lemma.split())
    for inner in reading.inner(token):
        lower = inner.text.lower()
        if lower in own or _is_own_land(reading, inner) or reading.lexicon.is_in(lower, "faith"):
            continue
        if _names_body(reading, inner):
            continue  # "N University students" are as much of here as students
        if reading.lexicon.is_in(inner.lemma, "foreign") or reading.lexicon.is_in(lower, "foreign"):
            return True
        named = reading.covered.get(inner.index)
        if named is not None and named.record.country is None:
            return True
        is_name = inner.text[:1].isupper() and inner.index > 0 and inner.pos in ("PROPN", "ADJ")
        if is_name and reading.agent(inner) is None and inner.index not in reading.dates:
            return True
    return False
