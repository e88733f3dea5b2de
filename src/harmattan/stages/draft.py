"""An event in the making: a trigger with its reading and what else tells the same happening."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.model.syntax import Role
from harmattan.stages.arguments import Tree
from harmattan.stages.factuality import Reading
from harmattan.stages.predicates import Trigger

__all__ = ["Draft", "path_between", "step_below"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A trigger with its factuality; `merged` are further triggers that tell the same happening.

    `beside` are verbs that only go on telling it ("Eight were killed and 13 others wounded in the north"), `content` is
    what a promise, demand or threat is about ("announced that it would withdraw 100 soldiers").
    """

    trigger: Trigger
    reading: Reading
    event_type: str
    mode: str | None
    merged: tuple[Trigger, ...] = ()
    beside: frozenset[int] = frozenset()
    content: tuple[Trigger, ...] = ()

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """All triggers of the happening, the main one first."""
        return (self.trigger, *self.merged)

    @property
    def tokens(self) -> frozenset[int]:
        """The predicate tokens of the happening, the light verbs that carry it included."""
        carriers = {one.carrier for one in self.triggers if one.carrier is not None}
        return frozenset({one.token for one in self.triggers} | carriers) | self.beside


def path_between(tree: Tree, low: int, high: int) -> tuple[Role, ...] | None:
    """Return the roles on the way from a token up to another, None when it is not above."""
    roles: list[Role] = []
    current = low
    for above in tree.ancestors(low):
        roles.append(tree.tokens[current].role)
        if above.index == high:
            return tuple(roles)
        current = above.index
    return None


def step_below(tree: Tree, low: int, high: int) -> int:
    """Return the token right under `high` on the way from `low`."""
    current = low
    for above in tree.ancestors(low):
        if above.index == high:
            return current
        current = above.index
    return current
