from __future__ import annotations

import pytest

from harmattan.errors import EncodingError, InputError
from harmattan.stages.intake.text import check_text, clean_line, decode, decode_utf8_leniently, drop_surrogates

CAFE = "The minister’s café – “closed” since May.\r\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (CAFE.encode(), CAFE),
        (CAFE.encode("utf-8-sig"), CAFE),
        (CAFE.encode("cp1252"), CAFE),
        (CAFE.encode("utf-16"), CAFE),
        (CAFE.encode("utf-16-le"), CAFE),
        (CAFE.encode("utf-16-be"), CAFE),
        (b"\xfe\xff" + CAFE.encode("utf-16-be"), CAFE),
        (CAFE.encode("utf-32"), CAFE),
        (CAFE.encode() + CAFE.encode("cp1252"), CAFE * 2),
        (b"plain", "plain"),
        (b"", ""),
    ],
)
def test_bytes_decode_to_exactly_the_text_that_was_written(data: bytes, expected: str) -> None:
    assert decode(data, "a.txt") == expected


def test_cyrillic_in_one_byte_is_guessed_as_cyrillic() -> None:
    text = "Правительство сообщило во вторник, что переговоры на границе продолжатся. " * 5
    assert decode(text.encode("cp1251"), "a.txt") == text


@pytest.mark.parametrize(
    ("charset", "expected"),
    [
        ("iso-8859-1", "“é”"),
        ("windows-1252", "“é”"),
        ("unicode_escape", "“é”"),
        ("base64", "“é”"),
        ("none-such", "“é”"),
    ],
)
def test_a_named_charset_is_used_only_when_it_is_one(charset: str, expected: str) -> None:
    assert decode("“é” ".encode("cp1252") + b"x" * 40, "a", charset=charset).startswith(expected)


def test_utf8_wins_over_a_wrong_claim() -> None:
    assert decode("naïve".encode(), "a", charset="utf-16") == "naïve"


def test_nul_bytes_are_binary() -> None:
    with pytest.raises(InputError, match=r"a\.txt: expected text, got 1 NUL bytes, the first at byte 10") as caught:
        decode(b"The border\x00 was closed on Monday, officials said.", "a.txt")
    assert caught.value.kind == "binary"


def test_half_a_utf16_character_is_an_encoding_error() -> None:
    with pytest.raises(EncodingError, match="save it again as UTF-8") as caught:
        decode("border".encode("utf-16") + b"\x00", "a.txt")
    assert caught.value.kind == "encoding"


def test_stray_bytes_are_counted_and_read_as_windows_1252() -> None:
    assert decode_utf8_leniently(b"caf\xe9 \xc3\xa9") == ("café é", 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("a\x00b", "binary"),
        ("\x01\x02\x03\x04abc", "binary"),
        ("x" * 101, "long-line"),
        ("x\n" + "y" * 101 + "\nz", "long-line"),
    ],
)
def test_text_that_is_no_prose_is_refused(text: str, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        check_text(text, "a.txt", max_line=100)
    assert caught.value.kind == kind


@pytest.mark.parametrize("text", ["x" * 100, ("x" * 99 + "\n") * 5, "x" * 99 + "\r" + "y" * 99, "a\x0cb", "a\x1a"])
def test_text_that_is_prose_is_left_as_it_is(text: str) -> None:
    assert check_text(text, "a.txt", max_line=100) == text


def test_lone_surrogates_become_replacement_characters_one_for_one() -> None:
    assert drop_surrogates("a\ud800b\udfff") == "a\ufffdb\ufffd"
    assert check_text("a\udc80b", "a.txt", max_line=9) == "a\ufffdb"


@pytest.mark.parametrize(
    ("value", "expected"), [(" A \n title\x07 ", "A title"), ("", None), ("\x00 ", None), (None, None)]
)
def test_titles_are_cleaned_to_one_line(value: str | None, expected: str | None) -> None:
    assert clean_line(value) == expected
