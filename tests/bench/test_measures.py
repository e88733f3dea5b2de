"""Corpora are read in a fixed order and named by their texts; growth of memory is told from its filling up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.corpus import Article, Corpus, examples, open_corpus, repeated
from bench.memory import slope
from bench.results import Measurement, read_json, write_json
from bench.scores import Counts, Figures, calibration_error, f1, macro_f1, ratio, summarise
from bench.table import UnknownMetricError, render, render_all


def test_a_folder_of_texts_and_tables_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Second.", encoding="utf-8")
    (tmp_path / "a.tsv").write_text('text\turl\n"First, on\ntwo lines."\tx\n\ty\n', encoding="utf-8")
    (tmp_path / "c.csv").write_text("headline\nNo column of that name\n", encoding="utf-8")
    (tmp_path / "d.bin").write_bytes(b"\0")
    corpus = open_corpus(tmp_path)
    assert [one.text for one in corpus.articles] == ["First, on\ntwo lines.", "Second."]


def test_more_documents_than_there_are_start_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Only one.", encoding="utf-8")
    assert len(open_corpus(tmp_path, documents=3).articles) == 3


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no articles"):
        open_corpus(tmp_path)


def test_the_hash_tells_texts_and_their_order() -> None:
    one, two = Article("a", "One."), Article("b", "Two.")
    assert Corpus("x", (one, two)).sha256 == Corpus("y", (Article("c", "One."), two)).sha256
    assert Corpus("x", (one, two)).sha256 != Corpus("x", (two, one)).sha256
    assert Corpus("x", (one, two)).sha256 != Corpus("x", (Article("a", "One.Two."),)).sha256


def test_repeated_articles_have_words_that_were_not_there_before() -> None:
    corpus = Corpus("examples", examples())
    laps = list(repeated(corpus, 3 * len(corpus.articles)))
    assert laps[: len(corpus.articles)] == list(corpus.articles)
    first, second, third = ({word for one in laps[at::36] for word in one.text.split()} for at in (0, 12, 24))
    assert second - first
    assert third - first - second


@pytest.mark.parametrize(
    ("samples", "expected"),
    [
        ([(500, 300.0), (1000, 400.0), (2000, 400.0), (3000, 400.0), (4000, 400.0)], 0.0),
        ([(500, 300.0), (1000, 400.0), (2000, 450.0), (3000, 500.0), (4000, 550.0)], 50.0),
        ([(1000, 400.0), (2000, 450.0)], None),
        ([], None),
    ],
)
def test_growth_is_a_slope_after_the_first_fifth(samples: list[tuple[int, float]], expected: float | None) -> None:
    assert slope(samples) == (None if expected is None else pytest.approx(expected))


def test_measurements_are_written_with_all_their_fields(tmp_path: Path) -> None:
    one = Measurement("speed", "articles_per_second", 8.5, 472, "ab", 60.0, "coder-en/1", interval=(8.0, 9.0))
    write_json([one], tmp_path / "out.json")
    row = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert set(row) == {
        "task", "metric", "value", "interval", "n", "corpus_sha256", "seconds", "version", "details"
    }  # fmt: skip
    assert row["interval"] == [8.0, 9.0]
    assert read_json(tmp_path / "out.json") == [one]
    write_json([one, one], tmp_path / "out.json")
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))) == 2


def test_a_task_is_shown_with_its_intervals_and_the_figures_of_others() -> None:
    details = {"macro_f1": 0.7, "accuracy": 0.72, "classes": {"AID": 0.5}, "intervals": {"macro_f1": (0.6, 0.8)}}
    one = Measurement("relations", "macro_f1", 0.7, 1050, "ab", 60.0, "coder-en/1", (0.6, 0.8), details)
    shown = render(one)
    assert "macro_f1  0.7 [0.6, 0.8]" in shown
    assert "0.824  ZSP" in shown
    assert "0.7 [0.6, 0.8]" in render_all([one])
    assert "macro" not in render(one, ["accuracy"])
    with pytest.raises(UnknownMetricError, match="it has accuracy, macro_f1"):
        render(one, ["micro_f1"])


def test_the_facts_of_one_article_are_scored_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS"):
        monkeypatch.setenv(name, "1")  # the program sets them; undone after the test
    (tmp_path / "a.txt").write_text("Gunmen attacked a market near Diffa on Tuesday.", encoding="utf-8")
    facts = {
        "document": "a.txt",
        "published": "2022-05-12",
        "expect": [{"id": "attack", "event_type": "ASSAULT"}, {"id": "visit", "event_type": "CONSULT"}],
        "forbid": [],
    }
    (tmp_path / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    assert main(["facts", str(tmp_path), "--min-recall", "0.4"]) == 0
    assert "missed: visit" in capsys.readouterr().out
    assert main(["facts", str(tmp_path), "--min-recall", "0.6", "--json", str(tmp_path / "out.json")]) == 1
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["value"] == 0.5


def test_a_figure_of_a_rare_part_has_its_interval_over_the_draws_that_hold_it() -> None:
    def figures(counts: Counts) -> Figures:
        found = {"all": ratio(counts.get("right", 0), counts["n"])}
        return found | ({"rare": ratio(counts.get("rare:right", 0), counts["rare:n"])} if counts.get("rare:n") else {})

    documents = [{"n": 2, "right": 1} for _ in range(9)] + [{"n": 2, "right": 1, "rare:n": 1, "rare:right": 1}]
    values, intervals = summarise(documents, figures)
    assert values == {"all": 0.5, "rare": 1.0}
    assert intervals == {"all": (0.5, 0.5), "rare": (1.0, 1.0)}


def test_few_documents_have_no_interval() -> None:
    assert summarise([{"n": 1}] * 4, lambda counts: {"n": counts["n"]}) == ({"n": 4}, {})


def test_scores_are_those_computed_by_hand() -> None:
    assert f1(2, 4, 3) == pytest.approx(4 / 7)
    assert f1(0, 0, 0) == 0
    counts = {"right:a": 1, "given:a": 2, "wanted:a": 1, "given:b": 1, "wanted:b": 0, "wanted:c": 1}
    assert macro_f1(counts, "abcd") == pytest.approx((2 / 3 + 0 + 0) / 3), "d occurs on neither side"
    bins = {"n:14": 2, "sure:14": 1.9, "right:14": 1, "n:7": 2, "sure:7": 1.0, "right:7": 1}
    assert calibration_error(bins) == pytest.approx(0.9 / 4)
