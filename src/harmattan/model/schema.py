"""The published JSON Schema of an event, `harmattan.event/1` (JSON Schema 2020-12).

The schema is a file of the package, `data/schemas/event-1.json`. It only grows within `/1`.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, cast

__all__ = ["EVENT_SCHEMA_ID", "event_schema"]

EVENT_SCHEMA_ID = "harmattan.event/1"


def event_schema() -> dict[str, Any]:
    """Return the JSON Schema of an event as JSON lines carry it; every call gives a new object."""
    file = resources.files("harmattan").joinpath("data", "schemas", "event-1.json")
    return cast(dict[str, Any], json.loads(file.read_text(encoding="utf-8")))
