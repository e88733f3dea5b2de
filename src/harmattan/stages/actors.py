"""Say who each noun phrase is: a country's government, an office and its holder, a force, an armed group, a person.

What the phrase itself says comes first (names, adjectives, owners, the noun's sector); then what the document has
said before (a full name, a title); then the roster at the article's date. A generic noun ("the army") takes the
country that the document is about only when one country leads clearly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from harmattan.model.annotations import ACTORS, DATES, DOCUMENT, PLACES, SENTENCES, ActorMention, PlaceMention
from harmattan.model.event import Participant
from harmattan.model.layers import Layer, Layers
from harmattan.model.spans import Span
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.actors import INTERNATIONAL
from harmattan.reference.lexicon import AgentNoun, Lexicon
from harmattan.reference.roster import Office
from harmattan.reference.who import Who, WhoMatch
from harmattan.stages.actor_memory import Memory, Record, country_focus
from harmattan.stages.arguments import Tree
from harmattan.stages.nominals import core_range, full_range, head_of_range, inner_nominals, name_range, phrase_span

__all__ = ["ActorsStage"]

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_LEADING = ("office", "rank", "leader")
_ARMS = ("aircraft", "warship", "drone", "weapons", "heavy", "vessel")
_HE = frozenset({"he", "him", "his", "she", "her"})
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "them", "their"})
_LOOSE_SECTORS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PTY", "OPP"})


@dataclass(frozen=True, slots=True)
class _Named:
    """A name that the matcher found, by the tokens that it covers."""

    first: int
    last: int
    head: int
    record: Record
    kind: str


class ActorsStage:
    """Resolve the actors of a document."""

    name: ClassVar[str] = "actors"
    version: ClassVar[str] = "1"
    requires: ClassVar[tuple[Layer[Any], ...]] = (DOCUMENT, SENTENCES, PLACES, DATES)
    provides: ClassVar[tuple[Layer[Any], ...]] = (ACTORS,)

    def __init__(self, lexicon: Lexicon, who: Who) -> None:
        self._lexicon = lexicon
        self._who = who

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the mentions in the order of the text, at most one a head token."""
        document = layers[DOCUMENT]
        sentences = layers[SENTENCES]
        places = layers[PLACES]
        names = self._names(document.text, sentences, document.published, places)
        memory = Memory(focus=country_focus(places, [one for group in names for one in group]))
        # A headline's surname is named in full below: people are gathered first, then all is read.
        self._read(layers, names, memory)
        return {ACTORS: self._read(layers, names, memory.only_people())}

    def _read(self, layers: Layers, names: list[tuple[_Named, ...]], memory: Memory) -> tuple[ActorMention, ...]:
        found: list[ActorMention] = []
        for sentence, named in zip(layers[SENTENCES], names, strict=True):
            if sentence.is_parsed:
                found.extend(_SentenceReader(self._lexicon, self._who, layers, sentence, named, memory).mentions())
            else:
                for one in named:
                    if one.kind == "person":
                        memory.remember_person(one.record)
                    memory.remember(one.record, sentence.index, subject=False)
        return tuple(found)

    def _names(
        self, text: str, sentences: tuple[Sentence, ...], published: date | None, places: tuple[PlaceMention, ...]
    ) -> list[tuple[_Named, ...]]:
        named_places = {
            (one.span.start, one.span.end): one for one in places if one.rule == "name" and not one.is_dateline
        }
        matches = [one for one in self._who.find(text, on=published) if not _is_part_of_place(one, named_places)]
        found: list[tuple[_Named, ...]] = []
        at = 0
        for sentence in sentences:
            tree = Tree(sentence)
            inside: list[_Named] = []
            while at < len(matches) and matches[at].start < sentence.end:
                match = matches[at]
                at += 1
                covered = [t.index for t in sentence.tokens if t.start < match.end and t.end > match.start]
                if match.start < sentence.start or not covered or match.end > sentence.tokens[covered[-1]].end:
                    continue
                first, last = covered[0], covered[-1]
                span = Span.of(text, match.start, match.end)
                record = Record.of(match, span, sentence.index)
                inside.append(_Named(first, last, head_of_range(tree, first, last), record, match.kind))
            found.append(tuple(inside))
        return found


def _is_part_of_place(match: WhoMatch, places: Mapping[tuple[int, int], PlaceMention]) -> bool:
    """Say whether a country's name is only a part of a longer place name ("Guinea" in "Gulf of Guinea")."""
    return match.kind in ("country", "capital", "adjective") and any(
        start <= match.start and match.end <= end and (start, end) != (match.start, match.end) and end - start > match.end - match.start + 3
        for start, end in places
    )


class _SentenceReader:
    """Reads one sentence; the memory is the document's."""

    def __init__(
        self,
        lexicon: Lexicon,
        who: Who,
        layers: Layers,
        sentence: Sentence,
        named: tuple[_Named, ...],
        memory: Memory,
    ) -> None:
        self.lexicon = lexicon
        self.who = who
        self.text = layers[DOCUMENT].text
        self.published = layers[DOCUMENT].published
        self.sentence = sentence
        self.tree = Tree(sentence)
        self.named = {one.head: one for one in named}
        self.covered = {i: one for one in named for i in range(one.first, one.last + 1)}
        self.places = {one.head: one for one in layers[PLACES] if one.sentence == sentence.index}
        self.dates = frozenset(
            index for one in layers[DATES] if one.sentence == sentence.index for index in range(one.first, one.last + 1)
        )
        self.memory = memory

    def mentions(self) -> list[ActorMention]:
        """Return the mentions of the sentence, outer phrases before the memory takes them in."""
        found: list[ActorMention] = []
        for token in self.tree.tokens:
            mention = self._mention(token)
            if mention is not None:
                found.append(mention)
        return found

    def _mention(self, token: Token) -> ActorMention | None:
        if "pronoun" in token.features or token.pos == "PRON":
            return self._pronoun(token)
        named = self.named.get(token.index)
        if (
            named is not None
            and named.kind in ("adjective", "country")
            and token.role in (Role.ADJECTIVE, Role.COMPOUND)
        ):
            return self._from_record(named.first, token.index, named.record, "adjective")
        is_inside = token.role in (Role.ADJECTIVE, Role.COMPOUND)
        if is_inside and (token.index in self.covered or self._agent(token) is None or token.pos == "ADJ"):
            return None
        if token.index in self.dates or token.pos not in _NOMINAL or (token.pos == "NUM" and token.role in (Role.NUMBER, Role.COMPOUND)):
            return None
        return self._phrase(token, named)

    def _phrase(self, token: Token, named: _Named | None) -> ActorMention | None:
        """Resolve a noun phrase by its name, else by its noun."""
        agent = self._agent(token) if named is None else None
        if named is None or named.kind == "person":
            apposed = self._apposed(token, agent)
            if apposed is not None:
                return apposed
        if named is not None and named.kind != "adjective":
            return self._name_phrase(token, named)
        agent = agent or self._agent(token)
        if agent is not None:
            return self._agent_phrase(token, agent)
        return self._owned_thing(token) or self._unknown_name(token)

    def _owned_thing(self, token: Token) -> ActorMention | None:
        """Let arms and vessels stand for whose they are: "Israeli warplanes", "its aircraft"."""
        if not any(self.lexicon.is_in(token.lemma, name) for name in _ARMS):
            return None
        country = self._country_inside(token.index)
        owner = self._owner_record(token)
        if country is None and owner is None:
            return None
        record = Record.unknown(phrase_span(self.tree, *full_range(self.tree, token.index), self.text), self.sentence.index)
        sector = owner.sector if owner is not None else "MIL"
        country = country or (owner.country if owner is not None else None)
        return self._from_record(*full_range(self.tree, token.index), record.changed(country=country, sector=sector), "arms")

    def _name_phrase(self, token: Token, named: _Named) -> ActorMention | None:
        first, last = core_range(self.tree, token.index)
        first = min(first, named.first)
        record = named.record
        if named.kind in ("country", "capital"):
            place = self.places.get(token.index)
            if place is not None and place.place is not None and record.country not in place.place.countries:
                return None
        if named.kind == "person":
            first = min(first, (name_range(self.tree, token.index) or (first, 0))[0])
            record = self._with_title(token, record)
            self.memory.remember_person(record)
        mention = self._from_record(first, max(last, named.last), record, named.kind)
        self.memory.remember(record, self.sentence.index, subject=self._is_subject(token))
        return mention

    def _with_title(self, token: Token, record: Record) -> Record:
        """Let what the sentence says of a person override the roster: a former president is no government."""
        words = {child.text.lower() for child in self.tree.children(token.index)}
        for child in self.tree.children(token.index):
            if child.role is Role.APPOSITION:
                words |= {one.text.lower() for one in self.tree.children(child.index)}
        if words & self.lexicon.classes.get("former", frozenset()):
            return record.changed(sector="ELI")
        return record

    def _agent(self, token: Token) -> AgentNoun | None:
        """Look a noun up among those that act, the longest compound first ("armed forces", "foreign ministry")."""
        for width in (3, 2, 1, 0):
            first = token.index - width
            if first < 0:
                continue
            words = [t.text.lower() for t in self.tree.tokens[first : token.index]]
            for last in dict.fromkeys((token.lemma, token.text.lower())):
                agent = self.lexicon.agents.get(" ".join([*words, last]))
                if agent is not None:
                    return agent
        following = [t.text.lower() for t in self.tree.tokens[token.index : token.index + 4]]
        for width in (4, 3, 2):
            agent = self.lexicon.agents.get(" ".join(following[:width])) if len(following) >= width else None
            if agent is not None:
                return agent
        return None

    def _apposed(self, token: Token, agent: AgentNoun | None) -> ActorMention | None:
        """Join an office and the person who holds it in one mention.

        "the army chief, General N", "N, the army chief", "General N", "Foreign Minister N", "former president N".
        """
        titles = [child for child in self.tree.children(token.index) if child.role is Role.APPOSITION]
        if agent is not None and agent.kind in _LEADING:
            names = [one for one in titles if self._is_person_name(one)]
            if names:
                person = self._person(names[0], token, agent)
                first, last = full_range(self.tree, token.index)
                self._keep(person, token)
                return self._from_record(first, last, person, "office and name")
            return None
        if agent is not None or not self._is_person_name(token):
            return None
        for title in titles:
            office = self._agent(title) or self._title_with_owner(title)
            if office is not None and office.kind != "document":
                person = self._person(token, title, office)
                self._keep(person, token)
                first, last = name_range(self.tree, token.index) or (token.index, token.index)
                return self._from_record(first, last, person, "name and office")
        title = self._title_before(token)
        if title is not None:
            person = self._person(token, title[0], title[1])
            self._keep(person, token)
            first, last = core_range(self.tree, token.index)
            return self._from_record(first, last, person, "title and name")
        return None

    def _title_with_owner(self, title: Token) -> AgentNoun | None:
        """Take an unknown title as an office when it says of whom: "N, rapporteur of the UN"."""
        if title.pos not in ("NOUN", "PROPN") or title.index in self.named or title.index in self.places:
            return None
        has_owner = any(one.index in self.covered for one in inner_nominals(self.tree, title.index))
        return AgentNoun(title.lemma, None, "leader") if has_owner else None

    def _title_before(self, token: Token) -> tuple[Token, AgentNoun] | None:
        """Find a title in the compound before a name: "Foreign Minister N"."""
        first, _ = core_range(self.tree, token.index)
        for index in range(token.index - 1, first - 1, -1):
            agent = self._agent(self.tree.tokens[index])
            if agent is not None and agent.kind in (*_LEADING, "group", "person"):
                return self.tree.tokens[index], agent
        return None

    def _is_person_name(self, token: Token) -> bool:
        named = self.named.get(token.index)
        if named is not None:
            return named.kind == "person"
        return token.pos == "PROPN" and token.index not in self.covered and token.index not in self.places

    def _person(self, name: Token, title: Token, office: AgentNoun) -> Record:
        """Make the record of a person whose office the sentence gives."""
        bounds = name_range(self.tree, name.index) or (name.index, name.index)
        first = bounds[0]
        while first < bounds[1] and self._is_title_word(self.tree.tokens[first]):
            first += 1
        span = phrase_span(self.tree, first, bounds[1], self.text)
        named = self.named.get(name.index)
        base = named.record if named is not None else Record.unknown(span, self.sentence.index)
        sector, country = self._office(title, office)
        if title.index != name.index and country is None:
            country = self._country_inside(name.index)
        first_title, _ = core_range(self.tree, title.index)
        words = {t.text.lower() for t in self.tree.tokens[first_title : title.index + 1]}
        if words & self.lexicon.classes.get("former", frozenset()):
            sector = "ELI"
        return base.changed(
            name=base.name or span.text,
            country=country or base.country or self._focus(office.sector),
            sector=sector or base.sector,
            kind="person",
        )

    def _is_title_word(self, token: Token) -> bool:
        lower = token.text.lower().rstrip(".")
        return lower in self.lexicon.agents or self.lexicon.is_in(lower, "title") or token.text.islower()

    def _office(self, title: Token, office: AgentNoun) -> tuple[str | None, str | None]:
        """Return the sector and country of an office from the words around it."""
        sector = office.sector
        country = self._country_inside(title.index)
        inner = self._sector_inside(title.index)
        if office.kind == "leader" or sector is None:
            sector = inner or sector or ("GOV" if country is not None and country not in INTERNATIONAL else None)
        elif inner in ("MIL", "COP", "SPY") and sector in ("GOV", None):
            sector = inner
        elif inner in ("REB", "PRM", "CRM", "UAF") and sector in ("GOV", "MIL", "CVL", None):
            sector = inner
        return sector, country

    def _country_inside(self, head: int) -> str | None:
        """Find the country in a phrase: the nearest name, adjective or place inside it."""
        inner = list(inner_nominals(self.tree, head))
        token = self.tree.tokens[head]
        if token.role is Role.COMPOUND:
            inner += [one for one in self.tree.children(token.head) if one.index < head]
        for token in inner:
            named = self.covered.get(token.index)
            if named is not None and named.record.country:
                return named.record.country
            place = self.places.get(token.index)
            if place is not None and place.place is not None and place.place.country:
                return place.place.country
            if token.text.lower() in ("its", "his", "her", "their"):
                owner = self._pronoun(token)
                if owner is not None and owner.participant.country:
                    return owner.participant.country
        if any(child.text.lower() == "there" for child in self.tree.children(head)):
            return self._country_before(head)
        return None

    def _country_before(self, index: int) -> str | None:
        """Return the country of the last place named before a token, in this sentence or the text before."""
        for place in sorted(self.places.values(), key=lambda one: -one.last):
            if place.last < index and place.place is not None and place.place.country:
                return place.place.country
        return self.memory.last_country

    def _sector_inside(self, head: int) -> str | None:
        for token in inner_nominals(self.tree, head):
            agent = self._agent(token)
            if agent is not None and agent.sector:
                return agent.sector
            named = self.covered.get(token.index)
            if named is not None and named.record.sector and named.kind == "actor":
                return named.record.sector
        return None

    def _agent_phrase(self, token: Token, agent: AgentNoun) -> ActorMention | None:
        """Resolve a phrase headed by a common noun that acts."""
        first, last = full_range(self.tree, token.index)
        if token.role is Role.COMPOUND:
            first = self._with_adjectives(token, first)
        sector, country = self._office(token, agent)
        if agent.kind == "document":
            return self._document(token, first, last)
        record = Record.unknown(phrase_span(self.tree, first, last, self.text), self.sentence.index)
        owner = self._owner_record(token)
        if owner is not None:
            country, sector = country or owner.country, sector or owner.sector
        if country is None and token.role is not Role.ATTRIBUTE:
            country = self._focus(sector) or self._country_beside(token, sector)
        known = self._holder(agent, country) if agent.kind == "office" and self._is_definite(token) else None
        if known is not None:
            record = record.changed(name=known.person, actor_id=known.actor_id, wikidata=known.wikidata)
        record = record.changed(country=country, sector=sector, kind=agent.kind)
        if token.role not in (Role.COMPOUND, Role.APPOSITION):
            self.memory.remember(record, self.sentence.index, subject=self._is_subject(token))
        return self._from_record(first, last, record, f"noun:{agent.kind}")

    def _with_adjectives(self, token: Token, first: int) -> int:
        """Extend a compound's range to the nationality before it: "French troop" in "French troop withdrawal"."""
        while first > 0 and first - 1 in self.covered and self.tree.tokens[first - 1].head == token.head:
            first -= 1
        return first

    def _owner_record(self, token: Token) -> Record | None:
        """Return the named group inside a phrase: "fighters of the group N", "N's leader"."""
        for inner in inner_nominals(self.tree, token.index):
            named = self.covered.get(inner.index)
            if named is not None and named.kind == "actor":
                return named.record
        return None

    def _holder(self, agent: AgentNoun, country: str | None) -> Office | None:
        if country is None or self.published is None:
            return None
        for office in self.lexicon.offices.get(agent.lemma, ()):
            holder = self.who.holder(country, office, on=self.published)
            if holder is not None:
                return holder
        return None

    def _is_definite(self, token: Token) -> bool:
        words = {child.text.lower() for child in self.tree.children(token.index)}
        blocked = words & (self.lexicon.classes.get("former", frozenset()) | {"a", "an", "any", "some", "no"})
        return not blocked and "plural" not in token.features

    def _focus(self, sector: str | None) -> str | None:
        """Return the country that the document is about, for words that belong to a state."""
        return self.memory.focus if sector in _LOOSE_SECTORS else None

    def _country_beside(self, token: Token, sector: str | None) -> str | None:
        """Return the one country that the rest of the sentence names, for a definite "the government", "the army"."""
        if sector not in _LOOSE_SECTORS or not self._is_definite(token):
            return None
        countries = {one.record.country for one in self.named.values() if one.record.country}
        countries |= {one.place.country for one in self.places.values() if one.place and one.place.country}
        states = {one for one in countries if one and one not in INTERNATIONAL}
        return next(iter(states)) if len(states) == 1 else None

    def _document(self, token: Token, first: int, last: int) -> ActorMention | None:
        """A statement speaks for whoever made it, in this sentence or at its first mention."""
        for child in self.tree.children(token.index):
            if child.role in (Role.POSSESSOR,) or (child.role is Role.OBLIQUE and child.case in ("from", "by", "of")):
                source = self._mention(child)
                if source is not None and (source.participant.country or source.participant.sector):
                    record = Record.of_participant(source.participant, self.sentence.index)
                    self.memory.remember_document(token.lemma, record)
                    return self._from_record(first, last, record.changed(name=None, kind="document"), "document")
        source_record = self.memory.document(token.lemma)
        if source_record is None:
            return None
        span = phrase_span(self.tree, first, last, self.text)
        participant = Participant(
            span,
            antecedent=source_record.span,
            actor_id=source_record.actor_id,
            country=source_record.country,
            sector=source_record.sector,
        )
        return ActorMention(self.sentence.index, first, last, token.index, participant, 0.7, "document")

    def _unknown_name(self, token: Token) -> ActorMention | None:
        """A proper noun that no list knows: a surname of someone named before, or a new name."""
        bounds = name_range(self.tree, token.index)
        if bounds is None or token.index in self.covered or token.index in self.places:
            return None
        if self.tree.tokens[token.index].start in {place.span.start for place in self.places.values()}:
            return None
        span = phrase_span(self.tree, bounds[0], bounds[1], self.text)
        known = self.memory.person(span.text)
        record = known if known is not None else Record.unknown(span, self.sentence.index)
        if known is None:
            record = record.changed(name=span.text, kind="name", country=self._country_inside(token.index))
        self._keep(record, token)
        first, _ = core_range(self.tree, token.index)
        antecedent = known.span if known is not None and known.span.start != span.start else None
        return self._from_record(first, token.index, record, "surname" if known else "unknown name", antecedent)

    def _pronoun(self, token: Token) -> ActorMention | None:
        """Resolve "he", "it", "they" to the last fitting record; relative pronouns are the tree's work."""
        word = token.text.lower()
        if word in _HE:
            record = self.memory.last("person", before=token.start)
        elif word in _IT:
            record = self.memory.last("state", before=token.start)
        elif word in _THEY:
            record = self.memory.last("group", before=token.start) or self.memory.last("state", before=token.start)
        else:
            return None
        if record is None:
            return None
        span = Span.of(self.text, token.start, token.end)
        participant = Participant(
            span,
            antecedent=record.span,
            actor_id=record.actor_id,
            name=record.name,
            country=record.country,
            sector=record.sector,
            wikidata=record.wikidata,
        )
        return ActorMention(self.sentence.index, token.index, token.index, token.index, participant, 0.6, "pronoun")

    def _keep(self, record: Record, token: Token) -> None:
        self.memory.remember_person(record)
        self.memory.remember(record, self.sentence.index, subject=self._is_subject(token))

    def _is_subject(self, token: Token) -> bool:
        return token.role is Role.AGENT or (token.role is Role.PATIENT and token.index < token.head)

    def _from_record(
        self, first: int, last: int, record: Record, rule: str, antecedent: Span | None = None
    ) -> ActorMention:
        span = phrase_span(self.tree, first, last, self.text)
        head = head_of_range(self.tree, first, last)
        participant = Participant(
            span,
            antecedent=antecedent,
            actor_id=record.actor_id,
            name=record.name,
            country=record.country,
            sector=record.sector,
            attribution="suspected" if self._is_suspected(first, last) else "stated",
            wikidata=record.wikidata,
        )
        return ActorMention(self.sentence.index, first, last, head, participant, record.confidence, rule)

    def _is_suspected(self, first: int, last: int) -> bool:
        suspected = self.lexicon.classes.get("suspected", frozenset())
        return any(token.text.lower() in suspected for token in self.tree.tokens[first : last + 1])
