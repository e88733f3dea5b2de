"""Records: JSON lines, JSON arrays and CSV tables with one article a record."""

from __future__ import annotations

import csv
import io
import json
from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from harmattan.errors import InputError
from harmattan.ids import sha256_text
from harmattan.stages.intake.options import FIELDS, Draft, IntakeOptions, clip, complaint
from harmattan.stages.intake.published import parse_published
from harmattan.stages.intake.text import clean_line, decode, drop_surrogates, guess_utf16, repair

__all__ = ["Record", "read_csv", "read_json", "read_jsonl"]

# Column names that news archives, APIs and crawlers use, without case and separators; the first that is there counts.
_USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("text", "content", "body", "article", "articletext", "articlebody", "fulltext", "maintext"),
    "title": ("title", "headline"),
    "published": ("published", "publishedat", "date", "pubdate", "publicationdate", "datepublished", "datepublish"),
    "url": ("url", "link"),
    "publisher": ("publisher", "source", "sourcename", "outlet", "sitename"),
    "language": ("language", "lang"),
}
_DELIMITERS: Final = (",", ";", "\t", "|")
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where it stands, and the draft of a document or why there is none."""

    where: str
    found: Draft | InputError
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    content: str | InputError


def read_jsonl(stream: io.BufferedReader, where: str, options: IntakeOptions) -> Iterator[Record]:
    """Read one JSON object a line; a broken line gives one record that says so, and the rest goes on.

    Args:
        stream: the bytes, UTF-8 or UTF-16; read line by line.
        where: the file's name; a record's is `where:line`.
        options: the field map, the date that overrides, the limit of a line and the languages of dates.
    """
    with closing(_lines(stream, where, options.max_bytes, newline="\n")) as lines:
        for line in lines:
            here = f"{where}:{line.number}"
            if isinstance(line.content, InputError):
                yield Record(here, line.content)
            elif line.content.strip():
                yield _json_record(line.content, here, options)


def read_json(data: bytes, where: str, options: IntakeOptions) -> Iterator[Record]:
    """Read a JSON array of objects, one object, or JSON lines under the wrong ending.

    Raises:
        InputError: of kind "record" when it is no JSON.
    """
    text = decode(data, where)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and lines[0].lstrip().startswith("{") and lines[0].rstrip().endswith("}"):
            again: io.BufferedReader = io.BufferedReader(io.BytesIO(text.encode("utf-8", "replace")))
            yield from read_jsonl(again, where, options)
            return
        raise _broken_json(where, error) from error
    if not isinstance(value, list):
        yield _object_record(value, where, options, sha256_text(text))
        return
    for index, item in enumerate(value):
        yield _object_record(item, f"{where}[{index}]", options, sha256_text(json.dumps(item)))


def read_csv(
    stream: io.BufferedReader, where: str, options: IntakeOptions, *, delimiter: str | None = None
) -> Iterator[Record]:
    """Read a CSV table (RFC 4180) whose first row names the columns.

    After a broken quote reading goes on with the next line, so that a quote left open costs one row, not the rest.

    Args:
        stream: the bytes, UTF-8 or UTF-16; read row by row.
        where: the file's name; a record's is `where:line`, the line on which its row starts.
        options: the field map, the date that overrides, the limit of a row and the languages of dates.
        delimiter: None takes the one of , ; tab | that occurs most in the header.

    Raises:
        InputError: of kind "field" when the header has no column for the text or lacks a mapped one.
    """
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))  # the module's own limit is 128 KiB
    with closing(_lines(stream, where, options.max_bytes, newline="")) as lines:
        yield from _table(_Feed(lines), where, options, delimiter)


def _table(feed: _Feed, where: str, options: IntakeOptions, delimiter: str | None) -> Iterator[Record]:
    if delimiter is None:
        first = feed.peek()
        delimiter = max(_DELIMITERS, key=first.count)
    columns: dict[str, str] | None = None
    header: list[str] = []
    for number, row in _rows(feed, where, delimiter):
        here = f"{where}:{number}"
        if isinstance(row, InputError):
            if columns is None:
                raise row
            yield Record(here, row)
        elif not row:
            continue
        elif columns is None:
            header = [cell.strip() for cell in row]
            columns = _columns(header, options.field_map, here)
        else:
            yield _row_record(row, header, columns, here, options)


def _json_record(line: str, where: str, options: IntakeOptions) -> Record:
    digest = sha256_text(line)
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Record(where, _broken_json(where, error), digest)
    return _object_record(value, where, options, digest)


def _object_record(value: object, where: str, options: IntakeOptions, digest: str) -> Record:
    if not isinstance(value, dict):
        got = f"{type(value).__name__} {clip(value)}"
        message = complaint(where, expected="a JSON object", got=got, remedy="write one object a record")
        return Record(where, InputError(message, kind="record"), digest)
    usual = {_plain(key): item for key, item in reversed(value.items())}
    fields = {name: _pick(name, value, usual, options.field_map) for name in FIELDS}
    return Record(where, _draft(fields, where, options, ", ".join(value)), digest)


def _row_record(
    row: Sequence[str], header: Sequence[str], columns: Mapping[str, str], where: str, options: IntakeOptions
) -> Record:
    digest = sha256_text("\x1f".join(row))
    if len(row) != len(header):
        message = complaint(
            where,
            expected=f"{len(header)} cells ({clip(', '.join(header))})",
            got=f"{len(row)}",
            remedy="put cells that hold the delimiter in quotes",
        )
        return Record(where, InputError(message, kind="record"), digest)
    cells = dict(zip(header, row, strict=True))
    fields: dict[str, object] = {name: cells[column] or None for name, column in columns.items()}
    return Record(where, _draft(fields, where, options, ", ".join(header)), digest)


def _draft(fields: Mapping[str, object], where: str, options: IntakeOptions, names: str) -> Draft | InputError:
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        wanted = options.field_map.get("text", "text")
        absent = "none" if text is None or isinstance(text, str) else f"{type(text).__name__} {clip(text)}"
        return InputError(
            complaint(
                where,
                expected=f"the article's text in {wanted!r}",
                got=f"{absent} (fields: {clip(names, width=80)})",
                remedy="fill it in, or name the right field with --map text=FIELD",
            ),
            kind="field",
        )
    published = options.published
    stated = fields.get("published")
    if published is None and stated is not None and str(stated).strip():
        try:
            published = parse_published(str(stated), where, languages=options.languages or ())
        except InputError as error:
            return error
    return Draft(
        text=drop_surrogates(text),
        title=_words(fields.get("title")),
        publisher=_words(fields.get("publisher")),
        url=_words(fields.get("url")),
        published=published,
        language=_words(fields.get("language")),
    )


def _words(value: object) -> str | None:
    """Return a field that is a string, or the name in an object such as {"id": null, "name": "…"}."""
    if isinstance(value, dict):
        value = value.get("name")
    return clean_line(value) if isinstance(value, str) else None


def _pick(name: str, value: Mapping[str, object], usual: Mapping[str, object], mapped: Mapping[str, str]) -> object:
    key = mapped.get(name)
    if key is None:
        return next((usual[one] for one in _USUAL[name] if one in usual), None)
    if key in value:
        return value[key]
    found: object = value
    for part in key.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _columns(header: Sequence[str], mapped: Mapping[str, str], where: str) -> dict[str, str]:
    """Return the column of each field that the table has."""
    usual = {_plain(column): column for column in reversed(header)}
    found = {name: next((usual[one] for one in _USUAL[name] if one in usual), None) for name in FIELDS}
    columns = {name: column for name, column in found.items() if column is not None} | dict(mapped)
    missing = sorted(column for column in columns.values() if column not in header)
    if "text" not in columns or missing or len(set(header)) != len(header):
        expected = f"a header with {', '.join(missing)}" if missing else "a header with one column for the text"
        remedy = "name the columns with --map, for example --map text=story,published=day"
        raise InputError(
            complaint(where, expected=expected, got=clip(", ".join(header), width=120), remedy=remedy), kind="field"
        )
    return columns


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


class _Feed:
    """Lines for the CSV reader, which remembers those of the current row and can take them back."""

    def __init__(self, lines: Iterator[_Line]) -> None:
        self._lines = lines
        self._again: deque[_Line] = deque()
        self.taken: list[_Line] = []

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        if isinstance(line.content, InputError):
            raise line.content
        return line.content

    def peek(self) -> str:
        """Return the first line, or nothing when there is none that can be read."""
        line = next(self._lines, None)
        if line is None:
            return ""
        self._again.append(line)
        return line.content if isinstance(line.content, str) else ""

    def keep_first_only(self) -> None:
        """Take back every line of the current row but its first."""
        self._again.extendleft(reversed(self.taken[1:]))


def _rows(feed: _Feed, where: str, delimiter: str) -> Iterator[tuple[int, Sequence[str] | InputError]]:
    while True:
        feed.taken.clear()
        try:
            row = next(csv.reader(feed, delimiter=delimiter, strict=True))
        except StopIteration:
            return
        except InputError as error:
            yield feed.taken[0].number, error if len(feed.taken) == 1 else _open_quote(where, feed, error)
            feed.keep_first_only()
        except csv.Error as error:
            yield feed.taken[0].number, _open_quote(where, feed, error)
            feed.keep_first_only()
        else:
            yield feed.taken[0].number, row


def _open_quote(where: str, feed: _Feed, error: Exception) -> InputError:
    message = complaint(
        f"{where}:{feed.taken[0].number}",
        expected="a row of a CSV table",
        got=f"a stray or unclosed quote ({error})",
        remedy='close the quote, and double quotes inside cells ("")',
    )
    return InputError(message, kind="record")


def _lines(stream: io.BufferedReader, where: str, max_chars: int, *, newline: str) -> Generator[_Line, None, None]:
    """Read lines of bounded length; an overlong one is an error of its own, and what follows is read on."""
    head = stream.peek(4096)
    encoding = "utf-16" if head.startswith(_MARKS) else guess_utf16(head) or "utf-8-sig"
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    reader = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline=newline)
    try:
        yield from _bounded(reader, where, max_chars)
    finally:
        reader.detach()


def _bounded(reader: io.TextIOWrapper, where: str, max_chars: int) -> Iterator[_Line]:
    number = 0
    while line := reader.readline(max_chars + 1):
        number += 1
        if len(line) <= max_chars or line.endswith(("\n", "\r")):
            yield _Line(number, repair(line))
            continue
        message = complaint(
            f"{where}:{number}",
            expected=f"a line of at most {max_chars:,} characters",
            got="a longer one",
            remedy="break it into records, or raise the limit",
        )
        yield _Line(number, InputError(message, kind="long-line"))
        while (rest := reader.readline(max_chars + 1)) and not rest.endswith(("\n", "\r")):
            pass


def _broken_json(where: str, error: Exception) -> InputError:
    reason = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
    message = complaint(where, expected="a JSON object", got=f"broken JSON ({reason})", remedy="correct this record")
    return InputError(message, kind="record")
