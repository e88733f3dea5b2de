"""The files that a person added to the gazetteer: what is kept of each, and where.

Each is a folder: the file as it came, its places in the gazetteer's own form (`places.csv.gz`) and `added.json`, which
says what it is, with digests, source and licence. The digests go into the name of the built gazetteer.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from harmattan.config import DATA_VARIABLE
from harmattan.errors import ConfigError
from harmattan.reference.gazetteer_additions import Addition, read_additions

__all__ = [
    "ADDED_FORMATS",
    "AddedFile",
    "AddedFormat",
    "added_digest",
    "added_files",
    "added_folder",
    "additions_of",
    "file_name",
    "keep",
    "noted",
    "remove_added",
    "staging",
    "table_in",
    "with_file",
]

AddedFormat = Literal["geonames", "csv", "geoboundaries"]
ADDED_FORMATS: tuple[AddedFormat, ...] = get_args(AddedFormat)
"""In the order in which they are laid over each other: what a person wrote comes last."""
_ORDER: dict[str, int] = {"geonames": 0, "geoboundaries": 1, "csv": 2}
_MANIFEST, _TABLE = "added.json", "places.csv.gz"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


@dataclass(frozen=True, slots=True)
class AddedFile:
    """An added file. `date` is the latest day that the data bear; `countries` alpha-3 codes; `file` the copy's name.

    `sha256` is the digest of the file as it came, `table_sha256` that of its places. `folder` is where they are kept.
    """

    name: str
    format: AddedFormat
    file: str
    sha256: str
    table_sha256: str
    source: str
    licence: str
    date: str | None
    countries: tuple[str, ...]
    places: int
    refused: int
    left_out: int
    folder: Path = field(compare=False)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ConfigError(
                f"--name {self.name!r}: expected small letters, digits, - and _, at most 63, such as sudan-geonames"
            )

    @property
    def digest(self) -> str:
        """Return what identifies the data; where and when they were added does not count."""
        return hashlib.sha256(f"{self.name}\n{self.format}\n{self.sha256}\n{self.table_sha256}".encode()).hexdigest()


def added_folder() -> Path:
    """Return where added files are kept for this user.

    The folder is $HARMATTAN_DATA, else $XDG_DATA_HOME/harmattan, else ~/.local/share/harmattan; in it `gazetteer`.
    """
    named, base = os.environ.get(DATA_VARIABLE), os.environ.get("XDG_DATA_HOME")
    folder = Path(named) if named else (Path(base) if base else Path.home() / ".local" / "share") / "harmattan"
    return folder / "gazetteer"


def added_files() -> tuple[AddedFile, ...]:
    """Return the added files in the order in which they are laid over each other.

    Raises:
        ConfigError: a folder holds something else than an added file.
    """
    folder = added_folder()
    if not folder.is_dir():
        return ()
    found = [_read(one) for one in sorted(folder.iterdir()) if one.is_dir() and _NAME.fullmatch(one.name)]
    return _ordered(found)


def _ordered(files: Sequence[AddedFile]) -> tuple[AddedFile, ...]:
    return tuple(sorted(files, key=lambda one: (_ORDER[one.format], one.name)))


def _read(folder: Path) -> AddedFile:
    path = folder / _MANIFEST
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        values["countries"] = tuple(values["countries"])
        if values["format"] not in ADDED_FORMATS:
            raise ValueError(f"format {values['format']!r}")
        return AddedFile(folder=folder, **values)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ConfigError(
            f"{path}: expected what was noted of an added file, got {error}; delete the folder {folder} and add the "
            "file again"
        ) from error


def additions_of(files: Sequence[AddedFile]) -> Iterator[Addition]:
    """Give the rows of added files, one file after the other."""
    for one in files:
        yield from read_additions(one.folder / _TABLE)


def added_digest(files: Sequence[AddedFile]) -> str | None:
    """Return the digest of added files, None where there are none."""
    if not files:
        return None
    total = hashlib.sha256()
    for one in files:
        total.update(one.digest.encode())
    return total.hexdigest()


def staging() -> Path:
    """Return a new empty folder beside the added files, into which one is made ready.

    Raises:
        ConfigError: the user's data folder cannot be written.
    """
    folder = added_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=folder, prefix=".adding-"))
    except OSError as error:
        raise ConfigError(
            f"{folder}: expected a folder for added files that can be written, got {error.strerror}; set "
            f"{DATA_VARIABLE} to one"
        ) from error


def file_name(path: Path) -> str:
    """Return what to call an added file by the name of the file: "SD.zip" is "sd"."""
    plain = unicodedata.normalize("NFKD", path.name.split(".")[0].lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:63] or "file"


def noted(folder: Path, file: Path, **values: Any) -> AddedFile:
    """Copy a file into its staging folder beside its places, and note what it is."""
    kept = f"file{''.join(file.suffixes[-2:])[-20:].lower()}"
    shutil.copyfile(file, folder / kept)
    added = AddedFile(
        folder=folder, file=kept, sha256=_sha256(folder / kept), table_sha256=_sha256(folder / _TABLE), **values
    )
    manifest = {name: value for name, value in asdict(added).items() if name != "folder"}
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True, default=list)
    (folder / _MANIFEST).write_text(text + "\n", encoding="utf-8")
    return added


def table_in(folder: Path) -> Path:
    """Return where the places of a file stand in its folder."""
    return folder / _TABLE


def with_file(files: Sequence[AddedFile], new: AddedFile) -> tuple[AddedFile, ...]:
    """Return added files with one more, in place of that of its name."""
    return _ordered([*(one for one in files if one.name != new.name), new])


def keep(added: AddedFile) -> None:
    """Move a file that is ready to its place; one of the same name is replaced."""
    target = added_folder() / added.name
    before = target.with_name(f".before-{added.folder.name}")
    if target.exists():
        target.replace(before)
    added.folder.replace(target)
    shutil.rmtree(before, ignore_errors=True)


def remove_added(name: str) -> AddedFile:
    """Forget an added file and return what it was.

    Raises:
        ConfigError: there is none of that name.
    """
    files = {one.name: one for one in added_files()}
    if name not in files:
        known = ", ".join(sorted(files)) or "none"
        raise ConfigError(f"no added file is called {name!r}; those there are: {known}")
    gone = added_folder() / f".before-{name}"
    shutil.rmtree(gone, ignore_errors=True)
    files[name].folder.replace(gone)
    shutil.rmtree(gone, ignore_errors=True)
    return files[name]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
