"""Values that travel between processes."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from harmattan.engine.pickling import packed, unpacked
from tests.builders import made_up


def test_a_read_only_mapping_arrives_read_only() -> None:
    arrived = unpacked(packed(MappingProxyType({"a": [1]})))
    assert arrived == {"a": [1]}
    with pytest.raises(TypeError):
        arrived["a"] = 2


def test_a_document_and_its_events_arrive_equal() -> None:
    sent = made_up(3)
    assert unpacked(packed(sent)) == sent


def test_an_event_shares_its_document_on_arrival() -> None:
    document, events = unpacked(packed(made_up(3)))
    assert events
    assert all(event.document is document for event in events)
