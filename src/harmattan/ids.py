"""Ids made from content: the same input gives the same id in any order and process."""

from __future__ import annotations

import hashlib

__all__ = ["content_id", "sha256_text"]

_SEPARATOR = "\x1f"
_LENGTH = 24


def sha256_text(text: str) -> str:
    """Return the SHA-256 of the UTF-8 bytes of a text, in 64 hex digits.

    Lone surrogates, which valid UTF-8 cannot hold, are hashed by their code point.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_id(*parts: str | int | None) -> str:
    """Return an id of 24 hex digits (96 bits) of the parts, in their order.

    None and "" are different parts; so are 1 and "1".
    """
    coded = _SEPARATOR.join(f"{type(part).__name__}:{part}" for part in parts)
    return sha256_text(coded)[:_LENGTH]
