"""Say who each noun phrase is: a country's government, an office and its holder, a force, an armed group, a person.

What the phrase itself says comes first (names, adjectives, owners, the noun's sector); then what the document has
said before (a full name, a title); then the roster at the article's date. A generic noun ("the army") takes the
country that the document is about only when one country leads clearly.

"Security forces" are COP: PLOVER's coders give police the forces that are not said to be military.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from harmattan.model.annotations import ACTORS, DATES, DOCUMENT, PLACES, SENTENCES, TEXT, ActorMention
from harmattan.model.layers import Layer, Layers
from harmattan.model.syntax import Role, Token
from harmattan.reference.lexicon import Lexicon
from harmattan.reference.who import Who
from harmattan.stages.actor_capitals import is_government
from harmattan.stages.actor_company import company_of
from harmattan.stages.actor_country import state_of_scene
from harmattan.stages.actor_memory import Memory, Record
from harmattan.stages.actor_names import (
    Named,
    country_focus,
    leads_clearly,
    name_sentences,
    own_acronyms,
    peoples_of,
    states_in_play,
)
from harmattan.stages.actor_nouns import agent_mention, document_mention, national, owned_thing, unknown_name
from harmattan.stages.actor_pairs import pair_mentions
from harmattan.stages.actor_pronouns import pronoun_mention
from harmattan.stages.actor_reading import LEADING, AgentIndex, Reading, Setting
from harmattan.stages.actor_titles import apposed_mention, body_range, names_by_title, remember_body
from harmattan.stages.arguments import Tree
from harmattan.stages.nominals import core_range

__all__ = ["ActorsStage"]

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_EARLY = 1
"""The last token that opens a sentence of which no more is known: "Mr N"."""
_SOLDIERS_LEAD = 4
"""How many times as often as police must soldiers be named for officers to be theirs."""
_UNION_NAME = "European Union"
_UNION = "EUR"
"""PLOVER's code of the European Union."""
_INSIDE = (Role.ADJECTIVE, Role.COMPOUND)
_HOLDING = frozenset({"MIL", "COP", "REB", "PRM", "GOV"})
"""Sectors of those whose bases and offices are called by them."""


class ActorsStage:
    """Resolve the actors of a document."""

    name: ClassVar[str] = "actors"
    version: ClassVar[str] = "2"
    requires: ClassVar[tuple[Layer[Any], ...]] = (DOCUMENT, TEXT, SENTENCES, PLACES, DATES)
    provides: ClassVar[tuple[Layer[Any], ...]] = (ACTORS,)

    def __init__(self, lexicon: Lexicon, who: Who) -> None:
        self._lexicon = lexicon
        self._who = who
        self._index = AgentIndex.of(lexicon)

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the mentions in the order of the text, at most one a head token."""
        text, sentences, places = layers[TEXT], layers[SENTENCES], layers[PLACES]
        trees = [Tree(one) for one in sentences]
        matches = own_acronyms(text, self._who.find(text, on=layers[DOCUMENT].published))
        votes = states_in_play(places, matches)
        names = name_sentences(text, sentences, trees, matches, places, self._lexicon, self._who, votes)
        setting = Setting(votes, peoples_of(text, matches), self._is_soldierly(trees))
        readings = [
            Reading(self._lexicon, self._who, layers, tree, named, setting, self._index)
            for tree, named in zip(trees, names, strict=True)
        ]
        focus = country_focus(votes)
        memory = Memory(focus, is_clear=leads_clearly(votes, focus))
        # A headline's surname is named in full below: people are gathered first, then all is read.
        _read(readings, memory)
        return {ACTORS: _read(readings, memory.only_people())}

    def _is_soldierly(self, trees: list[Tree]) -> bool:
        """Say whether a document speaks of soldiers and hardly of police."""
        lexicon = self._lexicon
        words = [token.lemma.lower() for tree in trees for token in tree.tokens]
        agents = [lexicon.agents[one] for one in words if one in lexicon.agents]
        agents = [one for one in agents if not lexicon.is_in(one.lemma, "either_force")]
        police = sum(one.sector == "COP" and lexicon.is_in(one.lemma, "police") for one in agents)
        return sum(one.sector == "MIL" for one in agents) > _SOLDIERS_LEAD * police


def _read(readings: list[Reading], memory: Memory) -> tuple[ActorMention, ...]:
    found: list[ActorMention] = []
    for reading in readings:
        if reading.sentence.is_parsed:
            reading.begin(memory)
            found.extend(_SentenceReader(reading).mentions())
            continue
        for one in reading.named.values():
            if one.kind == "person":
                memory.remember_person(one.record)
            memory.remember(one.record, reading.sentence.index, subject=False)
        _surnames(reading, memory)
    return tuple(found)


def _surnames(reading: Reading, memory: Memory) -> None:
    """Remember whom a sentence without a tree names again: "N was not convinced." makes N the next "he"."""
    for token in reading.tree.tokens:
        person = memory.person(token.text) if token.text[:1].isupper() and token.index not in reading.covered else None
        if person is not None:
            memory.remember(person, reading.sentence.index, subject=token.index <= _EARLY)


class _SentenceReader:
    """Reads the mentions of one sentence in the order of its tokens."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._tree = reading.tree
        self._titles = names_by_title(reading)
        self._found: dict[int, ActorMention] = {}

    def mentions(self) -> list[ActorMention]:
        """Return the mentions of the sentence, at most one a head token."""
        found = self._found
        for token in self._tree.tokens:
            if token.index in self._reading.consumed:
                continue
            mention = self._mention(token)
            if mention is not None:
                found.setdefault(mention.head, mention)
        return [one for one in found.values() if one.head not in self._reading.consumed]

    def _mention(self, token: Token) -> ActorMention | None:
        if "pronoun" in token.features or token.pos == "PRON":
            return pronoun_mention(self._reading, token)
        named = self._reading.named.get(token.index)
        if named is not None and named.kind == "muted":
            return None
        if token.role in _INSIDE:
            return self._modifier(token, named)
        if named is not None and named.kind == "adjective" and token.role is Role.CONJUNCT:
            return self._second_adjective(token, named)
        is_known = named is not None and named.kind == "actor"  # "Save the N" is read as a verb
        if token.index in self._reading.dates or (token.pos not in (*_NOMINAL, "ADJ", "X") and not is_known):
            return None
        if token.pos in ("ADJ", "X") and named is None:
            return None
        if token.pos == "NUM" and token.role is Role.NUMBER:
            return None
        return self._phrase(token, named)

    def _modifier(self, token: Token, named: Named | None) -> ActorMention | None:
        """Read a modifier of a noun that is no actor itself: "French withdrawal", "army raid", "N attack"."""
        if named is not None and named.kind == "country" and self._is_listed(token):
            return self._name_phrase(token, named)
        head = self._tree.tokens[token.head]
        while head.role is Role.COMPOUND:
            head = self._tree.tokens[head.head]
        acting = self._reading.agent(head)
        is_facility = self._reading.lexicon.is_in(head.lemma, "facility")
        is_thing = acting is None or (is_facility and acting.kind == "document")  # a police post is no statement
        if not is_thing or head.index in self._reading.covered:
            return None
        if named is not None and named.kind != "capital":
            is_state = named.kind in ("adjective", "country")
            if named.kind == "actor":
                self._reading.memory.remember(named.record, self._reading.sentence.index, subject=False)
            return self._reading.mention(
                named.first, token.index, named.record, "adjective" if is_state else named.kind
            )
        agent = self._reading.agent(token) if token.index not in self._reading.covered else None
        if agent is None or agent.kind == "document":
            return None
        lexicon = self._reading.lexicon
        is_held = is_facility and agent.sector in _HOLDING  # "an army base", "military posts"
        if not is_held and (token.pos == "ADJ" or head.lemma not in lexicon.nouns):
            return None
        return agent_mention(self._reading, token, agent)

    def _is_listed(self, token: Token) -> bool:
        """Say whether "and" follows: "North" in "North and South Korea"."""
        after = token.index + 1
        return after < len(self._tree.tokens) and self._tree.tokens[after].role is Role.COORDINATOR

    def _second_adjective(self, token: Token, named: Named) -> ActorMention | None:
        """Give "French and British troops" their second state."""
        first = self._tree.tokens[self._tree.first_conjunct(token.index)]
        agent = self._reading.agent(self._tree.tokens[first.head]) if first.role is Role.ADJECTIVE else None
        if agent is None or agent.kind == "document":
            return self._reading.mention(named.first, token.index, named.record, "adjective")
        record = replace(named.record, name=None, actor_id=None).changed(sector=agent.sector)
        return self._reading.mention(named.first, token.index, record, "shared adjective")

    def _phrase(self, token: Token, named: Named | None) -> ActorMention | None:
        """Resolve a noun phrase by its name, else by its noun."""
        reading = self._reading
        if named is None or named.kind == "person":
            apposed = apposed_mention(reading, token, self._titles)
            if apposed is not None:
                return apposed
        if named is not None:
            return self._name_phrase(token, named)
        again = self._state_again(token)
        if again is not None:
            return again
        pair = pair_mentions(reading, token)
        if pair:
            self._found.update((one.head, one) for one in pair[1:])
            return pair[0]
        agent = reading.agent(token) if token.index not in reading.covered else None
        if agent is not None and self._is_surname(token):
            agent = None
        if agent is not None and agent.kind in LEADING and self._leads_names(token):
            return None
        if agent is not None and agent.kind == "document":
            return document_mention(reading, token, self._source(token))
        if agent is not None and self._is_body_name(token):
            return self._body_name(token)
        if agent is not None:
            return agent_mention(reading, token, agent)
        return owned_thing(reading, token) or national(reading, token) or unknown_name(reading, token)

    def _state_again(self, token: Token) -> ActorMention | None:
        """Read "the country" that acts as the state that acted last, unless the text is about another."""
        reading = self._reading
        children = self._tree.children(token.index)
        is_bare = len(children) == 1 and reading.is_any({one.text.lower() for one in children}, "definite")
        verb = self._tree.tokens[token.head]
        is_deed = verb.lemma in reading.lexicon.verbs or verb.lemma in reading.lexicon.cues
        if not reading.lexicon.is_in(token.text.lower(), "state_again") or not is_bare or not is_deed:
            return None
        code = reading.memory.state_acting_before(reading.sentence.index)
        if token.role is not Role.AGENT or code is None or reading.memory.focus not in (None, code):
            return None
        bodies = reading.memory.bodies_before(token.start)
        state = next((one for one in bodies if one.kind == "country" and one.country == code), None)
        if state is None:
            return None
        reading.memory.remember(state, reading.sentence.index, subject=True)
        return reading.mention(token.index - 1, token.index, state, "noun:antecedent", state.span, head=token.index)

    def _source(self, document: Token) -> ActorMention | None:
        """Return who made a statement: its owner, or whoever issues it, says so in it or gives it the name."""
        return self._said_source(document) or self._named_source(document)

    def _named_source(self, document: Token) -> ActorMention | None:
        """Return the body before the word for a statement: "a UN report", "an army statement"."""
        if self._reading.lexicon.is_in(document.lemma, "facility"):
            return None  # a police post is no statement
        for child in reversed(self._tree.children(document.index)):
            if child.role is not Role.COMPOUND or child.index > document.index:
                continue
            named = self._reading.named.get(child.index)
            if named is not None:
                return self._name_phrase(child, named) if named.kind in ("actor", "body", "group", "office") else None
            agent = self._reading.agent(child) if child.index not in self._reading.covered else None
            if agent is not None and agent.kind != "document":
                return agent_mention(self._reading, child, agent)
        return None

    def _said_source(self, document: Token) -> ActorMention | None:
        for child in self._tree.children(document.index):
            is_source = child.role is Role.OBLIQUE and self._reading.lexicon.is_in(child.case, "source_case")
            if child.role is Role.POSSESSOR or is_source:
                return self._mention(child)
        verb = self._tree.tokens[document.head]
        is_issued = document.role is Role.PATIENT and self._reading.lexicon.is_in(verb.lemma, "issuing")
        is_said_in = (
            document.role is Role.OBLIQUE and document.case == "in" and verb.lemma in self._reading.lexicon.cues
        )
        if not is_issued and not is_said_in:
            return None
        subject = self._tree.subject(verb.index)
        return self._found.get(subject) if subject is not None else None

    def _is_surname(self, token: Token) -> bool:
        """Say whether a word for an office ends a person's name: "Rose King"."""
        first, last = self._name(token)
        words = self._reading.words_on(token.index)
        is_name = self._reading.lexicon.is_in(token.text.lower(), "surname_too") and first < last
        is_the = any(self._reading.is_any(words, name) for name in ("definite", "indefinite"))
        before = self._tree.tokens[first:last]
        return (
            is_name
            and not is_the
            and not any(self._reading.agent(one) or one.index in self._reading.covered for one in before)
        )

    def _leads_names(self, token: Token) -> bool:
        """Say whether a title in the plural stands before several names, which the parser sets beside it."""
        after = self._reading.covered.get(token.index + 1)
        is_title = "plural" in token.features and token.index + 1 < len(self._tree.tokens)
        return is_title and after is not None and after.kind == "person" and after.first == token.index + 1

    def _is_body_name(self, token: Token) -> bool:
        """Say whether a noun that acts heads a name: "the Patriotic Front", not "the Army"."""
        bounds = self._reading.name_bounds(token)
        is_free = bounds is not None and not any(i in self._reading.covered for i in range(bounds[0], bounds[1] + 1))
        if not is_free or bounds is None or bounds[0] == bounds[1] or not token.text[:1].isupper():
            return False
        return (
            " ".join(t.text.lower() for t in self._tree.tokens[bounds[0] : bounds[1] + 1])
            not in self._reading.lexicon.agents
        )

    def _body_name(self, token: Token) -> ActorMention | None:
        """Resolve a body that no list knows, by the noun in its name; an acronym in brackets is its second name."""
        reading = self._reading
        agent = reading.agent(token)
        if agent is None or agent.kind in ("office", "rank", "leader"):
            return agent_mention(reading, token, agent) if agent is not None else None
        first, last = body_range(reading, token)
        span = reading.span(first, last)
        known = reading.memory.group(span.text)
        mention = agent_mention(reading, token, agent)
        if mention is None:
            return unknown_name(reading, token)
        one = mention.participant
        own = company_of(reading, token, agent).country
        record = Record.of_participant(one, reading.sentence.index).changed(
            span=span,
            kind="body",
            name=one.name or span.text,
            country=own or (known.country if known else None) or one.country,
            sector=(known.sector if known else None) or one.sector,
        )
        remember_body(reading, record, token)
        reading.memory.remember(record, reading.sentence.index, subject=reading.is_subject(token))
        return reading.mention(mention.first, max(last, mention.last), record, "name of a body", head=token.index)

    def _name(self, token: Token) -> tuple[int, int]:
        return self._reading.name_bounds(token) or (token.index, token.index)

    def _name_phrase(self, token: Token, named: Named) -> ActorMention | None:
        reading = self._reading
        first, last = core_range(self._tree, token.index)
        first = min(first, named.first)
        record = named.record
        if named.kind in ("country", "capital"):
            place = reading.places.get(token.index)
            is_other = place is not None and place.place is not None and record.country not in place.place.countries
            if is_other or (named.kind == "capital" and not is_government(reading, token)):
                return None
        if named.kind == "demonym" and reading.is_any(reading.words_on(token.index), "ethnic"):
            record = replace(record, name=None, country=state_of_scene(reading), actor_id=None)
        if named.kind == "capital" and reading.lexicon.is_in(token.text.lower(), "seat_of_union"):
            record = self._union(token, record) or record
        if named.kind == "adjective":
            is_state = self._reading.is_any(self._reading.words_on(token.index), "definite")
            # "the French have ..." is the state, "many French" are people.
            record = replace(record.changed(sector="GOV" if is_state else "CVL"), is_plural=not is_state)
        if named.kind == "person":
            first = min(first, self._name(token)[0])
            record = self._person(token, record, first)
            reading.memory.remember_person(record)
        reading.memory.remember(
            self._numbered(token, record), reading.sentence.index, subject=reading.is_subject(token)
        )
        return reading.mention(first, max(last, named.last), record, named.kind)

    def _union(self, token: Token, seat: Record) -> Record | None:
        """Return the European Union for its seat ("Brussels has resisted"), unless the state there is spoken of."""
        reading = self._reading
        bodies = reading.memory.bodies_before(token.start)
        named = next((one for one in bodies if one.country == _UNION and one.name), None)
        others = (one.record.country for one in reading.named.values() if one.head != token.index)
        if named is not None or seat.country in others or reading.setting.votes[seat.country or ""] > 1:
            return named
        match = next(iter(reading.who.find(_UNION_NAME, on=None)), None)
        return None if match is None else Record.of(match, seat.span, seat.sentence)

    def _numbered(self, token: Token, record: Record) -> Record:
        is_people = record.kind == "demonym" or (record.kind == "actor" and "plural" in token.features)
        return replace(record, is_plural=True) if is_people else record

    def _person(self, token: Token, record: Record, first: int) -> Record:
        """Let what the text says of a person go before the roster: a title given above, "former" here."""
        known = self._reading.memory.person(record.name or record.span.text)
        if known is not None and known.name == record.name:
            record = replace(record, gender=known.gender)
        if known is not None and known.is_from_text and known.name == record.name:
            record = record.changed(sector=known.sector, country=known.country, gender=known.gender)
        if self._reading.is_former(first, token.index):
            return record.changed(sector="ELI")
        return record
