"""From a stream of bytes to documents: unpack, tell the format, read, settle language and date."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO, Final, Literal

from harmattan.errors import InputError
from harmattan.model.document import Document
from harmattan.stages.intake.archive import compression_of, expanding
from harmattan.stages.intake.html import read_html
from harmattan.stages.intake.language import choose_language, installed_languages
from harmattan.stages.intake.mail import read_mail
from harmattan.stages.intake.options import Draft, IntakeOptions, Quarantined, complaint
from harmattan.stages.intake.pdf import PDF_MAGIC, read_pdf
from harmattan.stages.intake.records import Record, read_csv, read_json, read_jsonl
from harmattan.stages.intake.text import check_text, decode

__all__ = ["Format", "format_of", "read_bytes", "read_stream", "settle", "tell_format", "unreadable"]

Format = Literal["text", "html", "pdf", "mail", "jsonl", "json", "csv", "tsv"]

_ENDINGS: Final[Mapping[str, Format]] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".eml": "mail",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
}
_COMPRESSED: Final = (".gz", ".zst")
_HEAD_BYTES: Final = 4096
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MAIL: Final = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}", re.S)
_MAIL_ONLY: Final = re.compile(rb"^(?:mime-version|message-id|received|return-path):", re.I | re.M)
_PACKED: Final = ((b"PK\x03\x04", "a ZIP archive (docx, xlsx, odt, epub?)"), (b"\xd0\xcf\x11\xe0", "an Office file"))


def settle(options: IntakeOptions) -> IntakeOptions:
    """Return the options with the languages that have a pack filled in."""
    return options if options.languages is not None else replace(options, languages=installed_languages())


def format_of(name: str) -> Format | None:
    """Return the format that a file's name tells, also under .gz or .zst; None for an unknown ending."""
    path = PurePath(name)
    if path.suffix.lower() in _COMPRESSED:
        path = path.with_suffix("")
    return _ENDINGS.get(path.suffix.lower())


def tell_format(head: bytes, named: Format | None) -> Format:
    """Tell the format of bytes: PDF by its magic number, else as named, else by how they begin; text when in doubt."""
    if head.lstrip()[: len(PDF_MAGIC)] == PDF_MAGIC:
        return "pdf"
    if named is not None:
        return named
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(start):
        return "html"
    if re.match(rb"\s*\[\s*\{", start):
        return "json"
    if start.lstrip().startswith(b"{"):
        return "jsonl" if _is_object(start.lstrip().split(b"\n", 1)[0]) else "json"
    mail = _MAIL.match(start)
    return "mail" if mail is not None and _MAIL_ONLY.search(mail[0]) else "text"


def read_bytes(
    data: bytes,
    options: IntakeOptions,
    *,
    where: str = "-",
    named: Format | None = None,
    charset: str | None = None,
    url: str | None = None,
) -> Iterator[Document | Quarantined]:
    """Read documents from bytes; see `read_stream`."""
    return read_stream(io.BytesIO(data), options, where=where, named=named, charset=charset, url=url)


def read_stream(
    stream: BinaryIO,
    options: IntakeOptions,
    *,
    where: str,
    named: Format | None = None,
    charset: str | None = None,
    url: str | None = None,
) -> Iterator[Document | Quarantined]:
    """Read the documents of a stream: one, or one a record. Whatever is wrong comes out as a quarantine record.

    Args:
        stream: the bytes, plain or compressed by gzip or zstd.
        options: how to read.
        where: named in messages.
        named: the format, when a name or a header tells; else the bytes do.
        charset: the encoding, when a header tells.
        url: where the bytes were fetched from.
    """
    options = settle(options)
    try:
        head = stream.read(_HEAD_BYTES)
        joined: io.BufferedReader = io.BufferedReader(_Joined(head, stream))
        with _opened(joined, head, where, options) as (plain, inner):
            kind = tell_format(inner, named)
            if kind == "text" and named is None and options.field_map:
                kind = "csv"  # who maps columns has a table, and its bytes do not tell
            if kind in ("jsonl", "csv", "tsv"):
                yield from _from_records(_records(plain, kind, where, options), where, options)
            else:
                yield from _from_whole(plain, kind, options, where=where, charset=charset, url=url)
    except InputError as error:
        yield Quarantined(where, str(error), error.kind)
    except OSError as error:
        yield unreadable(where, error)


def unreadable(where: str, error: OSError) -> Quarantined:
    """Return the record of a file that the system does not let us read."""
    got = error.strerror or type(error).__name__
    remedy = "check its permissions and its disk"
    return Quarantined(where, complaint(where, expected="a readable file", got=got, remedy=remedy), "unreadable")


@contextmanager
def _opened(
    joined: io.BufferedReader, head: bytes, where: str, options: IntakeOptions
) -> Iterator[tuple[io.BufferedReader, bytes]]:
    """Open a plain or compressed stream; give it, unpacked, with its first bytes."""
    compression = compression_of(head)
    if compression is None:
        yield joined, head
        return
    limits = {"max_bytes": options.max_expanded_bytes, "max_ratio": options.max_ratio}
    with expanding(joined, compression, where, **limits) as unpacked:
        inner = unpacked.read(_HEAD_BYTES)
        if compression_of(inner) is not None:
            raise InputError(
                complaint(where, expected="one compression", got="two", remedy="unpack it once yourself"),
                kind="archive",
            )
        yield io.BufferedReader(_Joined(inner, unpacked)), inner


class _Joined(io.RawIOBase):
    """Bytes that were read already, and the rest of their stream, which it leaves open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview | bytearray, /) -> int:  # type: ignore[override]
        size = len(buffer)
        data = self._head[:size] or self._rest.read(size)
        self._head = self._head[size:]
        buffer[: len(data)] = data
        return len(data)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _records(stream: io.BufferedReader, kind: Format, where: str, options: IntakeOptions) -> Iterator[Record]:
    if kind == "jsonl":
        return read_jsonl(stream, where, options)
    return read_csv(stream, where, options, delimiter="\t" if kind == "tsv" else None)


def _from_records(records: Iterator[Record], where: str, options: IntakeOptions) -> Iterator[Document | Quarantined]:
    is_empty = True
    for record in records:
        is_empty = False
        try:
            if isinstance(record.found, InputError):
                raise record.found
            yield _document(record.found, record.where, options)
        except InputError as error:
            yield Quarantined(record.where, str(error), error.kind, record.sha256)
    if is_empty:
        remedy = "remove it or give the articles"
        yield Quarantined(where, complaint(where, expected="records", got="none", remedy=remedy), "empty")


def _from_whole(
    stream: io.BufferedReader, kind: Format, options: IntakeOptions, *, where: str, charset: str | None, url: str | None
) -> Iterator[Document | Quarantined]:
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        expected, remedy = f"at most {options.max_bytes:,} bytes", "split it, or raise the limit"
        yield Quarantined(where, complaint(where, expected=expected, got="more", remedy=remedy), "too-large")
        return
    digest = hashlib.sha256(data).hexdigest()
    try:
        _refuse_empty_or_packed(data, where)
        if kind == "json":
            yield from _from_records(read_json(data, where, options), where, options)
        else:
            yield _document(_read(data, kind, where, options, charset=charset, url=url), where, options)
    except InputError as error:
        yield Quarantined(where, str(error), error.kind, digest)


def _refuse_empty_or_packed(data: bytes, where: str) -> None:
    if not data.strip():
        got = "an empty file" if not data else "nothing but blanks"
        remedy = "remove it or give the article's text"
        raise InputError(complaint(where, expected="text", got=got, remedy=remedy), kind="empty")
    for magic, what in _PACKED:
        if data.startswith(magic):
            remedy = "unpack it, or save its text as .txt"
            raise InputError(
                complaint(where, expected="text, HTML, PDF or mail", got=what, remedy=remedy), kind="binary"
            )


def _read(
    data: bytes, kind: Format, where: str, options: IntakeOptions, *, charset: str | None, url: str | None
) -> Draft:
    if kind == "pdf":
        return replace(read_pdf(data, where, max_chars=options.max_bytes), url=url)
    if kind == "mail":
        return read_mail(data, where)
    if kind == "html":
        return read_html(data, where, url=url, charset=charset)
    return Draft(text=decode(data, where, charset=charset), url=url)


def _document(draft: Draft, where: str, options: IntakeOptions) -> Document:
    """Check a draft's text, let the options override it and settle its language."""
    text = check_text(draft.text, where, max_line=options.max_line)
    stated = options.language or draft.language
    return Document(
        text=text,
        language=choose_language(text, where, stated=stated, languages=options.languages or ()),
        title=options.title or draft.title,
        publisher=options.publisher or draft.publisher,
        url=options.url or draft.url,
        published=options.published or draft.published,
        retrieved=options.retrieved,
    )
