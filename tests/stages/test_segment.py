"""Where sentences begin and end, and how a dateline is cut off."""

from __future__ import annotations

from itertools import pairwise

import pytest

from harmattan.model.annotations import TEXT
from harmattan.model.layers import Layers
from harmattan.stages.segment import MAX_SENTENCE, SEGMENTS, SegmentStage, paragraphs
from harmattan.stages.spacy_models import load_sentence_model


def segments(text: str) -> list[str]:
    """Return the texts of the segments of a document."""
    layers = Layers().including({TEXT: text})
    found = SegmentStage(load_sentence_model("en")).run(layers)[SEGMENTS]
    return [text[start:end] for start, end, _ in found]


SENTENCES_OF = [
    ("He left the town.Police came in 2013.Two fled.", ["He left the town.", "Police came in 2013.", "Two fled."]),
    ("The shop sells to the U.S.Navy.", ["The shop sells to the U.S.Navy."]),
    ("Bishop St.John met Lt.Gen Ouko.", ["Bishop St.John met Lt.Gen Ouko."]),
    ("Rebels left. Soldiers came.", ["Rebels left.", "Soldiers came."]),
    (
        "They held him in June.  He was freed   on Monday.  It rained.",
        ["They held him in June.", "He was freed   on Monday.", "It rained."],
    ),
    ("Dr. Amina Otieno spoke in Kisumu on Monday.", ["Dr. Amina Otieno spoke in Kisumu on Monday."]),
    ("Lt. Gen. Omar Haidar met U.S. envoys in Erbil.", ["Lt. Gen. Omar Haidar met U.S. envoys in Erbil."]),
    ("Army takes port\nSoldiers took the port of Sidra.", ["Army takes port", "Soldiers took the port of Sidra."]),
    ("First part.\n\nSecond part.", ["First part.", "Second part."]),
    ("Losses reached 3.5 million shillings.", ["Losses reached 3.5 million shillings."]),
    ("  Rebels left.  \n", ["Rebels left."]),
    ("Rebels left.\r\nSoldiers came.", ["Rebels left.", "Soldiers came."]),
]

DATELINES = [
    ("NAIROBI, May 3 (Wire) - Police shot a man.", ["NAIROBI, May 3 (Wire) -", "Police shot a man."]),
    ("Quito, Ecuador — Prison guards went on strike.", ["Quito, Ecuador —", "Prison guards went on strike."]),
    ("BAGHDAD -- A bomb exploded near a bridge.", ["BAGHDAD --", "A bomb exploded near a bridge."]),
    ("PORT-AU-PRINCE, Haiti – Gangs burned a court.", ["PORT-AU-PRINCE, Haiti –", "Gangs burned a court."]),
    (
        "Gangs burn court\nPORT-AU-PRINCE, Haiti - Gangs burned a court.",
        ["Gangs burn court", "PORT-AU-PRINCE, Haiti -", "Gangs burned a court."],
    ),
]

NO_DATELINES = [
    "The ex-minister left Lima on Monday.",
    "The minister - a former general - left Lima on Monday.",
    "Rebels from the north-east shelled a well-known market.",
    "He said it plainly — the army would not leave.",
    "Lima-based unions called a strike.",
    "Twenty-five miners were freed.",
    "Nairobi's police shot a man - and then fled.",
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES_OF)
def test_a_text_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    assert segments(text) == expected


@pytest.mark.parametrize(("text", "expected"), DATELINES)
def test_a_dateline_stands_alone(text: str, expected: list[str]) -> None:
    assert segments(text) == expected


@pytest.mark.parametrize("text", NO_DATELINES)
def test_a_dash_inside_a_sentence_makes_no_dateline(text: str) -> None:
    assert segments(text) == [text]


def test_a_dateline_is_looked_for_at_the_head_of_a_text_only() -> None:
    text = "One.\nTwo.\nThree.\nFour.\nBAGHDAD - A bomb exploded."
    assert "BAGHDAD -" not in segments(text)


def test_a_dateline_may_be_indented() -> None:
    assert segments("   LIMA, 3 May 1990 (Agency) -- Police shot a man.")[0] == "LIMA, 3 May 1990 (Agency) --"


def test_segments_do_not_overlap_and_carry_no_white_space() -> None:
    text = " NAIROBI - Police shot a man.  A second man fled.\n\n Two others\twere held. \n"
    layers = Layers().including({TEXT: text})
    found = SegmentStage(load_sentence_model("en")).run(layers)[SEGMENTS]
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert all(text[start:end] == text[start:end].strip() for start, end, _ in found)
    assert [number for _, _, number in found] == sorted(number for _, _, number in found)


def test_a_stretch_without_an_end_is_cut_at_white_space() -> None:
    text = "gravel " * 1000
    found = segments(text)
    assert all(len(one) <= MAX_SENTENCE for one in found)
    assert " ".join(found).split() == text.split()


def test_a_word_longer_than_any_sentence_is_cut_without_loss() -> None:
    text = "x" * (2 * MAX_SENTENCE + 10)
    assert "".join(segments(text)) == text


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "\n".join(
        [
            "Fishermen from three villages on the lake shore said on Monday that",
            "armed men in two boats had taken their nets and their engines, and",
            "that the coast guard had not answered their calls for several hours",
            "while the thieves rowed towards the reeds on the other shore of the",
            "lake.",
        ]
    )
    assert len(list(paragraphs(text))) == 1


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    text = (
        "Rebels from the hills killed six nurses near the town and wounded the\n"
        "trader Amadou Bello, who was on his way to the market of Gao when the\n"
        "shots fell near the bridge. Soldiers came an hour later and they found\n"
        "trader Issa Kone, who had hidden behind the wall of a school until the\n"
        "evening."
    )
    assert [len(one.split()) for one in segments(text)] == [33, 23]


def test_short_lines_are_paragraphs_of_their_own() -> None:
    assert len(list(paragraphs("Ferry sinks\nBy our reporter\nA ferry sank.\nNobody was hurt."))) == 4


def test_a_blank_text_has_no_paragraphs() -> None:
    assert list(paragraphs(" \n\n \t\n")) == []
