"""What intake is told, what it hands on, and the shape of its messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from harmattan.errors import ConfigError

__all__ = ["FIELDS", "PARSER_FAILURES", "Draft", "IntakeOptions", "Quarantined", "clip", "complaint"]

FIELDS: Final = ("text", "title", "published", "url", "publisher", "language")

# What parsers of mail, HTML and PDF are known to let through on hostile bytes; at their border it is a bad document.
PARSER_FAILURES: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An item that gave no document, and why.

    Args:
        where: the path, `path:line`, `path[index]` or URL.
        reason: the message: where, what was expected, what came, what to do.
        kind: a short code of the cause ("empty", "binary", "encoding", "date", "fetch", …).
        sha256: of the item's bytes, in 64 hex digits; None when they were not, or not all, read.
    """

    where: str
    reason: str
    kind: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found in an item, before options and language decide on the document."""

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOptions:
    """How to take documents in.

    Args:
        published: the day of publication; wins over what an item says of itself.
        publisher: wins over the item's own.
        url: wins over the item's own.
        title: wins over the item's own.
        language: an ISO 639-1 code that the caller vouches for; nothing is detected then.
        field_map: which column or key of a record holds which of `FIELDS`; a dotted key reaches into objects.
        languages: the languages with a pack; None asks the packs that ship with Harmattan.
        retrieved: an aware UTC time that documents carry; None leaves it open. The clock is the caller's.
        allow_loopback: opens this machine's own addresses to URLs; for tests only.
        max_bytes: of one document, after decompression.
        max_line: code points without a line break in a text; more is no prose.
        max_expanded_bytes: of one compressed file, after decompression.
        max_ratio: bytes out for each compressed byte in; prose reaches about 10, repetitive records 100.
        max_body_bytes: of one fetched page, also after decompression.
        connect_timeout_s: for name resolution, and again for the connection.
        read_timeout_s: between two arrivals of data.
        total_timeout_s: for one URL with all its redirects.

    Raises:
        ConfigError: when a limit is not positive or the field map names an unknown field.
    """

    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    field_map: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    languages: frozenset[str] | None = None
    retrieved: datetime | None = None
    allow_loopback: bool = False
    max_bytes: int = 20 * 1024 * 1024
    max_line: int = 1_000_000
    max_expanded_bytes: int = 16 * 1024**3
    max_ratio: int = 200
    max_body_bytes: int = 10 * 1024 * 1024
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 15.0
    total_timeout_s: float = 60.0

    def __post_init__(self) -> None:
        unknown = sorted(set(self.field_map) - set(FIELDS))
        if unknown:
            raise ConfigError(
                f"field map: expected fields among {', '.join(FIELDS)}, got {', '.join(unknown)}; "
                "write it as field=column, for example text=body"
            )
        for name in (
            "max_bytes",
            "max_line",
            "max_expanded_bytes",
            "max_ratio",
            "max_body_bytes",
            "connect_timeout_s",
            "read_timeout_s",
            "total_timeout_s",
        ):
            if not getattr(self, name) > 0:
                raise ConfigError(f"{name}: expected a number above 0, got {getattr(self, name)!r}")
        if self.retrieved is not None and self.retrieved.tzinfo is None:
            raise ConfigError("retrieved: expected an aware time, got one without a time zone; use UTC")


def complaint(where: str, *, expected: str, got: str, remedy: str) -> str:
    """Word a message: where, what was expected, what came, what to do."""
    return f"{where}: expected {expected}, got {got}; {remedy}"


def clip(value: object, *, width: int = 60) -> str:
    """Show a value in a message: quoted, on one line, cut to a width."""
    shown = repr(value)
    return shown if len(shown) <= width else f"{shown[: width - 1]}…"
