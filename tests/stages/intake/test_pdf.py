from __future__ import annotations

import pytest

from harmattan.errors import InputError
from harmattan.stages.intake.pdf import read_pdf, unwrap
from tests.stages.intake.prose import pdf


def test_the_text_layer_and_the_title_are_taken() -> None:
    draft = read_pdf(
        pdf("The council met on Tuesday in the har-\nbour town near the river.", title="Minutes"), "a", max_chars=9999
    )
    assert draft.text == "The council met on Tuesday in the harbour town near the river."
    assert (draft.title, draft.published) == ("Minutes", None)


def test_a_pdf_that_opens_with_an_empty_password_is_read() -> None:
    assert read_pdf(pdf("The council met.", password=""), "a", max_chars=9999).text == "The council met."


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf("The council met.", password="secret"), "encrypted"),
        (pdf(None), "pdf-no-text"),
        (pdf("The council met.")[:200], "pdf"),
        (b"%PDF-1.7", "pdf"),
        (b"", "pdf"),
        (pdf("x" * 200), "too-large"),
    ],
)
def test_pdfs_without_usable_text_are_refused(data: bytes, kind: str) -> None:
    with pytest.raises(InputError, match=r"a\.pdf: expected .* got .*; ") as caught:
        read_pdf(data, "a.pdf", max_chars=100)
    assert caught.value.kind == kind


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "a long line of words\nanother line of it\nend.\nA new paragraph is",
            "a long line of words another line of it end.\nA new paragraph is",
        ),
        ("first block\n\nsecond block", "first block\nsecond block"),
        ("the govern-\nment spoke", "the government spoke"),
        ("the Guinea-\nBissau gate", "the Guinea-Bissau gate"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_lines_are_joined_to_paragraphs(page: str, expected: str) -> None:
    assert unwrap(page) == expected


def test_a_title_that_is_no_text_is_none() -> None:
    assert read_pdf(pdf("The council met.", title="7").replace(b"(7)", b" 7 "), "a", max_chars=9999).title is None
