"""The one way in which the record writes JSON: compact, keys in the order given, text as it is."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["dumps", "loads", "marked_list"]


def dumps(value: Any) -> str:
    """Return the JSON text of a value, without blanks and without escaping letters."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def loads(text: str) -> Any:
    """Read the JSON text of a value."""
    return json.loads(text)


def marked_list(values: list[str] | tuple[str, ...]) -> str:
    """Return "|a|b|" for a and b, and "" for none, so that "|a|" finds a whole value."""
    return f"|{'|'.join(values)}|" if values else ""
