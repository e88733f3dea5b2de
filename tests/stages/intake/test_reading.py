from __future__ import annotations

import gzip
import json
import logging
from datetime import UTC, date, datetime

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.model.document import Document
from harmattan.stages.intake import IntakeOptions, Quarantined, read_bytes
from harmattan.stages.intake.reading import Format, format_of, tell_format
from tests.stages.intake.prose import FRENCH, OPTIONS, REPORT, page, pdf

FORMATS: tuple[Format | None, ...] = (None, "text", "html", "pdf", "mail", "jsonl", "json", "csv", "tsv")


def one(data: bytes, options: IntakeOptions = OPTIONS, named: Format | None = None) -> Document | Quarantined:
    (found,) = read_bytes(data, options, where="a", named=named)
    return found


@pytest.mark.parametrize("text", [REPORT, REPORT.replace("\n", "\r\n"), f"\n  {REPORT}\n\n"])
def test_plain_text_is_kept_to_the_code_point(text: str) -> None:
    document = one(text.encode())
    assert isinstance(document, Document)
    assert (document.text, document.language, document.title, document.published) == (text, "en", None, None)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_compressed_text_gives_the_same_document(pack) -> None:  # type: ignore[no-untyped-def]
    assert one(pack(REPORT.encode())) == one(REPORT.encode())


def test_options_override_what_the_item_says() -> None:
    options = IntakeOptions(
        published=date(2020, 1, 2),
        publisher="P",
        url="https://u.example/",
        title="T",
        retrieved=datetime(2020, 1, 3, tzinfo=UTC),
        languages=frozenset({"en"}),
    )
    line = {"text": REPORT, "title": "X", "date": "2021-03-09", "url": "https://x.example", "publisher": "X"}
    document = one(json.dumps(line).encode(), options, "jsonl")
    assert isinstance(document, Document)
    assert (document.published, document.publisher, document.url) == (date(2020, 1, 2), "P", "https://u.example/")
    assert (document.title, document.retrieved) == ("T", datetime(2020, 1, 3, tzinfo=UTC))


@pytest.mark.parametrize(
    ("data", "named", "kind"),
    [
        (b"", None, "empty"),
        (b"\n \n", "text", "empty"),
        (b"", "jsonl", "empty"),
        (b"\n\n", "csv", "empty"),
        (b"[]", "json", "empty"),
        (bytes(range(256)) * 8, "text", "binary"),
        (b"PK\x03\x04 rest", None, "binary"),
        (b"The gate\x00 was closed.", "text", "binary"),
        (b"word " * 400_000, "text", "long-line"),
        (b"x" * 20_000_000, "text", "long-line"),
        (b"x" * (20 * 1024 * 1024 + 1), "text", "too-large"),
        (FRENCH.encode(), "text", "language"),
        (b"hm", "text", "language"),
        (b"<html></html>", None, "html"),
        (pdf(None), None, "pdf-no-text"),
        (pdf("x", password="p"), None, "encrypted"),
        (gzip.compress(bytes(30_000_000), 9), None, "bomb"),
        (zstandard.compress(bytes(30_000_000)), None, "bomb"),
        (gzip.compress(gzip.compress(REPORT.encode())), None, "archive"),
        (gzip.compress(REPORT.encode())[:-9], None, "archive"),
    ],
)
def test_bad_items_are_quarantined_with_one_message(data: bytes, named: Format | None, kind: str) -> None:
    found = one(data, named=named)
    assert isinstance(found, Quarantined)
    assert found.kind == kind
    assert found.where == "a"
    assert found.reason.startswith("a: expected ") and ", got " in found.reason and "; " in found.reason


def test_a_quarantined_item_that_was_read_whole_has_its_hash() -> None:
    found = one(b"")
    assert isinstance(found, Quarantined)
    assert found.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("data", "named", "expected"),
    [
        (b"%PDF-1.4", "text", "pdf"),
        (page().encode(), None, "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<html>", None, "html"),
        (b'{"text": "a"}\n{"text"', None, "jsonl"),
        (b'{\n "text": "a"', None, "json"),
        (b'[ {"text": "a"}]', None, "json"),
        (b"Subject: x\nMIME-Version: 1.0\n\nbody", None, "mail"),
        (b"LAGOS: rain\nABUJA: sun\n\nbody", None, "text"),
        (b"[Photo] The gate", None, "text"),
        (b"<b>Gate</b> closed", None, "text"),
        (b"", None, "text"),
        (b"<html>", "text", "text"),
    ],
)
def test_formats_are_told_by_name_and_by_how_bytes_begin(data: bytes, named: Format | None, expected: Format) -> None:
    assert tell_format(data, named) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.TXT", "text"),
        ("a.html.gz", "html"),
        ("a.jsonl.zst", "jsonl"),
        ("a.gz", None),
        ("a.docx", None),
        ("a", None),
        ("txt", None),
    ],
)
def test_formats_are_told_by_endings(name: str, expected: Format | None) -> None:
    assert format_of(name) == expected


def test_readers_write_nothing_to_the_log_above_info(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        for data in (b"<html><body></body></html>", b"%PDF-1.4 broken", b"\xff\xfe\xfd", page().encode()):
            list(read_bytes(data, OPTIONS))
    assert caplog.records == []


PIECES = st.sampled_from(
    [
        b"%PDF-1.4\n",
        b"<html><body><p>",
        b"Subject: x\nMIME-Version: 1.0\n\n",
        b'{"text": "',
        b"text,title\n",
        b'"',
        b"\x00",
        b"\x1f\x8b\x08\x00",
        b"\x28\xb5\x2f\xfd",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        REPORT.encode(),
        "café’s".encode("cp1252"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(data=st.lists(PIECES | st.binary(max_size=60), max_size=6).map(b"".join), named=st.sampled_from(FORMATS))
def test_any_bytes_give_documents_or_quarantine_records(data: bytes, named: Format | None) -> None:
    found = list(read_bytes(data, OPTIONS, named=named))
    assert found
    for item in found:
        if isinstance(item, Document):
            assert item.text.encode("utf-8").decode("utf-8") == item.text
            assert item.text.strip()
        else:
            assert isinstance(item, Quarantined) and item.kind and item.reason.startswith(item.where)
