"""The attack of an article on people (HRDsAttack, Ran et al. 2023): place, date, victims, violation, perpetrator.

The article is coded as any text, its headline as the first paragraph; `victims_answer` says which of the events is its
main attack and how slots are read from it. How slots are scored:

- country, region, city, year, month, day have one value an article. `<slot>_f1` is the F1 over stated values: right
  answers among those that we gave and those that gold states; an article in which both say nothing counts on neither
  side. `<slot>_accuracy` is the figure of the paper's own code: right stated values among all labelled articles,
  whether gold states one or not (there an article that states none can't be right).
- A country is compared by its ISO code, Hong Kong as China; cities and regions by their words without case and accents,
  a city also by the gazetteer's name for it.
- `victim_f1` compares names letter by letter, `victim_fuzzy_f1` counts one that is part of the other.
- `violation_f1` is the micro-F1 over the labels, "unknown" where there is no other; `perpetrator_f1` that an article
  names who did it; `perpetrator_type_accuracy` the type among all labelled articles.

Articles that the annotators labelled in part (no places and dates) are left out of those slots.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.gold import DATA, Run, Scored, coded, gold_task
from bench.results import Wrong
from bench.scores import Counts, Figures, f1, ratio, summarise
from bench.victims_answer import answer_of
from bench.victims_gold import SLOTS, Article, Attack, names_of, read_articles

__all__ = ["TASK", "Answer", "answer", "count_article", "wrong_rows"]

_MANY = ("victim", "victim_fuzzy", "violation", "perpetrator", "perpetrator_type")
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """An article and what we say of its attack."""

    article: Article
    given: Attack


def answer(article: Article) -> Answer:
    """Code an article and read its main attack."""
    events = coded(article.text, article.published)
    return Answer(article, answer_of(events, article.text.find("\n\n"), article.published))


def count_article(gold: Attack, given: Attack, *, is_partial: bool = False) -> Counts:
    """Return what was right, given and wanted in each slot of an article."""
    counts: Counter[str] = Counter(n=1, labelled=not is_partial)

    def count(slot: str, right: int, given: int, wanted: int) -> None:
        counts.update({f"right:{slot}": right, f"given:{slot}": given, f"wanted:{slot}": wanted})

    for slot in () if is_partial else SLOTS:
        count(slot, _is_right(slot, gold, given), slot in given.values, slot in gold.values)
    named, found = names_of(gold.victims), names_of(given.victims)
    count("victim", len(set(named) & set(found)), len(found), len(named))
    count("victim_fuzzy", sum(_is_part(one, named) for one in found), len(found), len(named))
    if not is_partial:
        wanted = gold.violations - {"unknown"} or frozenset({"unknown"})
        count("violation", len(wanted & given.violations), len(given.violations), len(wanted))
    has = gold.has_perpetrator, given.has_perpetrator
    count("perpetrator", all(has), has[1], has[0])
    if not is_partial:
        kinds = gold.perpetrator_type, given.perpetrator_type
        count(
            "perpetrator_type",
            kinds[0] is not None and kinds[0] == kinds[1],
            kinds[1] is not None,
            kinds[0] is not None,
        )
    return counts


def measure(path: Path, run: Run) -> Scored:
    """Score the articles of a file or folder."""
    answers = run.mapped(answer, run.sample(read_articles(path)), "victims")
    counts = [count_article(one.article.attack, one.given, is_partial=one.article.is_partial) for one in answers]
    figures, intervals = summarise(counts, _figures)
    return Scored(
        figures, intervals, len(answers), len(answers), tuple(row for one in answers for row in wrong_rows(one)),
        {"stated": {slot: int(sum(one.get(f"wanted:{slot}", 0) for one in counts)) for slot in (*SLOTS, *_MANY)}},
    )  # fmt: skip


def _is_right(slot: str, gold: Attack, given: Attack) -> bool:
    wanted = gold.values.get(slot)
    return wanted is not None and wanted in (given.values.get(slot), given.city_known if slot == "city" else None)


def _is_part(name: str, others: Iterable[str]) -> bool:
    return any(name in one or one in name for one in others)


def _figures(counts: Counts) -> Figures:
    def of(kind: str, slot: str) -> float:
        return counts.get(f"{kind}:{slot}", 0.0)

    found = {f"{slot}_f1": f1(of("right", slot), of("given", slot), of("wanted", slot)) for slot in (*SLOTS, *_MANY)}
    for slot in (*SLOTS, "perpetrator_type"):
        found[f"{slot}_accuracy"] = ratio(of("right", slot), counts.get("labelled", 0.0))
    return found


def wrong_rows(one: Answer) -> list[Wrong]:
    """Return the wrong slots of an article; what was given beside a value that gold does not state comes last."""
    gold, given = one.article.attack, one.given
    text = one.article.text[:_SHOWN].replace("\n\n", " | ")
    rows = []
    for slot in () if one.article.is_partial else SLOTS:
        wanted, got = gold.values.get(slot), given.values.get(slot)
        if _is_right(slot, gold, given) or (wanted is None and got is None):
            continue
        cause = f"{slot} missing" if got is None else f"{slot} wrong" if wanted is not None else f"{slot} not labelled"
        rows.append(Wrong(cause, one.article.where, f"{wanted} / {got}: {text}"))
    named, found = names_of(gold.victims), names_of(given.victims)
    for name in named:
        if name not in found:
            cause = "victim's name in part" if _is_part(name, found) else "victim missing"
            rows.append(Wrong(cause, one.article.where, f"{name} / {', '.join(found) or None}: {text}"))
    for name in found:
        if not _is_part(name, named):
            rows.append(Wrong("victim not labelled", one.article.where, f"{name}: {text}"))
    for kind in sorted(gold.violations - given.violations - {"unknown"}):
        rows.append(
            Wrong(f"violation missing: {kind}", one.article.where, f"{', '.join(sorted(given.violations))}: {text}")
        )
    if gold.has_perpetrator and not given.has_perpetrator:
        rows.append(Wrong("perpetrator missing", one.article.where, f"{gold.perpetrator_type}: {text}"))
    return rows


TASK = gold_task(
    "victims",
    "place, date, victims, violation and perpetrator of an article's attack (HRDsAttack)",
    metric="country_f1",
    default=DATA / "hrdsattack" / "train.json",
    measure=measure,
)
