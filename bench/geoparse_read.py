"""Read geoparsing corpora as published: LGL, TR-News, GeoWebNews and GeoVirus, all XML with an element an article.

LGL (Lieberman et al. 2010) and TR-News (Kamalloo and Rafiei 2018) name toponyms `<phrase>` with a `<gaztag>`,
GeoWebNews (Gritta et al. 2020) `<extractedName>` with flat elements, GeoVirus `<location>` with `<name>`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.gold import GoldError, MissingGoldError

__all__ = ["NewsArticle", "Toponym", "corpora", "read_articles"]

_ARTICLE, _TOPONYMS = "article", ("toponym", "location")
_NAMES, _LATITUDES, _LONGITUDES = ("extractedName", "phrase", "name"), ("latitude", "lat"), ("longitude", "lon")
_SLACK = 3
"""Some offsets are a few characters off: the words are looked for this near."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in a text with where it is; `geonameid` None where the corpus gives none."""

    text: str
    start: int
    end: int
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    kind: str
    page: str | None = None

    @property
    def is_placed(self) -> bool:
        return self.latitude is not None and self.longitude is not None


@dataclass(frozen=True, slots=True)
class NewsArticle:
    """A text with its toponyms, in the order of the text; `has_ids` says whether its corpus gives GeoNames ids."""

    corpus: str
    name: str
    text: str
    toponyms: tuple[Toponym, ...]
    domain: str | None = None
    has_ids: bool = False


def corpora(path: Path) -> tuple[Path, ...]:
    """Return the XML files of a path: the file, or those of a folder in the order of their names.

    Raises:
        MissingGoldError: there is none.
    """
    found = tuple(sorted(path.glob("*.xml"))) if path.is_dir() else (path,)
    if not found or not all(one.is_file() for one in found):
        raise MissingGoldError(f"{path}: no XML file; expected LGL, TR-News, GeoWebNews or GeoVirus as published")
    return found


def read_articles(path: Path) -> tuple[NewsArticle, ...]:
    """Return the articles of a file.

    Raises:
        GoldError: it is no such XML, or a toponym has no number where one belongs.
    """
    from lxml import etree  # type: ignore[import-untyped]

    try:
        tree = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except (etree.XMLSyntaxError, OSError) as error:
        raise GoldError(f"{path}: not well-formed XML ({error}); expected the corpus as published") from error
    articles = []
    for number, article in enumerate(tree.getroot().iter(_ARTICLE), 1):
        text = article.findtext("text")
        if text is None:
            raise GoldError(f"{path}:{article.sourceline}: article without <text>; expected the corpus as published")
        found = {one for tag in _TOPONYMS for element in article.iter(tag) if (one := _toponym(path, element, text))}
        toponyms = tuple(sorted(found, key=lambda one: (one.start, one.end, one.text)))
        name = article.get("docid") or article.get("file") or str(number)
        articles.append(NewsArticle(path.stem, name, text, toponyms, article.findtext("domain") or None))
    has_ids = any(one.geonameid is not None for article in articles for one in article.toponyms)
    return tuple(replace(one, has_ids=has_ids) for one in articles)


def _toponym(path: Path, element: Any, text: str) -> Toponym | None:
    """Return a toponym with its offsets set right; None where its words are not in the text there."""
    where = f"{path}:{element.sourceline}"
    name = next((found for tag in _NAMES if (found := element.findtext(tag))), None)
    start = _number(where, element.findtext("start"))
    if name is None or start is None:
        raise GoldError(f"{where}: toponym without a name and a start; expected one of {', '.join(_NAMES)}")
    begin = next(
        (at for shift in range(_SLACK + 1) for at in (int(start) - shift, int(start) + shift)
         if at >= 0 and text.startswith(name, at)),
        None,
    )  # fmt: skip
    if begin is None:
        return None
    tag = element.find("gaztag")
    under = element if tag is None else tag
    number = element.findtext("geonamesID") if tag is None else tag.get("geonameid")
    latitude = next((value for one in _LATITUDES if (value := _number(where, under.findtext(one))) is not None), None)
    longitude = next((value for one in _LONGITUDES if (value := _number(where, under.findtext(one))) is not None), None)
    if (latitude is None) != (longitude is None) or abs(latitude or 0) > 90 or abs(longitude or 0) > 180:
        raise GoldError(f"{where}: latitude {latitude} and longitude {longitude}; expected degrees, both or neither")
    return Toponym(
        name, begin, begin + len(name), latitude, longitude,
        int(number) if number and number.strip().isdigit() else None, element.findtext("type") or "",
        element.findtext("page") or None,
    )  # fmt: skip


def _number(where: str, cell: str | None) -> float | None:
    if cell is None or not cell.strip():
        return None
    try:
        return float(cell)
    except ValueError as error:
        raise GoldError(f"{where}: {cell!r} is no number") from error
