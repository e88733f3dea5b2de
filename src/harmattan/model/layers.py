"""Annotation layers: what stages hand to each other for one document.

A layer is a typed key. Stages read layers and return new ones; nothing is changed in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from harmattan.errors import AssemblyError

__all__ = ["Layer", "Layers"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layer(Generic[T]):
    """The typed name of a layer."""

    name: str


class Layers:
    """An immutable set of layers of one document."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self._values: dict[str, Any] = dict(values or {})

    def __getitem__(self, layer: Layer[T]) -> T:
        try:
            return cast(T, self._values[layer.name])
        except KeyError:
            raise AssemblyError(
                f"layer {layer.name!r} is missing; present: {', '.join(sorted(self._values)) or 'none'}. "
                "Declare it in the stage's requires and put a stage that provides it before"
            ) from None

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._values))

    def __contains__(self, layer: Layer[Any]) -> bool:
        return layer.name in self._values

    def including(self, added: Mapping[Layer[Any], Any]) -> Layers:
        """Return these layers with others added; a layer that is there already is an error."""
        values = dict(self._values)
        for layer, value in added.items():
            if layer.name in values:
                raise AssemblyError(f"layer {layer.name!r} is provided twice")
            values[layer.name] = value
        return Layers(values)
