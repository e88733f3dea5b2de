"""The words of a language that decide what is an event: predicates with their frames, scope and agents.

All tables stand in the language's pack (`data/languages/<code>/`); `docs/packs.md` describes the columns. A test on a
word is a class of the pack ("@weapon"), a built-in class ("@actor", "@country", "@place", "@person", "@clause"), or a
lemma; "!" in front forbids, "+" asks for any word, "-" for none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from harmattan.reference.packs import Pack, Row, data_dir, open_pack
from harmattan.reference.word_tables import WORD_TABLES

__all__ = [
    "BUILT_IN_CLASSES",
    "EFFECTS",
    "AgentNoun",
    "Attribution",
    "Block",
    "Complement",
    "Cue",
    "Frame",
    "Lexicon",
    "LightVerb",
    "Scope",
    "Tests",
    "language_pack",
    "load_lexicon",
    "shipped_lexicon",
]

BUILT_IN_CLASSES = ("actor", "country", "place", "person", "name", "clause")
EFFECTS = (
    "asserted",
    "possible",
    "denied",
    "planned",
    "conditional",
    "requested",
    "foiled",
    "attempted",
    "historical",
    "generic",
)

_T = TypeVar("_T")

_SIDE_SECTORS = {"civilian": "CVL", "military": "MIL", "police": "COP", "rebel": "REB"}


@dataclass(frozen=True, slots=True)
class Tests:
    """Tests on one argument: it must exist (or not), pass one of `any_of` and none of `none_of`."""

    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    must_exist: bool = False
    must_not_exist: bool = False

    @classmethod
    def read(cls, cell: str, separator: str = "|") -> Tests:
        """Read the tests of a cell."""
        parts = [part.strip() for part in cell.split(separator) if part.strip()]
        wanted = tuple(p for p in parts if not p.startswith("!") and p not in "+-")
        return cls(
            any_of=wanted,
            none_of=tuple(p[1:] for p in parts if p.startswith("!")),
            must_exist="+" in parts or bool(wanted),
            must_not_exist="-" in parts,
        )

    @property
    def weight(self) -> int:
        """How specific the tests are; the most specific frame wins."""
        return 2 * bool(self.any_of) + (self.must_exist or self.must_not_exist) + bool(self.none_of)


@dataclass(frozen=True, slots=True)
class Frame:
    """A sense of a verb or noun that makes an event of a type.

    `needs` are tests on arguments by function: "subject", "object", a preposition, and for nouns also "modifier"
    (compound or adjective) and "possessor"; one of `alternatives` must hold where given. `actor`, `recipient` and
    `theme` list the functions that fill them, first found first for a theme, all for the others.
    """

    lemma: str
    pos: str
    particle: str | None
    needs: tuple[tuple[str, Tests], ...]
    alternatives: tuple[tuple[str, Tests], ...]
    clause: str | None
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    theme: tuple[str, ...]
    stage: str
    where: str

    @property
    def weight(self) -> int:
        """How specific the frame is; of alternatives, of which one suffices, the most specific counts."""
        tests = sum(test.weight for _, test in self.needs)
        chosen = max((test.weight for _, test in self.alternatives), default=0)
        return tests + chosen + 6 * bool(self.particle) + 2 * bool(self.clause)


@dataclass(frozen=True, slots=True)
class Complement:
    """What a word does to what it governs; `frame` is to, that, ing, noun, or a preposition."""

    lemma: str
    pos: str
    frame: str
    effect: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting cue: verb, noun, preposition ("according to") or adverb ("reportedly")."""

    cue: str
    kind: str
    stance: str
    effect: str | None


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb whose object or subject is the event: "carry out a raid".

    `subject_is` is actor, recipient, place, event or none.
    """

    lemma: str
    particle: str | None
    subject_is: str
    object: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb that says who did it without vouching for it: "attributed to", "claimed by"."""

    lemma: str
    preposition: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Scope:
    """A word that changes factuality.

    `kind` is modal, adverb, adjective, negation, mark, determiner, preposition or noun.
    """

    word: str
    kind: str
    effect: str


@dataclass(frozen=True, slots=True)
class AgentNoun:
    """A common noun for who acts; kind is office, rank, group, person, institution or document."""

    lemma: str
    sector: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Block:
    """A word beside which a predicate is no event: "heart attack", "war on corruption"."""

    lemma: str
    relation: str
    words: Tests


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All predicates, cues and scope words of a language."""

    language: str
    version: str
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    classes: Mapping[str, frozenset[str]]
    complements: Mapping[tuple[str, str], Complement]
    noun_complements: Mapping[tuple[str, str], Complement]
    cues: Mapping[str, tuple[Cue, ...]]
    attitudes: Mapping[tuple[str, str], frozenset[str]]
    light_verbs: Mapping[str, tuple[LightVerb, ...]]
    scopes: Mapping[str, tuple[Scope, ...]]
    agents: Mapping[str, AgentNoun]
    blocks: Mapping[str, tuple[Block, ...]]
    place_roles: Mapping[str, str]
    forms: Mapping[str, str]
    attributions: Mapping[str, tuple[Attribution, ...]]
    offices: Mapping[str, tuple[str, ...]]
    contexts: Mapping[str, frozenset[str]]

    def is_in(self, lemma: str | None, class_name: str) -> bool:
        """Say whether a lemma belongs to a class of the pack; where there is no word, it does not."""
        return lemma in self.classes.get(class_name, ())

    def scope(self, word: str, kind: str) -> str | None:
        """Return the effect of a scope word of a kind."""
        return next((one.effect for one in self.scopes.get(word, ()) if one.kind == kind), None)


def language_pack(language: str) -> Pack:
    """Open the shipped pack of a language."""
    return open_pack(data_dir() / "languages" / language)


@lru_cache(maxsize=4)
def _shipped(language: str) -> Lexicon:
    return load_lexicon(language_pack(language))


def shipped_lexicon(language: str) -> Lexicon:
    """Return the lexicon of a shipped language pack, loaded once a process."""
    return _shipped(language)


def load_lexicon(pack: Pack) -> Lexicon:
    """Load and check a language pack's words.

    Raises:
        PackError: a table is missing, or a row names an unknown class, effect or function.
    """
    classes = _classes(pack)
    return Lexicon(
        language=pack.name,
        version=pack.version,
        verbs=_verbs(pack, classes),
        nouns=_frames(_rows(pack, "nouns.csv"), _noun_frame, classes),
        classes=classes,
        complements=_complements(pack),
        noun_complements=_noun_complements(pack),
        cues=_grouped((row["cue"], _cue(row)) for row in _rows(pack, "cues.csv")),
        attitudes=_attitudes(pack),
        light_verbs=_grouped((light.lemma, light) for light in map(_light_verb, _rows(pack, "light_verbs.csv"))),
        scopes=_grouped((row["word"], _scope(row)) for row in _rows(pack, "scope.csv")),
        agents=_agents(pack, classes.get("leader", frozenset())),
        blocks=_grouped((row["lemma"], _block(row, classes)) for row in _rows(pack, "blocks.csv")),
        place_roles={row["preposition"]: row["place_role"] for row in _rows(pack, "prepositions.csv")},
        forms={row["form"]: row["lemma"] for row in _rows(pack, "irregular_forms.csv")},
        attributions=_grouped(
            (row["lemma"], Attribution(row["lemma"], row["preposition"], row["attribution"]))
            for row in _rows(pack, "attributions.csv")
        ),
        offices={row["words"]: row.list("offices") for row in _rows(pack, "offices.csv")},
        contexts={row["context"]: frozenset(row.list("lemmas")) for row in _rows(pack, "context_words.csv")},
    )


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    """Return the values of each key, in the order in which they came."""
    found: dict[str, list[_T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _classes(pack: Pack) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in (*_rows(pack, "classes.csv"), *_rows(pack, "syntax_classes.csv")):
        found[row["class"]] = found.get(row["class"], frozenset()) | frozenset(row.list("lemmas"))
    return found


def _verbs(pack: Pack, classes: Mapping[str, frozenset[str]]) -> dict[str, tuple[Frame, ...]]:
    """Return the frames of verbs, those of last resort behind all others of their verb."""
    found = _frames(_rows(pack, "verbs.csv"), _verb_frame, classes)
    for lemma, frames in _frames(_rows(pack, "general_verbs.csv"), _verb_frame, classes).items():
        found[lemma] = (*found.get(lemma, ()), *frames)
    return found


def _complements(pack: Pack) -> dict[tuple[str, str], Complement]:
    """Return what governs by lemma and frame; a noun gives way to a verb of the same form ("claim", "the claim")."""
    found: dict[tuple[str, str], Complement] = {}
    for row in _rows(pack, "complements.csv"):
        _check(row, "effect", EFFECTS)
        for frame in row.list("frame"):
            one = Complement(row["lemma"], row["pos"], frame, row["effect"])
            if one.pos == "noun":
                found.setdefault((one.lemma, frame), one)
            else:
                found[one.lemma, frame] = one
    return found


def _noun_complements(pack: Pack) -> dict[tuple[str, str], Complement]:
    """Return what nouns govern, by lemma and frame."""
    return {
        (row["lemma"], frame): Complement(row["lemma"], "noun", frame, row["effect"])
        for row in _rows(pack, "complements.csv")
        if row["pos"] == "noun"
        for frame in row.list("frame")
    }


def _cue(row: Row) -> Cue:
    _check(row, "stance", ("asserts", "denies", "doubts"))
    return Cue(row["cue"], row["kind"], row["stance"], row.get("effect"))


def _attitudes(pack: Pack) -> dict[tuple[str, str], frozenset[str]]:
    """Return the frames of each word, with its part of speech, that tells an attitude."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for row in _rows(pack, "attitudes.csv"):
        _check(row, "pos", ("verb", "noun", "adjective"))
        for word in row.list("words"):
            found[word, row["pos"]] = found.get((word, row["pos"]), frozenset()) | frozenset(row.list("frames"))
    return found


def _light_verb(row: Row) -> LightVerb:
    _check(row, "subject_is", ("actor", "recipient", "event", "place", "none"))
    verb, _, noun = row["lemma"].partition(" ")
    return LightVerb(verb, row.get("particle"), row["subject_is"], noun or None)


def _scope(row: Row) -> Scope:
    _check(row, "effect", EFFECTS)
    return Scope(row["word"], row["kind"], row["effect"])


def _block(row: Row, classes: Mapping[str, frozenset[str]]) -> Block:
    return Block(row["lemma"], row["relation"], _tests(row, row["words"], classes))


def _agents(pack: Pack, leaders: frozenset[str]) -> dict[str, AgentNoun]:
    """Return the nouns for people, then the words for leaders, then agents.csv: a later row outdoes an earlier one."""
    found = {
        row["lemma"]: AgentNoun(row["lemma"], _SIDE_SECTORS.get(row["side"]), "group")
        for row in _rows(pack, "person_nouns.csv")
    }
    found |= {word: AgentNoun(word, None, "leader") for word in sorted(leaders)}
    for row in _rows(pack, "agents.csv"):
        kind = "leader" if row["lemma"] in leaders else row["kind"]
        found[row["lemma"]] = AgentNoun(row["lemma"], row.get("sector"), kind)
    return found


def _rows(pack: Pack, name: str) -> tuple[Row, ...]:
    columns, required = WORD_TABLES[name]
    return pack.table(name, columns, required=required)


def _check(row: Row, column: str, known: tuple[str, ...]) -> None:
    if row[column] not in known:
        raise row.error(f"unknown {column} {row[column]!r}; expected one of {', '.join(known)}")


def _tests(row: Row, cell: str, classes: Mapping[str, frozenset[str]], separator: str = "|") -> Tests:
    tests = Tests.read(cell, separator)
    for test in (*tests.any_of, *tests.none_of):
        if test.startswith("@") and test[1:] not in classes and test[1:] not in BUILT_IN_CLASSES:
            raise row.error(f"unknown class {test!r}; add it to classes.csv")
    return tests


def _frames(
    rows: tuple[Row, ...],
    read: Callable[[Row, Mapping[str, frozenset[str]]], Frame],
    classes: Mapping[str, frozenset[str]],
) -> dict[str, tuple[Frame, ...]]:
    """Return the frames of each lemma, the most specific first; of equals, the first in the table."""
    found = _grouped((frame.lemma, frame) for frame in (read(row, classes) for row in rows))
    return {lemma: tuple(sorted(frames, key=lambda frame: -frame.weight)) for lemma, frames in found.items()}


def _obliques(row: Row, cell: str, classes: Mapping[str, frozenset[str]]) -> tuple[tuple[str, Tests], ...]:
    """Read "at:@person/@crowd | into" into tests by preposition."""
    found = []
    for part in cell.split("|"):
        if part.strip():
            preposition, _, tests = part.strip().partition(":")
            found.append((preposition.strip(), _tests(row, tests or "+", classes, separator="/")))
    return tuple(found)


def _verb_frame(row: Row, classes: Mapping[str, frozenset[str]]) -> Frame:
    needs = tuple((name, _tests(row, row[name], classes)) for name in ("subject", "object") if row[name])
    return Frame(
        lemma=row["lemma"],
        pos="verb",
        particle=row.get("particle"),
        needs=needs,
        alternatives=_obliques(row, row["oblique"], classes),
        clause=row.get("clause"),
        event_type=row["event_type"],
        mode=row.get("mode"),
        contexts=row.list("contexts"),
        actor=row.list("actor") or ("agent",),
        recipient=row.list("recipient") or ("patient",),
        theme=row.list("theme"),
        stage=row["stage"] or "accomplished",
        where=f"{row.path.name}:{row.line}",
    )


def _noun_frame(row: Row, classes: Mapping[str, frozenset[str]]) -> Frame:
    return Frame(
        lemma=row["lemma"],
        pos="noun",
        particle=None,
        needs=(),
        alternatives=_obliques(row, row["needs"], classes),
        clause=None,
        event_type=row["event_type"],
        mode=row.get("mode"),
        contexts=row.list("contexts"),
        actor=row.list("actor") or ("by", "possessor", "modifier"),
        recipient=row.list("recipient") or ("on", "against"),
        theme=row.list("theme"),
        stage=row["stage"] or "accomplished",
        where=f"{row.path.name}:{row.line}",
    )
