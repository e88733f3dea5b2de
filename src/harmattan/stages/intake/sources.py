"""Where documents come from: files, folders, globs, stdin and URLs, in an order that does not depend on the system."""

from __future__ import annotations

import errno
import glob
import logging
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import urlsplit

from harmattan.errors import FetchError
from harmattan.model.document import Document
from harmattan.stages.intake.fetch import fetch
from harmattan.stages.intake.options import IntakeOptions, Quarantined, complaint
from harmattan.stages.intake.reading import Format, format_of, read_bytes, read_stream, settle, unreadable

__all__ = ["read_sources", "walk"]

_LOG = logging.getLogger(__name__)
_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+://")
_GLOB: Final = re.compile(r"[*?\[]")
_MEDIA: Final[Mapping[str, Format]] = {
    "application/json": "json",
    "application/pdf": "pdf",
    "application/x-ndjson": "jsonl",
    "application/xhtml+xml": "html",
    "application/xml": "html",
    "message/rfc822": "mail",
    "text/csv": "csv",
    "text/html": "html",
    "text/markdown": "text",
    "text/plain": "text",
    "text/tab-separated-values": "tsv",
    "text/xml": "html",
}
_UNTOLD: Final = (None, "application/octet-stream", "application/gzip", "application/zstd", "binary/octet-stream")


def read_sources(
    sources: Sequence[str | Path], options: IntakeOptions, *, stdin: BinaryIO | None = None
) -> Iterator[Document | Quarantined]:
    """Read every document of the sources, in their order; folders are walked by name.

    Args:
        sources: paths of files and folders, globs (`**` crosses folders), URLs, or "-" for stdin. Inside folders
            hidden files are left out. A file that several sources name is read once.
        options: how to read.
        stdin: the bytes behind "-".

    Yields:
        Documents, and a quarantine record for whatever gave none.
    """
    options = settle(options)
    seen: set[str] = set()
    for source in sources:
        if source == "-":
            yield from _from_stdin(stdin, options)
        elif isinstance(source, str) and _URL.match(source):
            yield from _from_url(source, options)
        else:
            for path in _expanded(source):
                yield from _from_path(path, options, seen)


def walk(folder: Path) -> Iterator[Path | Quarantined]:
    """Walk a folder and those below it, in the order of names; symbolic links are followed, but never in a circle.

    Yields:
        Paths of files, and quarantine records for circles, dead links and folders that cannot be read.
    """
    try:
        yield from _walk(folder, _Trail(frozenset({_identity(folder.stat())}), set()))
    except OSError as error:
        yield unreadable(_shown(folder), error)


@dataclass(frozen=True, slots=True)
class _Trail:
    """The folders above, and every folder that was walked, each by device and inode."""

    above: frozenset[tuple[int, int]]
    walked: set[tuple[int, int]]


def _walk(folder: Path, trail: _Trail) -> Iterator[Path | Quarantined]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names, which decide the order
    except OSError as error:
        yield unreadable(_shown(folder), error)
        return
    for name in names:
        if name.startswith("."):
            continue
        path = folder / name
        try:
            status = path.stat()
        except OSError as error:
            yield _dead(path, error)
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield path
            continue
        here = _identity(status)
        if here in trail.above:
            yield _circle(path)
        elif here not in trail.walked:
            trail.walked.add(here)
            yield from _walk(path, _Trail(trail.above | {here}, trail.walked))


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _expanded(source: str | Path) -> Iterator[Path | Quarantined]:
    """Return the paths that a source names: itself, or what a glob finds when the shell did not expand it."""
    path = Path(source)
    if _exists(path) or not _GLOB.search(str(source)):
        yield path
        return
    found = sorted(glob.glob(str(source), recursive=True))  # noqa: PTH207 - absolute patterns too
    if not found:
        got, remedy = "no file that it matches", "check the pattern and the folder"
        message = complaint(_shown(path), expected="a pattern of files", got=got, remedy=remedy)
        yield Quarantined(_shown(path), message, "missing")
    yield from (Path(one) for one in found)


def _exists(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def _from_path(path: Path | Quarantined, options: IntakeOptions, seen: set[str]) -> Iterator[Document | Quarantined]:
    if isinstance(path, Quarantined):
        yield path
        return
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield _dead(path, error)
        return
    if stat.S_ISDIR(mode):
        is_bare = True
        for one in walk(path):
            is_bare = False
            yield from _from_file(one, options, seen) if isinstance(one, Path) else (one,)
        if is_bare:
            message = complaint(_shown(path), expected="a folder with files", got="none", remedy="check the path")
            yield Quarantined(_shown(path), message, "empty")
    else:
        yield from _from_file(path, options, seen, may_be_pipe=True)


def _from_file(
    path: Path, options: IntakeOptions, seen: set[str], *, may_be_pipe: bool = False
) -> Iterator[Document | Quarantined]:
    """Read a file. Opening a pipe waits for its writer, so one is opened only when it was named."""
    where = _shown(path)
    real = os.path.realpath(path)
    if real in seen:
        _LOG.debug("%s: read already", where)
        return
    seen.add(real)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not (may_be_pipe and (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode))):
            remedy = "leave it out"
            message = complaint(where, expected="a file", got="a pipe, socket or device", remedy=remedy)
            yield Quarantined(where, message, "unreadable")
            return
        stream = path.open("rb")
    except OSError as error:
        yield unreadable(where, error)
        return
    with stream:
        yield from read_stream(stream, options, where=where, named=format_of(path.name))


def _from_stdin(stdin: BinaryIO | None, options: IntakeOptions) -> Iterator[Document | Quarantined]:
    if stdin is None:
        message = complaint("-", expected="text on standard input", got="none", remedy="pipe the article in")
        yield Quarantined("-", message, "missing")
        return
    yield from read_stream(stdin, options, where="-")


def _from_url(url: str, options: IntakeOptions) -> Iterator[Document | Quarantined]:
    try:
        page = fetch(url, options)
        named = _MEDIA.get(page.media_type or "")
        if named is None and (page.media_type or "").endswith("+xml"):
            named = "html"
        if named is None and page.media_type not in _UNTOLD:
            remedy = "download it, extract its text and give the file"
            raise FetchError(complaint(url, expected="HTML, text or PDF", got=str(page.media_type), remedy=remedy))
    except FetchError as error:
        yield Quarantined(url, str(error), error.kind)
        return
    named = named or format_of(urlsplit(page.url).path)
    yield from read_bytes(page.body, options, where=url, named=named, charset=page.charset, url=page.url)


def _shown(path: Path) -> str:
    """Return a path as text that every output can hold; names that are no UTF-8 lose those bytes."""
    return os.fsencode(path).decode("utf-8", "replace")


def _circle(path: Path) -> Quarantined:
    got, remedy = (
        "a link that leads back to itself or to a folder above",
        "remove the link; everything else in the folder is read",
    )
    message = complaint(_shown(path), expected="a file or a further folder", got=got, remedy=remedy)
    return Quarantined(_shown(path), message, "loop")


def _dead(path: Path, error: OSError | ValueError) -> Quarantined:
    where = _shown(path)
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return _circle(path)
    if os.path.islink(path):  # noqa: PTH114 - which answers for names that no system allows, too
        message = complaint(where, expected="a file", got=f"a link that leads nowhere ({reason})", remedy="remove it")
        return Quarantined(where, message, "missing")
    if isinstance(error, PermissionError):
        return unreadable(where, error)
    message = complaint(where, expected="a file, folder or URL", got=reason, remedy="check the path")
    return Quarantined(where, message, "missing")
