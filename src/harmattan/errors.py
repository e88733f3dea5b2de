"""The error tree.

HarmattanError
├── InputError           a document, file or record cannot be used
│   ├── EncodingError    bytes that are no text
│   ├── LanguageError    a language without a pack
│   └── FetchError       a URL that is refused or does not answer
├── PackError            a pack of reference data is invalid
├── ConfigError          a setting or an option is invalid
├── AssemblyError        a table of stages whose needs are unmet
└── StoreError           the record cannot be opened, read or written

Every message says where, what was expected, what came and what to do.
"""

from __future__ import annotations

__all__ = [
    "AssemblyError",
    "ConfigError",
    "EncodingError",
    "FetchError",
    "HarmattanError",
    "InputError",
    "LanguageError",
    "PackError",
    "StoreError",
]


class HarmattanError(Exception):
    """Base of every error that Harmattan raises on purpose."""


class InputError(HarmattanError):
    """A document, file or record cannot be used.

    `kind` is a short code of the cause ("empty", "binary", "encoding"), under which quarantine files it.
    """

    kind: str = "input"

    def __init__(self, message: str = "", *, kind: str | None = None) -> None:
        super().__init__(message)
        if kind is not None:
            self.kind = kind


class EncodingError(InputError):
    """Bytes that cannot be read as text."""

    kind = "encoding"


class LanguageError(InputError):
    """The text is in a language for which no pack is installed."""

    kind = "language"


class FetchError(InputError):
    """A URL that is refused, does not answer or answers with something unusable."""

    kind = "fetch"


class PackError(HarmattanError):
    """A pack of reference data is missing or invalid."""


class ConfigError(HarmattanError):
    """A setting or an option is invalid."""


class AssemblyError(HarmattanError):
    """A table of stages asks for layers that no earlier stage provides."""


class StoreError(HarmattanError):
    """The record cannot be opened, read or written."""
