"""The coder's reading of marked words against MEANTIME and UDS, on invented sentences in their formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.factuality import CLASSES, TASK, class_of, measure
from bench.gold import GoldError, MissingGoldError, Run
from bench.meantime import Mark, read_articles, written
from bench.scores import f1
from bench.uds import read_sentences

ONE = Run(processes=1)
_HEAD = ("Rebels raid Kano", "May 6 , 2024")


def meantime(*marked: tuple[str, str, str]) -> str:
    """Return an article: each sentence with a marked word and the attributes of the mark."""
    sentences = [*_HEAD, *(sentence for sentence, _, _ in marked)]
    tokens, marks, first = [], [], 1
    for number, sentence in enumerate(sentences):
        words = sentence.split()
        for at, word in enumerate(words):
            tokens.append(f'<token number="{at}" sentence="{number}" t_id="{first + at}">{word}</token>')
        if number == 1:
            anchors = "".join(f'<token_anchor t_id="{first + at}"/>' for at in range(len(words)))
            marks.append(
                '<TIMEX3 functionInDocument="CREATION_TIME" m_id="900" type="DATE" value="2024-05-06">'
                f"{anchors}</TIMEX3>"
            )
        if number > 1:
            _, word, attributes = marked[number - 2]
            anchor = f'<token_anchor t_id="{first + words.index(word)}"/>'
            marks.append(f'<EVENT_MENTION m_id="{number}" {attributes}>{anchor}</EVENT_MENTION>')
        first += len(words)
    body = "\n".join([*tokens, "<Markables>", *marks, "</Markables>"])
    return f'<?xml version="1.0" ?><Document doc_name="x" lang="en">\n{body}\n</Document>'


def attributes(
    polarity: str = "POS", certainty: str = "CERTAIN", time: str = "NON_FUTURE", special: str = "NONE"
) -> str:
    return f'polarity="{polarity}" certainty="{certainty}" time="{time}" special_cases="{special}"'


ARTICLE = meantime(
    ("The firm sold two ships in May .", "sold", attributes()),
    ("The owner did not attend the fair .", "attend", attributes(polarity="NEG")),
    ("The firm will build a dock in Oran .", "build", attributes(time="FUTURE")),
    ("The firm may sell the dock .", "sell", attributes(certainty="POSSIBLE", time="FUTURE")),
    ("The captain left the port .", "left", attributes(polarity="NEG")),
    ("The sailor sang .", "sang", 'polarity="" certainty="" time="" special_cases=""'),
)


def test_macro_f1_is_the_mean_over_the_three_classes(tmp_path: Path) -> None:
    (tmp_path / "1_one.xml").write_text(ARTICLE, encoding="utf-8")
    scored = measure(tmp_path, ONE)
    # Read: sold and left asserted, attend denied, build and sell possible; gold denies that the captain left.
    asserted, denied, possible = f1(1, 2, 1), f1(1, 1, 2), f1(2, 2, 2)
    assert scored.figures == pytest.approx(
        {
            "macro_f1": (asserted + denied + possible) / 3,
            "asserted_f1": asserted,
            "denied_f1": denied,
            "possible_f1": possible,
        }
    )
    assert (scored.n, scored.documents) == (5, 1)
    line = next(number for number, row in enumerate(ARTICLE.splitlines(), 1) if 'm_id="6"' in row)
    assert [(one.cause, one.where) for one in scored.wrong] == [
        ("denied read as asserted: no effect", f"1_one.xml:{line}")
    ]


def test_a_word_without_attributes_is_not_scored(tmp_path: Path) -> None:
    path = tmp_path / "1.xml"
    path.write_text(ARTICLE, encoding="utf-8")
    assert "sang" in read_articles(path)[0].text
    assert measure(path, ONE).n == 5


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("The firm tried to sell the dock .", "sell", "possible"),
        ("The owner asked the captain to leave .", "leave", "possible"),
        ("Crews usually leave at noon .", "leave", "asserted"),
        ("The firm refused to sell the dock .", "sell", "denied"),
        ("The owner said the dock was sold .", "sold", "asserted"),
    ],
)
def test_what_the_coder_reads_becomes_one_of_three_classes(
    tmp_path: Path, sentence: str, word: str, expected: str
) -> None:
    for name, gold in (("POS", "asserted"), ("NEG", "denied")):
        path = tmp_path / f"{name}.xml"
        path.write_text(meantime((sentence, word, attributes(polarity=name))), encoding="utf-8")
        assert measure(path, ONE).figures[f"{gold}_f1"] == (1.0 if gold == expected else 0.0)
    path.write_text(meantime((sentence, word, attributes(time="FUTURE"))), encoding="utf-8")
    assert measure(path, ONE).figures["possible_f1"] == (1.0 if expected == "possible" else 0.0)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("POS", "CERTAIN", "NON_FUTURE", "NONE"), "asserted"),
        (("POS", "CERTAIN", "NON_FUTURE", "GEN"), "asserted"),
        (("POS", "CERTAIN", "UNDERSPECIFIED", "NONE"), "asserted"),
        (("POS", "PROBABLE", "NON_FUTURE", "NONE"), "possible"),
        (("POS", "UNDERSPECIFIED", "NON_FUTURE", "NONE"), "possible"),
        (("POS", "CERTAIN", "NON_FUTURE", "COND_IF_CLAUSE"), "possible"),
        (("NEG", "CERTAIN", "FUTURE", "NONE"), "denied"),
    ],
)
def test_attributes_become_classes(values: tuple[str, ...], expected: str) -> None:
    names = ("polarity", "certainty", "time", "special_cases")
    mark = Mark("x", "EVENT_MENTION", dict(zip(names, values, strict=True)), (0, 1), 2)
    assert class_of(mark) == expected
    assert expected in CLASSES


def test_words_are_written_as_english_is() -> None:
    tokens = "``|It|ca|n't|be|\"|won|\"|,|''|he|said|(|twice|)|.|$|5|is|Rosa|'s"
    words = tokens.split("|")
    text, spans = written(words, [2] * len(words))
    assert text == "“It ca" + "n't be \"won\",” he said (twice). $5 is Rosa's"
    assert [text[slice(*span)] for span in spans][:5] == ["“", "It", "ca", "n't", "be"]


_COLUMNS = (
    "Split|Annotator.ID|Display.Position|Sentence.ID|Pred.Token|Pred.Lemma|"
    "Is.Predicate|Is.Understandable|Happened|Confidence|Keep"
)


def uds(folder: Path, *rows: str) -> Path:
    table = [row.replace("|", "\t") for row in (_COLUMNS, *rows)]
    (folder / "happened.tsv").write_text("\n".join(table) + "\n", encoding="utf-8")
    sentences = ("Rosa sold the boat.", "Rosa did not sell the boat.", "Rosa will sell the boat.")
    blocks = []
    for number, sentence in enumerate(sentences):
        words = sentence.replace(".", " .").split()
        lemmas = [{"sold": "sell", "did": "do"}.get(one, one.lower()) for one in words]
        lines = [
            f"{at}\t{word}\t{lemma}\t_\t_\t_\t0\t_\t_\t_"
            for at, (word, lemma) in enumerate(zip(words, lemmas, strict=True), 1)
        ]
        blocks.append("\n".join([f"# sent_id = {number}", f"# text = {sentence}", *lines, "", ""]))
    (folder / "en_ewt-ud-dev.conllu").write_text("".join(blocks), encoding="utf-8")
    return folder


def judged(sentence: int, token: int, lemma: str, happened: str, sure: str = "4", keep: str = "True") -> str:
    return f"dev|1|1|en-ud-dev.conllu {sentence}|{token}|{lemma}|True|True|{happened}|{sure}|{keep}"


def test_uds_has_two_classes(tmp_path: Path) -> None:
    rows = (judged(1, 2, "sell", "true"), judged(2, 4, "sell", "false"), judged(3, 3, "sell", "true"))
    scored = measure(uds(tmp_path, *rows), ONE)
    assert scored.figures == pytest.approx({"macro_f1": 2 / 3, "asserted_f1": 2 / 3, "unasserted_f1": 2 / 3})
    assert [one.where for one in scored.wrong] == ["dev 3:3"]


def test_the_surer_judgements_prevail_and_other_words_are_dropped(tmp_path: Path) -> None:
    rows = (
        judged(1, 2, "sell", "false", "1"),
        judged(1, 2, "sell", "true", "4"),
        judged(1, 2, "sell", "false", "4", "False"),
        judged(2, 4, "buy", "false"),
        judged(3, 3, "sell", "true", "2"),
        judged(3, 3, "sell", "false", "2"),
    )
    (sentence,) = read_sentences(uds(tmp_path, *rows))
    assert [(one.where, one.has_happened) for one in sentence.words] == [("dev 1:2", True)]
    assert sentence.text[slice(*sentence.words[0].span)] == "sold"


def test_bad_files_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "1.xml"
    path.write_text(ARTICLE[: len(ARTICLE) // 2], encoding="utf-8")
    with pytest.raises(GoldError, match=r"1\.xml:\d+: .*cut off"):
        read_articles(path)
    path.write_text("<Article/>", encoding="utf-8")
    with pytest.raises(GoldError, match=r"1\.xml:1: expected a Document"):
        read_articles(path)
    path.write_text(ARTICLE.replace('<token_anchor t_id="10"/>', '<token_anchor t_id="999"/>'), encoding="utf-8")
    with pytest.raises(GoldError, match=r"1\.xml:\d+: token '999'"):
        read_articles(path)
    path.write_text(ARTICLE.replace('"POSSIBLE"', '"PERHAPS"'), encoding="utf-8")
    with pytest.raises(GoldError, match="certainty 'PERHAPS'; expected one of CERTAIN"):
        measure(path, ONE)


def test_bad_uds_files_are_refused_with_their_line(tmp_path: Path) -> None:
    folder = uds(tmp_path, judged(1, 2, "sell", "true"), "dev|1|1")
    with pytest.raises(GoldError, match=r"happened\.tsv:3: 3 cells"):
        read_sentences(folder)
    uds(tmp_path, judged(1, 2, "sell", "true", "sure"))
    with pytest.raises(GoldError, match=r"happened\.tsv:2: .*confidence"):
        read_sentences(folder)
    bank = uds(tmp_path, judged(1, 2, "sell", "true")) / "en_ewt-ud-dev.conllu"
    whole = bank.read_text(encoding="utf-8")
    bank.write_text(whole[: len(whole) - 30], encoding="utf-8")
    with pytest.raises(GoldError, match=r"dev\.conllu:\d+: .*CoNLL-U"):
        read_sentences(folder)
    bank.write_text(whole.rstrip("\n") + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match="cut off"):
        read_sentences(folder)
    bank.unlink()
    with pytest.raises(MissingGoldError, match="conllu"):
        read_sentences(tmp_path / "happened.tsv")


def test_a_corpus_without_marks_is_an_error_and_no_score(tmp_path: Path) -> None:
    import argparse

    with pytest.raises(MissingGoldError, match="no XML"):
        measure(tmp_path, ONE)
    (tmp_path / "1.xml").write_text(meantime(), encoding="utf-8")
    options = argparse.Namespace(path=tmp_path, every=1, processes=1)
    with pytest.raises(GoldError, match="nothing to score"):
        TASK.run(options)
