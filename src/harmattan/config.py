"""Settings: their names, what they are without being set, and where each comes from.

A setting is an option of the command line, else a variable of the environment, else what stands here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["CACHE_VARIABLE", "DATA_VARIABLE", "DEBUG_VARIABLE", "DEFAULT_STORE", "STORE_VARIABLE"]

STORE_VARIABLE: Final = "HARMATTAN_STORE"
"""The file of the record, where `--store` does not name one."""

DEFAULT_STORE: Final = Path("harmattan.sqlite")
"""The file of the record where nothing names one: in the working directory."""

CACHE_VARIABLE: Final = "HARMATTAN_CACHE"
"""The folder of the index of places; without it $XDG_CACHE_HOME/harmattan, else ~/.cache/harmattan."""

DATA_VARIABLE: Final = "HARMATTAN_DATA"
"""The folder of the user's own reference data; without it $XDG_DATA_HOME/harmattan, else ~/.local/share/harmattan."""

DEBUG_VARIABLE: Final = "HARMATTAN_DEBUG"
"""Set to anything: an unexpected error shows its traceback, and the log goes to stderr."""
