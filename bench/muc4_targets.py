"""Who did it and to whom or what: fills of MUC-4 from the participants and counts of an event.

Our events name actors and recipients but no instruments and few things, so instruments and physical targets are also
read off the words that hang on the trigger; nothing else is read from the text anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.muc4_words import HUMAN_TYPES, INSTRUMENTS, PHYSICAL_TYPES, SECTOR_TYPES, STATE, words_of
from harmattan.model.event import CountOf, Event, Participant
from harmattan.model.spans import Span
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.countries import load_countries
from harmattan.reference.lexicon import shipped_lexicon
from harmattan.reference.names import fold
from harmattan.scales import Count
from harmattan.stages.arguments import Tree
from harmattan.stages.nominals import core_range, full_range, name_range

__all__ = [
    "Scene",
    "Target",
    "Who",
    "fullest",
    "instruments_of",
    "number_of",
    "perpetrators_of",
    "person_of",
    "targets_of",
]

_TARGET_CASES = words_of("on against at in inside outside near to of into over beside behind under below by upon")
_ARMY = words_of(
    "army police government military navy force forces guard battalion brigade regiment command squad ministry cartel "
    "movement front party organization organisation union alliance unit"
)
_PARTS = words_of(
    "front entrance door lobby roof floor wall window bathroom gate garage side part corner offices interior"
)
_EMPTY_VICTIMS = words_of("one they he she it which who that some all both him them")


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its tree, the document's own text, and where it names places and states.

    `others` are the scenes of all sentences, so that what "he" stands for can be read in its own.
    """

    sentence: Sentence
    tree: Tree
    text: str
    places: frozenset[int] = frozenset()
    others: tuple[Scene, ...] = ()

    def of(self, span: Span) -> Scene:
        """Return the scene that a span lies in."""
        inside = (one for one in self.others if one.sentence.start <= span.start < one.sentence.end)
        return next(inside, self)

    def is_place(self, token: Token) -> bool:
        """Say whether a token is part of the name of a place or state."""
        return token.start in self.places

    def words(self, first: int, last: int) -> str:
        """Return the words from one token to another as the text has them."""
        tokens = self.tree.tokens
        while first < last and tokens[first].role in (Role.DETERMINER, Role.PUNCTUATION):
            first += 1
        while last > first and tokens[last].role is Role.PUNCTUATION:
            last -= 1
        return " ".join(self.text[tokens[first].start : tokens[last].end].split())

    def head(self, start: int, end: int) -> Token | None:
        """Return the token that heads a stretch of the document."""
        inside = [one for one in self.sentence.tokens if one.start >= start and one.end <= end]
        indices = {one.index for one in inside}
        return next((one for one in inside if one.head not in indices or one.head == one.index), None)


@dataclass(frozen=True, slots=True)
class Target:
    """A human or physical target.

    `name` is a proper name, `described` the words for it; `kind` a type of the set lists; `number` a number fill.
    """

    is_human: bool
    name: str | None
    described: str | None
    kind: str
    number: str
    nation: str | None = None
    effect: str | None = None

    @property
    def tag(self) -> str:
        """What cross-references name: the proper name, or the description."""
        return self.name or self.described or "-"

    @property
    def keys(self) -> frozenset[str]:
        """The words that tell it from others: the last word of its name and of its description."""
        return frozenset(fold(one).split()[-1].rstrip("s") for one in (self.name, _front(self.described)) if one)


@dataclass(frozen=True, slots=True)
class Who:
    """A perpetrator: an individual, an organisation or both, how sure the text is of it, and whether it is a state's.

    `key` is the same for all names of an organisation that the packs know.
    """

    individual: str | None
    organisation: str | None
    confidence: str
    is_state: bool | None
    key: str | None = None


def _front(text: str | None) -> str | None:
    return text.split(" OF ")[0].split(" of ")[0] if text else None


# ------------------------------------------------------------------------------------------------- perpetrators


def perpetrators_of(event: Event, scene: Scene) -> Iterator[Who]:
    """Yield the perpetrators: actors whose own words are a name are organisations or people, all others individuals."""
    authorities = any(one.sector in STATE for one in event.claims)
    for one in event.actors:
        span = one.antecedent or one.span
        there = scene.of(span)
        head = there.head(span.start, span.end)
        words = " ".join(scene.text[span.start : span.end].split())
        confidence = _confidence(one, event, authorities)
        is_state = None if one.sector is None else one.sector in STATE
        if _is_bare(words):
            continue
        if head is not None and _is_common(one, head) and head.lemma not in _ARMY:
            first, last = full_range(there.tree, head.index)
            name = _inner_name(one, there, head)
            yield Who(there.words(first, last), name, confidence, is_state, one.actor_id)
        elif one.sector in (None, "CVL", "ELI") or (
            one.actor_id is None and one.sector in ("GOV", "LEG", "PTY", "BUS")
        ):
            name_of = person_of(there, head)[0] if head is not None else words
            yield Who(name_of or words, None, confidence, is_state)
        else:
            yield Who(None, words, confidence, is_state, one.actor_id)


def _is_common(one: Participant, head: Token) -> bool:
    """Say whether people are named by a common noun; at the head of a sentence the parser takes it for a name."""
    word = head.text.lower()
    is_noun = {word, word.removesuffix("s")} & set(shipped_lexicon("en").agents)
    return head.pos != "PROPN" or (one.name is None and one.span.text == head.text and bool(is_noun))


def _inner_name(one: Participant, scene: Scene, head: Token) -> str | None:
    """Return the organisation that a phrase of people names ("members of the X")."""
    words = " ".join(scene.text[one.span.start : one.span.end].split())
    at = fold(words).find(fold(one.name)) if one.name and one.actor_id is not None else -1
    if at >= 0 and one.name is not None and one.country != one.name:
        named = words[at : at + len(one.name)]
        return named if load_countries().by_name(named) == () else None
    for token in scene.sentence.tokens:
        is_inside = one.span.start <= token.start and token.end <= one.span.end
        is_name = token.pos == "PROPN" and token.index != head.index and not scene.is_place(token)
        if is_inside and is_name and one.actor_id is not None:
            last = token.index
            while last + 1 < len(scene.tree.tokens) and scene.tree.tokens[last + 1].pos == "PROPN":
                last += 1
            is_adjective = bool(load_countries().by_adjective(token.text))
            if (last > token.index or token.text.isupper()) and not is_adjective:
                return scene.words(token.index, last)
    return None


def _confidence(one: Participant, event: Event, authorities: bool) -> str:
    """Return the confidence by the decision tree of template-doc-part2."""
    if one.attribution == "claimed":
        return "CLAIMED OR ADMITTED"
    if one.attribution == "suspected":
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if authorities else "SUSPECTED OR ACCUSED"
    if event.factuality == "possible":
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if authorities else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"


# ------------------------------------------------------------------------------------------------------ targets


def targets_of(event: Event, scene: Scene, trigger: Token, deadly: str | None) -> Iterator[Target]:
    """Yield the targets of an event: recipients, people counted, and things that hang on the trigger.

    Args:
        event: the event.
        scene: its sentence.
        trigger: its trigger.
        deadly: the effect that the trigger itself tells of its victims, None where it tells none.
    """
    seen: set[int] = set()
    for number, one in enumerate(event.recipients):
        head = scene.head(one.span.start, one.span.end)
        if head is None or (scene.is_place(head) and one.antecedent is None):
            continue
        seen.add(head.index)
        counts = [count for count in event.counts if count.of == f"recipient:{number}"]
        yield from _recipient(one, scene, head, counts, deadly)
    for count in event.counts:
        head = scene.head(count.span.start, count.span.end)
        if head is None or head.index in seen or head.lemma in _EMPTY_VICTIMS or count.what not in _EFFECTS:
            continue
        seen.add(head.index)
        effect = _EFFECTS[count.what]
        if 0 in (count.count.high, count.count.best):
            yield Target(True, None, None, "CIVILIAN", "-", effect="NO INJURY OR DEATH" if effect else None)
        elif head.pos in ("NOUN", "PROPN", "ADJ", "NUM"):
            yield Target(
                True,
                None,
                _described(scene, head),
                _human_type(head, None),
                number_of(count.count, head),
                effect=effect,
            )
    yield from _things(scene, trigger, seen)


def fullest(name: str, names: Sequence[str]) -> str:
    """Return the fullest form of a person's name among those of a document (7.19)."""
    words = fold(name).split()
    fuller = [
        one for one in names if fold(one).split()[-len(words) :] == words or fold(one).split()[: len(words)] == words
    ]
    return max([name, *fuller], key=len)


_EFFECTS: dict[str, str | None] = {"killed": "DEATH", "injured": "INJURY", "abducted": None}


def _recipient(
    one: Participant, scene: Scene, head: Token, counts: Sequence[CountOf], deadly: str | None
) -> Iterator[Target]:
    if head.lemma in _EMPTY_VICTIMS and one.antecedent is None:
        return
    physical = _physical_type(head, scene)
    if physical is not None and one.antecedent is None:
        yield _thing(scene, head, physical)
        return
    effects = {_EFFECTS.get(count.what) for count in counts} - {None}
    effect = "DEATH" if "DEATH" in effects else "INJURY" if "INJURY" in effects else deadly
    number = number_of(counts[0].count, head) if counts else ("PLURAL" if "plural" in head.features else "1")
    if one.antecedent is not None:
        scene = scene.of(one.antecedent)
        found = scene.head(one.antecedent.start, one.antecedent.end)
        if found is None or _physical_type(found, scene) is not None or scene.is_place(found):
            return
        head = found
    name, described = person_of(scene, head) if head.pos == "PROPN" else (None, _described(scene, head))
    kind = _human_type(head, one.sector, described)
    yield Target(True, name, described, kind, "1" if name else number, one.country, effect)


def person_of(scene: Scene, head: Token) -> tuple[str | None, str | None]:
    """Part a name from the title before it and the description in apposition."""
    found = name_range(scene.tree, head.index)
    if found is None:
        return None, _described(scene, head)
    first, last = found
    tokens = scene.tree.tokens
    start = first
    while start < last and (tokens[start].lemma in HUMAN_TYPES or tokens[start].text.lower().rstrip(".") in _TITLES):
        start += 1
    low = core_range(scene.tree, head.index)[0]
    titles = scene.words(low, start - 1) if low < start else None
    if titles is None:
        beside = [one for one in scene.tree.children(head.index) if one.role is Role.APPOSITION and one.pos == "NOUN"]
        titles = _described(scene, beside[0]) if beside else None
    if titles is None and head.role is Role.APPOSITION and tokens[head.head].lemma in shipped_lexicon("en").agents:
        titles = _described(scene, tokens[head.head])
    return scene.words(start, last), titles


_TITLES = words_of(
    "mr mrs ms dr msgr gen col maj capt lt sgt cpl monsignor archbishop bishop father sister deputy former "
    "engineer attorney don dona judge justice reverend"
)


def _described(scene: Scene, head: Token) -> str:
    """Return the noun phrase of a head without quantifiers and articles."""
    first, last = full_range(scene.tree, head.index)
    tokens = scene.tree.tokens
    while first < head.index and (
        tokens[first].role in (Role.NUMBER, Role.DETERMINER, Role.POSSESSOR) or tokens[first].pos in ("NUM", "DET")
    ):
        first += 1
    return scene.words(first, last)


def _human_type(head: Token, sector: str | None, described: str | None = None) -> str:
    lemmas = [head.lemma] if head.pos != "PROPN" else []
    words = [one.rstrip("s") for one in fold(_front(described) or "").split()]
    for word in (*lemmas, *reversed(words)):
        if word in HUMAN_TYPES:
            kind = HUMAN_TYPES[word]
            is_former = bool({"former", "ex", "retired"} & set(words))
            if is_former and kind in ("GOVERNMENT OFFICIAL", "ACTIVE MILITARY"):
                return f"FORMER {kind}"
            return kind
    return SECTOR_TYPES.get(sector or "", "CIVILIAN")


def number_of(count: Count, head: Token) -> str:
    """Return a number fill: "3", "5-", "5 - 7", "~10", PLURAL."""
    if count.best is not None and count.low in (None, count.best) and count.high in (None, count.best):
        return f"~{count.best}" if count.is_approximate else str(count.best)
    if count.low is not None and count.high is not None:
        return f"{count.low} - {count.high}"
    if count.best is not None or count.low is not None:
        return f"{count.low if count.low is not None else count.best}-"
    return "PLURAL" if "plural" in head.features else "1"


def _things(scene: Scene, trigger: Token, seen: set[int]) -> Iterator[Target]:
    """Yield the things that hang on the trigger, or on the verb that it is the object or subject of."""
    hosts = [trigger.index]
    upper = scene.tree.tokens[trigger.head]
    if (
        upper.index != trigger.index
        and upper.pos == "VERB"
        and trigger.role in (Role.PATIENT, Role.AGENT, Role.OPEN_COMPLEMENT)
    ):
        hosts.append(upper.index)
    for host in hosts:
        for one in scene.tree.arguments(host):
            if one.function not in ("patient", "modifier") and one.function.split(" ")[-1] not in _TARGET_CASES:
                continue
            for index in (one.token, *scene.tree.conjuncts(one.token)):
                head = _whole(scene, scene.tree.tokens[index])
                kind = _physical_type(head, scene)
                if head.index not in seen and kind is not None and head.index != trigger.index:
                    seen.add(head.index)
                    yield _thing(scene, head, kind)


def _whole(scene: Scene, part: Token) -> Token:
    """Return the thing that a part is of ("the entrance of the bank"): the target is the whole (7.13)."""
    if part.lemma not in _PARTS:
        return part
    return next((one for one in scene.tree.children(part.index) if one.case == "of"), part)


def _thing(scene: Scene, head: Token, kind: str) -> Target:
    number = next((one.text for one in scene.tree.children(head.index) if one.role is Role.NUMBER), None)
    is_figure = number is not None and number.isdigit()
    plural = "PLURAL" if "plural" in head.features else "1"
    return Target(False, None, _described(scene, head), kind, str(number) if is_figure else plural)


def _physical_type(head: Token, scene: Scene) -> str | None:
    """Return the type of a physical target by its noun, or by the words before it; None for anything else."""
    if head.pos not in ("NOUN", "PROPN"):
        return None
    before = [one.text.lower() for one in scene.tree.children(head.index) if one.index < head.index]
    kind = PHYSICAL_TYPES.get(head.lemma) or PHYSICAL_TYPES.get(head.text.lower())
    if kind is None or kind in ("OTHER", "GOVERNMENT OFFICE OR RESIDENCE", "ORGANIZATION OFFICE"):
        better = next((PHYSICAL_TYPES[one] for one in before if one in PHYSICAL_TYPES), None)
        kind = better if kind is not None and better is not None else kind
    return kind


# -------------------------------------------------------------------------------------------------- instruments


def instruments_of(event: Event, scene: Scene, trigger: Token) -> Iterator[tuple[str, str]]:
    """Yield (words, type) of the instruments that stand in the trigger's clause."""
    near = {trigger.index, *scene.tree.subtree(trigger.index)}
    upper = scene.tree.tokens[trigger.head]
    if trigger.pos != "VERB" or upper.pos == "VERB":
        near |= set(scene.tree.subtree(upper.index))
    for token in scene.sentence.tokens:
        if token.index not in near or token.pos not in ("NOUN", "PROPN"):
            continue
        kind = INSTRUMENTS.get(token.lemma) or INSTRUMENTS.get(token.text.lower())
        before = scene.tree.tokens[token.index - 1].text.lower() if token.index else ""
        kind = INSTRUMENTS.get(f"{before} {token.lemma}") or kind
        is_part = token.role is Role.COMPOUND and scene.tree.tokens[token.head].lemma in INSTRUMENTS
        if kind is not None and not is_part and event.evidence.start <= token.start:
            yield _described(scene, token), kind


def _is_bare(words: str) -> bool:
    return words.lower() in _EMPTY_VICTIMS
