"""One sentence as the actors stage reads it: its tree, its names, its nouns for people, and the document's memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from harmattan.model.annotations import DATES, DOCUMENT, PLACES, TEXT, ActorMention
from harmattan.model.event import Participant
from harmattan.model.layers import Layers
from harmattan.model.spans import Span
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.actors import INTERNATIONAL
from harmattan.reference.lexicon import AgentNoun, Lexicon
from harmattan.reference.who import Who
from harmattan.stages.actor_memory import Memory, Record
from harmattan.stages.actor_names import Named
from harmattan.stages.arguments import Tree
from harmattan.stages.nominals import (
    BOUND_CASES,
    OWN_CASES,
    core_range,
    full_range,
    head_of_range,
    inner_nominals,
    name_range,
    phrase_span,
)

__all__ = ["LEADING", "AgentIndex", "Reading", "Setting"]

LEADING = ("office", "rank", "leader")
"""Kinds of nouns that name a person by what they hold."""
_STATE_CODE = "PCL"
"""How the GeoNames feature codes of states begin."""
_LONGEST = 3
"""The most words before a noun that may belong to it in the table of agents; after it, one more."""


@dataclass(frozen=True, slots=True)
class AgentIndex:
    """The first and the last words of the nouns of several words, so that most tokens need one look-up."""

    firsts: frozenset[str]
    lasts: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> AgentIndex:
        """Index the nouns of a lexicon."""
        several = [one.split() for one in lexicon.agents if " " in one]
        return cls(frozenset(one[0] for one in several), frozenset(one[-1] for one in several))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document is about: how often each state is named, whose word a group's name begins with, its officers.

    `peoples` maps the first word of an armed group's name ("Karen") to its country; `is_soldierly` says that soldiers
    are spoken of and no police, so that officers are soldiers too.
    """

    votes: Mapping[str, int]
    peoples: Mapping[str, str]
    is_soldierly: bool = False


class Reading:
    """What the rules ask of a sentence; the memory is the document's."""

    def __init__(
        self,
        lexicon: Lexicon,
        who: Who,
        layers: Layers,
        tree: Tree,
        named: tuple[Named, ...],
        setting: Setting,
        index: AgentIndex,
    ) -> None:
        self.lexicon = lexicon
        self.who = who
        self.text = layers[TEXT]
        self.published = layers[DOCUMENT].published
        self.tree = tree
        self.sentence: Sentence = tree.sentence
        self.named = {one.head: one for one in named}
        self.covered = {i: one for one in named for i in range(one.first, one.last + 1)}
        at = self.sentence.index
        self.places = {one.head: one for one in layers[PLACES] if one.sentence == at}
        self.placed = frozenset(i for one in self.places.values() for i in range(one.first, one.last + 1))
        self.dates = frozenset(i for one in layers[DATES] if one.sentence == at for i in range(one.first, one.last + 1))
        self.setting = setting
        self.states = frozenset(setting.votes)
        self.juntas = self.states & who.juntas(self.published)
        self.memory = Memory()
        self.consumed: set[int] = set()
        self.resolved: dict[int, Record] = {}
        self._joined: set[int] = set()
        self._index = index
        self._agents: dict[int, AgentNoun | None] = {}

    def begin(self, memory: Memory) -> None:
        """Start a reading of the sentence with what the document has said so far."""
        self.memory = memory
        self.resolved = {}
        memory.note_states(self.sentence.index, self.states_named(), self._voices())
        self.consumed = set(self._joined)

    def agent(self, token: Token) -> AgentNoun | None:
        """Look a noun up among those that act, the longest compound first ("armed forces", "chief of staff")."""
        if token.index not in self._agents:
            agent = self._find_agent(token)
            if agent is not None and self.setting.is_soldierly and self.lexicon.is_in(agent.lemma, "either_force"):
                agent = replace(agent, sector="MIL")
            self._agents[token.index] = agent
        return self._agents[token.index]

    def _find_agent(self, token: Token) -> AgentNoun | None:
        if token.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "VERB", "X"):
            return None
        agents, tokens, at = self.lexicon.agents, self.tree.tokens, token.index
        lower = token.text.lower()
        if lower in self._index.firsts or token.lemma in self._index.firsts:
            following = [t.text.lower() for t in tokens[at : at + _LONGEST + 2]]
            for width in range(len(following), 1, -1):
                agent = agents.get(" ".join(following[:width])) or agents.get(
                    " ".join([token.lemma, *following[1:width]])
                )
                if agent is not None and at in (one.index for one in self.tree.ancestors(at + width - 1)):
                    self._joined |= set(range(at + 1, at + width))
                    self.consumed |= self._joined
                    return agent
        if at > 1 and tokens[at - 1].text == "-" and tokens[at - 1].start == tokens[at - 2].end:
            agent = agents.get(f"{tokens[at - 2].text.lower()}-{lower}")  # "Secretary-General" is no general
            if agent is not None:
                return agent
        for last in dict.fromkeys((token.lemma, lower)):
            if last not in self._index.lasts:
                continue
            for width in range(min(_LONGEST, at), 0, -1):
                agent = agents.get(" ".join([*(t.text.lower() for t in tokens[at - width : at]), last]))
                if agent is not None:
                    return agent
        found = agents.get(token.lemma) or agents.get(lower)
        if found is None and at == 0 and token.pos == "PROPN" and lower.endswith("s"):
            found = agents.get(lower[:-1])  # "Rebels attacked": a plural that the tagger takes for a name
        return found

    def states_named(self, *, before: int | None = None) -> frozenset[str]:
        """Return the states that the sentence names, or those named before a token."""
        stop = len(self.tree.tokens) if before is None else before
        # A news agency's home is not spoken of: "told Reuters that the army had fired".
        named = {one.record.country for one in self.named.values() if one.last < stop and one.record.sector != "JRN"}
        placed = {one.place.country for one in self.places.values() if one.place is not None and one.last < stop}
        return frozenset(one for one in named | placed if one and one not in INTERNATIONAL)

    def _voices(self) -> frozenset[str]:
        """Return the states that act in the sentence by what is theirs: "a Canadian envoy said", "Ottawa said"."""
        found: set[str] = set()
        for one in self.named.values():
            token = self.tree.tokens[one.head]
            is_acting = self.is_subject(token) or self.is_subject(self.tree.tokens[token.head])
            if one.kind in ("adjective", "capital") and is_acting and one.record.country:
                found.add(one.record.country)
        return frozenset(found)

    def states_of_towns(self) -> frozenset[str]:
        """Return the states of the places in the sentence that are no states themselves."""
        inside = (one.place for one in self.places.values() if one.place is not None and one.rule != "part-of")
        return frozenset(
            one.country for one in inside if one.country and not (one.feature_code or "").startswith(_STATE_CODE)
        )

    def words_on(self, index: int) -> set[str]:
        """Return the lower-case words that hang on a token."""
        return {child.text.lower() for child in self.tree.children(index)}

    def is_any(self, words: set[str], class_name: str) -> bool:
        """Say whether one of the words belongs to a class of the pack."""
        return not words.isdisjoint(self.lexicon.classes.get(class_name, frozenset()))

    def is_former(self, first: int, last: int) -> bool:
        """Say whether a range of tokens calls its office past ("former", "late", "ousted", "ex-")."""
        return self.is_any({t.text.lower() for t in self.tree.tokens[first : last + 1]}, "former")

    def is_definite(self, token: Token) -> bool:
        """Say whether a noun means a known one: singular, with no "a", "any" or "former"."""
        words = self.words_on(token.index)
        is_open = self.is_any(words, "former") or self.is_any(words, "indefinite")
        return not is_open and "plural" not in token.features

    def is_subject(self, token: Token) -> bool:
        """Say whether a token is a surface subject."""
        return token.role is Role.AGENT or (token.role is Role.PATIENT and token.index < token.head)

    def inner(self, token: Token, *, own_only: bool = False) -> list[Token]:
        """Return the words inside a phrase that may say whose it is, the strongest first."""
        found = list(inner_nominals(self.tree, token.index, cases=OWN_CASES if own_only else BOUND_CASES))
        charge = self._charge(token)
        if charge is not None:
            other = self.tree.subtree(charge.index)
            found = [one for one in found if one.index not in other]
        if token.role in (Role.COMPOUND, Role.ADJECTIVE):
            found += [
                one
                for one in self.tree.children(token.head)
                if one.index < token.index and one.role in (Role.ADJECTIVE, Role.COMPOUND, Role.POSSESSOR)
            ]
        return found

    def extent(self, token: Token) -> tuple[int, int]:
        """Return the tokens of a phrase with its "of" complements, save what its verb lays to it."""
        is_charged = self._charge(token) is not None
        return core_range(self.tree, token.index) if is_charged else full_range(self.tree, token.index)

    def _charge(self, token: Token) -> Token | None:
        """Return what an object is accused of, where the parser hangs it on the object: "accused N of murder"."""
        verb = self.tree.tokens[token.head]
        if token.role is not Role.PATIENT or not self.lexicon.is_in(verb.lemma, "laying_of"):
            return None
        owned = (one for one in self.tree.children(token.index) if one.role is Role.OBLIQUE and one.case == "of")
        return next((one for one in owned if self._is_deed(one)), None)

    def _is_deed(self, token: Token) -> bool:
        """Say whether a noun is no one and no place: what someone may be accused of."""
        is_someone = token.index in self.covered or token.index in self.placed or self.agent(token) is not None
        return token.pos == "NOUN" and (token.lemma in self.lexicon.nouns or not is_someone)

    def record_at(self, token: Token) -> Record | None:
        """Return who a name at a token is: a known name, or someone named before in the document."""
        named = self.covered.get(token.index)
        if named is not None:
            if named.kind == "person":
                return self.memory.person(named.record.name or named.record.span.text) or named.record
            return named.record
        if token.pos != "PROPN" or token.index in self.placed:
            return None
        return self.memory.group(token.text) or self.memory.person(token.text)

    def span(self, first: int, last: int) -> Span:
        """Return the span of a token range without punctuation at its edges."""
        return phrase_span(self.tree, first, last, self.text)

    def is_person_name(self, token: Token) -> bool:
        """Say whether a token may head a person's name."""
        named = self.named.get(token.index)
        if named is not None:
            return named.kind == "person"
        is_free = token.index not in self.covered and token.index not in self.places and token.index not in self.dates
        is_capital = token.text[:1].isupper() or (token.index > 0 and self.tree.tokens[token.index - 1].text == "-")
        return token.pos == "PROPN" and is_free and is_capital

    def name_bounds(self, token: Token) -> tuple[int, int] | None:
        """Return the run of names that ends at a token, without a date drawn into it: "On Thursday Peter Okello"."""
        bounds = name_range(self.tree, token.index)
        if bounds is None or token.index in self.dates:
            return bounds
        dated = [index for index in range(bounds[0], bounds[1]) if index in self.dates]
        return (dated[-1] + 1, bounds[1]) if dated else bounds

    def keep(self, record: Record, token: Token) -> None:
        """Remember a person or body for the sentences to come."""
        if record.kind in ("body", "actor"):
            self.memory.remember_group(record, *(one for one in (record.name, record.span.text) if one))
        elif record.name:
            self.memory.remember_person(record)
        self.memory.remember(record, self.sentence.index, subject=self.is_subject(token))

    def _after_date(self, first: int, last: int) -> int:
        """Return where a phrase begins behind a date that the parser drew into it: "on Tuesday army men ..."."""
        start = first
        while start < last and (
            start in self.dates
            or (start > first and self.tree.tokens[start].role in (Role.COORDINATOR, Role.CASE, Role.PUNCTUATION))
        ):
            start += 1
        return start

    def mention(
        self, first: int, last: int, record: Record, rule: str, antecedent: Span | None = None, head: int | None = None
    ) -> ActorMention:
        """Make the mention of a token range."""
        first = self._after_date(first, last)
        span = self.span(first, last)
        words = {token.text.lower() for token in self.tree.tokens[first : last + 1]}
        participant = Participant(
            span,
            antecedent=antecedent,
            actor_id=record.actor_id,
            name=record.name,
            country=record.country,
            sector=record.sector,
            attribution="suspected" if self.is_any(words, "suspected") else "stated",
            wikidata=record.wikidata,
        )
        at = head_of_range(self.tree, first, last) if head is None else head
        return ActorMention(self.sentence.index, first, last, at, participant, record.confidence, rule)
