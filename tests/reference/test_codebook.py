"""The shipped codebook is complete, and a codebook with a hole is refused."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from harmattan.errors import PackError
from harmattan.reference.codebook import (
    MIN_EXAMPLES,
    MIN_NEAR_MISSES,
    QUADS,
    Codebook,
    codebook_problems,
    load_codebook,
)
from harmattan.reference.packs import data_dir, open_pack

SHIPPED = data_dir() / "codebooks" / "plover"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "plover"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_codebook_has_what_plover_has() -> None:
    codebook = load_codebook()
    own = [mode for mode in codebook.modes if mode.is_extension]
    assert (len(codebook.event_types), len(codebook.contexts)) == (16, 37)
    assert (len(codebook.sectors), len(codebook.international)) == (25, 7)
    assert len(codebook.modes) - len(own) == 67


def test_own_modes_stand_where_plover_has_none() -> None:
    codebook = load_codebook()
    own = {mode.event_type for mode in codebook.modes if mode.is_extension}
    others = {mode.event_type for mode in codebook.modes if not mode.is_extension}
    assert own == {"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"}
    assert own | others == {one.name for one in codebook.event_types}
    assert not own & others


def test_the_shipped_codebook_is_read_once() -> None:
    assert load_codebook() is load_codebook()


def test_a_codebook_cannot_be_changed_and_travels_between_processes() -> None:
    codebook = load_codebook()
    with pytest.raises(FrozenInstanceError):
        codebook.event_types = ()  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(codebook)) == codebook


@pytest.mark.parametrize(
    ("event_type", "quad", "score"),
    [
        ("AGREE", "verbal-cooperation", 2.5),
        ("AID", "material-cooperation", 10),
        ("ACCUSE", "verbal-conflict", -3),
        ("SANCTION", "material-conflict", -6),
    ],
)
def test_a_type_has_quadrant_and_score(event_type: str, quad: str, score: float) -> None:
    codebook = load_codebook()
    assert (codebook.quad(event_type), codebook.score(event_type)) == (quad, score)


@pytest.mark.parametrize("quad", QUADS)
def test_scores_have_the_sign_of_their_quadrant(quad: str) -> None:
    """REQUEST assist (0.5) and CONSULT third-party are PLOVER's own; all others follow the quadrant."""
    codebook = load_codebook()
    scores = [
        codebook.score(mode.event_type, mode.name)
        for mode in codebook.modes
        if codebook.quad(mode.event_type) == quad and mode.event_type != "REQUEST"
    ]
    assert scores
    assert all((score > 0) == quad.endswith("cooperation") for score in scores)


@pytest.mark.parametrize(
    ("event_type", "mode", "score"),
    [
        ("CONSULT", "phone", 1.5),
        ("ASSAULT", "unconventional", -10),
        ("PROTEST", "vandalize", -5),
        ("AID", "x-military", 10),
    ],
)
def test_a_mode_without_a_score_has_that_of_its_type(event_type: str, mode: str, score: float) -> None:
    assert load_codebook().score(event_type, mode) == score


@pytest.mark.parametrize(
    ("event_type", "mode"),
    [
        ("CONSULT", "visit"),
        ("COERCE", "martial-law"),
        ("SANCTION", "expel"),
        ("THREATEN", "expel"),
        ("AGREE", "x-pledge"),
        ("COOPERATE", "x-training"),
        ("AID", "x-training"),
    ],
)
def test_a_mode_of_its_type_is_found(event_type: str, mode: str) -> None:
    found = load_codebook().check_mode(event_type, mode)
    assert (found.event_type, found.name) == (event_type, mode)
    assert found in load_codebook().modes_of(event_type)


@pytest.mark.parametrize(
    ("event_type", "mode", "message"),
    [
        ("AGREE", "visit", "unknown mode of AGREE 'visit'; expected one of x-accord"),
        ("CONSULT", "x-visit", "unknown mode of CONSULT 'x-visit'"),
        ("ASSAULT", "massacre", "unknown mode of ASSAULT 'massacre'"),
        ("FIGHT", "firearms", "unknown event type 'FIGHT'; expected one of AGREE, CONSULT"),
        ("assault", "firearms", "unknown event type 'assault'"),
        ("ASSAULT", "", "unknown mode of ASSAULT ''"),
        ("COOPERATE", "x-military", "unknown mode of COOPERATE 'x-military'"),
    ],
)
def test_a_mode_of_another_type_is_refused(event_type: str, mode: str, message: str) -> None:
    with pytest.raises(PackError, match=message):
        load_codebook().check_mode(event_type, mode)


def test_an_unknown_type_or_context_is_refused() -> None:
    codebook = load_codebook()
    assert codebook.context("military").definition
    for look_up in (codebook.event_type, codebook.modes_of, codebook.quad, codebook.score, codebook.context):
        with pytest.raises(PackError, match=r"unknown .* 'CRIME'; expected one of"):
            look_up("CRIME")


def own_examples(codebook: Codebook, event_type: str, *, is_near_miss: bool) -> list[str]:
    return [one.text for one in codebook.examples if one.event_type == event_type and one.is_near_miss == is_near_miss]


@pytest.mark.parametrize("event_type", [one.name for one in load_codebook().event_types])
def test_every_type_has_examples_and_near_misses(event_type: str) -> None:
    assert len(own_examples(load_codebook(), event_type, is_near_miss=False)) >= MIN_EXAMPLES
    assert len(own_examples(load_codebook(), event_type, is_near_miss=True)) >= MIN_NEAR_MISSES


def test_a_sentence_that_is_a_near_miss_of_one_type_is_no_example_of_it() -> None:
    codebook = load_codebook()
    examples = {(one.text, one.event_type) for one in codebook.examples if not one.is_near_miss}
    assert not examples & {(one.text, one.event_type) for one in codebook.examples if one.is_near_miss}


def test_a_sentence_told_for_two_types_has_one_true_type() -> None:
    true_types: dict[str, set[str | None]] = {}
    for one in load_codebook().examples:
        true_types.setdefault(one.text, set()).add(one.instead if one.is_near_miss else one.event_type)
    assert [text for text, types in true_types.items() if len(types) > 1] == []


def test_the_shipped_codebook_has_no_problem() -> None:
    assert codebook_problems(open_pack(SHIPPED)) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("modes.csv", "CONSULT,visit", "MEET,visit", "unknown event type 'MEET'; expected one of ACCUSE, AGREE"),
        ("modes.csv", "CONSULT,phone", "CONSULT,visit", "'CONSULT visit' stands already in line"),
        ("modes.csv", "CONSULT,phone,1.5", "CONSULT,phone,11", "score '11' is no number from -10 to 10"),
        ("modes.csv", "CONSULT,phone,1.5", "CONSULT,phone,high", "score 'high' is no number"),
        ("modes.csv", "AGREE,x-meet,", "AGREE,meet,", "is_extension is yes exactly for modes that start with 'x-'"),
        ("modes.csv", 'other remote means",no', 'other remote means",maybe', "is_extension is yes or no, not 'maybe'"),
        ("modes.csv", '"grants a pardon, an amnesty or a lighter sentence"', "", "definition may not be empty"),
        ("event_types.csv", "AGREE,verbal-cooperation", "AGREE,verbal", "unknown quad 'verbal'"),
        ("event_types.csv", "is_recipient_required", "recipient", "header is event_type, quad"),
        ("event_types.csv", "CONCEDE,verbal", "\nAGREE,verbal", "'AGREE' stands already"),
        ("contexts.csv", "lgbt,", "gender,", "'gender' stands already"),
        ("sectors.csv", "AGR,farming", "AGR", "2 cells, expected 3"),
        ("examples.csv", "AGREE,x-invite", "AGREE,x-summon", "AGREE has no mode 'x-summon'"),
        ("examples.csv", ",yes,AID,", ",yes,HELP,", "unknown event type 'HELP' under instead"),
        ("examples.csv", ",yes,AID,", ",no,AID,", "instead is for near misses"),
        ("examples.csv", "AGREE,,yes,AID", "AGREE,,yes,AGREE", "a near miss of AGREE cannot be AGREE instead"),
        ("examples.csv", "CONSULT,phone,no", "CONSULT,,no", "mode CONSULT phone has no example"),
    ],
)
def test_a_hole_in_a_codebook_is_refused(folder: Path, file: str, old: str, new: str, message: str) -> None:
    change(folder / file, old, new)
    problems = [str(problem) for problem in codebook_problems(open_pack(folder))]
    assert any(message in problem and str(folder) in problem for problem in problems), problems
    with pytest.raises(PackError, match=str(folder)):
        load_codebook(open_pack(folder))


def test_a_type_without_enough_examples_is_refused(folder: Path) -> None:
    file = folder / "examples.csv"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if ",PROTEST," not in line]
    file.write_text("\n".join(kept), encoding="utf-8")
    problems = [str(problem) for problem in codebook_problems(open_pack(folder))]
    assert any("PROTEST has 0 examples in examples.csv; it needs 4" in problem for problem in problems)
    assert any("PROTEST has 0 near misses in examples.csv; it needs 2" in problem for problem in problems)


def test_all_problems_are_listed_in_the_order_of_tables_and_lines(folder: Path) -> None:
    change(folder / "sectors.csv", "AGR,farming", "AGR")
    change(folder / "event_types.csv", "AGREE,verbal-cooperation", "AGREE,verbal")
    change(folder / "event_types.csv", "AID,material-cooperation,10", "AID,material-cooperation,ten")
    found = [(problem.path.name, problem.line) for problem in codebook_problems(open_pack(folder))]
    assert found == [("event_types.csv", 2), ("event_types.csv", 7), ("sectors.csv", 2)]


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "international.csv").unlink()
    with pytest.raises(PackError, match=r"international\.csv: the table is missing; expected columns code, name"):
        load_codebook(open_pack(folder))
