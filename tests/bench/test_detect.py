"""Sentences on police action: read as published, repaired, scored as counted by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from bench.detect import Answer, Labelled, _counts, _figures, classes_of, measure, read_articles, recall_at, repaired
from bench.gold import GoldError, MissingGoldError, Run

Rows = Iterable[tuple[int, str, list[str]]]


def written(path: Path, rows: Rows) -> Path:
    """Write sentences of documents as published."""
    lines = (
        json.dumps({"doc_id": document, "sent_id": number, "sent_labels": labels, "sent_text": text})
        for number, (document, text, labels) in enumerate(rows)
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_sentences_of_a_document_are_joined_in_order(tmp_path: Path) -> None:
    rows = [(1, "oru: one fell.", []), (1, "two rose.", ["FORCE", "ANY_ACTION"]), (2, "rain.", ["FAIL"])]
    written(tmp_path / "sents.jsonl", rows)
    first, second = read_articles(tmp_path)
    assert first.text == "oru: one fell. two rose."
    assert [first.text[slice(*one.span)] for one in first.sentences] == ["oru: one fell.", "two rose."]
    assert [one.classes for one in first.sentences] == [frozenset(), frozenset({"FORCE"})]
    assert (second.text, second.sentences[0].where) == ("rain.", "sents.jsonl:3")


@pytest.mark.parametrize(
    ("garbled", "text"),
    [
        ("the mayorâ€™s goat", "the mayor’s goat"),
        ("â€œnoâ€\ufffd, he said", "“no”, he said"),
        ("â€˜â€˜noâ€™â€™", "‘‘no’’"),
        ("he left.â€", "he left.”"),
        ("twoÂ goats", "two goats"),
        ("CafÃ© Ouaga", "Café Ouaga"),
        ("l’Âge d’or", "l’Âge d’or"),
        ("plain - text", "plain - text"),
        ("Ségou, pâté", "Ségou, pâté"),
    ],
)
def test_text_read_in_the_wrong_code_page_is_put_right(garbled: str, text: str) -> None:
    assert repaired(garbled) == text


@pytest.mark.parametrize(
    "line",
    ['{"doc_id": 1, "sent_te', '{"doc_id": 1}', "[]", '{"doc_id": 1, "sent_text": "x", "sent_labels": ["SHOUT"]}'],
)
def test_a_line_that_is_no_labelled_sentence_is_named(tmp_path: Path, line: str) -> None:
    path = written(tmp_path / "sents.jsonl", [(1, "rain.", [])])
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")
    with pytest.raises(GoldError, match=r"sents\.jsonl:2: .*expected"):
        read_articles(path)


def test_a_folder_without_sentences_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingGoldError, match=r"no sents\.jsonl"):
        read_articles(tmp_path)


def event(kind: str, mode: str | None, *sectors: str | None, **others: object) -> dict[str, object]:
    return {
        "event_type": kind,
        "mode": mode,
        "factuality": "asserted",
        "stage": "accomplished",
        "actors": [{"sector": one} for one in sectors],
        "recipients": [],
        "counts": [],
        "trigger": {"text": "fired"},
        **others,
    }


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (event("COERCE", "arrest", "COP"), {"ARREST"}),
        (event("COERCE", "arrest"), {"ARREST"}),
        (event("COERCE", "arrest", None), {"ARREST"}),
        (event("COERCE", "arrest", "REB"), set()),
        (event("COERCE", "curfew", "COP"), set()),
        (event("ACCUSE", "allege", "COP", trigger={"text": "booked"}), {"ARREST"}),
        (event("ACCUSE", "allege", "COP", trigger={"text": "charged"}), set()),
        (event("ASSAULT", "firearms", "COP"), {"FORCE"}),
        (event("ASSAULT", "firearms", "CVL"), set()),
        (event("ASSAULT", "firearms"), set()),
        (event("ASSAULT", "crowd-control"), {"FORCE"}),
        (event("ASSAULT", None, "COP", counts=[{"what": "killed"}]), {"FORCE", "KILL"}),
        (event("ASSAULT", None, "COP", counts=[{"what": "injured"}]), {"FORCE"}),
        (event("ASSAULT", None, "COP", trigger={"text": "killed"}), {"FORCE", "KILL"}),
        (event("ASSAULT", "firearms", recipients=[{"sector": "REB"}]), {"FORCE"}),
        (event("ASSAULT", "firearms", recipients=[{"sector": "REB"}, {"sector": "CVL"}]), set()),
        (event("ASSAULT", "firearms", "REB", recipients=[{"sector": "REB"}]), set()),
        (event("ASSAULT", None, "COP", factuality="denied"), set()),
        (event("ASSAULT", None, "COP", stage="foiled"), set()),
    ],
)
def test_an_event_puts_its_sentence_in_classes(one: dict[str, object], expected: set[str]) -> None:
    assert classes_of(one) == expected


def test_figures_are_those_counted_by_hand() -> None:
    def row(classes: set[str], given: set[str]) -> Answer:
        return Answer(Labelled("x", (0, 1), frozenset(classes)), "", dict.fromkeys(given, 0.5), ())

    figures = _figures(_counts([row({"KILL", "FORCE"}, {"FORCE"}), row({"FORCE"}, {"FORCE"}), row(set(), {"FORCE"})]))
    assert figures["force_f1"] == pytest.approx(2 * 2 / (3 + 2))
    assert figures["force_precision"] == pytest.approx(2 / 3)
    assert figures["force_recall"] == 1
    assert (figures["kill_f1"], figures["arrest_f1"]) == (0, 0)


@pytest.mark.parametrize(
    ("rows", "recall"),
    [
        ([(0.9, True), (0.8, True), (0.7, False), (0.0, True), (0.0, True)], 0.5),
        ([(0.9, False), (0.8, True), (0.0, True)], 0),
        ([(0.9, True), (0.9, False)], 0),  # one threshold cannot part them
        ([(0.8, True)] * 9 + [(0.7, False), (0.0, False)], 1),
        ([], 0),
    ],
)
def test_recall_at_a_precision_stops_where_too_many_are_wrong(rows: list[tuple[float, bool]], recall: float) -> None:
    assert recall_at(0.9, rows) == recall


def test_articles_are_scored_from_the_file(tmp_path: Path) -> None:
    rows = [
        (1, "Police shot dead two rioters in Vadodara.", ["KILL", "FORCE", "ANY_ACTION"]),
        (1, "They arrested nine men.", ["ARREST", "ANY_ACTION"]),
        (2, "The mayor opened a school.", []),
        (2, "Gunmen killed a shepherd.", ["ARREST"]),
    ]
    scored = measure(written(tmp_path / "sents.jsonl", rows), Run(processes=1))
    assert (scored.figures["kill_f1"], scored.figures["force_f1"]) == (1, 1)
    assert scored.figures["arrest_f1"] == pytest.approx(2 / 3)
    assert (scored.n, scored.documents) == (4, 2)
    assert [(one.cause, one.where) for one in scored.wrong] == [("ARREST missed, event does not pass", "sents.jsonl:4")]


def test_an_empty_file_has_nothing_to_score(tmp_path: Path) -> None:
    assert measure(written(tmp_path / "sents.jsonl", []), Run(processes=1)).n == 0
