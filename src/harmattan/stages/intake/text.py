"""Bytes to text: UTF-8, UTF-16, UTF-32, Windows-1252, mixtures of them, and what a charset guess can tell."""

from __future__ import annotations

import codecs
import logging
import re
from typing import Final

from harmattan.errors import EncodingError, InputError
from harmattan.stages.intake.options import complaint

__all__ = ["check_text", "clean_line", "decode", "decode_utf8_leniently", "drop_surrogates", "guess_utf16", "repair"]

_LOG = logging.getLogger(__name__)

# UTF-32's mark begins with UTF-16's, so it is looked for first.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PROBE_BYTES: Final = 4096
_GUESS_BYTES: Final = 256 * 1024
# Charsets that pages and mails name; Python's escapes, "idna" and byte codecs are none.
_CHARSETS: Final = re.compile(r"ascii|big5|cp\d|euc|gb|hz|iso|johab|koi8|mac|shift|tis|utf-(?:8|16|32)")
_SEVEN_BIT: Final = ("iso2022", "hz")
_ASCII: Final = bytes(range(0x80))
# Prose in a Latin script has under 10 % letters beyond ASCII; Cyrillic, Greek or Arabic in one byte have over 40 %.
_LATIN_SHARE: Final = 0.10
# "surrogateescape" marks a byte 0x80..0xFF that is no UTF-8 as U+DC80..U+DCFF; it is read as Windows-1252 instead.
_AS_CP1252: Final = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)
}  # five bytes mean nothing there: U+FFFD
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# C0 and C1 controls that text does not hold; tab, line ends, form feed, U+0085 and the old end of file (0x1A) do occur.
_CONTROL: Final = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]")
_CONTROL_SHARE: Final = 0.005


def decode(data: bytes, where: str, *, charset: str | None = None) -> str:
    """Decode bytes to text; a byte-order mark is dropped, nothing else is changed.

    Tried in order: a byte-order mark; UTF-16 by its pattern of NUL bytes; UTF-8 (after the charset that the sender
    named where that one, too, is made of ASCII bytes, as ISO 2022 is); the charset that the sender named;
    UTF-8 in which some bytes are Windows-1252; Windows-1252; a guess by charset-normalizer.

    Args:
        data: the bytes.
        where: named in messages.
        charset: what a header or a tag claims, if anything. ISO 8859-1 and ASCII are read as Windows-1252, as the
            WHATWG encoding standard says.

    Raises:
        EncodingError: no encoding fits.
        InputError: of kind "binary" when the bytes hold NULs that are no UTF-16.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, where)
    utf16 = guess_utf16(data)
    if utf16 is not None:
        return _strictly(data, utf16, where)
    if b"\x00" in data:
        raise _binary(where, f"{data.count(0)} NUL bytes, the first at byte {data.index(0)}")
    named = _known(charset)
    tried = (named, "utf-8") if named and named.startswith(_SEVEN_BIT) else ("utf-8", named)
    for candidate in filter(None, tried):
        try:
            return data.decode(candidate).removeprefix("\ufeff")
        except UnicodeError:
            _LOG.info("%s: not %s", where, candidate)
    return _legacy(data, where)


def decode_utf8_leniently(data: bytes) -> tuple[str, int]:
    """Decode UTF-8 in which stray bytes are read as Windows-1252; return the text and how many were."""
    try:
        return data.decode("utf-8"), 0
    except UnicodeDecodeError:
        escaped = data.decode("utf-8", "surrogateescape")
        return repair(escaped), len(_SURROGATE.findall(escaped))


def repair(escaped: str) -> str:
    """Read the bytes that "surrogateescape" marked in a text as Windows-1252."""
    return escaped if escaped.isascii() else escaped.translate(_AS_CP1252)


def guess_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark, told by NULs at every second byte; None when it is none."""
    probe = data[:_PROBE_BYTES]
    half = len(probe) // 2
    if half < 2:
        return None
    even, odd = probe[0::2].count(0) / half, probe[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def check_text(text: str, where: str, *, max_line: int) -> str:
    """Return the text if it is prose that can be coded: not empty, not binary, no endless line, no lone surrogate.

    Raises:
        InputError: of kind "empty", "binary" or "long-line".
    """
    if not text.strip():
        raise InputError(
            complaint(where, expected="text", got="nothing but blanks", remedy="remove it or give the article's text"),
            kind="empty",
        )
    if "\x00" in text:
        raise _binary(where, f"{text.count(chr(0))} NUL characters, the first at {text.index(chr(0))}")
    odd = len(_CONTROL.findall(text))
    if odd > 2 and odd > _CONTROL_SHARE * len(text):
        raise _binary(where, f"{odd} control or unreadable characters among {len(text)}")
    longest = _longest_line(text, max_line)
    if longest > max_line:
        raise InputError(
            complaint(
                where,
                expected=f"lines of at most {max_line:,} characters",
                got=f"one of {longest:,}",
                remedy="break the text into paragraphs, or raise the limit",
            ),
            kind="long-line",
        )
    return drop_surrogates(text)


def drop_surrogates(text: str) -> str:
    """Replace lone surrogates, which no UTF-8 can hold, by U+FFFD, one for one."""
    return _SURROGATE.sub("\ufffd", text)


def clean_line(value: str | None) -> str | None:
    """Return a title or name on one line, without controls and outer blanks; None when nothing is left."""
    if value is None:
        return None
    kept = "".join(" " if char.isspace() else char for char in drop_surrogates(value) if char >= " " or char.isspace())
    return " ".join(kept.split()) or None


def _longest_line(text: str, enough: int) -> int:
    """Return the length of the longest line, or 0 when the whole text is shorter than what matters."""
    if len(text) <= enough:
        return 0
    return max((len(line) for line in re.split(r"[\r\n\u2028\u2029]", text)), default=0)


def _strictly(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise EncodingError(
            complaint(
                where,
                expected=f"{encoding.upper()}, as its first bytes say",
                got=f"bytes that are none at {error.start:,}",
                remedy="save it again as UTF-8",
            )
        ) from error


def _known(charset: str | None) -> str | None:
    """Return Python's name of a charset that decodes to text; None for an unknown one."""
    try:
        info = codecs.lookup((charset or "").strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if not _CHARSETS.match(info.name):
        return None
    return "cp1252" if info.name in ("iso8859-1", "ascii", "latin-1") else info.name


def _legacy(data: bytes, where: str) -> str:
    """Decode bytes that are not UTF-8 throughout."""
    text, stray = decode_utf8_leniently(data)
    beyond_ascii = len(data.translate(None, delete=_ASCII))
    genuine = len(text) - (len(data) - beyond_ascii) - stray
    if genuine * 4 >= stray:
        _LOG.info("%s: UTF-8 with %d bytes of Windows-1252", where, stray)
        return text
    if beyond_ascii <= _LATIN_SHARE * len(data):
        try:
            found = data.decode("cp1252")
        except UnicodeDecodeError:
            return _guessed(data, where)
        _LOG.info("%s: read as Windows-1252", where)
        return found
    return _guessed(data, where)


def _guessed(data: bytes, where: str) -> str:
    from charset_normalizer import from_bytes

    sample = data if len(data) <= _GUESS_BYTES else data[: data.rfind(b"\n", 0, _GUESS_BYTES) + 1]
    best = from_bytes(sample).best()
    try:
        if best is not None:
            text = data.decode(best.encoding)
            _LOG.info("%s: read as %s, a guess", where, best.encoding)
            return text
    except UnicodeError:
        pass
    raise EncodingError(
        complaint(
            where,
            expected="text in UTF-8",
            got="bytes of no known encoding",
            remedy="save it again as UTF-8",
        )
    )


def _binary(where: str, got: str) -> InputError:
    return InputError(
        complaint(where, expected="text", got=got, remedy="it looks binary; extract its text and save that as UTF-8"),
        kind="binary",
    )
