"""The document: a text with where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from harmattan.ids import content_id, sha256_text

__all__ = ["Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was taken in.

    `published` is the day of publication, `retrieved` an aware UTC time or None. `language` is an
    ISO 639-1 code. `document_id` comes from the text's hash and the url, or publisher and title,
    so that two agencies' identical texts are two documents and a re-run gives the same id.
    """

    text: str
    language: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    retrieved: datetime | None = None
    text_sha256: str = field(init=False)
    document_id: str = field(init=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a document has text")
        if self.retrieved is not None and self.retrieved.tzinfo is None:
            raise ValueError("retrieved is an aware time; give it a time zone")
        digest = sha256_text(self.text)
        origin = (self.url,) if self.url else (self.publisher, self.title)
        object.__setattr__(self, "text_sha256", digest)
        object.__setattr__(self, "document_id", content_id(digest, *origin))
