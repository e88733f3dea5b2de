"""Time expressions against gold: spans, values and types on invented TimeML and MEANTIME, computed by hand."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from bench.dates import TASK, measure, paired
from bench.gold import GoldError, MissingGoldError, Run
from bench.timeml import Tagged, TimeText, read_timeml
from harmattan.model.annotations import TimeExpression
from harmattan.model.spans import Span

ONE = Run(processes=1)


def tml(body: str, created: str = "2007-02-06") -> str:
    return (
        '<?xml version="1.0" ?>\n<TimeML><DOCID>x</DOCID>\n'
        f'<DCT><TIMEX3 tid="t0" type="DATE" value="{created}" functionInDocument="CREATION_TIME">{created}</TIMEX3>'
        "</DCT>\n"
        f"<TITLE>A ferry sank yesterday</TITLE>\n<TEXT>\n\n{body}\n\n</TEXT>\n</TimeML>\n"
    )


def timex(words: str, value: str, kind: str = "DATE") -> str:
    return f'<TIMEX3 tid="t1" type="{kind}" value="{value}">{words}</TIMEX3>'


def expression(start: int, end: int) -> TimeExpression:
    return TimeExpression(0, Span(start, end, "x" * (end - start)), "date", None)


RIGHT = f"The ferry sank on {timex('Monday', '2007-02-05')}, <EVENT eid='e1' class='I_ACTION'>after</EVENT> a storm."
OTHER_SPAN = f"It had run {timex('for two days', 'P2D', 'DURATION')}."
OTHER_VALUE = f"Crews marched {timex('last week', '2007-W04')}."
MISSED = f"They met {timex('in no time', 'PXM', 'DURATION')}."
TOO_MANY = "It sank in 1999."


def test_spans_values_and_types_are_counted_one_to_one(tmp_path: Path) -> None:
    path = tmp_path / "one.tml"
    path.write_text(tml(" ".join((RIGHT, OTHER_SPAN, OTHER_VALUE, MISSED, TOO_MANY))), encoding="utf-8")
    scored = measure(path, ONE)
    # Four in gold, four found: Monday, "two days" inside "for two days", last week, and 1999, which gold lacks.
    assert scored.figures == pytest.approx(
        {
            "span_f1": 3 / 4,
            "span_strict_f1": 2 / 4,
            "value_accuracy": 2 / 3,
            "value_f1": 2 / 4,
            "type_accuracy": 1.0,
        }
    )
    assert (scored.n, scored.documents) == (4, 1)
    assert sorted(one.cause for one in scored.wrong) == ["date too many", "missed DURATION", "span", "value of DATE"]


def test_the_day_of_creation_is_given_and_not_scored(tmp_path: Path) -> None:
    text = read_of(tmp_path, tml(RIGHT, "2007-02-07"))
    assert text.published is not None
    assert text.published.isoformat() == "2007-02-07"
    assert [one.value for one in text.gold] == ["2007-02-05"]
    assert "2007-02-07" not in text.text
    assert "yesterday" not in text.text


def read_of(folder: Path, source: str) -> TimeText:
    path = folder / "read.tml"
    path.write_text(source, encoding="utf-8")
    return read_timeml(path)


def test_a_month_of_creation_gives_no_day(tmp_path: Path) -> None:
    assert read_of(tmp_path, tml(RIGHT, "2007-02")).published is None


def test_spans_are_the_words_of_the_text(tmp_path: Path) -> None:
    text = read_of(tmp_path, tml(RIGHT + " &amp; so on " + OTHER_SPAN))
    assert [text.text[slice(*one.span)] for one in text.gold] == ["Monday", "for two days"]


def test_an_exact_span_is_paired_before_one_that_only_overlaps() -> None:
    gold = (Tagged("a", (0, 10), "DATE", ""), Tagged("b", (4, 8), "DATE", ""))
    pairs = paired(gold, [expression(4, 8), expression(8, 12)])
    assert [(one.where, given.span.start) for one, given in pairs] == [("a", 8), ("b", 4)]
    assert paired(gold, [expression(20, 22)]) == ()


def test_a_folder_of_timeml_is_read_whole(tmp_path: Path) -> None:
    for name, body in (("a", RIGHT), ("b", OTHER_VALUE)):
        (tmp_path / f"{name}.tml").write_text(tml(body), encoding="utf-8")
    scored = measure(tmp_path, ONE)
    assert (scored.n, scored.documents) == (2, 2)
    assert scored.figures["value_accuracy"] == 0.5


def article(line: str, marked: str, value: str) -> str:
    """Return a MEANTIME article whose third sentence has one marked time, and a sentence past the marked part."""
    sentences = ["Ferry sinks", "February 6 , 2007", line, "One .", "Two .", "Three .", "It ran in 2001 ."]
    tokens: list[str] = []
    marks: list[str] = []
    for number, sentence in enumerate(sentences):
        words = sentence.split()
        first = len(tokens)
        tokens += [
            f'<token number="0" sentence="{number}" t_id="{first + at}">{one}</token>' for at, one in enumerate(words)
        ]
        if number == 1:
            anchors = "".join(f'<token_anchor t_id="{first + at}"/>' for at in range(len(words)))
            kind = 'functionInDocument="CREATION_TIME" m_id="1" type="DATE" value="2007-02-06"'
            marks.append(f"<TIMEX3 {kind}>{anchors}</TIMEX3>")
        if number == 2:
            anchor = f'<token_anchor t_id="{first + words.index(marked)}"/>'
            marks.append(f'<TIMEX3 functionInDocument="NONE" m_id="2" type="DATE" value="{value}">{anchor}</TIMEX3>')
    marks.append('<TIMEX3 functionInDocument="NONE" m_id="3" type="DATE" value="1999"/>')
    return "<Document>\n" + "\n".join([*tokens, "<Markables>", *marks, "</Markables>"]) + "\n</Document>"


def test_meantime_is_scored_where_it_is_marked_without_its_day(tmp_path: Path) -> None:
    path = tmp_path / "1.xml"
    path.write_text(article("The ferry sank on Monday .", "Monday", "2007-02-05"), encoding="utf-8")
    scored = measure(path, ONE)
    assert scored.n == 1
    assert (scored.figures["span_f1"], scored.figures["value_accuracy"]) == (1.0, 1.0)
    path.write_text(article("The ferry sank on Monday .", "ferry", "2007-02-05"), encoding="utf-8")
    assert measure(path, ONE).figures["span_f1"] == 0.0


def test_bad_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.tml"
    whole = tml(RIGHT)
    path.write_text(whole[: len(whole) // 2], encoding="utf-8")
    with pytest.raises(GoldError, match=r"bad\.tml:\d+: .*cut off"):
        measure(path, ONE)
    path.write_text("<Document/>", encoding="utf-8")
    with pytest.raises(GoldError, match=r"bad\.tml:1: expected a TimeML element"):
        measure(path, ONE)
    path.write_text(tml("It sank <TIMEX3 tid='t7' type='DATE'>today</TIMEX3>."), encoding="utf-8")
    with pytest.raises(GoldError, match="'t7' without type or value"):
        measure(path, ONE)
    path.write_text(tml(RIGHT, "Tuesday"), encoding="utf-8")
    with pytest.raises(GoldError, match="'Tuesday'; expected YYYY-MM-DD"):
        measure(path, ONE)
    marked = tmp_path / "1.xml"
    marked.write_text(article("It sank on Monday .", "Monday", "x").replace('value="x"', ""), encoding="utf-8")
    with pytest.raises(GoldError, match=r"1\.xml:\d+: TIMEX3 without"):
        measure(marked, ONE)


def test_an_empty_corpus_is_an_error_and_no_score(tmp_path: Path) -> None:
    with pytest.raises(MissingGoldError):
        measure(tmp_path, ONE)
    with pytest.raises(MissingGoldError):
        measure(tmp_path / "none.tml", ONE)
    (tmp_path / "empty.tml").write_text(tml("Nothing happened."), encoding="utf-8")
    with pytest.raises(GoldError, match="nothing to score"):
        TASK.run(argparse.Namespace(path=tmp_path, every=1, processes=1))
