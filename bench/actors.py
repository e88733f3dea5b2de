"""Country and PLOVER sector of a mention in its sentence: CSV with text, published, mention, country, sector.

The stages read the text as any other, every sentence parsed; the actor that stands on the mention's head word answers,
or, where the mention is set beside a name ("N, the mayor of M"), the actor of that name.
A mention that no actor covers is answered with nothing. `country` and `sector` are exact; where gold's cell is empty
the text does not say, and an empty answer is right. A mention is the first place in the text where its words stand as
whole words.

Columns beyond the five are tolerated; `hard` (yes or no) splits the figures where a file has it. A folder is read as
its CSV files in the order of their names. Of our own rows a third, drawn by seed, is set aside: none of
its errors is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.corpus import ROOT
from bench.gold import GoldError, Run, Scored, csv_rows_of, gold_task
from bench.layers import layers_of
from bench.results import Wrong
from bench.scores import Counts, Figures, f1, ratio, summarise
from harmattan.model.annotations import ACTORS, SENTENCES, ActorMention
from harmattan.model.syntax import Role, Sentence
from harmattan.reference.actors import INTERNATIONAL, SECTORS

__all__ = ["TASK", "Answer", "Row", "answer", "read_mentions"]

_COLUMNS = ("text", "published", "mention", "country", "sector")
_CODE = re.compile(r"[A-Z]{3}")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_OWN = ROOT / "bench" / "data" / "actors"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A mention in its text, and gold's country and sector; None where the text does not say."""

    where: str
    text: str
    published: date | None
    span: Span
    country: str | None
    sector: str | None
    hard: bool | None = None

    @property
    def mention(self) -> str:
        """The words of the mention."""
        return self.text[self.span[0] : self.span[1]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coder says of a mention: country, sector, and the rule that read it ("no actor" for none)."""

    row: Row
    country: str | None
    sector: str | None
    rule: str


def read_mentions(path: Path) -> list[Row]:
    """Read a file of mentions, or the CSV files of a folder.

    Raises:
        GoldError: no file, a column is missing, a date or code cannot be read, or a mention is not in its text.
    """
    if path.is_dir():
        files = sorted(path.glob("*.csv"))
        if not files:
            raise GoldError(f"{path}: no CSV file; expected tables with {', '.join(_COLUMNS)}")
        return [row for one in files for row in read_mentions(one)]
    return [_row(path, number, cells) for number, cells in csv_rows_of(path, _COLUMNS, "a table of mentions")]


def _row(path: Path, number: int, cells: Mapping[str, str]) -> Row:
    where = f"{path}:{number}"
    text, mention = cells["text"].strip(), cells["mention"].strip()
    span = _span(text, mention)
    if span is None:
        raise GoldError(f"{where}: mention {mention!r} is not in the text; expected words of the text")
    return Row(
        f"{path.name}:{number}",
        text,
        _day(cells["published"].strip(), where),
        span,
        _code(cells["country"].strip(), where),
        _sector(cells["sector"].strip(), where),
        {"yes": True, "no": False}.get(cells.get("hard", "").strip().lower()),
    )


def _span(text: str, mention: str) -> Span | None:
    """Return where a mention stands first: as whole words, or else as any part of the text."""
    if not mention:
        return None
    found = re.search(rf"(?<!\w){re.escape(mention)}(?!\w)", text)
    at = found.start() if found else text.find(mention)
    return None if at < 0 else (at, at + len(mention))


def _day(cell: str, where: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError as error:
        raise GoldError(f"{where}: published {cell!r}; expected YYYY-MM-DD or an empty cell") from error


def _code(cell: str, where: str) -> str | None:
    if cell and not _CODE.fullmatch(cell):
        raise GoldError(
            f"{where}: country {cell!r}; expected ISO 3166 alpha-3, one of {', '.join(INTERNATIONAL)}, or an empty cell"
        )
    return cell or None


def _sector(cell: str, where: str) -> str | None:
    if cell and cell not in SECTORS:
        raise GoldError(f"{where}: sector {cell!r}; expected one of {', '.join(SECTORS)}, or an empty cell")
    return cell or None


def answer(row: Row) -> Answer:
    """Read a row's text and return what the actors stage says of the mention."""
    layers = layers_of(row.text, row.published, until="actors", parses_all=True)
    sentences: tuple[Sentence, ...] = layers[SENTENCES]
    actors: tuple[ActorMention, ...] = layers[ACTORS]
    found = next((one for head in _heads(sentences, row.span) if (one := _actor(actors, *head))), None)
    found = found or next((one for head in _beside(sentences, row.span) if (one := _actor(actors, *head))), None)
    if found is None:
        return Answer(row, None, None, "no actor")
    return Answer(row, found.participant.country, found.participant.sector, found.rule)


def _heads(sentences: Sequence[Sentence], span: Span) -> list[tuple[int, int]]:
    """Return sentence and token of each noun of a mention that hangs on none of its words.

    A mention has one, save where the parser reads its words apart.
    """
    found = []
    for sentence in sentences:
        inside = [one for one in sentence.tokens if one.start < span[1] and one.end > span[0]]
        at = {one.index for one in inside}
        tops = [one for one in inside if one.head == one.index or one.head not in at]
        found += [(sentence.index, one.index) for one in sorted(tops, key=lambda one: one.pos not in _NOMINAL)]
    return found


def _beside(sentences: Sequence[Sentence], span: Span) -> list[tuple[int, int]]:
    """Return sentence and token of the name that a mention is set beside: the coder makes one actor of the two."""
    by_index = {one.index: one for one in sentences}
    tokens = [by_index[sentence].tokens[token] for sentence, token in _heads(sentences, span)]
    places = [sentence for sentence, _ in _heads(sentences, span)]
    return [(sentence, one.head) for sentence, one in zip(places, tokens, strict=True) if one.role is Role.APPOSITION]


def _actor(actors: Sequence[ActorMention], sentence: int, token: int) -> ActorMention | None:
    """Return the actor that a token heads, or else the shortest that covers it."""
    here = [one for one in actors if one.sentence == sentence and one.first <= token <= one.last]
    here += [one for one in actors if one.sentence == sentence and one.head == token]
    return min(here, key=lambda one: (one.head != token, one.last - one.first), default=None)


def measure(path: Path, run: Run) -> Scored:
    """Score the mentions of a file."""
    answers = run.mapped(answer, run.sample(read_mentions(path)), "actors")
    figures, intervals = summarise([_counts(one) for one in answers], _figures)
    wrong = [Wrong(_cause(one), one.row.where, _shown(one)) for one in answers if _cause(one)]
    return Scored(figures, intervals, len(answers), len(answers), tuple(wrong))


def _counts(one: Answer) -> Counts:
    found: Counter[str] = Counter(n=1)
    is_country, is_sector = one.country == one.row.country, one.sector == one.row.sector
    found["both"] = is_country and is_sector
    for name, given, gold, is_right in (
        ("country", one.country, one.row.country, is_country),
        ("sector", one.sector, one.row.sector, is_sector),
    ):
        found[name] = is_right
        found[f"{name}:given"] = given is not None
        found[f"{name}:stated"] = gold is not None
        found[f"{name}:hit"] = gold is not None and is_right
        found[f"{name}:empty"] = gold is None
        found[f"{name}:left"] = gold is None and is_right
    if one.row.hard is not None:
        kind = "hard" if one.row.hard else "easy"
        found.update({f"{kind}:n": 1, f"{kind}:country": is_country, f"{kind}:sector": is_sector})
    return found


def _figures(counts: Counts) -> Figures:
    n = counts.get("n", 0)
    figures = {name: ratio(counts.get(name, 0), n) for name in ("country", "sector", "both")}
    for name in ("country", "sector"):
        hit, given, stated = (counts.get(f"{name}:{one}", 0) for one in ("hit", "given", "stated"))
        figures[f"{name}_precision"] = ratio(hit, given)
        figures[f"{name}_recall"] = ratio(hit, stated)
        figures[f"{name}_f1"] = f1(hit, given, stated)
        if counts.get(f"{name}:empty", 0):
            figures[f"{name}_empty_right"] = ratio(counts.get(f"{name}:left", 0), counts[f"{name}:empty"])
    for kind in ("hard", "easy"):
        if counts.get(f"{kind}:n", 0):
            for name in ("country", "sector"):
                figures[f"{kind}_{name}"] = ratio(counts.get(f"{kind}:{name}", 0), counts[f"{kind}:n"])
    return figures


def _cause(one: Answer) -> str:
    """Return which field is wrong, empty where none is."""
    found = []
    for name, given, gold in (
        ("country", one.country, one.row.country),
        ("sector", one.sector, one.row.sector),
    ):
        if given != gold:
            kind = "missed" if given is None else "made up" if gold is None else "another"
            found.append(f"{name} {kind}")
    return ", ".join(found)


def _shown(one: Answer) -> str:
    start, end = one.row.span
    marked = f"{one.row.text[:start]}[{one.row.mention}]{one.row.text[end:]}"
    day = one.row.published.isoformat() if one.row.published else "no date"
    gold = f"{one.row.country or '-'} {one.row.sector or '-'}"
    return f"{marked} ({day}) gold {gold}, read {one.country or '-'} {one.sector or '-'} by {one.rule}"


TASK = gold_task(
    "actors", "country and sector of a mention in its sentence", metric="country", default=_OWN, measure=measure
)
