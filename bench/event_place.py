"""Where events were: country and city of an attack (HRDsAttack); country, division and town of an incident (MUC-4).

One or both corpora may be given, as files, folders of their files, or a folder that holds both. Texts are coded as any
text; which of our events answers is settled as in `victims` and `muc4`.

HRDsAttack: `country_f1` and `city_f1` are those of `victims` (right values among those given and those that gold
states), with their precision and recall. `unanswered`: articles that state a country or city and tell us no attack.

MUC-4: incidents are paired with the key's by all slots, as `muc4` does; what the key says of places is read by
`muc4_places`. The levels are country, admin1 (department, province, region) and city:

- `admin1`, `muc4_country`, `muc4_city`: the place given the event. Of the pairs of which the key says the level, the
  share in which ours is right; nothing given is wrong.
- `admin1_precision` (and of the other two): of the pairs in which we give the level, the share in which it is right.
  Where the key says nothing below the country, ours is wrong; where the gazetteer can't tell the key's division
  (`muc4_places`), the pair does not count.
- `admin1_f1` (and of the other two): the same without the event. A template that we miss counts as wanted, one of ours
  that pairs with none as given. Optional templates of the key count when they are paired.
- `missing_event`: of the templates whose admin1 we do not give rightly, the share that has no event of ours.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import muc4_read, victims
from bench.gold import DATA, GoldError, MissingGoldError, Run, Scored, digest, version
from bench.muc4_adapter import Incident, incidents_of, template_of
from bench.muc4_places import KeyPlace, is_town, key_place, same_division, same_town
from bench.muc4_read import Story, Template
from bench.muc4_score import aligned
from bench.results import Measurement, Outcome, Task, Wrong
from bench.scores import Counts, Figures, f1, ratio, summarise
from bench.victims_gold import Article, country_code, read_articles

__all__ = ["TASK", "Given", "count_pairs", "measure", "parts_of"]

LEVELS = ("country", "admin1", "city")
_NAMES = {"country": "muc4_country", "admin1": "admin1", "city": "muc4_city"}
_SLOTS = ("country", "city")
_CORPORA = ("hrdsattack", "muc4")
_DEFAULT = (DATA / "hrdsattack", DATA / "muc4")
_SHOWN = 260

Levels = Mapping[str, bool | None]


@dataclass(frozen=True, slots=True)
class Given:
    """Where we say that an incident was, in what words, and the sentence that told it first."""

    country: str | None
    one: Incident


def parts_of(paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """Return which corpora paths hold and where: in folders of their names, or the one that the files are of.

    Raises:
        MissingGoldError: there is no such path.
    """
    found: list[tuple[str, Path]] = []
    for path in paths:
        if not path.exists():
            raise MissingGoldError(f"{path}: no such file or folder")
        inside = [(name, path / name) for name in _CORPORA if (path / name).is_dir()]
        for name, part in inside or [(_corpus_of(path), path)]:
            found.append((name, part / "corpora" if (part / "corpora").is_dir() else part))
    return found


def _corpus_of(path: Path) -> str:
    names = [one.name for one in path.iterdir()] if path.is_dir() else [path.name]
    return "hrdsattack" if any(one.endswith(".json") for one in names) else "muc4"


# ------------------------------------------------------------------------------------------------------- hrdsattack


def _answer_article(article: Article) -> tuple[Counts, list[Wrong]]:
    """Code an article and compare country and city of its attack."""
    one = victims.answer(article)
    counts = victims.count_article(article.attack, one.given, is_partial=article.is_partial)
    kept = Counter({name: value for name, value in counts.items() if name.partition(":")[2] in _SLOTS})
    stated = [] if article.is_partial else [slot for slot in _SLOTS if slot in article.attack.values]
    kept["articles"] = 1
    kept["stated"], kept["unanswered"] = bool(stated), bool(stated) and not one.given.values
    rows = [row for row in victims.wrong_rows(one) if row.cause.partition(" ")[0] in _SLOTS]
    return kept, [Wrong(f"hrdsattack {row.cause}", row.where, row.text) for row in rows]


# ------------------------------------------------------------------------------------------------------------- muc4


def _answer_story(message: tuple[Story, tuple[Template, ...]]) -> tuple[Counts, list[Wrong]]:
    """Code a message, pair its incidents with the key's and compare their places."""
    story, keys = message
    incidents = incidents_of(story)
    templates = [template_of(story, one) for one in incidents]
    given = {id(template): _given(one) for template, one in zip(templates, incidents, strict=True)}
    pairs = [(key, given[id(template)] if template is not None else None) for key, template in aligned(keys, templates)]
    return count_pairs(pairs), [row for key, one in pairs for row in _wrong(story, key, one)]


def _given(one: Incident) -> Given:
    return Given(country_code(one.countries[0].title()) if one.countries else None, one)


def count_pairs(pairs: Iterable[tuple[Template | None, Given | None]]) -> Counts:
    """Return what was right, given and wanted at each level, in pairs ("pair:...") and in all templates ("all:...")."""
    total: Counter[str] = Counter(messages=1)
    for template, given in pairs:
        if template is None:
            assert given is not None
            total.update({f"all:given:{level}": has for level, has in _stated(given).items()})
            continue
        if given is None and template.is_optional:
            continue
        key = key_place(template)
        total["templates"] += 1
        total["divisions_unknown"] += key.is_division_unknown
        wanted, right = _wanted(key), _right(key, given)
        total.update({f"all:wanted:{level}": is_wanted for level, is_wanted in wanted.items()})
        total["missed"] += wanted["admin1"] and not right["admin1"]
        total["missed_without_event"] += wanted["admin1"] and given is None
        if given is None:
            continue
        for level, has in _stated(given).items():
            is_open = not wanted[level] and level != "country" and key.is_division_unknown
            total[f"all:given:{level}"] += has and not is_open
            total[f"pair:given:{level}"] += has and not is_open
            total[f"pair:wanted:{level}"] += wanted[level]
            total[f"pair:right:{level}"] += right[level]
            total[f"all:right:{level}"] += right[level]
    return total


def _wanted(key: KeyPlace) -> dict[str, bool]:
    return {"country": bool(key.countries), "admin1": bool(key.divisions), "city": bool(key.towns)}


def _stated(given: Given) -> dict[str, bool]:
    """Return which levels we give."""
    place = given.one.place
    return {
        "country": given.country is not None,
        "admin1": place is not None and place.admin1 is not None,
        "city": place is not None and is_town(place),
    }


def _right(key: KeyPlace, given: Given | None) -> dict[str, bool]:
    if given is None:
        return dict.fromkeys(LEVELS, False)
    place = given.one.place
    return {
        "country": given.country in key.countries,
        "admin1": place is not None and same_division(key, place),
        "city": place is not None and same_town(key, place),
    }


def _wrong(story: Story, template: Template | None, given: Given | None) -> list[Wrong]:
    """Return a row for the widest level that is wrong, or for a division where the key has the country only."""
    if template is None:
        return []
    where = f"{story.message} {template.where}"
    key = key_place(template)
    said = " / ".join(value for fill in template.fills.get("location", ()) for value in fill.values)
    if given is None:
        return [] if template.is_optional or not key.divisions else [Wrong("muc4 missing event", where, said)]
    wanted, right, stated = _wanted(key), _right(key, given), _stated(given)
    level = next((one for one in LEVELS if wanted[one] and not right[one]), None)
    place = given.one.place
    ours = f"{place.name}, {place.admin1}" if place is not None else f"{given.country}"
    row = f"{said} | {ours} | {' '.join(given.one.evidence.split())[:_SHOWN]}"
    if level is not None:
        cause = "another" if stated[level] else "none"
        return [Wrong(f"muc4 {level}: {cause} given", where, row)]
    if not key.divisions and not key.is_division_unknown and stated["admin1"]:
        return [Wrong("muc4 admin1: given, not in the key", where, row)]
    return []


# ---------------------------------------------------------------------------------------------------------- figures


def measure(paths: Sequence[Path], run: Run) -> Scored:
    """Score the corpora of paths."""
    counts: list[Counts] = []
    wrong: list[Wrong] = []
    for name, path in parts_of(paths):
        answers = (
            run.mapped(_answer_article, run.sample(read_articles(path)), name)
            if name == "hrdsattack"
            else run.mapped(_answer_story, run.sample(muc4_read.read_corpus(path)), name)
        )
        counts += [one for one, _ in answers]
        wrong += [row for _, rows in answers for row in rows]
    figures, intervals = summarise(counts, _figures)
    total: Counter[str] = Counter()
    for one in counts:
        total.update({name: int(value) for name, value in one.items()})
    rows = sum(total[name] for name in ("wanted:country", "wanted:city", "all:wanted:country"))
    return Scored(figures, intervals, rows, len(counts), tuple(wrong), {"counts": dict(sorted(total.items()))})


def _figures(counts: Counts) -> Figures:
    def of(name: str) -> float:
        return counts.get(name, 0.0)

    found: Figures = {}
    if of("articles"):
        for slot in _SLOTS:
            right, given, wanted = (of(f"{kind}:{slot}") for kind in ("right", "given", "wanted"))
            found[f"{slot}_f1"] = f1(right, given, wanted)
            found[f"{slot}_precision"] = ratio(right, given)
            found[f"{slot}_recall"] = ratio(right, wanted)
        found["unanswered"] = ratio(of("unanswered"), of("stated"))
    if of("messages"):
        for level, name in _NAMES.items():
            right = of(f"pair:right:{level}")
            found[name] = ratio(right, of(f"pair:wanted:{level}"))
            found[f"{name}_precision"] = ratio(right, of(f"pair:given:{level}"))
            found[f"{name}_f1"] = f1(of(f"all:right:{level}"), of(f"all:given:{level}"), of(f"all:wanted:{level}"))
        found["missing_event"] = ratio(of("missed_without_event"), of("missed"))
    return found


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="FILE|FOLDER",
        help="the published files of one or both corpora (default: development halves of both)",
    )  # fmt: skip
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every n-th document only")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="default: two")


def _run(options: argparse.Namespace) -> Outcome:
    paths = list(options.paths) or list(_DEFAULT)
    if missing := [path for path in paths if not path.exists()]:
        raise MissingGoldError(
            f"event-place: no corpus at {missing[0]}; give the published files of HRDsAttack, MUC-4 or both, or lay "
            "the development data beside the project (shared/data)"
        )
    began = time.perf_counter()
    found = measure(paths, Run(max(1, options.every), max(1, options.processes)))
    if not found.n:
        raise GoldError(f"{paths[0]}: nothing to score; expected articles or templates that state a place")
    metric = "country_f1" if "country_f1" in found.figures else "admin1"
    details = {**found.figures, "documents": found.documents, "intervals": found.intervals, **found.extra}
    return Outcome(
        Measurement(
            "event-place", metric, found.figures[metric], found.n, digest(*(part for _, part in parts_of(paths))),
            time.perf_counter() - began, version(), found.intervals.get(metric), details,
        ),
        found.wrong,
    )  # fmt: skip


TASK = Task(
    "event-place",
    "country and city of attacks (HRDsAttack), country, division and town of incidents (MUC-4)",
    _add_arguments,
    _run,
)
