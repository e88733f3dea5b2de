"""The contracts between the parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from harmattan.model.layers import Layer, Layers

__all__ = ["Stage"]


class Stage(Protocol):
    """A step from annotation layers to further layers of one document.

    A stage declares what it reads and what it gives, changes nothing, keeps no state between documents and
    never depends on the clock.
    """

    name: ClassVar[str]
    version: ClassVar[str]
    requires: ClassVar[tuple[Layer[Any], ...]]
    provides: ClassVar[tuple[Layer[Any], ...]]

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return exactly the provided layers."""
        ...
