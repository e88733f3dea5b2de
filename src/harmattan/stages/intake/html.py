"""The article in an HTML page, by trafilatura: its text, title, day, publisher and address."""

from __future__ import annotations

import logging
import re
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from harmattan.errors import InputError
from harmattan.stages.intake.options import PARSER_FAILURES, Draft, complaint
from harmattan.stages.intake.text import clean_line, decode

__all__ = ["read_html"]

_META_CHARSET: Final = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I
)
_XML_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_HEAD_BYTES: Final = 4096
_LOGGERS: Final = ("trafilatura", "htmldate", "courlan", "justext")
# htmldate drops days after this; its default is today, which would make the result depend on the clock.
_LATEST_DAY: Final = "2199-12-31"


def read_html(data: bytes, where: str, *, url: str | None = None, charset: str | None = None) -> Draft:
    """Extract the article of a page.

    The day comes from the page's metadata, time elements and address only, never from a guess over its text. The
    page's canonical address is believed when it stays on the host that the page was fetched from.

    Args:
        data: the page's bytes.
        where: named in messages.
        url: where the page was fetched from, if it was.
        charset: what the Content-Type header or the mail part says.

    Raises:
        InputError: of kind "html" when the page holds no article; see also `harmattan.stages.intake.text.decode`.
    """
    declared = _META_CHARSET.search(data[:_HEAD_BYTES])
    page = decode(data, where, charset=charset or (declared[1].decode("ascii") if declared else None))
    page = _XML_DECLARATION.sub("", page)  # lxml refuses text that declares an encoding
    if not page.strip():
        raise InputError(
            complaint(where, expected="an HTML page", got="nothing but blanks", remedy="save the page again"),
            kind="empty",
        )
    found = _extract(page, where, url)
    if found is None or not (found.text or "").strip():
        raise InputError(
            complaint(
                where,
                expected="an HTML page with an article in it",
                got="a page without running text",
                remedy="give the article's own page, or its text as .txt",
            ),
            kind="html",
        )
    return Draft(
        text=found.text,
        title=clean_line(found.title),
        publisher=clean_line(found.sitename),
        url=_address(found.url, url),
        published=_day(found.date),
    )


def _extract(page: str, where: str, url: str | None):  # type: ignore[no-untyped-def]
    """Return trafilatura's document, or None when it found nothing."""
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": _LATEST_DAY},
        )
    except (*PARSER_FAILURES, LxmlError) as error:
        raise InputError(
            complaint(
                where,
                expected="an HTML page",
                got=f"one that the parser gave up on ({type(error).__name__}: {error})",
                remedy="save the article's text as .txt",
            ),
            kind="html",
        ) from error


def _address(canonical: str | None, fetched: str | None) -> str | None:
    """Choose between the address that the page claims and the one that it was fetched from."""
    if not canonical or urlsplit(canonical).scheme not in ("http", "https"):
        return fetched
    if fetched is None or urlsplit(canonical).hostname == urlsplit(fetched).hostname:
        return canonical
    return fetched


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
