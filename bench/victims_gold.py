"""Read HRDsAttack (Ran et al. 2023): articles with one labelled attack each, in the JSON of the published files."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.gold import GoldError, MissingGoldError

__all__ = [
    "SLOTS",
    "VIOLATIONS",
    "Article",
    "Attack",
    "Victim",
    "as_state",
    "country_code",
    "folded",
    "names_of",
    "read_articles",
]

SLOTS = ("country", "region", "city", "year", "month", "day")
"""The slots with one value an article."""
VIOLATIONS = ("arbitrary detention", "enforced disappearance", "kidnapping", "killing", "torture", "other", "unknown")
_NOT_STATED = frozenset({"", "none", "n/a", "n//a", "unknown"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_PARTS = {
    "england": "GBR", "scotland": "GBR", "wales": "GBR", "northern ireland": "GBR", "columbia": "COL",
    "people's republic of china": "CHN", "united states of america": "USA",
}  # fmt: skip
"""Countries as the annotators wrote them that no pack has to know."""
_OWN_CODES = {"HKG": "CHN", "MAC": "CHN"}
"""Territories with a code of their own that the corpus labels as part of a state."""


@dataclass(frozen=True, slots=True)
class Victim:
    """A person or group; a group has no name, `keywords` say what it is."""

    name: str | None
    is_group: bool
    keywords: str


@dataclass(frozen=True, slots=True)
class Attack:
    """What the article says of the attack; `values` holds the slots that are stated, by name.

    A country is an ISO code where its name is known, other places are folded words, dates are numbers. `city_known` is
    the gazetteer's name for the city, which the text may spell in another way.
    """

    values: Mapping[str, str]
    victims: tuple[Victim, ...]
    violations: frozenset[str]
    has_perpetrator: bool
    perpetrator_type: str | None
    city_known: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its headline as the first paragraph; `is_partial` where places and dates were not labelled."""

    where: str
    text: str
    published: date
    attack: Attack
    is_partial: bool


def read_articles(path: Path) -> list[Article]:
    """Read a file of HRDsAttack, or the files of a folder.

    Raises:
        MissingGoldError: there is no such file.
        GoldError: it is no JSON list of annotated articles, or a value is none of the published scheme.
    """
    if path.is_dir():
        files = sorted(path.glob("*.json"))
        if not files:
            raise MissingGoldError(f"{path}: no *.json here; expected HRDsAttack's train.json, dev.json or test.json")
        return [one for file in files for one in read_articles(file)]
    if not path.is_file():
        raise MissingGoldError(f"{path}: no such file")
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}:{error.lineno}: {error.msg}; expected a JSON list; is the file cut off?") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}:1: not UTF-8 ({error}); expected the file as published") from error
    if not isinstance(rows, list):
        raise GoldError(f"{path}:1: expected a JSON list of articles, got {type(rows).__name__}")
    return [_article(f"{path.name}[{number}]", row) for number, row in enumerate(rows)]


def folded(text: str) -> str:
    """Return a name without case, accents and doubled blanks."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).casefold().split())


def country_code(name: str) -> str:
    """Return the ISO code of a country's name, or the folded name where no one country has it."""
    from harmattan.reference.countries import load_countries

    key = folded(name)
    if key in _PARTS:
        return _PARTS[key]
    known = load_countries()
    plain = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)
    found = {one.iso3 for one in known.by_name(plain)} or set(known.by_adjective(plain))
    return as_state(found.pop()) if len(found) == 1 else key


def as_state(code: str) -> str:
    """Return the code of the state to which the corpus counts a territory."""
    return _OWN_CODES.get(code, code)


def names_of(victims: Sequence[Victim]) -> tuple[str, ...]:
    """Return the names of the victims that have one, in order, each once."""
    return tuple(dict.fromkeys(one.name for one in victims if one.name))


def _article(where: str, row: Any) -> Article:
    try:
        sample, merged = row["sample"], row["merged_sample"]
        title, body = str(sample["Input.title"] or ""), str(sample["Input.article_interface"])
        published = date.fromisoformat(str(sample["Input.publish_date"])[:10])
        victims = tuple(
            Victim(_stated(one["victim_name"]), one.get("victim_population_type") == "multiple",
                   str(one.get("victim_keywords") or ""))
            for one in merged["victims"]
        )  # fmt: skip
        violations = frozenset(str(one) for one in merged.get("violation_types") or ())
        has_perpetrator = bool(merged["perpetrator_mention"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise GoldError(
            f"{where}: {type(error).__name__} {error}; expected an article of HRDsAttack with sample and merged_sample"
        ) from error
    if unknown := sorted(violations - set(VIOLATIONS)):
        raise GoldError(f"{where}: violation type {unknown[0]!r}; expected one of {', '.join(VIOLATIONS)}")
    kind = _stated(merged.get("perpetrator_type"))
    attack = Attack(_values(merged), victims, violations, has_perpetrator, kind)
    return Article(where, _text(title, body), published, attack, is_partial="city" not in merged)


def _text(title: str, body: str) -> str:
    paragraphs = [title, *(_PARAGRAPH.findall(body) or [body])]
    plain = (html.unescape(_TAG.sub(" ", one)).strip() for one in paragraphs)
    return "\n\n".join(one for one in plain if one)


def _values(merged: Mapping[str, Any]) -> dict[str, str]:
    """Return the stated slots, the annotators' slips ("Ocober") mended as the corpus' own reader does."""
    given = {slot: _stated(merged.get("date" if slot == "day" else slot)) for slot in SLOTS}
    values = {slot: given[slot] for slot in SLOTS}
    values["country"] = country_code(given["country"]) if given["country"] else None
    values["region"] = folded(given["region"]) if given["region"] else None
    values["city"] = folded(given["city"]) if given["city"] else None
    values["month"] = _month(given["month"])
    values["day"] = _number(given["day"], 1, 31)
    values["year"] = _number(given["year"], 1800, 2100)
    return {slot: value for slot, value in values.items() if value is not None}


def _stated(value: Any) -> str | None:
    text = " ".join(str(value).split()) if value is not None else ""
    return None if text.casefold() in _NOT_STATED else text


def _number(text: str | None, low: int, high: int) -> str | None:
    try:
        number = int(float(text or ""))
    except ValueError:
        return None
    return str(number) if low <= number <= high else None


def _month(text: str | None) -> str | None:
    if text is None:
        return None
    named = {**{one: number for number, one in enumerate(_MONTHS, start=1)}, "oco": 10}
    number = named.get(text[:3].casefold())
    return str(number) if number is not None else _number(text, 1, 12)
