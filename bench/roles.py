"""Who did it to whom (CAMEO sentences, Hu et al. 2022): F1 of source and target spans, overlapping and exact.

The tokens of a sentence are joined as a newspaper would print them, and the text is coded without a look at the gold.
Rules from events to the corpus' spans:

- The answer is the event that is told first. A sentence without an event has no spans.
- S are its actors, T its recipients. Where nobody receives, T is the first place of the event, for the corpus marks
  places too ("withdrew from N"). A pronoun counts as the words that it points back to.
- Several actors and no recipient are parties. Those of one list ("N and M signed"), and all who meet or agree ("N met
  M"), are R in the corpus, "related", and neither S nor T; otherwise ("N phoned M") the first is S and the others are
  T. R itself is not scored.
- A span is widened to the noun phrase that it stands in ("N's decision", "two of the envoys of N"), without clauses,
  dates, what follows "and", and the preposition before it (`bench.phrases`).

Overlapping: of the spans given, how many share a character with a gold span of their role, and of the gold spans how
many with one given; F1 is the harmonic mean of the two. Exact: both ends agree. `overlap_f1` and `exact_f1` take both
roles together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.gold import DATA, GoldError, Run, Scored, gold_task, lines_of
from bench.phrases import Phrases
from bench.results import Wrong
from bench.scores import Counts, Figures, f1, overlap, ratio, summarise

if TYPE_CHECKING:
    from harmattan.model.layers import Layers
    from harmattan.model.syntax import Sentence
    from harmattan.protocols import Stage

__all__ = ["ROLES", "TASK", "Answer", "Marked", "answer", "as_printed", "read_marked", "spans_of"]

ROLES = {"S": "source", "T": "target"}
_TAGS = frozenset({"O", "B-S", "I-S", "B-T", "I-T", "B-R", "I-R"})
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}
_GLUED_BEFORE = re.compile(r"[,.;:?!)\]%”](?!\d)|['’´](?:s|re|ve|ll|d|m)?$|n['’]t$", re.IGNORECASE)
_GLUED_AFTER = "([“‘$€£"
_LISTED = re.compile(r"\W*(?:and)?\W*(?:the)?\W*", re.IGNORECASE)
_MEETING = frozenset({("CONSULT", None), ("AGREE", "x-meet"), ("AGREE", "x-accord")})
_HYPHENS = "-/"
_APOSTROPHES = "'’´"

Span = tuple[int, int]
Spans = Mapping[str, tuple[Span, ...]]
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence as printed and the spans of each role (S, T, R)."""

    where: str
    text: str
    gold: Spans


@dataclass(frozen=True, slots=True)
class Answer:
    """What was given for a sentence; `told` are its events in a few words, for reading."""

    sentence: Marked
    given: Spans
    told: tuple[str, ...]


def read_marked(path: Path) -> list[Marked]:
    """Read a BIO file, or all of a folder: a token and its tag a line, a blank line behind each sentence.

    Raises:
        GoldError: a line is no token with a tag of the corpus, or the folder holds no such file.
    """
    if path.is_dir():
        files = [one for one in sorted(path.glob("*.txt")) if one.name != "SOURCE.txt"]
        if not files:
            raise GoldError(f"{path}: no .txt file; expected BIO files as published")
        return [sentence for one in files for sentence in read_marked(one)]
    found: list[Marked] = []
    words: list[tuple[str, str]] = []
    began = 1
    for number, line in lines_of(path):
        if line.strip():
            began = began if words else number
            word, _, tag = line.rstrip().rpartition(" ")
            if tag not in _TAGS or not word.strip():
                raise GoldError(f"{path}:{number}: {line!r}; expected a token, a space and one of {sorted(_TAGS)}")
            words.append((word.strip(), tag))
        elif words:
            found.append(_marked(f"{path.name}:{began}", words))
            words = []
    return [*found, _marked(f"{path.name}:{began}", words)] if words else found


def _marked(where: str, words: Sequence[tuple[str, str]]) -> Marked:
    text, places = as_printed([word for word, _ in words])
    gold: dict[str, list[Span]] = {}
    before = "O"
    for (_, tag), (start, end) in zip(words, places, strict=True):
        role = tag[2:]
        if tag.startswith("I-") and before[2:] == role:
            gold[role][-1] = (gold[role][-1][0], end)
        elif role:
            gold.setdefault(role, []).append((start, end))
        before = tag
    return Marked(where, text, {role: tuple(spans) for role, spans in gold.items()})


def as_printed(words: Sequence[str]) -> tuple[str, list[Span]]:
    """Join tokens as a newspaper prints them ("N 's pro - government" is "N's pro-government"), and place each."""
    text = ""
    places: list[Span] = []
    is_open = False
    for number, raw in enumerate(words):
        word = _BRACKETS.get(raw, raw)
        last = text[-1:]
        inner = 0 < number < len(words) - 1
        is_figure = inner and number > 1 and word[0].isdigit() and last in ",." and text[-2:-1].isdigit()
        is_glued = (
            not text
            or _GLUED_BEFORE.match(word) is not None
            or last in _GLUED_AFTER
            or (word in _HYPHENS and inner)
            or (last in _HYPHENS and words[number - 1] in _HYPHENS)
            or (last in _APOSTROPHES and word.lower() in ("s", "t", "re", "ve", "ll"))
            or is_figure
        )
        if word == '"':
            is_glued, is_open = is_open or not text, not is_open
        elif last == '"' and is_open:
            is_glued = True
        text += word if is_glued else " " + word
        places.append((len(text) - len(word), len(text)))
    return text, places


def answer(sentence: Marked) -> Answer:
    """Code a sentence and return its spans."""
    from harmattan.model.annotations import DATES, EVENTS, SENTENCES

    layers = _coded(sentence.text)
    events = [event.to_json() for event in layers[EVENTS]]
    told = tuple(_told(one) for one in events)
    if not events:
        return Answer(sentence, {}, told)
    sentences: tuple[Sentence, ...] = layers[SENTENCES]
    phrases = Phrases(sentences, [(one.span.start, one.span.end) for one in layers[DATES]])
    first = events[0]
    trigger: int = first["trigger"]["start"]
    places = frozenset((one["start"], one["end"]) for one in first["places"])
    given = {
        role: tuple(dict.fromkeys(phrases.around(one, trigger, is_place=one in places) for one in spans))
        for role, spans in spans_of(first, sentence.text).items()
    }
    return Answer(sentence, given, told)


def _told(event: Json) -> str:
    actors, recipients = (", ".join(one["text"] for one in event[side]) for side in ("actors", "recipients"))
    return f"{event['event_type']} {event['trigger']['text']}: {actors} > {recipients}"


def spans_of(event: Json, text: str) -> Spans:
    """Return the participants of an event under the roles of the corpus."""
    actors = _spans(event["actors"])
    recipients = _spans(event["recipients"])
    if len(actors) > 1 and not recipients:
        between = (text[one[1] : other[0]] for one, other in pairwise(sorted(actors)))
        is_list = all(_LISTED.fullmatch(words) for words in between)
        if is_list or (event["event_type"], event["mode"]) in _MEETING:
            return {"R": actors}
        return {"S": actors[:1], "T": actors[1:]}
    places = [(one["start"], one["end"]) for one in event["places"]]
    aside = [one for one in places if not any(overlap(one, actor) for actor in actors)]
    return {"S": actors, "T": recipients or tuple(aside[:1])}


def _spans(participants: Sequence[Json]) -> tuple[Span, ...]:
    named = [one["antecedent"] or one for one in participants]
    return tuple((one["start"], one["end"]) for one in named)


def _coded(text: str) -> Layers:
    from harmattan.model.annotations import DOCUMENT
    from harmattan.model.document import Document
    from harmattan.model.layers import Layers

    layers = Layers().including({DOCUMENT: Document(text, "en")})
    for stage in _stages():
        layers = layers.including(stage.run(layers))
    return layers


@lru_cache(maxsize=1)
def _stages() -> tuple[Stage, ...]:
    from harmattan.assembly import stage_table

    return stage_table("en")


def measure(path: Path, run: Run) -> Scored:
    """Score the sentences of a file."""
    answers = run.mapped(answer, run.sample(read_marked(path)), "roles")
    figures, intervals = summarise([_counts(one) for one in answers], _figures)
    wrong = tuple(row for one in answers for row in _wrong(one))
    spans = sum(len(one.sentence.gold.get(role, ())) for one in answers for role in ROLES)
    return Scored(
        figures, intervals, spans, len(answers), wrong, {"without_event": sum(not one.told for one in answers)}
    )


def _counts(one: Answer) -> Counts:
    counts: Counter[str] = Counter()
    for role in ROLES:
        gold, given = one.sentence.gold.get(role, ()), one.given.get(role, ())
        counts[f"wanted:{role}"] = len(gold)
        counts[f"given:{role}"] = len(given)
        counts[f"found:{role}"] = sum(any(overlap(span, other) for other in given) for span in gold)
        counts[f"right:{role}"] = sum(any(overlap(span, other) for other in gold) for span in given)
        counts[f"exact:{role}"] = len(set(gold) & set(given))
    return counts


def _figures(counts: Counts) -> Figures:
    def count(name: str, roles: str) -> float:
        return sum(counts.get(f"{name}:{role}", 0) for role in roles)

    def overlapping(roles: str) -> float:
        precision = ratio(count("right", roles), count("given", roles))
        recall = ratio(count("found", roles), count("wanted", roles))
        return ratio(2 * precision * recall, precision + recall)

    def exact(roles: str) -> float:
        return f1(count("exact", roles), count("given", roles), count("wanted", roles))

    figures = {"overlap_f1": overlapping("ST"), "exact_f1": exact("ST")}
    for role, name in ROLES.items():
        figures[f"{name}_overlap_f1"] = overlapping(role)
        figures[f"{name}_exact_f1"] = exact(role)
    return figures


def _wrong(one: Answer) -> list[Wrong]:
    """Return what to read: spans missed, given for none, given for the other role, and with other ends."""
    found: list[Wrong] = []
    for role, name in ROLES.items():
        gold, given = one.sentence.gold.get(role, ()), one.given.get(role, ())
        others = [span for key, spans in one.sentence.gold.items() if key != role for span in spans]
        for span in gold:
            near = [other for other in given if overlap(span, other)]
            if not near:
                found.append(_row(one, f"{name} missed" if one.told else f"{name} missed, no event"))
            elif span not in near:
                found.append(_row(one, f"{name} with other ends"))
        for span in given:
            if not any(overlap(span, other) for other in gold):
                is_swapped = any(overlap(span, other) for other in others)
                found.append(_row(one, f"{name} given for another role" if is_swapped else f"{name} given for none"))
    return found


def _row(one: Answer, cause: str) -> Wrong:
    text = one.sentence.text
    marks = sorted((*span, role) for role, spans in one.sentence.gold.items() for span in spans)
    for start, end, role in reversed(marks):
        text = f"{text[:start]}[{text[start:end]} = {role}]{text[end:]}"
    given = [f"{role}: {one.sentence.text[a:b]}" for role, spans in sorted(one.given.items()) for a, b in spans]
    return Wrong(cause, one.sentence.where, f"{text} | given {given} | events {list(one.told)}")


TASK = gold_task(
    "roles",
    "source and target spans of CAMEO sentences",
    metric="overlap_f1",
    default=DATA / "roles" / "train.txt",
    measure=measure,
)
