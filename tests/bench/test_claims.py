"""Attributions are read as published and scored by words, one to one; cases computed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.__main__ import main
from bench.brat import Annotated, Attribution, Ranges, annotated_articles
from bench.claims import TASK, Given, claims_of, compare, figures_of, given_of
from bench.gold import GoldError
from bench.scores import Figures
from harmattan.assembly import stage_table
from harmattan.model.annotations import CLAIMS, DOCUMENT
from harmattan.model.document import Document
from harmattan.model.layers import Layers

TEXT = "The mayor said: the bridge is shut. Fishermen doubt that, and it is said to be open."


def at(*words: str) -> Ranges:
    """Return the ranges of words in the text."""
    return tuple(sorted((TEXT.index(one), TEXT.index(one) + len(one)) for one in words))


MAYOR = Attribution(at("The mayor"), at("said:"), at("the bridge is shut"))
DOUBT = Attribution(at("Fishermen"), at("doubt"), at("that"))
NOBODY = Attribution((), at("is said"), at("to be open"))
GOLD = Annotated("a", TEXT, (MAYOR, DOUBT), ())


def figures(given: list[Attribution], gold: Annotated = GOLD) -> Figures:
    counts, _ = compare(gold, [Given(one, "verb:say") for one in given])
    return figures_of(counts)


def causes(given: list[Attribution], gold: Annotated = GOLD) -> list[str]:
    return [one.cause for one in compare(gold, [Given(one, "verb:say") for one in given])[1]]


def test_gold_itself_is_right_throughout() -> None:
    assert set(figures([MAYOR, DOUBT]).values()) == {1.0}
    assert causes([MAYOR, DOUBT]) == []


def test_spans_count_over_all_of_gold_and_all_that_is_given() -> None:
    found = figures([Attribution(at("mayor"), at("said"), at("bridge is"))])
    # One of one given, one of two wanted: F1 2/3; only the cue has the same words, whatever its colon.
    assert found["source_overlap_f1"] == found["cue_overlap_f1"] == found["content_overlap_f1"] == pytest.approx(2 / 3)
    assert found["attribution_f1"] == pytest.approx(2 / 3)
    assert found["cue_exact_f1"] == pytest.approx(2 / 3)
    assert found["source_exact_f1"] == found["content_exact_f1"] == found["attribution_exact_f1"] == 0.0


def test_an_attribution_needs_all_three_of_one_attribution() -> None:
    found = figures([Attribution(at("Fishermen"), at("said"), at("the bridge is shut"))])
    assert found["source_overlap_f1"] == pytest.approx(2 / 3)
    assert found["attribution_f1"] == 0.0
    assert causes([Attribution(at("Fishermen"), at("said"), at("the bridge is shut"))]) == ["other source", "missed"]


def test_spans_are_paired_one_to_one_by_what_they_share_most() -> None:
    halves = [Attribution(at("The mayor"), at("said"), at(part)) for part in ("the bridge", "is shut")]
    found = figures(halves)
    # Source and cue are one span each, though two attributions have them; only one half gets the content.
    assert found["source_overlap_f1"] == pytest.approx(2 / 3)
    assert found["content_overlap_f1"] == pytest.approx(2 / 4)
    assert found["attribution_f1"] == pytest.approx(2 / 4)
    assert causes(halves) == ["missed", "not in gold, verb:say"]


def test_no_source_is_right_where_gold_has_none() -> None:
    gold = Annotated("a", TEXT, (NOBODY,), ())
    assert figures([NOBODY], gold)["attribution_f1"] == 1.0
    made_up = Attribution(at("Fishermen"), NOBODY.cue, NOBODY.content)
    assert figures([made_up], gold)["attribution_f1"] == 0.0
    assert causes([made_up], gold) == ["no source in gold"]
    assert causes([], gold) == ["missed, without a source"]


def test_what_annotators_set_aside_counts_for_nothing() -> None:
    gold = Annotated("a", TEXT, (MAYOR,), at("Fishermen doubt that"))
    assert set(figures([MAYOR, DOUBT], gold).values()) == {1.0}
    assert figures([MAYOR, NOBODY], gold)["attribution_f1"] == pytest.approx(2 / 3)


def test_a_mark_without_words_is_matched_by_its_characters() -> None:
    colon = Attribution(at("The mayor"), at(":"), at("the bridge is shut"))
    assert set(figures([colon], Annotated("a", TEXT, (colon,), ())).values()) == {1.0}
    assert figures([MAYOR], Annotated("a", TEXT, (colon,), ()))["cue_overlap_f1"] == 0.0


def test_the_coder_finds_a_claim_whose_quote_runs_on() -> None:
    text = "“We saw a lion,” the farmer said. “Then it slept under a tree.”"
    (one,) = given_of(text)
    assert [text[start:end] for start, end in one.attribution.source] == ["the farmer"]
    assert [text[start:end] for start, end in one.attribution.cue] == ["said"]
    assert [text[start:end] for start, end in one.attribution.content] == [
        "“We saw a lion,”",
        "“Then it slept under a tree.”",
    ]
    assert given_of(" \n") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The farmer said that the mayor believes that it rained.", [("The farmer", "said")]),
        ("“I think that it rained,” the farmer said.", [("the farmer", "said")]),
        ("The farmer, who said that it rained, left.", [("who", "said")]),
        ("The farmer said it rained and the mayor said it snowed.", [("The farmer", "said"), ("the mayor", "said")]),
    ],
)
def test_claims_are_given_as_the_corpus_marks_them(text: str, found: list[tuple[str, str]]) -> None:
    given = [(one.attribution.source, one.attribution.cue) for one in given_of(text)]
    assert [tuple(" ".join(text[start:end] for start, end in part) for part in one) for one in given] == found


def test_claims_alone_are_those_of_the_whole_coder() -> None:
    text = "Rebels shelled the town, the mayor said on Friday.\n\nThe army denied it. The church believes that he lied."
    layers = Layers().including({DOCUMENT: Document(text, "en", published=None)})
    for stage in stage_table("en"):
        layers = layers.including(stage.run(layers))
    assert claims_of(text)[1] == layers[CLAIMS]
    assert layers[CLAIMS]


ANNOTATION = """\
T1\tSource 0 9\tThe mayor
T2\tCue 10 15\tsaid:
T3\tContent 16 34\tthe bridge is shut
T4\tAttribution 10 15\tsaid:
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
#1\tAnnotatorNotes E1\tsure
T5\tContent 36 40;41 45\tFish rmen
T6\tAttribution-no-source 62 67\tit is
"""


def written(folder: Path, annotation: str, *, name: str = "river_ab12.ann", text: str = TEXT) -> Path:
    for one in ("text", "attributions"):
        (folder / one).mkdir(parents=True, exist_ok=True)
    (folder / "text" / "river.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "attributions" / name).write_text(annotation, encoding="utf-8", newline="")
    return folder


def test_the_published_format_is_read_from_the_folder_or_the_one_above(tmp_path: Path) -> None:
    folder = written(tmp_path / "dev", ANNOTATION)
    (article,) = annotated_articles(folder)
    assert (article.name, article.text, article.attributions) == ("river", TEXT, (MAYOR,))
    assert annotated_articles(tmp_path) == [article]


def test_the_first_annotator_by_name_counts(tmp_path: Path) -> None:
    written(tmp_path, "", name="river_zz99.ann")
    folder = written(tmp_path, ANNOTATION)
    assert annotated_articles(folder)[0].attributions == (MAYOR,)
    written(tmp_path, "", name="river_aa00.ann")
    assert annotated_articles(folder)[0].attributions == ()


def test_the_text_of_a_span_may_run_over_lines(tmp_path: Path) -> None:
    text = "He said:\n\n“No\n\nrain.”"
    spans = "T1\tSource 0 2\tHe\nT2\tCue 3 8\tsaid:\nT3\tContent 10 21\t“No\n\nrain.”\n"
    lines = spans + "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    (article,) = annotated_articles(written(tmp_path, lines, text=text))
    assert article.attributions[0].content == ((10, 21),)


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        ("T1\tSource 0 9\tThe ma", r"river_ab12\.ann:1: the text has 'The mayor' at 0 9"),
        ("T1\tSource 0 9\tThe mayor\nT2\tCue 10", r"river_ab12\.ann:2: .* is no span"),
        ("T1\tSource 0 9\tThe mayor\nE1\tAttribution:T9 Source:T1", r"river_ab12\.ann:2: 'Attribution:T9'; expected"),
        ("T1\tSource 0 9\tThe mayor\nE1\tSource:T1 Cue", r"river_ab12\.ann:2: 'Cue'; expected"),
        ("T1\tSource 0 9\tThe mayor\nE1\tSpeaker:T1", r"river_ab12\.ann:2: 'Speaker:T1'; expected"),
        ("T1\tSource 0 900\tThe mayor", r"river_ab12\.ann:1: offsets 0 900 in a text of 84"),
        ("word\ttag\nThe\tO\n", r"river_ab12\.ann:1: 'word\\ttag'; expected brat"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, annotation: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        annotated_articles(written(tmp_path, annotation))


def test_texts_and_annotations_belong_together(tmp_path: Path) -> None:
    folder = written(tmp_path, ANNOTATION, name="lake_ab12.ann")
    with pytest.raises(GoldError, match=r"lake_ab12\.ann: no text .*lake\.txt"):
        annotated_articles(folder)
    (folder / "attributions" / "lake_ab12.ann").unlink()
    with pytest.raises(GoldError, match=r"river\.txt: no annotation"):
        annotated_articles(folder)
    with pytest.raises(GoldError, match="no folders text/ and attributions/"):
        annotated_articles(folder / "text")


def test_what_is_not_utf_8_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path, ANNOTATION)
    (folder / "text" / "river.txt").write_bytes(b"The mayor\nsaid\xff")
    with pytest.raises(GoldError, match=r"river\.txt:2: not UTF-8"):
        annotated_articles(folder)


def test_the_task_runs_on_a_folder_and_refuses_one_without_attributions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claims", str(written(tmp_path / "full", ANNOTATION))]) == 0
    shown = capsys.readouterr().out
    assert "claims: n=1," in shown
    assert "attribution_exact_f1" in shown
    assert main(["claims", str(written(tmp_path / "bare", ""))]) == 2
    assert "nothing to score" in capsys.readouterr().err
    assert TASK.name == "claims"
