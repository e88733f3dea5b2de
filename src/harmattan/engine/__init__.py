"""Engines: coding many documents, in this process or in several."""

from __future__ import annotations

from harmattan.engine.local import code_many

__all__ = ["code_many"]
