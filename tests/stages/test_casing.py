"""Text in capitals is read as other text; what is not in capitals stays as it is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from harmattan import Coder
from harmattan.assembly import stage_table
from harmattan.errors import PackError
from harmattan.model.annotations import DOCUMENT, TEXT
from harmattan.model.document import Document
from harmattan.model.layers import Layers
from harmattan.protocols import Stage
from harmattan.reference.casing import CaseWords, read_capitals
from harmattan.reference.packs import open_pack
from harmattan.stages.casing import shouted
from tests.stages.told import PUBLISHED, events_of, told


@cache
def _stage() -> Stage:
    return next(one for one in stage_table("en") if one.name == "casing")


def read(text: str) -> str:
    """Return a text as the other stages read it."""
    text_read: str = _stage().run(Layers().including({DOCUMENT: Document(text, "en")}))[TEXT]
    return text_read


RECASED = [
    # sentences begin with a capital, names of states, towns, groups and people have theirs
    ("REBELS BURNED A BRIDGE IN PERU. POLICE CAME.", "Rebels burned a bridge in Peru. Police came."),
    ("THE MAYOR OF OUAGADOUGOU FLED TO LIMA.", "The mayor of Ouagadougou fled to Lima."),
    ("GUNMEN OF THE SHINING PATH SHOT TWO NURSES.", "Gunmen of the Shining Path shot two nurses."),
    ("TROOPS KILLED AMADU KOLLE NEAR TAMBARA.", "Troops killed Amadu Kolle near Tambara."),
    # titles before a name, and names that are other words too
    ("THEY MET PRESIDENT BUSH, THEN A BUSH FARMER.", "They met President Bush, then a bush farmer."),
    ("HECTOR OSUMA SAW THE PRESIDENT THERE.", "Hector Osuma saw the president there."),
    ("COL. YARO SAID IT IS OVER.", "Col. Yaro said it is over."),
    # acronyms: known, in brackets, without a vowel; "us" and "who" are words
    ("NATO TOLD US WHO IT WAS IN THE GDKP.", "NATO told us who it was in the GDKP."),
    ("THE FRONT FOR LAND AND BREAD [FOLAB] LEFT.", "The Front for Land and Bread [FOLAB] left."),
    ("THE FOLAB (FOLAB) AND A FOLAB CAMP BURNED.", "The FOLAB (FOLAB) and a FOLAB camp burned."),
    # figures, initials, joined words
    ("ON THE 6TH HE HAD AN AK-47 AND DIDN'T FIRE.", "On the 6th he had an AK-47 and didn't fire."),
    ("A. B. KOLLE OF U.S. ORIGIN WAS HURT.", "A. B. Kolle of U.S. origin was hurt."),
    ("ON 3 MAY THEY MAY MARCH TO TOWN.", "On 3 May they may march to town."),
    ("SHE MET O'HARROW AND MCTAGGEN TODAY.", "She met O'Harrow and McTaggen today."),
    # names of Romance languages
    ("RAIDERS FLED FROM EL TUMAL TO SAN OBISPE.", "Raiders fled from El Tumal to San Obispe."),
    ("JUAN DE LA TOBARA WAS SEIZED AT HOME.", "Juan de la Tobara was seized at home."),
    # a dateline
    ("TUMAL, 4 MAY 90 (RADIO SIX) -- [TEXT] RAIDERS CAME.", "Tumal, 4 May 90 (Radio Six) -- [text] Raiders came."),
    ("RAIDERS CAME -- AND LEFT -- IN TWO TRUCKS.", "Raiders came -- and left -- in two trucks."),
    # quotes
    ('HE SAID: "WE LOST." THE "TUMAL" FARM WAS LOST.', 'He said: "We lost." The "Tumal" farm was lost.'),
]


@pytest.mark.parametrize(("text", "wanted"), RECASED)
def test_capitals_are_read_in_the_case_of_news(text: str, wanted: str) -> None:
    assert read(text) == wanted


LEFT = [
    "Rebels attacked a NATO base in Mali.",
    "UN",
    "BAMAKO - Police shot a man.",
    "NATO, ECOWAS",
    "The AU and the UN met the SADC in DR Congo.",
    "A man from the ABC DEF group fled.",
]


@pytest.mark.parametrize("text", LEFT)
def test_other_text_is_read_as_it_is(text: str) -> None:
    assert read(text) == text


def test_a_headline_takes_the_case_that_the_article_has() -> None:
    text = (
        "GUNMEN ATTACK MARKET IN BADGER FALLS\n\nThe shots rang out when Badger Falls was full, and iPad stalls burned."
    )
    assert read(text).startswith("Gunmen attack market in Badger Falls\n")


def test_lines_in_capitals_are_found_with_their_short_ends() -> None:
    text = "  THE REBELS LEFT THE OLD\nTOWN.\n\nThey left it on Monday."
    assert [text[start:end] for start, end in shouted(text)] == ["  THE REBELS LEFT THE OLD\nTOWN."]


@pytest.mark.parametrize("text", ["İSTANBUL’DA ÜÇ KİŞİ ÖLDÜ, DEDİ POLİS", "STRASSE ŒUVRE ǅEZVA ΌΣΟΣ ΊΔΙΟΣ ΛΌΓΟΣ"])
def test_each_letter_stays_one_letter(text: str) -> None:
    assert len(read(text)) == len(text)


def test_events_of_capitals_are_those_of_small_letters_and_quote_the_text(coder: Coder) -> None:
    text = "Rebels of the Shining Path killed three teachers in Lima, Peru, on Monday. The army denied it."
    loud = text.upper()
    assert told(coder, loud) == [
        one if one.startswith("REJECT") else one.split(" ")[0] + " " + one.split(" ")[1].upper()
        for one in told(coder, text)
    ]
    plain, event = events_of(coder, text)[0], events_of(coder, loud)[0]
    assert (event.event_type, event.date, event.places[0].place) == (
        plain.event_type,
        plain.date,
        plain.places[0].place,
    )
    assert event.evidence.quote == loud[event.evidence.start : event.evidence.end]
    spans = [event.trigger, event.date_span, event.places[0].span, event.counts[0].span, event.actors[0].span]
    assert all(span is not None and span.text == loud[span.start : span.end] for span in spans)
    assert event.document.published == PUBLISHED


COMMON = [("walk", True), ("walked", True), ("stopped", True), ("carries", True), ("rewalk", True), ("walk's", True)]
NOT_COMMON = [("lima", False), ("walkov", False), ("rews", False), ("carriest", False)]


@pytest.mark.parametrize(("word", "wanted"), COMMON + NOT_COMMON)
def test_forms_of_common_words_are_common(word: str, wanted: bool) -> None:
    words = CaseWords({"lima": "Lima"}, frozenset(), frozenset({"walk", "stop", "carry"}))
    assert words.is_common(word) is wanted


def test_a_row_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(
        'name="xx"\nkind="language"\nversion="1"\nsource="own"\nlicence="CC0-1.0"\n', encoding="utf-8"
    )
    (tmp_path / "capital_words.csv").write_text("word,when,source\nLima,sometimes,hand\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"capital_words.csv:2: unknown when 'sometimes'; expected one of always"):
        read_capitals(open_pack(tmp_path))
