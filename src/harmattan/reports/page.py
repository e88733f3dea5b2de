"""The page to read: articles with their events marked in the text and told on cards, in one HTML file.

The page needs no script, asks for nothing outside itself and says so in its content security policy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from harmattan.errors import InputError
from harmattan.model.document import Document
from harmattan.model.event import FACTUALITIES
from harmattan.model.wording import clean_text, date_words
from harmattan.reports.cards import Card, card_of
from harmattan.reports.marks import KINDS, Paragraph, check_spans, paragraphs

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Article", "article_of", "safe_link", "write_page"]

_RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its events, ready to be laid out. `headline` is the text's first line when it is the title."""

    number: int
    title: str
    language: str
    direction: str
    publisher: str | None
    published: str | None
    published_iso: str | None
    link: str | None
    url: str | None
    document_id: str
    headline: Paragraph | None
    body: tuple[Paragraph, ...]
    cards: tuple[Card, ...]
    tally: tuple[tuple[str, int], ...]
    made_by: tuple[str, ...]


def write_page(documents: Sequence[tuple[Document, Sequence[Mapping[str, Any]]]], *, title: str | None = None) -> str:
    """Write the page of articles and their events; the same input gives the same bytes.

    Args:
        documents: each document with its events, as `Event.to_json` gives them, in any order.
        title: the page's title; without one it is made from the articles.

    Returns:
        An HTML document that encodes to UTF-8.

    Raises:
        InputError: an event belongs to another document, or its offsets do not reproduce its words.
    """
    articles = tuple(article_of(document, events, number) for number, (document, events) in enumerate(documents, 1))
    cards = [card for article in articles for card in article.cards]
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            articles=articles,
            title=title or (articles[0].title if len(articles) == 1 else "Articles and their events"),
            is_titled=title is not None,
            tally=_tally(cards),
            events=len(cards),
            most=max((len(article.cards) for article in articles), default=0),
            factualities=FACTUALITIES,
        )
    )


def article_of(document: Document, events: Sequence[Mapping[str, Any]], number: int) -> Article:
    """Lay out one document; its events are numbered in the order of their triggers.

    Raises:
        InputError: as `write_page`.
    """
    ordered = sorted(events, key=lambda one: (one["trigger"]["start"], one["trigger"]["end"], one["event_id"]))
    for event in ordered:
        if event["document_id"] != document.document_id:
            raise InputError(
                f"event {event['event_id']}: expected document {document.document_id}, it was read from "
                f"{event['document_id']}; give each document with its own events",
                kind="document",
            )
        check_spans(document.text, event)
    lines = paragraphs(document.text, ordered)
    has_headline = bool(document.title) and lines[0].text.strip() == str(document.title).strip()
    numbers = {event["event_id"]: place for place, event in enumerate(ordered, 1)}
    cards = tuple(card_of(event, place, numbers) for place, event in enumerate(ordered, 1))
    published = document.published.isoformat() if document.published else None
    return Article(
        number=number,
        title=document.title or "Article without a title",
        language=document.language,
        direction="rtl" if document.language.split("-")[0] in _RIGHT_TO_LEFT else "auto",
        publisher=document.publisher,
        published=date_words({"start": published, "end": published}),
        published_iso=published,
        link=safe_link(document.url),
        url=document.url,
        document_id=document.document_id,
        headline=lines[0] if has_headline else None,
        body=lines[1:] if has_headline else lines,
        cards=cards,
        tally=_tally(cards),
        made_by=tuple(sorted({str(one["made_by"]) for one in ordered if one.get("made_by")})),
    )


def safe_link(url: str | None) -> str | None:
    """Return a URL that may become a link: http or https, with a host and without controls or spaces; else None."""
    if not url or any(sign.isspace() or not sign.isprintable() for sign in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else None


def _tally(cards: Sequence[Card]) -> tuple[tuple[str, int], ...]:
    found = Counter(card.factuality for card in cards)
    return tuple((name, found[name]) for name in FACTUALITIES if found[name])


def _environment() -> Environment:
    """Make the template environment; everything that a template prints is cleaned and escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["labels"] = _LABELS
    environment.globals["kinds"] = KINDS
    environment.filters["labels_of"] = _labels_of
    return environment


_LABELS: Mapping[str, str] = {
    "trigger": "",
    "actor": "A",
    "recipient": "R",
    "place": "P",
    "date": "D",
    "count": "N",
    "speaker": "S",
    "cue": "C",
}


def _labels_of(kinds: Iterator[str]) -> str:
    """Return the letters of the marks that end here, each once, in the order of the kinds."""
    found = set(kinds)
    return "".join(_LABELS[kind] for kind in KINDS if kind in found)


def _finalize(value: object) -> object:
    """Show control characters; markup that is already escaped keeps its type."""
    return clean_text(value) if type(value) is str else value
