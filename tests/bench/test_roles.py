"""Source and target spans: the file is read as published, spans are compared as counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.gold import GoldError, Run
from bench.roles import Answer, Marked, _counts, _figures, answer, as_printed, measure, read_marked, spans_of


def written(folder: Path, *sentences: str) -> Path:
    """Write sentences of "word/TAG word/TAG" as a BIO file."""
    blocks = ("".join(f"{' '.join(token.rsplit('/', 1))}\n" for token in one.split()) for one in sentences)
    path = folder / "bio.txt"
    path.write_text("\n".join(blocks), encoding="utf-8")
    return path


def test_spans_are_read_with_their_roles_and_places_in_the_text(tmp_path: Path) -> None:
    path = written(tmp_path, "The/B-S mayor/I-S thanked/O Ada/B-T ,/O Bio/B-T ./O", "Rain/O fell/O ./O")
    first, second = read_marked(path)
    assert first.text == "The mayor thanked Ada, Bio."
    assert {role: [first.text[a:b] for a, b in spans] for role, spans in first.gold.items()} == {
        "S": ["The mayor"],
        "T": ["Ada", "Bio"],
    }
    assert (second.text, second.gold, second.where) == ("Rain fell.", {}, "bio.txt:9")


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("The miller 's goat", "The miller's goat"),
        ("the miller ’ s goat", "the miller’s goat"),
        ("pro - government crowds", "pro-government crowds"),
        ("a quorum -LRB- 12 -RRB- , then", "a quorum (12), then"),
        ("$ 2 . 5 million", "$2.5 million"),
        ('said " no " twice', 'said "no" twice'),
        ("did n't go", "didn't go"),
    ],
)
def test_tokens_are_joined_as_printed(words: str, printed: str) -> None:
    text, places = as_printed(words.split())
    assert text == printed
    assert len(places) == len(words.split())


@pytest.mark.parametrize("line", ["mayor X-S", "mayor", "mayor B-Q", " B-S"])
def test_a_line_that_is_no_token_with_a_tag_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(f"The O\n{line}\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"bad.txt:2: .*expected a token"):
        read_marked(path)


def test_a_folder_without_bio_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no \.txt file"):
        read_marked(tmp_path)


def test_figures_are_those_counted_by_hand() -> None:
    sentence = Marked("x:1", "", {"S": ((0, 9),), "T": ((20, 25), (30, 35))})
    one = Answer(sentence, {"S": ((0, 9), (12, 15)), "T": ((18, 26),)}, ("x",))
    missed = Answer(Marked("x:2", "", {"S": ((0, 4),)}), {}, ())
    figures = _figures({name: _counts(one)[name] + _counts(missed).get(name, 0) for name in _counts(one)})
    assert figures["source_overlap_f1"] == pytest.approx(1 / 2)  # one of two given, one of two wanted
    assert figures["source_exact_f1"] == pytest.approx(1 / 2)
    assert figures["target_overlap_f1"] == pytest.approx(2 / 3)  # precision 1, recall 1/2
    assert figures["target_exact_f1"] == 0
    assert figures["overlap_f1"] == pytest.approx(2 * (2 / 3) * (1 / 2) / (2 / 3 + 1 / 2))
    assert figures["exact_f1"] == pytest.approx(2 / (3 + 4))


TEXT = "Ada and Bio met Cleo in Oru."
ADA, BIO, CLEO, ORU = (
    {"start": at, "end": at + size, "antecedent": None} for at, size in ((0, 3), (8, 3), (16, 4), (24, 3))
)


@pytest.mark.parametrize(
    ("event_type", "mode", "actors", "recipients", "expected"),
    [
        ("ACCUSE", None, [ADA], [CLEO], {"S": ((0, 3),), "T": ((16, 20),)}),
        ("ACCUSE", None, [ADA], [], {"S": ((0, 3),), "T": ((24, 27),)}),
        ("CONSULT", None, [BIO, CLEO], [], {"R": ((8, 11), (16, 20))}),
        ("CONSULT", "phone", [BIO, CLEO], [], {"S": ((8, 11),), "T": ((16, 20),)}),
        ("SUPPORT", "x-sign", [ADA, BIO], [], {"R": ((0, 3), (8, 11))}),
        ("REQUEST", None, [ADA, BIO], [CLEO], {"S": ((0, 3), (8, 11)), "T": ((16, 20),)}),
    ],
)
def test_participants_become_the_roles_of_the_corpus(
    event_type: str, mode: str | None, actors: list[object], recipients: list[object], expected: object
) -> None:
    event = {
        "event_type": event_type,
        "mode": mode,
        "actors": actors,
        "recipients": recipients,
        "places": [{**ORU, "role": "at"}],
    }
    assert spans_of(event, TEXT) == expected


def test_spans_are_whole_noun_phrases() -> None:
    text = "The Chadian prime minister rejected the opposition's latest demand on Friday."
    one = answer(Marked("x:1", text, {}))
    assert {role: [text[a:b] for a, b in spans] for role, spans in one.given.items()} == {
        "S": ["The Chadian prime minister"],
        "T": ["the opposition's latest demand"],
    }


def test_a_sentence_is_scored_from_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "Rebels/B-S attacked/O Chadian/B-T soldiers/I-T ./O", "It/O rained/O ./O")
    scored = measure(path, Run(processes=1))
    assert scored.figures["overlap_f1"] == scored.figures["exact_f1"] == 1
    assert (scored.n, scored.documents, scored.wrong) == (2, 2, ())
    wrong = measure(written(tmp_path, "Rebels/B-T attacked/O Oru/O ./O"), Run(processes=1))
    assert wrong.figures["overlap_f1"] == 0
    assert {one.cause for one in wrong.wrong} >= {"target missed", "source given for another role"}


def test_an_empty_file_has_nothing_to_score(tmp_path: Path) -> None:
    (tmp_path / "bio.txt").write_text("\n\n", encoding="utf-8")
    assert measure(tmp_path / "bio.txt", Run(processes=1)).n == 0
