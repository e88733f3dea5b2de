from __future__ import annotations

from datetime import date

import pytest

from harmattan.errors import InputError
from harmattan.stages.intake.html import read_html
from tests.stages.intake.prose import REPORT, page

HEAD = (
    "<meta property='og:site_name' content='The Harbour Gazette'>"
    "<meta property='article:published_time' content='2021-03-09T08:00:00+00:00'>"
    "<link rel='canonical' href='https://gazette.example/council'>"
)


def test_the_article_and_what_the_page_says_of_it_are_taken() -> None:
    draft = read_html(page(head=HEAD).encode(), "a.html")
    assert [line for line in REPORT.split("\n\n") if line not in draft.text] == []
    assert "Contact us" not in draft.text
    assert draft.title == "Council asks for talks"
    assert draft.publisher == "The Harbour Gazette"
    assert draft.published == date(2021, 3, 9)
    assert draft.url == "https://gazette.example/council"


def test_a_page_that_states_no_date_has_none() -> None:
    assert read_html(page(REPORT + "\n\nThe law dates from 3 May 2019.").encode(), "a.html").published is None


def test_the_same_page_gives_the_same_draft() -> None:
    data = page(head=HEAD).encode()
    assert read_html(data, "a.html") == read_html(data, "a.html")


@pytest.mark.parametrize(
    ("fetched", "expected"),
    [
        ("https://gazette.example/x?ref=1", "https://gazette.example/council"),
        ("https://mirror.example/x", "https://mirror.example/x"),
    ],
)
def test_a_canonical_address_counts_on_its_own_host_only(fetched: str, expected: str) -> None:
    assert read_html(page(head=HEAD).encode(), "a.html", url=fetched).url == expected


@pytest.mark.parametrize(
    "data",
    [
        page("The café’s owner agreed. " * 12, head="<meta charset='windows-1252'>").encode("cp1252"),
        page("The café’s owner agreed. " * 12).encode("utf-16"),
        b"<?xml version='1.0' encoding='utf-8'?>" + page("The café’s owner agreed. " * 12).encode(),
    ],
)
def test_encodings_of_pages_are_told(data: bytes) -> None:
    assert "café’s owner" in read_html(data, "a.html").text


def test_broken_html_still_gives_its_text() -> None:
    broken = "<html><body><div><p>" + REPORT.replace("\n\n", "<p><b>") + "</i></table><div <span"
    assert "chairwoman said that traders" in read_html(broken.encode(), "a.html").text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<html><body></body></html>", "html"),
        (b"<html><script>var a = 1</script></html>", "html"),
        (b"<<<>>>", "html"),
        (b"  ", "empty"),
        (b"<html>\x00</html>", "binary"),
    ],
)
def test_pages_without_an_article_are_refused(data: bytes, kind: str) -> None:
    with pytest.raises(InputError, match=r"a\.html: expected .* got .*; ") as caught:
        read_html(data, "a.html")
    assert caught.value.kind == kind
