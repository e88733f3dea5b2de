"""UDS It-Happened v2 as published: a table of judgements over sentences of the English Web Treebank.

The table counts sentences and words of version 1.2 of the treebank. A word is found again by its number, and dropped
where the treebank at hand has another word there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.gold import GoldError, MissingGoldError, lines_of, rows_of

__all__ = ["Sentence", "Word", "is_uds", "read_sentences"]

_COLUMNS = ("Split", "Sentence.ID", "Pred.Token", "Pred.Lemma", "Is.Predicate", "Happened", "Confidence")
_CELLS = 10
_ANSWERS = {"true": True, "false": False}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A predicate that people judged: where, its span in the sentence, and whether it happened by their majority."""

    where: str
    span: Span
    has_happened: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the predicates that were judged."""

    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A sentence of the treebank: its text and, for each word, form, lemma and span."""

    text: str
    words: tuple[tuple[str, str, Span], ...]


def is_uds(path: Path) -> bool:
    """Say whether a path is the table, or the folder with the table and the treebank."""
    return path.suffix == ".tsv" or (path.is_dir() and any(path.glob("*.tsv")) and any(path.glob("*.conllu")))


def read_sentences(path: Path) -> list[Sentence]:
    """Read the table and the parts of the treebank that lie beside it, in the order of the treebank.

    Raises:
        MissingGoldError: there is no treebank beside the table.
        GoldError: a line has other columns than published.
    """
    table = path if path.is_file() else sorted(path.glob("*.tsv"))[0]
    banks = sorted(table.parent.glob("*.conllu"))
    if not banks:
        raise MissingGoldError(f"{table.parent}: no *.conllu there; expected the treebank beside the table")
    judged = _judgements(table)
    found = []
    for bank in banks:
        split = next((one for one in ("dev", "test", "train") if bank.stem.endswith(one)), "")
        for number, parsed in enumerate(_parsed(bank), start=1):
            words = tuple(_words(parsed, f"{split} {number}", judged.get((split, number), {})))
            if words:
                found.append(Sentence(parsed.text, words))
    return found


def _words(parsed: _Parsed, where: str, judged: Mapping[tuple[int, str], float]) -> Iterator[Word]:
    for (index, lemma), sum_of in sorted(judged.items()):
        if sum_of and index <= len(parsed.words):
            form, own, span = parsed.words[index - 1]
            if lemma.lower() in (own.lower(), form.lower()):
                yield Word(f"{where}:{index}", span, sum_of > 0)


def _judgements(path: Path) -> dict[tuple[str, int], dict[tuple[int, str], float]]:
    """Return, by split and sentence, and by word, the sum of the judgements: confidence, negative for "no"."""
    found: dict[tuple[str, int], dict[tuple[int, str], float]] = defaultdict(lambda: defaultdict(float))
    for number, row in rows_of(path, _COLUMNS, "It-Happened"):
        if row["Happened"] not in _ANSWERS or row.get("Keep", "True") != "True":
            continue  # no predicate, or judged by somebody whose answers its authors leave out
        try:
            sentence, token = int(row["Sentence.ID"].split()[-1]), int(row["Pred.Token"])
            sure = int(row["Confidence"])
        except ValueError as error:
            raise GoldError(f"{path}:{number}: {error}; expected figures for sentence, token and confidence") from error
        word = token, row["Pred.Lemma"]
        # A judgement without any confidence still counts a little: it breaks ties.
        found[row["Split"], sentence][word] += (sure + 0.5) * (1 if _ANSWERS[row["Happened"]] else -1)
    return found


def _parsed(path: Path) -> Iterator[_Parsed]:
    rows: list[Sequence[str]] = []
    text = ""
    last = 0
    for number, line in lines_of(path):
        last = number
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != _CELLS:
                raise GoldError(f"{path}:{number}: {len(cells)} columns; expected the ten of CoNLL-U")
            rows.append(cells)
        elif not line and rows:
            yield _joined(path, number, text, rows)
            rows, text = [], ""
    if rows:
        raise GoldError(f"{path}:{last}: the last sentence has no blank line behind it; is the file cut off?")


def _joined(path: Path, number: int, text: str, rows: Sequence[Sequence[str]]) -> _Parsed:
    words: list[tuple[str, str, Span]] = []
    at = 0
    for cells in rows:
        if not cells[0].isdigit():
            continue  # "don't" over its two words
        start = text.find(cells[1], at)
        if start < 0:
            raise GoldError(f"{path}:{number}: {cells[1]!r} is not in the text of the sentence that ends here")
        at = start + len(cells[1])
        words.append((cells[1], cells[2], (start, at)))
    return _Parsed(text, tuple(words))
