"""Sentences in which police kill, arrest or use force (IndiaPoliceEvents, Halterman et al. 2021): F1 a class.

Every sentence of a corpus is labelled, so recall is not biased by how sentences were chosen. The sentences of a
document are joined in their order and the document is coded as a whole; an event belongs to the sentence in which its
trigger begins. UTF-8 that was once read as Windows-1252 is put right first ("â€™"), as a reader would. A sentence is
positive when one of its events passes, told as fact, accomplished or attempted:

- ARREST: an arrest (COERCE, mode arrest) whose actor is the state, or left open: who is arrested is arrested by police.
  Whom the press of India calls "booked" (ACCUSE, mode allege, for the coder) is taken to the station: an arrest here.
- FORCE: an ASSAULT by police or another force of the state, or a crowd driven apart by arms (mode crowd-control) by
  whomever. Where only rebels or criminals are hit and nobody is said to have done it ("two militants were shot dead"),
  it was the state.
- KILL: FORCE in which somebody died: the event counts killed people or its trigger is a word of killing or dying. The
  corpus counts every KILL as FORCE too.

Recall at 90 % precision goes by the confidence of events: the largest recall of the sentences above any threshold at
which at least nine of ten are right.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.gold import DATA, GoldError, MissingGoldError, Run, Scored, coded, gold_task, lines_of
from bench.results import Wrong
from bench.scores import Counts, Figures, f1, ratio, summarise

__all__ = ["CLASSES", "TASK", "Article", "Labelled", "classes_of", "measure", "read_articles", "recall_at", "repaired"]

CLASSES = ("KILL", "ARREST", "FORCE")
_LABELS = frozenset({*CLASSES, "FAIL", "ANY_ACTION"})
_FILE = "sents.jsonl"
_POLICE = frozenset({"COP", "MIL", "SPY"})
_STATE = _POLICE | {"GOV", "JUD", "LEG"}
_OUTLAWS = frozenset({"REB", "UAF", "CRM", "PRM"})
_TOLD = "asserted"
_DYING = re.compile(r"kill|die|dead|death|slain|slay|shot dead|gun(?:ned|ning) down|lynch|execut", re.IGNORECASE)
_BOOKING = re.compile(r"book(?:s|ed|ing)?", re.IGNORECASE)
_PRECISION = 0.9
_GARBLED = re.compile(r"(?:Ã[^\x00-\x7f]|Â[^\x00-\x7f]|â(?:€[^\x00-\x7f]?))")
_HARD_SPACE = re.compile(r"Â+(?!\w) ?")

Span = tuple[int, int]
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence: where it is in the file, its place in the article's text, and the classes that it has."""

    where: str
    span: Span
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Article:
    """The sentences of a document, joined."""

    text: str
    sentences: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The confidence of each class that was given to a sentence, and its events in a few words."""

    sentence: Labelled
    text: str
    given: Mapping[str, float]
    told: tuple[str, ...]


def read_articles(path: Path) -> list[Article]:
    """Read the labelled sentences, or those of a folder (`sents.jsonl`, or its only .jsonl file with sentences).

    Raises:
        GoldError: a line is no labelled sentence.
    """
    path = _file_in(path) if path.is_dir() else path
    rows: dict[Any, list[tuple[str, str, frozenset[str]]]] = {}
    for number, line in lines_of(path):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            document, text, labels = row["doc_id"], row["sent_text"], frozenset(row["sent_labels"])
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(
                f"{path}:{number}: expected an object with doc_id, sent_text and sent_labels ({error!r}); "
                "is the file cut off?"
            ) from error
        if not isinstance(text, str) or not labels <= _LABELS:
            raise GoldError(f"{path}:{number}: labels {sorted(labels)}; expected some of {', '.join(sorted(_LABELS))}")
        rows.setdefault(document, []).append((f"{path.name}:{number}", repaired(text).strip(), labels))
    return [_joined(sentences) for sentences in rows.values()]


def _file_in(folder: Path) -> Path:
    if (folder / _FILE).is_file():
        return folder / _FILE
    found = sorted(folder.glob("*sents*.jsonl"))
    if len(found) != 1:
        raise MissingGoldError(f"{folder}: no {_FILE}; expected the labelled sentences as published")
    return found[0]


def _joined(sentences: Iterable[tuple[str, str, frozenset[str]]]) -> Article:
    text = ""
    found = []
    for where, words, labels in sentences:
        start = len(text) + bool(text)
        text = f"{text} {words}" if text else words
        found.append(Labelled(where, (start, len(text)), labels & frozenset(CLASSES)))
    return Article(text, tuple(found))


def repaired(text: str) -> str:
    """Put right what was UTF-8 and was read as Windows-1252.

    "â€" whose third byte is gone was a closing quotation mark, the only sign of the press that ends in a byte to which
    that code page gives no letter; a lone "Â" is what is left of a hard space.
    """

    def one(match: re.Match[str]) -> str:
        letters = match.group()
        try:
            return letters.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return "”" if letters.startswith("â€") else " "

    return _HARD_SPACE.sub(" ", _GARBLED.sub(one, text))


def classes_of(event: Json) -> frozenset[str]:
    """Return the classes that an event puts its sentence in."""
    if event["factuality"] != _TOLD or event["stage"] == "foiled":
        return frozenset()
    sectors = {one["sector"] for one in event["actors"]}
    kind, mode = event["event_type"], event["mode"]
    is_booking = kind == "ACCUSE" and mode == "allege" and _BOOKING.fullmatch(event["trigger"]["text"])
    if is_booking or (kind == "COERCE" and mode == "arrest"):
        return frozenset({"ARREST"}) if not sectors or sectors & {*_STATE, None} else frozenset()
    hit = {one["sector"] for one in event["recipients"]}
    is_against_outlaws = not event["actors"] and bool(hit) and hit <= _OUTLAWS
    if kind != "ASSAULT" or not (sectors & _POLICE or mode == "crowd-control" or is_against_outlaws):
        return frozenset()
    is_deadly = any(one["what"] == "killed" for one in event["counts"]) or _DYING.search(event["trigger"]["text"])
    return frozenset({"FORCE", "KILL"}) if is_deadly else frozenset({"FORCE"})


def answers(article: Article) -> list[Answer]:
    """Code an article and return the answer for each sentence."""
    events = coded(article.text)
    return [_answer(article, one, [e for e in events if _is_in(e, one.span)]) for one in article.sentences]


def _is_in(event: Json, span: Span) -> bool:
    return bool(span[0] <= event["trigger"]["start"] < span[1])


def _answer(article: Article, sentence: Labelled, events: Sequence[Json]) -> Answer:
    given: dict[str, float] = {}
    for event in events:
        for name in sorted(classes_of(event)):
            given[name] = max(given.get(name, 0.0), event["confidence"])
    return Answer(sentence, article.text[slice(*sentence.span)], given, tuple(_told(one) for one in events))


def _told(event: Json) -> str:
    actors = ", ".join(f"{one['text']} ({one['sector']})" for one in event["actors"])
    kind = "/".join(filter(None, (event["event_type"], event["mode"])))
    return f"{kind} {event['trigger']['text']} by {actors or 'nobody'}: {event['factuality']}"


def measure(path: Path, run: Run) -> Scored:
    """Score the sentences of a file."""
    documents = run.mapped(answers, run.sample(read_articles(path)), "detect")
    figures, intervals = summarise([_counts(one) for one in documents], _figures)
    rows = [one for document in documents for one in document]
    for name in CLASSES:
        ranked = [(one.given.get(name, 0.0), name in one.sentence.classes) for one in rows]
        figures[f"{name.lower()}_recall_at_p90"] = recall_at(_PRECISION, ranked)
    wrong = tuple(row for one in rows for row in _wrong(one))
    positives = {name.lower(): sum(name in one.sentence.classes for one in rows) for name in CLASSES}
    return Scored(figures, intervals, len(rows), len(documents), wrong, {"positives": positives})


def _counts(rows: Sequence[Answer]) -> Counts:
    counts: Counter[str] = Counter()
    for one in rows:
        for name in CLASSES:
            counts[f"wanted:{name}"] += name in one.sentence.classes
            counts[f"given:{name}"] += name in one.given
            counts[f"right:{name}"] += name in one.given and name in one.sentence.classes
    return counts


def _figures(counts: Counts) -> Figures:
    figures: Figures = {}
    for name in CLASSES:
        right, given, wanted = (counts.get(f"{what}:{name}", 0) for what in ("right", "given", "wanted"))
        figures[f"{name.lower()}_f1"] = f1(right, given, wanted)
        figures[f"{name.lower()}_precision"] = ratio(right, given)
        figures[f"{name.lower()}_recall"] = ratio(right, wanted)
    return figures


def recall_at(precision: float, rows: Iterable[tuple[float, bool]]) -> float:
    """Return the largest recall above a threshold of confidence at which so many of those above it are right.

    Args:
        precision: the share that must be right.
        rows: confidence (0: not given) and whether the row is positive.
    """
    ranked = sorted(rows, reverse=True)
    wanted = sum(is_right for _, is_right in ranked)
    best = right = 0
    for number, (sure, is_right) in enumerate(ranked, start=1):
        right += is_right
        is_last = number == len(ranked) or ranked[number][0] < sure
        if sure > 0 and is_last and right >= precision * number:
            best = right
    return ratio(best, wanted)


def _wrong(one: Answer) -> Iterator[Wrong]:
    text = f"{one.text} | events {list(one.told)}"
    for name in CLASSES:
        is_wanted, is_given = name in one.sentence.classes, name in one.given
        if is_wanted and not is_given:
            cause = "event does not pass" if one.told else "no event"
            yield Wrong(f"{name} missed, {cause}", one.sentence.where, text)
        elif is_given and not is_wanted:
            yield Wrong(f"{name} given for none", one.sentence.where, text)


TASK = gold_task(
    "detect",
    "sentences in which police kill, arrest or use force",
    metric="kill_f1",
    default=DATA / "indiapolice" / _FILE,
    measure=measure,
)
