"""Spans: half-open ranges of code points into a document's text, with the exact text they cover."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EvidenceSpan", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text; `document.text[start:end] == text`."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}..{self.end} does not fit a text of {len(self.text)} code points")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut a span from a text."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Say whether the other span lies wholly in this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class EvidenceSpan:
    """Whole sentences of a document that carry an event."""

    document_id: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            raise ValueError(f"evidence {self.start}..{self.end} does not fit a quote of {len(self.quote)} code points")
