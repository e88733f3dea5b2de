"""Times in news (TIMEX3: dates, times of day, durations, sets): are they found, and is their value right?

The coder's times come from the layer that also dates events; it is given the day of creation as the day of
publication, and that day itself is not scored, in gold or answer. Reads MEANTIME and TimeML files (TempEval).

As TempEval-3 scores (UzZaman et al. 2013): a span is found if it shares a character with one of gold; `span_f1`, its
headline for extraction, is this relaxed figure, `span_strict_f1` asks for the same span. `value_accuracy` is the share
of found expressions whose normal form equals gold's to the letter, `value_f1` counts a found span with another value
as wrong, `type_accuracy` compares the type. Unlike there, a span may answer for one of gold only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.gold import DATA, GoldError, MissingGoldError, Run, Scored, gold_task
from bench.layers import layers_of
from bench.meantime import LAST_SENTENCE, Article, read_articles
from bench.results import Wrong
from bench.scores import Counts, Figures, f1, overlap, ratio, summarise
from bench.timeml import Tagged, TimeText, read_timeml
from harmattan.model.annotations import TIMES, TimeExpression

__all__ = ["TASK", "Answer", "answer", "measure", "paired", "read_texts"]

Pair = tuple[Tagged, TimeExpression]


@dataclass(frozen=True, slots=True)
class Answer:
    """The coder's times in a text: paired with gold, those of gold that were missed, and those too many."""

    text: TimeText
    pairs: tuple[Pair, ...]
    missed: tuple[Tagged, ...]
    spurious: tuple[TimeExpression, ...]


def read_texts(path: Path) -> list[TimeText]:
    """Read a .tml file, a folder of them, or MEANTIME articles.

    Raises:
        MissingGoldError: there are none.
        GoldError: a file is not of its format.
    """
    if not path.exists():
        raise MissingGoldError(f"{path}: no such file or folder")
    files = sorted(path.rglob("*.tml")) if path.is_dir() else [path] if path.suffix == ".tml" else []
    return [read_timeml(one) for one in files] if files else [_of_article(one) for one in read_articles(path)]


def _of_article(article: Article) -> TimeText:
    times = [one for one in article.marks if one.tag == "TIMEX3" and one.sentence <= LAST_SENTENCE]
    created = [one for one in times if one["functionInDocument"] == "CREATION_TIME"]
    for one in times:
        if "type" not in one.attributes or "value" not in one.attributes:
            raise GoldError(f"{one.where}: TIMEX3 without type or value; expected both")
    return TimeText(
        article.name,
        article.text,
        article.published,
        article.marked_until,
        tuple(
            Tagged(one.where.rsplit("/", 1)[-1], one.span, one["type"], one["value"])
            for one in times
            if one not in created
        ),
        tuple(one.span for one in created),
    )


def answer(text: TimeText) -> Answer:
    """Return the coder's times of a text beside those of gold."""
    found: tuple[TimeExpression, ...] = layers_of(text.text, text.published, until="dates")[TIMES]
    seen = [
        one
        for one in found
        if one.span.start < text.marked_until
        and not any(overlap((one.span.start, one.span.end), hidden) for hidden in text.hidden)
    ]
    pairs = paired(text.gold, seen)
    taken = {id(one) for pair in pairs for one in pair}
    missed = tuple(one for one in text.gold if id(one) not in taken)
    return Answer(text, pairs, missed, tuple(one for one in seen if id(one) not in taken))


def paired(gold: Sequence[Tagged], given: Sequence[TimeExpression]) -> tuple[Pair, ...]:
    """Pair expressions one to one: those with the same span first, then those that overlap, in order."""
    pairs: list[Pair] = []
    left = list(given)
    open_gold = list(gold)
    for is_strict in (True, False):
        for wanted in tuple(open_gold):
            for one in left:
                span = one.span.start, one.span.end
                if span == wanted.span if is_strict else overlap(span, wanted.span):
                    pairs.append((wanted, one))
                    left.remove(one)
                    open_gold.remove(wanted)
                    break
    return tuple(sorted(pairs, key=lambda pair: pair[0].span))


def measure(path: Path, run: Run) -> Scored:
    """Score the time expressions of a corpus."""
    texts = [one for one in run.sample(read_texts(path)) if one.text.strip()]
    answers = run.mapped(answer, texts, "dates")
    figures, intervals = summarise([_counts(one) for one in answers], _figures)
    return Scored(
        figures,
        intervals,
        sum(len(one.gold) for one in texts),
        len(texts),
        tuple(wrong for one in answers for wrong in _wrong(one)),
        {"gold": dict(Counter(mark.kind for one in texts for mark in one.gold))},
    )


def _counts(one: Answer) -> Counts:
    return Counter(
        {
            "gold": len(one.text.gold),
            "given": len(one.pairs) + len(one.spurious),
            "found": len(one.pairs),
            "strict": sum(gold.span == (given.span.start, given.span.end) for gold, given in one.pairs),
            "value": sum(gold.value == given.value for gold, given in one.pairs),
            "type": sum(gold.kind == given.kind.upper() for gold, given in one.pairs),
        }
    )


def _figures(counts: Counts) -> Figures:
    given, wanted, found = counts.get("given", 0), counts.get("gold", 0), counts.get("found", 0)
    return {
        "span_f1": f1(found, given, wanted),
        "value_accuracy": ratio(counts.get("value", 0), found),
        "span_strict_f1": f1(counts.get("strict", 0), given, wanted),
        "value_f1": f1(counts.get("value", 0), given, wanted),
        "type_accuracy": ratio(counts.get("type", 0), found),
    }


def _wrong(one: Answer) -> list[Wrong]:
    text = one.text
    rows = [Wrong(f"missed {gold.kind}", gold.where, _shown(text, gold.span, gold.value)) for gold in one.missed]
    for given in one.spurious:
        span = given.span.start, given.span.end
        rows.append(Wrong(f"{given.kind} too many", text.name, _shown(text, span, str(given.value))))
    for gold, given in one.pairs:
        span = given.span.start, given.span.end
        if gold.value != given.value:
            cause = f"value of {gold.kind}" if given.value is not None else f"no value of {gold.kind}"
            rows.append(Wrong(cause, gold.where, _shown(text, gold.span, f"{gold.value}, read {given.value}")))
        elif gold.span != span:
            words = text.text[slice(*span)]
            rows.append(Wrong("span", gold.where, _shown(text, gold.span, f"read as {words!r}")))
    return rows


def _shown(text: TimeText, span: tuple[int, int], note: str) -> str:
    start, end = span
    around = f"{text.text[max(0, start - 70) : start]}[{text.text[start:end]}]{text.text[end : end + 40]}"
    return f"{' '.join(around.split())} ({note}; {text.published})"


TASK = gold_task(
    "dates",
    "time expressions and their values (MEANTIME, TempEval)",
    metric="span_f1",
    default=DATA / "meantime-en",
    measure=measure,
)
