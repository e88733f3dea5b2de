"""The type of a marked pair: read as published, answered by the event that joins the two, scored as counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.gold import GoldError, Run
from bench.relations import best_event, class_of, measure, read_pairs

HEAD = "sentence\tmarked_sentence\tgold_root\n"


def written(folder: Path, *rows: tuple[str, str]) -> Path:
    path = folder / "pairs.tsv"
    lines = [f"x\t{sentence}\t{root}\n" for sentence, root in rows]
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


def test_a_pair_is_read_with_the_places_of_its_marks(tmp_path: Path) -> None:
    path = written(tmp_path, ("<s>Peru</s> scolded <t>Chile</t>.", "ACCUSE"), ('"<t>Oru</t> is ""calm""."', "YIELD"))
    first, second = read_pairs(path)
    assert (first.text, first.source, first.target) == ("Peru scolded Chile.", (0, 4), (13, 18))
    assert (second.text, second.source, second.target) == ('Oru is "calm".', None, (0, 3))
    assert (second.root, second.where) == ("YIELD", "pairs.tsv:3")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\tb\n", r"pairs\.tsv:1: no column marked_sentence"),
        (HEAD + "x\t<s>Peru</s> spoke.\n", r"pairs\.tsv:2: 2 cells"),
        (HEAD + "x\t<s>Peru</s> spoke.\tSPEAK\n", r"pairs\.tsv:2: class 'SPEAK'; expected one of AGREE"),
        (HEAD + "x\tPeru spoke.\tAGREE\n", r"pairs\.tsv:2: expected <s>"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "pairs.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_pairs(tmp_path / "pairs.tsv")


def event(kind: str, mode: str | None = None, word: str = "", quote: str = "", **others: object) -> dict[str, object]:
    return {
        "event_type": kind,
        "mode": mode,
        "trigger": {"text": word},
        "factuality": "asserted",
        "evidence": {"quote": quote},
        **others,
    }


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (event("ACCUSE"), "ACCUSE"),
        (event("CONCEDE", "x-ease", "lifted"), "YIELD"),
        (event("CONCEDE", "x-ease", "Agreed"), "AGREE"),
        (event("CONCEDE", None, "release", factuality="planned"), "AGREE"),
        (event("RETREAT", "withdraw", "withdrew", "Fiji withdrew its troops."), "YIELD"),
        (event("RETREAT", "withdraw", "withdrew", "Fiji withdrew its peacekeepers."), "SANCTION"),
        (event("SANCTION", "convict"), "ACCUSE"),
        (event("SANCTION", "expel"), "SANCTION"),
        (event("SANCTION", "discontinue", "suspended", "Fiji suspended its sanctions talks."), "SANCTION"),
        (event("SANCTION", "discontinue", "imposed", "Fiji imposed a tariff on Peru."), "SANCTION"),
        (event("THREATEN", "arrest"), "COERCE"),
        (event("THREATEN", "violence"), "THREATEN"),
        (event("COERCE", "cyber"), "ASSAULT"),
        (event("COERCE", "restrict", "closed", "Fiji closed a bar."), "COERCE"),
        (event("COERCE", "restrict", "imposed", "Fiji imposed a blockade on Oru."), "ASSAULT"),
        (event("AGREE", "x-accord", "reached"), "SUPPORT"),
        (event("AGREE", "x-accord", "agreed"), "AGREE"),
    ],
)
def test_an_event_is_given_the_class_of_the_corpus(one: dict[str, object], expected: str) -> None:
    assert class_of(one) == expected


def test_the_event_that_joins_the_pair_answers() -> None:
    def of(actor: tuple[int, int], recipient: tuple[int, int]) -> dict[str, object]:
        spans = [{"start": start, "end": end} for start, end in (actor, recipient)]
        return {"actors": spans[:1], "recipients": spans[1:], "places": []}

    events = [of((30, 35), (10, 14)), of((0, 4), (10, 14)), of((0, 4), (40, 44))]
    assert best_event(events, (1, 3), (10, 14)) is events[1]
    assert best_event(events, None, (41, 42)) is events[2]
    assert best_event([], (0, 4), (10, 14)) is None


def test_pairs_are_scored_from_the_file(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ("<s>Rebels</s> attacked <t>Chadian soldiers</t>.", "ASSAULT"),
        ("<s>A court</s> convicted <t>nine rebels</t>.", "ACCUSE"),
        ("<s>Peru</s> is a neighbour of <t>Chile</t>.", "AID"),
    )
    scored = measure(path, Run(processes=1))
    assert scored.figures["accuracy"] == pytest.approx(2 / 3)
    assert scored.figures["macro_f1"] == pytest.approx((1 + 1 + 0) / 3)
    assert scored.figures["macro_f1_as_coded"] == pytest.approx((1 + 0 + 0 + 0) / 4)  # SANCTION was given, ACCUSE not
    assert scored.figures["quad_accuracy"] == pytest.approx(2 / 3)
    assert [one.cause for one in scored.wrong] == ["AID read as no event"]


def test_a_file_without_pairs_has_nothing_to_score(tmp_path: Path) -> None:
    assert measure(written(tmp_path), Run(processes=1)).n == 0
