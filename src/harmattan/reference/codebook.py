"""The codebook: event types, their modes, contexts, sectors and international codes, read from a pack.

Source: PLOVER manual of 4 February 2024, the shipped pack `codebooks/plover`; modes that start with "x-" are
Harmattan's own (docs/decisions/0002-x-modes-for-cooperation.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from harmattan.errors import PackError
from harmattan.reference.packs import Pack, Problem, Row, data_dir, open_pack, scan_table

__all__ = [
    "MIN_EXAMPLES",
    "MIN_NEAR_MISSES",
    "QUADS",
    "Code",
    "Codebook",
    "Context",
    "EventType",
    "Example",
    "Mode",
    "codebook_problems",
    "load_codebook",
]

QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
MIN_EXAMPLES = 4
MIN_NEAR_MISSES = 2
_EXTENSION = "x-"
_BOOLEANS = {"yes": True, "no": False}
_SCORE_LIMIT = 10.0
_TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "event_types.csv": (
        ("event_type", "quad", "score", "is_recipient_required", "definition", "note"),
        ("event_type", "quad", "score", "is_recipient_required", "definition"),
    ),
    "modes.csv": (
        ("event_type", "mode", "score", "definition", "is_extension"),
        ("event_type", "mode", "definition", "is_extension"),
    ),
    "contexts.csv": (("context", "definition", "example", "near_miss"),) * 2,
    "sectors.csv": (("code", "name", "definition"),) * 2,
    "international.csv": (("code", "name", "definition"),) * 2,
    "examples.csv": (
        ("text", "event_type", "mode", "is_near_miss", "instead", "note"),
        ("text", "event_type", "is_near_miss"),
    ),
}
_Tables = Mapping[str, tuple[Row, ...]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event: its quadrant, its score on PLOVER's scale of -10 (conflict) to 10 (cooperation)."""

    name: str
    quad: str
    score: float
    is_recipient_required: bool
    definition: str


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of a type is carried out; `score` is None where the codebook gives none."""

    event_type: str
    name: str
    score: float | None
    definition: str
    is_extension: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What an event is about."""

    name: str
    definition: str
    example: str
    near_miss: str


@dataclass(frozen=True, slots=True)
class Code:
    """A sector, or an international code that stands where a country would."""

    code: str
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a type, or one that only looks like it: then `instead` is its true type, None for no event."""

    text: str
    event_type: str
    mode: str | None
    is_near_miss: bool
    instead: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Codebook:
    """A checked codebook.

    Raises:
        PackError: from the look-ups, for a name that the codebook does not hold.
    """

    pack: Pack
    event_types: tuple[EventType, ...]
    modes: tuple[Mode, ...]
    contexts: tuple[Context, ...]
    sectors: tuple[Code, ...]
    international: tuple[Code, ...]
    examples: tuple[Example, ...]
    _types: dict[str, EventType] = field(init=False, repr=False, compare=False)
    _modes: dict[str, dict[str, Mode]] = field(init=False, repr=False, compare=False)
    _contexts: dict[str, Context] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        modes: dict[str, dict[str, Mode]] = {one.name: {} for one in self.event_types}
        for mode in self.modes:
            modes[mode.event_type][mode.name] = mode
        object.__setattr__(self, "_types", {one.name: one for one in self.event_types})
        object.__setattr__(self, "_modes", modes)
        object.__setattr__(self, "_contexts", {one.name: one for one in self.contexts})

    def event_type(self, name: str) -> EventType:
        """Return the event type of a name."""
        return self._known("event type", name, self._types)

    def modes_of(self, event_type: str) -> tuple[Mode, ...]:
        """Return the modes of a type, in the order of the pack."""
        return tuple(self._known("event type", event_type, self._modes).values())

    def context(self, name: str) -> Context:
        """Return the context of a name."""
        return self._known("context", name, self._contexts)

    def quad(self, event_type: str) -> str:
        """Return the quadrant of a type."""
        return self.event_type(event_type).quad

    def score(self, event_type: str, mode: str | None = None) -> float:
        """Return the score of a type and mode; that of the type where the mode has none of its own."""
        own = None if mode is None else self.check_mode(event_type, mode).score
        return self.event_type(event_type).score if own is None else own

    def check_mode(self, event_type: str, mode: str) -> Mode:
        """Return a mode of a type, or raise when the type does not have it."""
        return self._known(f"mode of {event_type}", mode, self._known("event type", event_type, self._modes))

    def sector_codes(self) -> frozenset[str]:
        """Return the codes of all sectors."""
        return frozenset(one.code for one in self.sectors)

    def international_codes(self) -> frozenset[str]:
        """Return the codes that stand where a country would."""
        return frozenset(one.code for one in self.international)

    def _known(self, what: str, name: str, values: Mapping[str, T]) -> T:
        try:
            return values[name]
        except KeyError:
            known = ", ".join(values) or "none"
            raise PackError(f"{self.pack.path}: unknown {what} {name!r}; expected one of {known}") from None


def load_codebook(pack: Pack | None = None) -> Codebook:
    """Load and check the codebook of a pack; without one the shipped PLOVER codebook, which is read once.

    Raises:
        PackError: the first problem of the pack.
    """
    return _shipped() if pack is None else _load(pack)


def codebook_problems(pack: Pack) -> tuple[Problem, ...]:
    """Return every problem of a codebook pack, in the order of its tables and lines."""
    return _read(pack)[1]


@cache
def _shipped() -> Codebook:
    return _load(open_pack(data_dir() / "codebooks" / "plover"))


def _load(pack: Pack) -> Codebook:
    tables, problems = _read(pack)
    if problems:
        raise problems[0].error()
    return Codebook(
        pack,
        event_types=tuple(_event_type(row) for row in tables["event_types.csv"]),
        modes=tuple(_mode(row) for row in tables["modes.csv"]),
        contexts=tuple(Context(*_cells(row, "context definition example near_miss")) for row in tables["contexts.csv"]),
        sectors=tuple(Code(*_cells(row, "code name definition")) for row in tables["sectors.csv"]),
        international=tuple(Code(*_cells(row, "code name definition")) for row in tables["international.csv"]),
        examples=tuple(_example(row) for row in tables["examples.csv"]),
    )


def _cells(row: Row, columns: str) -> list[str]:
    return [row[column] for column in columns.split()]


def _event_type(row: Row) -> EventType:
    is_required = _BOOLEANS[row["is_recipient_required"]]
    return EventType(row["event_type"], row["quad"], float(row["score"]), is_required, row["definition"])


def _mode(row: Row) -> Mode:
    score = float(row["score"]) if row["score"] else None
    return Mode(row["event_type"], row["mode"], score, row["definition"], _BOOLEANS[row["is_extension"]])


def _example(row: Row) -> Example:
    is_near_miss = _BOOLEANS[row["is_near_miss"]]
    return Example(row["text"], row["event_type"], row.get("mode"), is_near_miss, row.get("instead"), row.get("note"))


def _read(pack: Pack) -> tuple[_Tables, tuple[Problem, ...]]:
    tables: dict[str, tuple[Row, ...]] = {}
    problems: list[Problem] = []
    for name, (columns, required) in _TABLES.items():
        found = tuple(scan_table(pack.path / name, columns, required=required))
        tables[name] = tuple(one for one in found if isinstance(one, Row))
        problems.extend(one for one in found if isinstance(one, Problem))
    for check in (_check_keys, _check_values, _check_references, _check_examples):
        problems.extend(check(tables))
    order = {pack.path / name: place for place, name in enumerate(_TABLES)}
    return tables, tuple(sorted(problems, key=lambda one: (order[one.path], one.line or 0)))


def _check_keys(tables: _Tables) -> Iterator[Problem]:
    keys = {
        "event_types.csv": ("event_type",),
        "modes.csv": ("event_type", "mode"),
        "contexts.csv": ("context",),
        "sectors.csv": ("code",),
        "international.csv": ("code",),
        "examples.csv": ("text", "event_type"),
    }
    for name, columns in keys.items():
        seen: dict[tuple[str, ...], int] = {}
        for row in tables[name]:
            key = tuple(row[column] for column in columns)
            if key in seen:
                yield row.problem(f"{' '.join(key)!r} stands already in line {seen[key]}; keep one of the two rows")
            seen.setdefault(key, row.line)


def _check_values(tables: _Tables) -> Iterator[Problem]:
    for row in tables["event_types.csv"]:
        if row["quad"] not in QUADS:
            yield row.problem(f"unknown quad {row['quad']!r}; expected one of {', '.join(QUADS)}")
    for row in (*tables["event_types.csv"], *tables["modes.csv"]):
        if row["score"] and not _is_score(row["score"]):
            yield row.problem(f"score {row['score']!r} is no number from -10 to 10")
    booleans = {
        "event_types.csv": "is_recipient_required",
        "modes.csv": "is_extension",
        "examples.csv": "is_near_miss",
    }
    for name, column in booleans.items():
        for row in tables[name]:
            if row[column] not in _BOOLEANS:
                yield row.problem(f"{column} is yes or no, not {row[column]!r}")
    for row in tables["modes.csv"]:
        if row["mode"].startswith(_EXTENSION) != _BOOLEANS.get(row["is_extension"], False):
            yield row.problem(f"mode {row['mode']!r}: is_extension is yes exactly for modes that start with 'x-'")


def _is_score(cell: str) -> bool:
    try:
        return abs(float(cell)) <= _SCORE_LIMIT
    except ValueError:
        return False


def _check_references(tables: _Tables) -> Iterator[Problem]:
    types = {row["event_type"] for row in tables["event_types.csv"]}
    modes = {(row["event_type"], row["mode"]) for row in tables["modes.csv"]}
    expected = ", ".join(sorted(types)) or "none: event_types.csv has no usable row"
    for row in (*tables["modes.csv"], *tables["examples.csv"]):
        if row["event_type"] not in types:
            yield row.problem(f"unknown event type {row['event_type']!r}; expected one of {expected}")
    for row in tables["examples.csv"]:
        if row["mode"] and (row["event_type"], row["mode"]) not in modes:
            yield row.problem(f"{row['event_type']} has no mode {row['mode']!r}; add it to modes.csv or correct it")
        if row["instead"] and row["instead"] not in types:
            yield row.problem(f"unknown event type {row['instead']!r} under instead; expected one of {expected}")
        if row["instead"] and row["is_near_miss"] != "yes":
            yield row.problem("instead is for near misses: an example is of its own type")
        if row["is_near_miss"] == "yes" and row["instead"] == row["event_type"]:
            yield row.problem(f"a near miss of {row['event_type']} cannot be {row['instead']} instead")


def _check_examples(tables: _Tables) -> Iterator[Problem]:
    """Every type has examples and near misses, every mode has an example: they are the definition's tests."""
    for row in tables["event_types.csv"]:
        own = [one["is_near_miss"] for one in tables["examples.csv"] if one["event_type"] == row["event_type"]]
        for word, least, got in (
            ("examples", MIN_EXAMPLES, own.count("no")),
            ("near misses", MIN_NEAR_MISSES, own.count("yes")),
        ):
            if got < least:
                yield row.problem(f"{row['event_type']} has {got} {word} in examples.csv; it needs {least}")
    shown = {(one["event_type"], one["mode"]) for one in tables["examples.csv"] if one["is_near_miss"] == "no"}
    for row in tables["modes.csv"]:
        if (row["event_type"], row["mode"]) not in shown:
            yield row.problem(f"mode {row['event_type']} {row['mode']} has no example in examples.csv; add one")
