"""Gzip and zstd streams, opened with a limit on what may come out."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final, cast

from harmattan.errors import InputError
from harmattan.stages.intake.options import complaint

__all__ = ["GZIP_MAGIC", "ZSTD_MAGIC", "compression_of", "expanding", "inflate"]

GZIP_MAGIC: Final = b"\x1f\x8b"
ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"
# Below this a ratio says nothing: a short page of one repeated word is no bomb.
_RATIO_FROM_BYTES: Final = 1024 * 1024
# Memory that a frame may ask for: "zstd --long" needs 128 MiB (RFC 8878, 3.1.1.1.2, lets a decoder set a ceiling).
_ZSTD_WINDOW: Final = 128 * 1024 * 1024
# Four bytes may stand for a block of 128 KiB, so that a chunk gives at most 32 MiB at a time.
_ZSTD_CHUNK: Final = 1024


def compression_of(head: bytes) -> str | None:
    """Return "gzip" or "zstd" when the first bytes say so."""
    if head.startswith(GZIP_MAGIC):
        return "gzip"
    return "zstd" if head.startswith(ZSTD_MAGIC) else None


@contextmanager
def expanding(
    stream: BinaryIO, compression: str, where: str, *, max_bytes: int, max_ratio: int
) -> Iterator[io.BufferedReader]:
    """Open a compressed stream; reading it raises once it expands beyond a limit.

    Raises:
        InputError: of kind "bomb" beyond a limit, "archive" for a broken stream.
    """
    counted = _Counted(stream)
    opened = _open_gzip(counted) if compression == "gzip" else _open_zstd(counted)
    limited = _Limited(opened, counted, _Bounds(compression, where, max_bytes, max_ratio))
    reader: io.BufferedReader = io.BufferedReader(limited)
    try:
        yield reader
    finally:
        reader.close()


def inflate(data: bytes, where: str, *, max_bytes: int) -> bytes:
    """Decompress a body sent as gzip or deflate, up to a limit.

    Raises:
        InputError: of kind "bomb" beyond the limit, "archive" for broken data.
    """
    window = 47 if data.startswith(GZIP_MAGIC) or data[:1] == b"\x78" else -15  # raw deflate, as old servers send it
    engine = zlib.decompressobj(window)
    try:
        out = engine.decompress(data, max_bytes + 1)
    except zlib.error as error:
        raise _broken(where, "gzip", error) from error
    if len(out) > max_bytes:
        raise _bomb(where, f"at most {max_bytes:,} bytes after decompression", "more")
    if not engine.eof:
        raise _broken(where, "gzip", "it ends too early")
    return out


class _Counted(io.RawIOBase):
    """A raw stream that counts what was read from it; it does not close what lies below."""

    def __init__(self, below: BinaryIO) -> None:
        super().__init__()
        self._below = below
        self.total = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview | bytearray, /) -> int:  # type: ignore[override]
        data = self._below.read(len(buffer))
        buffer[: len(data)] = data
        self.total += len(data)
        return len(data)


@dataclass(frozen=True, slots=True)
class _Bounds:
    compression: str
    where: str
    max_bytes: int
    max_ratio: int


class _Limited(io.RawIOBase):
    """A decompressor's output, held to a total and to a ratio."""

    def __init__(self, opened: BinaryIO, source: _Counted, bounds: _Bounds) -> None:
        super().__init__()
        self._opened, self._source, self._bounds = opened, source, bounds
        self._total = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview | bytearray, /) -> int:  # type: ignore[override]
        data = _read(self._opened, len(buffer), self._bounds.compression, self._bounds.where)
        buffer[: len(data)] = data
        self._total += len(data)
        if self._total > self._bounds.max_bytes:
            raise _bomb(self._bounds.where, f"at most {self._bounds.max_bytes:,} bytes after decompression", "more")
        if self._total > _RATIO_FROM_BYTES and self._total > self._bounds.max_ratio * self._source.total:
            ratio = self._total // max(self._source.total, 1)
            raise _bomb(self._bounds.where, f"at most {self._bounds.max_ratio} bytes from a compressed one", f"{ratio}")
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._opened.close()
        super().close()


def _read(opened: BinaryIO, size: int, compression: str, where: str) -> bytes:
    failures: tuple[type[Exception], ...] = (EOFError, OSError, zlib.error)
    if compression == "zstd":
        from zstandard import ZstdError

        failures = (*failures, ZstdError)
    try:
        return opened.read(size)
    except failures as error:
        raise _broken(where, compression, error) from error


def _open_gzip(stream: _Counted) -> BinaryIO:
    return gzip.GzipFile(fileobj=stream, mode="rb")  # type: ignore[return-value]


def _open_zstd(stream: _Counted) -> BinaryIO:
    return cast(BinaryIO, _Zstd(stream))


class _Zstd(io.RawIOBase):
    """The frames of a zstd stream, one after the other; unlike the library's own reader it tells a truncated one."""

    def __init__(self, source: _Counted) -> None:
        from zstandard import ZstdDecompressor

        super().__init__()
        self._source = source
        self._engine = ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        self._frame = self._engine.decompressobj()
        self._ready, self._start = b"", 0
        self._rest = b""
        self._is_inside = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        while self._start >= len(self._ready):
            chunk = self._rest or self._source.read(_ZSTD_CHUNK) or b""
            if not chunk:
                if self._is_inside:
                    raise EOFError("it ends too early")
                return b""
            self._ready, self._start = self._frame.decompress(chunk), 0
            self._is_inside = not self._frame.eof
            self._rest = b""
            if self._frame.eof:
                self._rest = self._frame.unused_data
                self._frame = self._engine.decompressobj()
        end = len(self._ready) if size < 0 else self._start + size
        given = self._ready[self._start : end]
        self._start = end
        return given


def _bomb(where: str, expected: str, got: str) -> InputError:
    remedy = "it may be a decompression bomb; unpack it yourself if you trust it, or raise the limit"
    return InputError(complaint(where, expected=expected, got=got, remedy=remedy), kind="bomb")


def _broken(where: str, compression: str, error: object) -> InputError:
    remedy = "fetch or compress it again"
    return InputError(
        complaint(where, expected=f"a whole {compression} stream", got=f"a broken one ({error})", remedy=remedy),
        kind="archive",
    )
