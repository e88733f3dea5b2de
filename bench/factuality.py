"""Is it told as fact? Macro-F1 over asserted, denied and possible (planned, conditional), at any marked event word.

The corpora mark every event, not only those of PLOVER, so the coder is asked for its reading of the marked word:
`reading_at`, the code that reads the events' own triggers, over the same parse. What was attempted, and a word under a
demand or purpose, which is no event of its own, counts as possible, a demand not to do it as denied; a habit
("usually", "attacks are") as asserted.

What gold says, by corpus:
- MEANTIME (news, the headline figure), after its guidelines: polarity NEG is denied; certainty POSSIBLE, PROBABLE or
  UNDERSPECIFIED, time FUTURE and both clauses of a condition are possible; all else is asserted. Words that the
  annotators left without attributes are not scored.
- UDS It-Happened v2 (web): "did it happen?", by several people with a confidence. Yes is asserted; no is either of the
  other two, because what lies ahead has not happened either: there are two classes, `asserted` and `unasserted`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.gold import DATA, GoldError, Run, Scored, gold_task
from bench.layers import layers_of
from bench.meantime import Article, Mark, read_articles
from bench.results import Wrong
from bench.scores import Counts, Figures, macro_f1, overlap, summarise
from bench.uds import is_uds, read_sentences
from harmattan.model.annotations import SENTENCES
from harmattan.model.syntax import Role, Sentence
from harmattan.reference.lexicon import shipped_lexicon
from harmattan.stages.context import Context, context_of
from harmattan.stages.factuality import Reading, reading_at

__all__ = ["CLASSES", "TASK", "Marked", "Text", "class_of", "readings_of"]

CLASSES = ("asserted", "denied", "possible")
UNASSERTED = "unasserted"
_WEAK = (Role.CASE, Role.PUNCTUATION, Role.DETERMINER, Role.AUXILIARY, Role.PASSIVE_AUXILIARY, Role.NEGATION)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked event word: where it stands in the file and in the text, and its class."""

    where: str
    span: Span
    gold: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its day, its marked words, and the classes of its corpus."""

    text: str
    published: date | None
    marked: tuple[Marked, ...]
    classes: tuple[str, ...] = CLASSES


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coder read at each marked word: its class and the words behind it."""

    text: Text
    given: tuple[tuple[str, str], ...]


def read_texts(path: Path) -> list[Text]:
    """Read a corpus: UDS if the folder holds its table, or else MEANTIME."""
    if is_uds(path):
        return [
            Text(
                one.text,
                None,
                tuple(Marked(w.where, w.span, CLASSES[0] if w.has_happened else UNASSERTED) for w in one.words),
                (CLASSES[0], UNASSERTED),
            )
            for one in read_sentences(path)
        ]
    return [_of_article(one) for one in read_articles(path)]


def _of_article(article: Article) -> Text:
    marked = [
        Marked(mark.where.rsplit("/", 1)[-1], mark.span, class_of(mark))
        for mark in article.marks
        if mark.tag == "EVENT_MENTION" and mark["polarity"] and mark["certainty"]
    ]
    return Text(article.text, article.published, tuple(marked))


_VALUES = {
    "polarity": ("POS", "NEG", "UNDERSPECIFIED"),
    "certainty": ("CERTAIN", "PROBABLE", "POSSIBLE", "UNDERSPECIFIED"),
    "time": ("NON_FUTURE", "FUTURE", "UNDERSPECIFIED", ""),
    "special_cases": ("NONE", "GEN", "COND_IF_CLAUSE", "COND_MAIN_CLAUSE", ""),
}


def class_of(mark: Mark) -> str:
    """Return the class of an event that MEANTIME marks.

    Raises:
        GoldError: an attribute has a value that the guidelines do not know.
    """
    for name, known in _VALUES.items():
        if mark[name] not in known:
            raise GoldError(f"{mark.where}: {name} {mark[name]!r}; expected one of {', '.join(filter(None, known))}")
    if mark["polarity"] == "NEG":
        return "denied"
    is_open = mark["certainty"] != "CERTAIN" or mark["time"] == "FUTURE" or mark["special_cases"].startswith("COND")
    return "possible" if is_open else "asserted"


def readings_of(text: Text) -> Answer:
    """Return what the coder reads at the marked words of a text."""
    layers = layers_of(text.text, text.published, until="actors", parses_all=True)
    lexicon = shipped_lexicon("en")
    sentences: tuple[Sentence, ...] = layers[SENTENCES]
    contexts: dict[int, Context] = {}
    given = []
    for one in text.marked:
        sentence = next((s for s in sentences if overlap((s.start, s.end), one.span)), None)
        if sentence is None:
            given.append(("asserted", "no sentence"))
            continue
        if sentence.index not in contexts:
            contexts[sentence.index] = context_of(layers, sentence, lexicon)
        reading = reading_at(contexts[sentence.index], _predicate(sentence, one.span))
        given.append((_class_read(reading), ", ".join(f"{kind} by {word}" for kind, word in reading.effects)))
    return Answer(text, tuple(given))


def _class_read(reading: Reading) -> str:
    if reading.is_coded:
        if reading.factuality == "denied":
            return "denied"
        is_told = reading.factuality == "asserted" and reading.stage != "attempted"
        return "asserted" if is_told else "possible"
    kinds = [kind for kind, _ in reading.effects]
    if next((one for one in kinds if one in ("denied", "requested")), None) == "denied" and "requested" in kinds:
        return "denied"
    is_aim = ("generic", "to") in reading.effects
    return "asserted" if not is_aim and set(kinds) <= {"generic", "historical"} else "possible"


def _predicate(sentence: Sentence, span: Span) -> int:
    """Return the head of a marked span: the token whose head lies outside."""
    inside = [one for one in sentence.tokens if overlap((one.start, one.end), span)]
    numbers = {one.index for one in inside}
    heads = [one for one in inside if one.head not in numbers or one.head == one.index]
    strong = [one for one in heads if one.role not in _WEAK]
    return (strong or heads or list(sentence.tokens))[0].index


def measure(path: Path, run: Run) -> Scored:
    """Score the marked words of a corpus."""
    texts = [one for one in run.sample(read_texts(path)) if one.marked]
    answers = run.mapped(readings_of, texts, "factuality")
    classes = texts[0].classes if texts else CLASSES
    counts = [_counts(one) for one in answers]
    figures, intervals = summarise(counts, lambda sums: _figures(sums, classes))
    return Scored(
        figures,
        intervals,
        sum(len(one.marked) for one in texts),
        len(texts),
        tuple(wrong for one in answers for wrong in _wrong(one)),
        {"gold": dict(Counter(mark.gold for one in texts for mark in one.marked))},
    )


def _in(given: str, classes: Sequence[str]) -> str:
    return given if given in classes else UNASSERTED


def _counts(answer: Answer) -> Counts:
    counts: Counter[str] = Counter()
    for mark, (read, _) in zip(answer.text.marked, answer.given, strict=True):
        given = _in(read, answer.text.classes)
        counts[f"wanted:{mark.gold}"] += 1
        counts[f"given:{given}"] += 1
        counts[f"right:{given}"] += given == mark.gold
    return counts


def _figures(counts: Counts, classes: Sequence[str]) -> Figures:
    single = {f"{name}_f1": macro_f1(counts, (name,)) for name in classes}
    return {"macro_f1": macro_f1(counts, classes), **single}


def _wrong(answer: Answer) -> list[Wrong]:
    found = []
    text = answer.text.text
    for mark, (read, why) in zip(answer.text.marked, answer.given, strict=True):
        given = _in(read, answer.text.classes)
        if given != mark.gold:
            start, end = mark.span
            before = text[max(0, start - 120) : start].replace("\n", " ")
            after = text[end : end + 80].replace("\n", " ")
            cause = why.split(" by ")[0] if why else "no effect"
            shown = f"{before}[{text[start:end]}]{after} ({why or 'nothing'})"
            found.append(Wrong(f"{mark.gold} read as {given}: {cause}", mark.where, shown))
    return found


TASK = gold_task(
    "factuality",
    "asserted, denied or possible, at any marked event word (MEANTIME, UDS)",
    metric="macro_f1",
    default=DATA / "meantime-en",
    measure=measure,
)
