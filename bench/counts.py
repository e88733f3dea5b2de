"""Numbers of people dead, injured, abducted and arrested (MUC-4, WikiEvents, HRDsAttack): exact, and within bounds.

A path may hold one of the corpora, a file or folder of it, or a folder with all three. The text is coded as any text.
For a number that gold states, ours are the counts of our events of gold's kind whose words share a letter with a place
where gold's people are named; where they are only among an event's recipients, the event's count of the kind that is of
this recipient, or of nobody in particular. A recipient is named by its words, by those for which "he" stands, and by
the full name to which the coder resolves a surname. Of several, the one that most of our events give counts, the first
of equals. No count is a wrong answer.

- `exact`: the share of gold's numbers that ours is. Ours is the best estimate or, where the text states a bound only
  ("at least 18"), the bound. A range or bound of gold is met by the same range or bound, or by its number.
- `coverage`: the share where low <= gold <= high; our bound that is not stated is the best estimate, or open beside
  the other bound. Gold's range is covered when our range meets it.
- `given`: the share for which we give any number; `several_exact` is `exact` over numbers of two and more, as
  MUC-4's key also gives each person who is named the number 1; `<corpus>_exact` is over one corpus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.counts_gold import CORPORA, Article, Number, Wanted, corpora_in, read_articles
from bench.gold import DATA, Run, Scored, coded, gold_task
from bench.results import Wrong
from bench.scores import Counts, Figures, overlap, ratio, summarise

__all__ = ["TASK", "Told", "is_covered", "is_exact", "measure", "told_of"]

Json = Mapping[str, Any]

_KINDS = ("killed", "injured", "abducted", "arrested")


@dataclass(frozen=True, slots=True)
class Told:
    """A number of ours."""

    low: int | None
    best: int | None
    high: int | None

    @property
    def number(self) -> int | None:
        """The best estimate, or the bound that is stated."""
        return next((one for one in (self.best, self.low, self.high) if one is not None), None)

    @property
    def least(self) -> float:
        """The smallest number that fits."""
        return next((one for one in (self.low, self.best) if one is not None), 0)

    @property
    def most(self) -> float:
        """The largest number that fits."""
        return next((one for one in (self.high, self.best) if one is not None), float("inf"))


def told_of(wanted: Wanted, events: Iterable[Json]) -> Told | None:
    """Return what our events say of the people whom gold counts; None where they give no number."""
    found: list[Told] = []
    for event in events:
        hit = [number for number, who in enumerate(event["recipients"]) if _is_who(who, wanted)]
        for one in event["counts"]:
            if one["what"] not in ((wanted.kind,) if wanted.kind else _KINDS):
                continue
            is_theirs = one["of"] in (None, "civilian", *(f"recipient:{number}" for number in hit))
            if _is_named(one, wanted) or (hit and is_theirs and not one["is_cumulative"]):
                found.append(Told(one["low"], one["best"], one["high"]))
    return Counter(found).most_common(1)[0][0] if found else None


def is_exact(wanted: Wanted, told: Told | None) -> bool:
    """Say whether our number is one of gold's."""
    return told is not None and any(told.number in (one.best, one.low, one.high) for one in wanted.numbers)


def is_covered(wanted: Wanted, told: Told | None) -> bool:
    """Say whether one of gold's numbers lies within our bounds."""
    return told is not None and any(_meets(one, told) for one in wanted.numbers)


def _meets(number: Number, told: Told) -> bool:
    if number.best is not None:
        return told.least <= number.best <= told.most
    return told.least <= number.most and number.least <= told.most


def _is_named(words: Json, wanted: Wanted) -> bool:
    return any(overlap((words["start"], words["end"]), span) for span in wanted.spans)


def _is_who(who: Json, wanted: Wanted) -> bool:
    """Say whether a recipient is one of gold's people."""
    stands_for = who["antecedent"]
    is_named = _is_named(who, wanted) or (stands_for is not None and _is_named(stands_for, wanted))
    name = " ".join((who["name"] or "").casefold().split())
    return is_named or (" " in name and any(name in one or one in name for one in wanted.names))


def _answer(article: Article) -> tuple[Counts, list[Wrong]]:
    """Code an article and count what is right; return also the wrong rows."""
    events = coded(article.text, article.published)
    counts: Counter[str] = Counter()
    wrong = []
    for one in article.wanted:
        told = told_of(one, events)
        is_several = any((number.best or number.low or number.high or 0) > 1 for number in one.numbers)
        groups = ("", f"{article.corpus}:", *(("several:",) if is_several else ()))
        for group in groups:
            counts.update(
                {
                    f"{group}n": 1,
                    f"{group}exact": is_exact(one, told),
                    f"{group}covered": is_covered(one, told),
                    f"{group}given": told is not None,
                }
            )
        if not is_exact(one, told):
            cause = f"{article.corpus} {one.kind or 'group'}: {'no count' if told is None else 'another number'}"
            wrong.append(Wrong(cause, article.where, f"{told.number if told else None}: {one.shown}"))
    return counts, wrong


def measure(path: Path, run: Run) -> Scored:
    """Score the articles of a path."""
    articles = run.sample(read_articles(path))
    answers = run.mapped(_answer, articles, "counts")
    counts = [one for one, _ in answers]
    figures, intervals = summarise(counts, _figures)
    wanted = int(sum(one.get("n", 0) for one in counts))
    return Scored(
        figures, intervals, wanted, len(articles), tuple(row for _, rows in answers for row in rows),
        {"numbers": {name: int(sum(one.get(f"{name}:n", 0) for one in counts)) for name in ("several", *CORPORA)}},
    )  # fmt: skip


def _figures(counts: Counts) -> Figures:
    total = counts.get("n", 0)
    found = {name: ratio(counts.get(key, 0), total) for name, key in (
        ("exact", "exact"), ("coverage", "covered"), ("given", "given")
    )}  # fmt: skip
    for group in ("several", *CORPORA):
        if counts.get(f"{group}:n", 0):
            found[f"{group}_exact"] = ratio(counts.get(f"{group}:exact", 0), counts[f"{group}:n"])
    return found


TASK = gold_task(
    "counts",
    "numbers of people killed, injured, abducted and arrested (MUC-4, WikiEvents, HRDsAttack)",
    metric="exact",
    default=DATA,
    measure=measure,
    files=lambda path: [part for _, part in corpora_in(path)],
)
