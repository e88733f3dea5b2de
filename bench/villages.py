"""Does the coder put a village where it is: UCDP's names and coordinates, and border places of West Africa.

Each name is read as the coder reads any: in a short text of our own that names it with the country of its row, through
the stage of places; once more with the first-level unit beside it. An answer counts as found when it is a point, or an
area of no more than 15 km, whose label lies within 15 km. A unit, a state or nothing is a miss; a place elsewhere is a
wrong one, and one in another state the worst.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.gold import DATA, GoldError, Run, Scored, gold_task
from bench.layers import layers_of
from bench.results import Outcome, Task, Wrong
from bench.scores import Counts, Figures, ratio, summarise
from bench.villages_gold import BORDER, Village, gold_files, read_villages
from harmattan.model.annotations import PLACES, PlaceMention
from harmattan.model.place import Place
from harmattan.reference.place_names import fold_name

__all__ = ["NEAR_KM", "TASK", "WEST_AFRICA", "Answer", "answer", "draw", "given_place", "km_between", "measure"]

NEAR_KM = 15.0
WEST_AFRICA = frozenset(["BEN", "BFA", "CIV", "CMR", "GHA", "GIN", "MLI", "MRT", "NER", "NGA", "SEN", "TCD", "TGO"])
"""The states whose villages the pack of West Africa holds."""
BORDER_PLACES = Path(__file__).with_name("villages_border.csv")
_GED = DATA / "ucdp-ged"
_SAMPLE, _SEED = 300, 7
_TEXTS = {
    "country": "Gunmen attacked {name} in {country} on Monday, residents said.",
    "admin1": "Gunmen attacked {name} in {admin1}, {country}, on Monday, residents said.",
}
_FOUND, _FAR, _ABROAD, _UNIT, _NOTHING = "found", "wrong place", "wrong country", "unit", "nothing"
_KINDS = ("exact", "alias", "spelling", "text")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was made of a name: how it was found, the place, and how far it is (km); None where there is none."""

    village: Village
    outcome: str
    how: str | None
    place: Place | None
    km: float | None


def km_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the great-circle distance (haversine, mean earth radius)."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((a - b) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(longitude - other_longitude) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(half)))


def draw(villages: Sequence[Village], size: int, seed: int) -> list[Village]:
    """Return so many villages by lot, in a fixed order; all when there are no more."""
    ordered = sorted(villages, key=lambda one: (one.country, one.admin1, one.name))
    return ordered if size >= len(ordered) else random.Random(seed).sample(ordered, size)


def given_place(mentions: Iterable[PlaceMention], start: int, end: int) -> PlaceMention | None:
    """Return the mention that lies on a stretch of text; the one that covers most of it."""

    def shared(one: PlaceMention) -> int:
        return min(one.span.end, end) - max(one.span.start, start)

    return max((one for one in mentions if shared(one) > 0), key=shared, default=None)


def answer(village: Village, given: str) -> Answer:
    """Read a village's name with its country, or with its unit too."""
    has_unit = bool(village.admin1) and village.admin1 not in village.country
    text = _TEXTS[given if has_unit else "country"].format(
        name=village.name, country=village.country, admin1=village.admin1
    )
    start = text.index(village.name)
    mentions = layers_of(text, None, until="places")[PLACES]
    mention = given_place(mentions, start, start + len(village.name))
    place = mention.place if mention is not None else None
    if mention is None or place is None:
        return Answer(village, _NOTHING, None, None, None)
    if not set(place.countries or village.countries) & set(village.countries):
        return Answer(village, _ABROAD, _how(mention, place, village), place, None)
    is_spot = place.geometry == "point" or (place.radius_km is not None and place.radius_km <= NEAR_KM)
    if not is_spot or place.latitude is None or place.longitude is None:
        return Answer(village, _UNIT, None, place, None)
    km = km_between(village.latitude, village.longitude, place.latitude, place.longitude)
    return Answer(village, _FOUND if km <= NEAR_KM else _FAR, _how(mention, place, village), place, km)


def _how(mention: PlaceMention, place: Place, village: Village) -> str:
    """Say whether a name was found as it stands, as another name of the place, or by its spelling."""
    if mention.rule != "name":
        return "spelling" if mention.rule == "spelling" else "text"
    return "exact" if fold_name(place.name) == fold_name(village.name) else "alias"


def measure(path: Path, run: Run, *, sample: int = _SAMPLE, seed: int = _SEED) -> Scored:
    """Score the names of a file or folder; with the development half, the border places as well.

    Args:
        path: UCDP GED with all columns, or a table of border places; or a folder with such files.
        run: how to go through it.
        sample: how many of UCDP's names are drawn; border places are all taken.
        seed: of the draw.
    """
    files = [*gold_files(path), *([BORDER_PLACES] if path == _GED else [])]
    read = [read_villages(file) for file in files]
    named: dict[tuple[str, str, str, str], Village] = {}
    for one in (one for villages, _ in read for one in villages):
        named.setdefault((one.part, one.name, one.country, one.admin1), one)
    events = draw([one for one in named.values() if one.part != BORDER], sample, seed)
    rows = run.sample([*events, *(one for one in named.values() if one.part == BORDER)])
    if not rows:
        raise GoldError(f"{path}: no row names a place; expected UCDP's where_coordinates with where_prec 1")
    answers = run.mapped(partial(answer, given="country"), rows, "villages")
    with_unit = run.mapped(partial(answer, given="admin1"), rows, "with units")
    counts = [_counts(one, other) for one, other in zip(answers, with_unit, strict=True)]
    figures, intervals = summarise(counts, _figures)
    figures |= _medians(answers)
    extra = {
        "countries": _by_country(answers, with_unit),
        "seed": seed,
        "drawn": len(events),
        "names": len(named),
        "name_no_single_place": sum(aside for _, aside in read),
    }
    wrong = [_wrong(one, "") for one in answers if one.outcome != _FOUND]
    wrong += [_wrong(one, "with its unit: ") for one in with_unit if one.outcome in (_FAR, _ABROAD)]
    return Scored(figures, intervals, len(rows), len(rows), tuple(wrong), extra)


def _counts(one: Answer, with_unit: Answer) -> Counts:
    part = _part(one.village)
    counts: Counter[str] = Counter()
    for group in ("all", part, *(("border",) if one.village.part == BORDER else ())):
        counts[f"n:{group}"] = 1
        counts[f"found:{group}"] = one.outcome == _FOUND
        counts[f"unit:{group}"] = with_unit.outcome == _FOUND
    for outcome in (_FAR, _ABROAD, _UNIT, _NOTHING):
        counts[outcome] = one.outcome == outcome
        counts[f"{outcome} with unit"] = with_unit.outcome == outcome
    for how in _KINDS:
        counts[f"by:{how}"] = one.how == how
        counts[f"right by:{how}"] = one.how == how and one.outcome == _FOUND
    return counts


def _part(village: Village) -> str:
    return "west_africa" if set(village.countries) & WEST_AFRICA else "elsewhere"


def _figures(counts: Counts) -> Figures:
    def share(name: str) -> float:
        return ratio(counts.get(name, 0), counts.get("n:all", 0))

    figures = {
        "within_15km": share("found:all"),
        "within_15km_with_unit": share("unit:all"),
        "wrong_country": share(_ABROAD),
        "wrong_country_with_unit": share(f"{_ABROAD} with unit"),
        "wrong_place": share(_FAR),
        "wrong_place_with_unit": share(f"{_FAR} with unit"),
        "unit_or_state": share(_UNIT),
        "nothing": share(_NOTHING),
    }
    for group in ("west_africa", "elsewhere", "border"):
        if whole := counts.get(f"n:{group}", 0):
            figures[f"{group}_within_15km"] = ratio(counts.get(f"found:{group}", 0), whole)
            figures[f"{group}_within_15km_with_unit"] = ratio(counts.get(f"unit:{group}", 0), whole)
    for how in _KINDS:
        if given := counts.get(f"by:{how}", 0):
            figures[f"by_{how}"] = share(f"by:{how}")
            figures[f"right_by_{how}"] = ratio(counts.get(f"right by:{how}", 0), given)
    return figures


def _medians(answers: Sequence[Answer]) -> Figures:
    """Return the median distance of the points given, right or wrong, in km."""
    away = [one.km for one in answers if one.km is not None]
    return {"median_km": statistics.median(away)} if away else {}


def _by_country(answers: Sequence[Answer], with_unit: Sequence[Answer]) -> dict[str, dict[str, float]]:
    """Return for each state the names, how many were found without and with the unit, and the median distance."""
    table: dict[str, list[tuple[Answer, Answer]]] = defaultdict(list)
    for one, other in zip(answers, with_unit, strict=True):
        table[one.village.country].append((one, other))
    return {
        country: {
            "n": len(pairs),
            "within_15km": sum(one.outcome == _FOUND for one, _ in pairs),
            "within_15km_with_unit": sum(one.outcome == _FOUND for _, one in pairs),
            "wrong_place": sum(one.outcome in (_FAR, _ABROAD) for one, _ in pairs),
            **_medians([one for one, _ in pairs]),
        }
        for country, pairs in sorted(table.items(), key=lambda item: (-len(item[1]), item[0]))
    }


def _wrong(one: Answer, prefix: str) -> Wrong:
    village, place = one.village, one.place
    gold = f"{village.name} ({village.admin1 or '-'}, {village.country}) {village.latitude:.3f} {village.longitude:.3f}"
    given = "nothing"
    if place is not None:
        away = f", {one.km:.0f} km off" if one.km is not None else ""
        given = f"{place.name} ({place.feature_code or place.geometry}, {place.admin1 or '-'}, {place.country}){away}"
    cause = f"{prefix}{one.outcome}{f' by {one.how}' if one.how else ''}, {_part(village).replace('_', ' ')}"
    return Wrong(cause, village.where, f"{gold} read as {given}; source: {village.source}")


def _task(sample: int, seed: int) -> Task:
    return gold_task(
        "villages",
        "names and coordinates of villages (UCDP GED, border places of West Africa)",
        metric="within_15km",
        default=_GED,
        measure=partial(measure, sample=sample, seed=seed),
        files=lambda path: (*gold_files(path), *([BORDER_PLACES] if path == _GED else [])),
    )


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    _task(_SAMPLE, _SEED).add_arguments(parser)
    parser.add_argument(
        "--seed", type=int, default=_SEED, metavar="N", help=f"another seed draws other names ({_SEED})"
    )
    parser.add_argument("--sample", type=int, default=_SAMPLE, metavar="N", help=f"how many names ({_SAMPLE})")


def _run(options: argparse.Namespace) -> Outcome:
    if options.sample < 1:
        raise GoldError(f"--sample {options.sample}: expected one or more")
    return _task(options.sample, options.seed).run(options)


TASK = Task("villages", _task(_SAMPLE, _SEED).summary, _add_arguments, _run)
