from __future__ import annotations

import gzip
import io
import zlib

import pytest
import zstandard

from harmattan.errors import InputError
from harmattan.stages.intake.archive import compression_of, expanding, inflate

TEXT = b"".join(b"The ferry left at %d.\n" % number for number in range(9000))


def unpack(data: bytes, *, max_bytes: int = 10**7, max_ratio: int = 200) -> bytes:
    compression = compression_of(data)
    assert compression is not None
    with expanding(io.BytesIO(data), compression, "a", max_bytes=max_bytes, max_ratio=max_ratio) as stream:
        return stream.read()


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(TEXT),
        gzip.compress(TEXT[:500]) + gzip.compress(TEXT[500:]),
        zstandard.compress(TEXT),
        zstandard.compress(TEXT[:500]) + zstandard.compress(TEXT[500:]),
    ],
)
def test_streams_come_out_whole(data: bytes) -> None:
    assert unpack(data) == TEXT


@pytest.mark.parametrize("compress", [gzip.compress, zstandard.compress])
def test_a_bomb_is_refused_by_its_ratio_and_by_its_total(compress) -> None:  # type: ignore[no-untyped-def]
    bomb = compress(bytes(30_000_000))
    with pytest.raises(InputError, match="at most 200 bytes from a compressed one") as by_ratio:
        unpack(bomb, max_bytes=10**9)
    with pytest.raises(InputError, match="at most 5,000 bytes after decompression") as by_total:
        unpack(compress(TEXT), max_bytes=5000)
    assert by_ratio.value.kind == by_total.value.kind == "bomb"


@pytest.mark.parametrize("compress", [gzip.compress, zstandard.compress])
@pytest.mark.parametrize("cut", [5, 20, -1])
def test_a_truncated_stream_is_told(compress, cut: int) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="a broken one") as caught:
        unpack(compress(TEXT)[:cut])
    assert caught.value.kind == "archive"


@pytest.mark.parametrize("body", [gzip.compress(TEXT), zlib.compress(TEXT), zlib.compress(TEXT, wbits=-15)])
def test_bodies_are_inflated_up_to_the_limit(body: bytes) -> None:
    assert inflate(body, "a", max_bytes=len(TEXT)) == TEXT
    with pytest.raises(InputError, match="got more"):
        inflate(body, "a", max_bytes=len(TEXT) - 1)
    with pytest.raises(InputError, match=r"ends too early|broken"):
        inflate(body[:-2], "a", max_bytes=10**7)


@pytest.mark.parametrize("head", [b"", b"\x1f", b"PK\x03\x04", b"text"])
def test_other_bytes_are_not_compressed(head: bytes) -> None:
    assert compression_of(head) is None
