"""The user's own reference data: a folder of tables that go before those that ship.

The folder is `roster` in $HARMATTAN_DATA, else in $XDG_DATA_HOME/harmattan, else in ~/.local/share/harmattan. It needs
no manifest. Tables are those of a region: `officeholders_user.csv`, `armed_groups.csv`, `forces.csv` and so on.
"""

from __future__ import annotations

import os
from pathlib import Path

from harmattan.config import DATA_VARIABLE
from harmattan.reference.countries import shipped_packs
from harmattan.reference.packs import Pack

__all__ = ["active_packs", "user_folder", "user_pack"]


def user_folder() -> Path:
    """Return the folder of the user's data, which may not exist."""
    named = os.environ.get(DATA_VARIABLE)
    base = os.environ.get("XDG_DATA_HOME")
    return Path(named) if named else (Path(base) if base else Path.home() / ".local" / "share") / "harmattan"


def user_pack() -> Pack | None:
    """Return the user's tables as a pack, None where there are none."""
    folder = user_folder() / "roster"
    if not any(folder.glob("*.csv")):
        return None
    return Pack(folder, "user-roster", "region", "1", "the user's own rows (column source)", "as the user says")


def active_packs() -> tuple[Pack, ...]:
    """Return the world and region packs that ship, and after them the user's."""
    own = user_pack()
    return shipped_packs() if own is None else (*shipped_packs(), own)
