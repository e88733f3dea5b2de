"""The page to read: marks, cards, safety, access and size."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.errors import InputError
from harmattan.model.document import Document
from harmattan.model.event import Claim, CountOf, Event, Participant, Related
from harmattan.model.place import EventPlace, Place
from harmattan.model.spans import EvidenceSpan, Span
from harmattan.reports.marks import KINDS, paragraphs
from harmattan.reports.page import safe_link, write_page
from harmattan.scales import Count, DateRange, Occurrences

TEXT = (
    "Ridgeland weighs its options\n"
    "On Monday, at least 12 soldiers of Ridgeland crossed into Lowmark, the ministry in Port Vale said. "
    "Lowmark's foreign minister denied it.\n\n"
    "Ridgeland had threatened to shell the ferry at Osk unless talks began."
)
TITLE = "Ridgeland weighs its options"
VOID = {"meta", "link", "br", "hr", "img", "input"}


def span(words: str, text: str = TEXT, near: str | None = None) -> Span:
    start = text.index(words, text.index(near) if near else 0)
    return Span(start, start + len(words), words)


def sentence(document: Document, first: str, last: str) -> EvidenceSpan:
    start = document.text.index(first)
    end = document.text.index(last, start) + len(last)
    return EvidenceSpan(document.document_id, start, end, document.text[start:end])


def document(**fields: Any) -> Document:
    values: dict[str, Any] = {
        "text": TEXT,
        "language": "en",
        "title": TITLE,
        "publisher": "The Vale Courier",
        "url": "https://example.org/a?b=1&c=2",
        "published": date(2024, 5, 7),
    }
    return Document(**(values | fields))


def crossing(doc: Document) -> Event:
    area = Place("Lowmark", "BEN", ("BEN",), geometry="area", latitude=9.5, longitude=2.25, where_prec=6)
    return Event(
        event_id="b" * 24,
        document=doc,
        event_type="MOBILIZE",
        mode="x-joint-operation",
        trigger=span("crossed"),
        evidence=sentence(doc, "On Monday", "said."),
        more_evidence=(sentence(doc, "Lowmark's", "denied it."),),
        factuality="denied",
        is_aggregate=True,
        occurrences=Occurrences(best=20, is_approximate=True),
        actors=(
            Participant(span("soldiers of Ridgeland"), name="Ridgeland Army", country="TGO", sector="MIL"),
            Participant(span("Ridgeland", near="of Ridgeland"), attribution="suspected"),
        ),
        places=(EventPlace(span("Lowmark", near="into Lowmark"), area, "to"),),
        date=DateRange.between(date(2024, 5, 6), date(2024, 5, 6)),
        date_span=span("On Monday"),
        counts=(CountOf("troops", Count(low=12), span("at least 12 soldiers"), "actor:0"),),
        claims=(
            Claim(span("the ministry in Port Vale"), cue=span("said", near="Vale said"), country="TGO", sector="GOV"),
            Claim(span("Lowmark's foreign minister"), "denies", cue=span("denied"), parent=0, is_quoted=True),
        ),
        confidence=0.82,
        made_by="coder-en/1.0.0",
    )


def shelling(doc: Document) -> Event:
    return Event(
        event_id="a" * 24,
        document=doc,
        event_type="ASSAULT",
        trigger=span("shell"),
        evidence=sentence(doc, "Ridgeland had", "began."),
        factuality="conditional",
        related=(Related("part-of", "b" * 24), Related("corrects", "f" * 24)),
        confidence=0.3,
    )


def page(doc: Document | None = None) -> str:
    doc = doc or document()
    return write_page([(doc, [shelling(doc).to_json(), crossing(doc).to_json()])])


class Reader(HTMLParser):
    """Reads a page: elements with their attributes, the text of the article, and whether tags close in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.is_balanced = True
        self.article: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.is_balanced &= bool(self.open) and self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [(one.get("class") or "").split() for _, one in self.open]
        if not any(tag == "style" for tag, _ in self.open):
            self.words.append(data)
        if any("text" in one or "title" in one for one in classes) and not any("no" in one for one in classes):
            self.article.append(data)

    def having(self, name: str) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get(name)) is not None]


def plain(html: str) -> str:
    return " ".join("".join(Reader(html).words).split())


def test_page_is_one_well_formed_document_without_outside_requests() -> None:
    html = page()
    reader = Reader(html)
    tags = {tag for tag, _ in reader.elements}
    assert reader.is_balanced
    assert not reader.open
    assert html.startswith("<!DOCTYPE html>")
    assert tags.isdisjoint({"script", "img", "iframe", "object", "embed", "base", "form", "video", "audio"})
    assert reader.having("src") == []
    assert [attrs["href"] for tag, attrs in reader.elements if tag == "link"] == ["data:,"]
    style = html[html.index("<style>") : html.index("</style>")]
    assert "@import" not in style
    assert "url(" not in style
    assert "default-src 'none'" in html


def test_same_input_gives_same_bytes_in_any_order_of_events() -> None:
    doc = document()
    events = [shelling(doc).to_json(), crossing(doc).to_json()]
    assert write_page([(doc, events)]) == write_page([(doc, events[::-1])])


def test_article_stands_whole_and_once_on_the_page() -> None:
    assert "".join(Reader(page()).article).split() == TEXT.split()


def test_title_that_is_not_the_first_line_stands_above_the_whole_text() -> None:
    article = "".join(Reader(page(document(title="Another headline"))).article)
    assert article.split() == ["Another", "headline", *TEXT.split()]


def test_every_link_inside_the_page_has_its_target_and_ids_are_unique() -> None:
    reader = Reader(write_page([(document(), [crossing(document()).to_json()])] * 2))
    ids = reader.having("id")
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in reader.having("href") if one.startswith("#")} <= set(ids)
    assert set(reader.having("aria-labelledby")) <= set(ids)


def test_card_leads_to_its_sentence_and_sentence_to_its_card() -> None:
    hrefs = Reader(page()).having("href")
    for number in (1, 2):
        assert hrefs.count(f"#d1-q{number}") == 2
        assert f"#d1-e{number}" in hrefs


def test_every_kind_of_mark_has_a_class_and_a_label() -> None:
    marks = [attrs for tag, attrs in Reader(page().split("<main")[1]).elements if tag == "mark"]
    kinds = {str(one["class"]).split()[0] for one in marks}
    labels = {letter for one in marks for letter in one.get("data-k") or ""}
    assert kinds == set(KINDS) - {"recipient"}
    assert labels == set("APDNSC")


@pytest.mark.parametrize(
    "words",
    [
        "MOBILIZE joint operation",
        "denied",
        "conditional",
        "sums up about 20 events",
        "Ridgeland Army Togo, military “soldiers of Ridgeland”",
        "suspected",
        "to Lowmark, Benin · country level, no point",
        "6 May 2024 to the day",
        "troops: at least 12 of Ridgeland Army “at least 12 soldiers” low 12",
        "the ministry in Port Vale Togo, government asserts it “said” reported",
        "Lowmark's foreign minister denies it “denied” quoted by the ministry in Port Vale",
        "confidence 0.82",
        "part of event 1",
        "corrects event ffffffffffffffffffffffff",
        "actor not stated",
        "When not stated",
        "the article, in its own voice",
    ],
)
def test_card_says(words: str) -> None:
    assert words.replace("· ", "") in plain(page()).replace("· ", "")


@pytest.mark.parametrize("words", ["9.5", "2.25", "None", "x-joint", "Undefined", "machine"])
def test_page_does_not_say(words: str) -> None:
    assert words not in plain(page())


def test_point_is_shown_only_with_a_precision_that_allows_it() -> None:
    doc = document()
    town = Place("Osk", "BEN", ("BEN",), latitude=6.5, longitude=-2.25, where_prec=1)
    event = replace(shelling(doc), places=(EventPlace(span("Osk"), town),))
    assert "exact place (6.500, -2.250)" in plain(write_page([(doc, [event.to_json()])]))


def test_place_that_is_not_settled_shows_its_candidates() -> None:
    doc = document()
    either = (Place("Osk", "BEN", ("BEN",), admin1="Borgou"), Place("Osk", "TGO", ("TGO",)))
    event = replace(shelling(doc), places=(EventPlace(span("Osk"), None, candidates=either),))
    assert "not settled could be Osk, Borgou, Benin; Osk, Togo" in plain(write_page([(doc, [event.to_json()])]))


HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> </style> {{ 7*7 }} "
    "\u202eABC\u202c \U0001f6a9 \x00\x1b[2J\x7f\ud800 &amp;"
)


@pytest.mark.parametrize("field", ["title", "publisher", "url"])
def test_hostile_words_around_the_text_stay_words(field: str) -> None:
    doc = document(**{field: HOSTILE})
    check_harmless(write_page([(doc, [crossing(doc).to_json()])], title=HOSTILE))


def test_hostile_text_and_values_stay_words() -> None:
    text = f"One {HOSTILE} struck two.\nNext."
    doc = document(text=text, title=None)
    quote = text.split("\n", maxsplit=1)[0]
    event = Event(
        event_id=HOSTILE,
        document=doc,
        event_type=HOSTILE,
        mode=HOSTILE,
        contexts=(HOSTILE,),
        trigger=span("struck", text),
        evidence=EvidenceSpan(doc.document_id, 0, len(quote), quote),
        actors=(Participant(span(HOSTILE, text), name=HOSTILE, country=HOSTILE, sector=HOSTILE),),
        claims=(Claim(span(HOSTILE, text), name=HOSTILE, cue=span("<script>", text)),),
        related=(Related("part-of", HOSTILE),),
        status=HOSTILE,
        made_by=HOSTILE,
    )
    html = write_page([(doc, [event.to_json()])])
    check_harmless(html)
    assert "{{ 7*7 }}" in plain(html)
    assert "49" not in plain(html)


def check_harmless(html: str) -> None:
    reader = Reader(html)
    assert {tag for tag, _ in reader.elements}.isdisjoint({"script", "img"})
    assert not any(name.startswith("on") for _, attrs in reader.elements for name in attrs)
    assert html.count("</style>") == 1
    assert reader.is_balanced
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", html)
    assert html.encode("utf-8")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://example.org/a?b=c&d=%22",
        "https://xn--bcher-kva.example/ü",
        "http://[2001:db8::1]/",
    ],
)
def test_web_address_becomes_a_link(url: str) -> None:
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt://example.org/%0aalert(1)",
        "java\nscript:alert(1)",
        " https://example.org/",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/",
        "/a.txt",
        "https://",
        "https:///path",
        "http://[broken",
        "https://user@example.org/",
        "https://example.org/\u202egnp",
        "vbscript:x",
    ],
)
def test_other_address_stays_text(url: str | None) -> None:
    assert safe_link(url) is None
    if url:
        outside = [one for one in Reader(page(document(url=url))).having("href") if not one.startswith("#")]
        assert outside == ["data:,"]


def test_attribute_cannot_be_left_through_a_url() -> None:
    html = page(document(url='https://example.org/"onmouseover="alert(1)'))
    check_harmless(html)
    assert 'href="https://example.org/&#34;onmouseover=&#34;alert(1)"' in html


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"trigger": {"start": 3, "end": 8, "text": "shell"}}, "trigger 3..8"),
        ({"trigger": {"start": -4, "end": 1, "text": "shell"}}, "trigger -4..1"),
        ({"evidence": {"start": 0, "end": 4, "quote": "Nope"}}, "evidence 0..4"),
        ({"document_id": "0" * 24}, "expected document"),
    ],
)
def test_event_that_does_not_fit_its_text_is_refused(change: Mapping[str, Any], words: str) -> None:
    doc = document()
    with pytest.raises(InputError, match=re.escape(words)):
        write_page([(doc, [shelling(doc).to_json() | change])])


def test_no_documents_and_no_events_still_give_a_page() -> None:
    assert "There is no article to show." in plain(write_page([]))
    assert "No event found" in plain(write_page([(document(), [])]))


def test_page_has_landmarks_and_headings_in_order() -> None:
    for html in (page(), write_page([(document(), [crossing(document()).to_json()])] * 2, title="Week 19")):
        reader = Reader(html)
        tags = [tag for tag, _ in reader.elements]
        levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert tags.count("main") == 1
        assert {"header", "aside", "footer"} <= set(tags)
        assert reader.elements[0] == ("html", {"lang": "en"})


def test_text_carries_its_own_language() -> None:
    html = page(document(language="fr"))
    assert '<div class="text" lang="fr">' in html
    assert 'dir="rtl"' not in html
    assert '<p dir="rtl">' in page(document(language="ar"))


def test_page_of_a_long_article_with_many_events_stays_small() -> None:
    sentences = [f"Force {number} of Ridgeland struck post {number} in the hills at dawn." for number in range(60)]
    text = " ".join(sentences)
    doc = document(text=text)
    events = [
        Event(
            event_id=f"{number:024x}",
            document=doc,
            event_type="ASSAULT",
            trigger=span("struck", text, one),
            evidence=EvidenceSpan(doc.document_id, text.index(one), text.index(one) + len(one), one),
            actors=(Participant(span(f"Force {number} of Ridgeland", text, one), country="TGO", sector="MIL"),),
        ).to_json()
        for number, one in enumerate(sentences)
    ]
    assert len(write_page([(doc, events[:20])]).encode()) < 80_000
    assert len(write_page([(doc, events)]).encode()) < 150_000


def colours(html: str) -> list[dict[str, str]]:
    blocks = re.findall(r":root\{(--bg.*?)\}", html, re.DOTALL)
    return [dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", block)) for block in blocks]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


FACTS = ("asserted", "denied", "possible", "planned", "conditional")


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "print"])
def test_words_and_signs_stand_out_by_the_contrast_of_wcag_aa(theme: int) -> None:
    themes = colours(page())
    assert len(themes) == 3
    found = themes[0] | themes[theme]
    grounds = [found[name] for name in ("bg", "paper", "hit")]
    for name in ("ink", "muted", "link", *(kind for kind in KINDS if kind != "trigger"), *FACTS):
        assert min(contrast(found[name], ground) for ground in grounds) >= 4.5, name
    assert contrast(found["ink"], found["trigger"]) >= 4.5
    assert contrast(found["on"], found["asserted"]) >= 4.5
    assert contrast(found["on"], found["link"]) >= 4.5
    assert min(contrast(found["edge"], ground) for ground in grounds) >= 3


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("ab \n\t\u00e9\U0001f6a9<&\u202e\x00"), min_size=1, max_size=40),
    st.lists(st.tuples(st.sampled_from(KINDS[1:5]), st.integers(0, 39), st.integers(1, 12)), max_size=6),
    st.data(),
)
def test_overlapping_marks_cut_the_text_without_losing_or_doubling_a_sign(
    text: str, wanted: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    def cut(start: int, size: int) -> dict[str, Any]:
        start = min(start, len(text) - 1)
        end = min(len(text), start + size)
        return {"start": start, "end": end, "text": text[start:end], "quote": text[start:end]}

    events = []
    for kind, start, size in wanted:
        one = cut(start, size)
        field = {"actor": "actors", "recipient": "recipients", "place": "places"}.get(kind)
        evidence = cut(data.draw(st.integers(0, 39)), data.draw(st.integers(1, 20)))
        events.append({"trigger": one, "evidence": evidence} | ({field: [one]} if field else {}))
    made = paragraphs(text, events)
    assert [one.text for one in made] == [line for line in text.split("\n") if line.strip()]
    for paragraph in made:
        segments = [segment for passage in paragraph.passages for segment in passage.segments]
        assert "".join(segment.text for segment in segments) == paragraph.text
        for segment in segments:
            lanes = [layer.lane for layer in segment.layers if layer.lane >= 0]
            assert len(lanes) == len(set(lanes))
    opened = [number for one in made for passage in one.passages for number in passage.opens]
    assert len(opened) == len(set(opened))
