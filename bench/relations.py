"""The PLOVER type of a marked pair of source and target (PLV, Hu et al. 2024): macro-F1, accuracy, quad-class accuracy.

The sentence is coded as any text; of its events the one counts that best joins the two marked spans as actor and
recipient. A sentence without an event is a wrong answer. CONCEDE and RETREAT are one class, YIELD, as in the corpus.

The classes of the corpus follow CAMEO's two digits, the coder's types follow PLOVER's manual. Where the two draw a line
elsewhere, an event is moved over it (`class_of`; read off the development half):

- A concession that is only announced or agreed to is AGREE (CAMEO 03, intent to yield), not YIELD.
- A conviction is ACCUSE, an arrest warrant COERCE, an attack on computers ASSAULT.
- A blockade is ASSAULT (CAMEO 191), an agreement that is reached is SUPPORT (057), a withdrawal of peacekeepers or
  observers SANCTION (166).

`macro_f1_as_coded` is the figure without this.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.gold import DATA, GoldError, Run, Scored, coded, gold_task, rows_of
from bench.results import Wrong
from bench.scores import Counts, Figures, macro_f1, overlap, ratio, summarise

__all__ = ["CLASSES", "QUADS", "TASK", "Answer", "Pair", "answer", "best_event", "class_of", "read_pairs"]

QUADS = {
    "AGREE": "verbal cooperation", "CONSULT": "verbal cooperation", "SUPPORT": "verbal cooperation",
    "COOPERATE": "material cooperation", "AID": "material cooperation", "YIELD": "material cooperation",
    "REQUEST": "verbal conflict", "ACCUSE": "verbal conflict", "REJECT": "verbal conflict",
    "THREATEN": "verbal conflict", "PROTEST": "material conflict", "SANCTION": "material conflict",
    "MOBILIZE": "material conflict", "COERCE": "material conflict", "ASSAULT": "material conflict",
}  # fmt: skip
"""The quad class of each root: PLOVER's table, with YIELD as CAMEO 08 (material cooperation)."""
CLASSES = tuple(QUADS)
NONE = "no event"
_JOINED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_MOVED = {
    ("SANCTION", "convict"): "ACCUSE",
    ("THREATEN", "arrest"): "COERCE",
    ("COERCE", "cyber"): "ASSAULT",
}
_AGREEING = re.compile(r"agree\w*", re.IGNORECASE)
_REACHING = re.compile(r"reach\w*", re.IGNORECASE)
_OBSERVERS = re.compile(r"peacekeep|\bobservers?\b|\bmonitors?\b")
_COLUMNS = ("marked_sentence", "gold_root")
_MARK = re.compile(r"(</?[st]>)")

Span = tuple[int, int]
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, the spans of its source and target (None: the sentence does not name it), and gold's root type."""

    where: str
    text: str
    source: Span | None
    target: Span | None
    root: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The class that was given, how sure it is, and how long the sentence took (seconds)."""

    pair: Pair
    given: str
    as_coded: str
    confidence: float
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether it is gold's class."""
        return self.given == self.pair.root


def read_pairs(path: Path) -> list[Pair]:
    """Read a file of PLV.

    Raises:
        GoldError: a line has other columns, marks or classes than published.
    """
    found = []
    for number, cells in rows_of(path, _COLUMNS, "a PLV file"):
        row = {name: _unquoted(cell) for name, cell in cells.items()}
        if row["gold_root"] not in QUADS:
            raise GoldError(f"{path}:{number}: class {row['gold_root']!r}; expected one of {', '.join(CLASSES)}")
        text, spans = _unmarked(row["marked_sentence"])
        if not spans:
            raise GoldError(f"{path}:{number}: expected <s>...</s> or <t>...</t> in the marked sentence")
        found.append(Pair(f"{path.name}:{number}", text, spans.get("s"), spans.get("t"), row["gold_root"]))
    return found


def _unquoted(cell: str) -> str:
    """Return a cell without the quotes that a CSV writer put around it."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _unmarked(marked: str) -> tuple[str, dict[str, Span]]:
    text = ""
    starts: dict[str, int] = {}
    spans: dict[str, Span] = {}
    for part in _MARK.split(marked):
        if part in ("<s>", "<t>"):
            starts[part[1]] = len(text)
        elif part in ("</s>", "</t>") and part[2] in starts:
            spans[part[2]] = (starts[part[2]], len(text))
        else:
            text += part
    return text, spans


def best_event(events: list[dict[str, Any]], source: Span | None, target: Span | None) -> Json | None:
    """Return the event that best joins a source with a target; the first of equals, None where there is none."""

    def worth(event: Json) -> int:
        def has(side: str, span: Span | None) -> bool:
            return span is not None and any(overlap((one["start"], one["end"]), span) for one in event[side])

        aside = has("actors", target) or has("places", target)
        return 2 * has("actors", source) + 2 * has("recipients", target) + aside + has("recipients", source)

    return max(events, key=worth, default=None)


def class_of(event: Json) -> str:
    """Return the class of the corpus for an event."""
    kind, mode, word = str(event["event_type"]), event["mode"], event["trigger"]["text"]
    if kind == "CONCEDE" and (event["factuality"] == "planned" or _AGREEING.fullmatch(word)):
        return "AGREE"
    quote = event["evidence"]["quote"].lower()
    if kind == "COERCE" and mode == "restrict" and "blockad" in quote:
        return "ASSAULT"
    if (kind, mode) == ("AGREE", "x-accord") and _REACHING.fullmatch(word):
        return "SUPPORT"
    if (kind, mode) == ("RETREAT", "withdraw") and _OBSERVERS.search(quote):
        return "SANCTION"
    return _MOVED.get((kind, mode), _JOINED.get(kind, kind))


def answer(pair: Pair) -> Answer:
    """Code a pair's sentence and return the class of the event that joins the two."""
    began = time.perf_counter()
    event = best_event(coded(pair.text), pair.source, pair.target)
    seconds = time.perf_counter() - began
    if event is None:
        return Answer(pair, NONE, NONE, 0.0, seconds)
    root = str(event["event_type"])
    return Answer(pair, class_of(event), _JOINED.get(root, root), event["confidence"], seconds)


def measure(path: Path, run: Run) -> Scored:
    """Score the pairs of a file."""
    answers = run.mapped(answer, run.sample(read_pairs(path)), "relations")
    counts = [_counts(one) for one in answers]
    figures, intervals = summarise(counts, _figures)
    seconds = sum(one.seconds for one in answers)
    figures["pairs_per_second"] = ratio(len(answers), seconds)
    wrong = [
        Wrong(f"{one.pair.root} read as {one.given}", one.pair.where, _shown(one.pair))
        for one in answers
        if not one.is_right
    ]
    classes = {name: value for name, value in figures.items() if name.endswith("_f1") and name != "macro_f1"}
    return Scored(
        {name: value for name, value in figures.items() if name not in classes},
        intervals,
        len(answers),
        len(answers),
        tuple(wrong),
        {"classes": classes, "without_event": sum(one.given == NONE for one in answers)},
    )


def _counts(one: Answer) -> Counts:
    root = one.pair.root
    return Counter(
        {
            "n": 1,
            "right": one.is_right,
            "quad": QUADS.get(one.given) == QUADS[root],
            f"wanted:{root}": 1,
            f"given:{one.given}": 1,
            f"right:{root}": one.is_right,
            f"coded:given:{one.as_coded}": 1,
            f"coded:wanted:{root}": 1,
            f"coded:right:{root}": one.as_coded == root,
        }
    )


def _figures(counts: Counts) -> Figures:
    single = {f"{name.lower()}_f1": macro_f1(counts, (name,)) for name in CLASSES}
    as_coded = {name.removeprefix("coded:"): count for name, count in counts.items() if name.startswith("coded:")}
    return {
        "macro_f1": macro_f1(counts, CLASSES),
        "macro_f1_as_coded": macro_f1(as_coded, CLASSES),
        "accuracy": ratio(counts.get("right", 0), counts.get("n", 0)),
        "quad_accuracy": ratio(counts.get("quad", 0), counts.get("n", 0)),
        **single,
    }


def _shown(pair: Pair) -> str:
    spans = {"source": pair.source, "target": pair.target}
    marks = sorted(((*span, name) for name, span in spans.items() if span), reverse=True)
    text = pair.text
    for start, end, name in marks:
        text = f"{text[:start]}[{text[start:end]} = {name}]{text[end:]}"
    return text


TASK = gold_task(
    "relations",
    "the PLOVER type of a marked pair (PLV)",
    metric="macro_f1",
    default=DATA / "plv" / "train.tsv",
    measure=measure,
)
