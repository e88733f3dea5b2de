"""The record: documents, events and what was refused, in one embedded database.

`Store` needs SQLAlchemy, which is imported when the name is first used; `EventFilter` needs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harmattan.store.filters import EventFilter

if TYPE_CHECKING:
    from harmattan.store.record import Store

__all__ = ["EventFilter", "Store"]


def __getattr__(name: str) -> Any:
    if name == "Store":
        from harmattan.store.record import Store

        return Store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
