"""Carry values between processes. Read-only mappings have no pickled form of their own, so they get one here."""

from __future__ import annotations

import copyreg
import io
import pickle
from types import MappingProxyType
from typing import Any

__all__ = ["packed", "read_only", "unpacked"]


def read_only(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """Return a read-only view of a mapping."""
    return MappingProxyType(values)


class _Pickler(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[MappingProxyType] = lambda view: (read_only, (dict(view),))


def packed(value: Any) -> bytes:
    """Return a value as bytes for another process of this program."""
    buffer = io.BytesIO()
    _Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return buffer.getvalue()


def unpacked(data: bytes) -> Any:
    """Return the value of bytes that another process of this program packed."""
    return pickle.loads(data)
