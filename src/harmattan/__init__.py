"""Harmattan: read the news and keep a sourced record of who did what to whom, where and when.

The command line does what this library does: `Coder().code(text, published=...)` gives the events that
`harmattan code` prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["Coder", "Document", "Event", "HarmattanError", "__version__"]

if TYPE_CHECKING:
    from harmattan.assembly import Coder
    from harmattan.errors import HarmattanError
    from harmattan.model.document import Document
    from harmattan.model.event import Event

_HOMES = {
    "Coder": "harmattan.assembly",
    "Document": "harmattan.model.document",
    "Event": "harmattan.model.event",
    "HarmattanError": "harmattan.errors",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that importing the package stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module 'harmattan' has no attribute {name!r}; it offers {', '.join(__all__)}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names."""
    return list(__all__)
