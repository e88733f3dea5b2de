"""Who takes part in an event and where it is (WikiEvents, KAIROS ontology): head and coreferent F1 of arguments.

The article is coded as any text. Scored are the events of the types of `_ROLES` and of their arguments the participants
and places; instruments, vehicles and explosives have no field in our events. For a gold event, whose trigger word is
given as in the published systems' argument task, ours are

1. those whose trigger shares a letter with gold's;
2. without one, those that begin in its sentence and are of a type that fits (`_FITTING`), since one of ours may tell
   what gold takes apart ("a bomb killed five" is an attack and a death). Of such an event an attack takes who acts and
   where, a death or injury those who are counted as killed or injured, who did it and where.

Our side is mapped to a role by `_ROLES`: actors act, recipients suffer, places are by their role. A place that other
sentences set as the scene is left out. An argument is right when its head word is gold's (`head_f1`), or when it names
the same entity by gold's coreference (`coref_f1`); who is spoken of as "he" is also the one for whom "he" stands. Each
argument counts once. Heads are those of spaCy's parse.
`baseline_head_f1` and `baseline_coref_f1` score that parse alone, by the rules of `arguments_baseline`. The baseline is
told where the events are and the coder is not, so `found_...` give the same figures over the events of rule 1 only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.arguments_baseline import parsed
from bench.gold import DATA, Run, Scored, coded, gold_task
from bench.results import Wrong
from bench.scores import Counts, Figures, f1, overlap, ratio, summarise
from bench.wikievents import Article, Event, read_articles

__all__ = ["TASK", "Given", "count_article", "given_by_events", "measure"]

Json = Mapping[str, Any]
Span = tuple[int, int]

_ROLES = {
    "Conflict.Attack": {"actors": "Attacker", "recipients": "Target", "at": "Place"},
    "Life.Die": {"actors": "Killer", "recipients": "Victim", "at": "Place"},
    "Life.Injure": {"actors": "Injurer", "recipients": "Victim", "at": "Place"},
    "Justice.ArrestJailDetain": {"actors": "Jailer", "recipients": "Detainee", "at": "Place"},
    "Movement.Transportation": {
        "actors": "Transporter", "recipients": "PassengerArtifact", "to": "Destination", "toward": "Destination",
        "at": "Destination", "from": "Origin",
    },
}  # fmt: skip
"""Role of each of our sides, by the first two parts of a KAIROS type; a visit's place is where the visitor went."""
_FITTING = {
    "Conflict.Attack": frozenset({"ASSAULT"}),
    "Life.Die": frozenset({"ASSAULT"}),
    "Life.Injure": frozenset({"ASSAULT"}),
    "Justice.ArrestJailDetain": frozenset({"COERCE"}),
    "Movement.Transportation": frozenset({"MOBILIZE", "RETREAT"}),
}
_COUNTED = {"Life.Die": "killed", "Life.Injure": "injured"}


@dataclass(frozen=True, slots=True)
class Given:
    """An argument of ours: its role and the spans that say who or what it is, the words themselves first."""

    role: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A gold event with what was found for it."""

    event: Event
    ours: tuple[Given, ...]
    baseline: tuple[Given, ...]
    is_found: bool


def given_by_events(event: Event, events: Sequence[Json]) -> tuple[tuple[Given, ...], bool]:
    """Return the arguments that our events give for a gold event, and whether one of ours has its trigger."""
    family = _family(event.kind)
    same = [one for one in events if overlap((one["trigger"]["start"], one["trigger"]["end"]), event.trigger)]
    found: dict[Given, None] = {}
    for one in same or _in_sentence(event, events):
        for side, role in _ROLES[family].items():
            if side in ("actors", "recipients"):
                of = one[side] if same or side == "actors" else _counted(one, family)
                found.update(dict.fromkeys(Given(role, _spans(who)) for who in of))
            else:
                at = (place for place in one["places"] if place["role"] == side and _is_told_there(one, place))
                found.update(dict.fromkeys(Given(role, _spans(place)) for place in at))
    return tuple(found), bool(same)


def _is_told_there(event: Json, place: Json) -> bool:
    """Say whether a place stands in the event's own sentences; a scene that other sentences set is no argument."""
    return bool(event["evidence"]["start"] <= place["start"] < event["evidence"]["end"])


def _in_sentence(event: Event, events: Sequence[Json]) -> list[Json]:
    """Return our events that begin in the sentence of a gold event and may tell it."""
    start, end = event.sentence
    family = _family(event.kind)
    near = (one for one in events if start <= one["trigger"]["start"] < end)
    fitting = [one for one in near if one["event_type"] in _FITTING[family]]
    return [one for one in fitting if family not in _COUNTED or _counted(one, family)]


def _counted(event: Json, family: str) -> list[Json]:
    """Return the words that count an event's dead or injured; none for what is not about them."""
    return [one for one in event["counts"] if one["what"] == _COUNTED.get(family) and one["best"] != 0]


def _spans(words: Json) -> tuple[Span, ...]:
    spans = [(words["start"], words["end"])]
    if words.get("antecedent") is not None:
        spans.append((words["antecedent"]["start"], words["antecedent"]["end"]))
    return tuple(spans)


def _family(kind: str) -> str:
    return ".".join(kind.split(".")[:2])


def _scored(article: Article) -> list[Event]:
    return [one for one in article.events if _family(one.kind) in _ROLES]


def _rows(article: Article) -> list[_Row]:
    """Code an article and find what we and a bare parse say of each event."""
    events = coded(article.text)
    rows = []
    for event in _scored(article):
        family = _family(event.kind)
        sides = _parsed(article, event).arguments(event.trigger, is_harm=family in _COUNTED)
        plain = (Given(_ROLES[family][side], ((head, head + 1),)) for side, head in sides if side in _ROLES[family])
        ours, is_found = given_by_events(event, events)
        rows.append(_Row(event, ours, tuple(plain), is_found))
    return rows


def _parsed(article: Article, event: Event) -> Any:
    start, end = event.sentence
    return parsed(article.text[start:end], start)


def count_article(article: Article, rows: Sequence[_Row]) -> tuple[Counts, list[Wrong]]:
    """Return what was right, given and wanted in an article, and the wrong rows."""
    clusters = _clusters_by_head(article)
    counts: Counter[str] = Counter(n=1)
    wrong: list[Wrong] = []
    for row in rows:
        roles = set(_ROLES[_family(row.event.kind)].values())
        gold = [(one.role, *_known(article, row.event, one.mention.span, clusters)) for one in row.event.arguments]
        gold = [one for one in gold if one[0] in roles]
        for name, given in (("ours", row.ours), ("baseline", row.baseline)):
            told = _told(article, row.event, given, clusters)
            for part in ("", "found:") if row.is_found else ("",):
                counts[f"{part}wanted:{name}"] += len(gold)
                counts[f"{part}given:{name}"] += len(given)
                for measured, key in (("head", 1), ("coref", 2)):
                    counts[f"{part}{measured}:{name}"] += len(_paired(gold, told, key))
        paired = _paired(gold, _told(article, row.event, row.ours, clusters), 2)
        wrong.extend(_wrong(article, row, gold, paired))
    return counts, wrong


def _told(
    article: Article, event: Event, given: Sequence[Given], clusters: Mapping[int, str]
) -> list[tuple[str, int, str, int]]:
    """Return the role, head and entity of each span of our arguments, with the number of the argument."""
    return [
        (one.role, *_known(article, event, span, clusters), at) for at, one in enumerate(given) for span in one.spans
    ]


def _known(article: Article, event: Event, span: Span, clusters: Mapping[int, str]) -> tuple[int, str]:
    """Return where the head word of a phrase begins, and the entity that it names: by its head, or by its words."""
    head = _parsed(article, event).head(span)
    if head is None:  # an antecedent stands in another sentence: its last word, as the head of a name, is near enough
        head = span[0] + article.text[span[0] : span[1]].rfind(" ") + 1
    return head, clusters.get(head, f"word at {head}")


def _clusters_by_head(article: Article) -> dict[int, str]:
    """Return the cluster of each word that is the last of a mention."""
    found = {}
    for one in article.mentions:
        start, end = one.span
        found[start + article.text[start:end].rfind(" ") + 1] = one.cluster
    return found


def _paired(gold: Sequence[Any], told: Sequence[Any], key: int) -> dict[int, int]:
    """Return which gold argument is told by which of ours, each once, in order."""
    found: dict[int, int] = {}
    for at, wanted in enumerate(gold):
        for one in told:
            if one[0] == wanted[0] and one[key] == wanted[key] and one[3] not in found.values():
                found[at] = one[3]
                break
    return found


def _wrong(article: Article, row: _Row, gold: Sequence[Any], paired: Mapping[int, int]) -> list[Wrong]:
    sentence = article.text[slice(*row.event.sentence)]
    trigger = article.text[slice(*row.event.trigger)]
    family = _family(row.event.kind).partition(".")[2]
    rows = []
    for at, one in enumerate(gold):
        if at not in paired:
            cause = "no event" if not row.ours else "missing"
            word = article.text[one[1] :].split(maxsplit=1)[0]
            rows.append(Wrong(f"{family}: {one[0]} {cause}", article.where, f"{word} of {trigger}: {sentence}"))
    for at, given in enumerate(row.ours):
        if at not in paired.values():
            words = article.text[slice(*given.spans[0])]
            rows.append(
                Wrong(f"{family}: {given.role} not labelled", article.where, f"{words} of {trigger}: {sentence}")
            )
    return rows


def _answer(article: Article) -> tuple[Counts, list[Wrong]]:
    return count_article(article, _rows(article))


def measure(path: Path, run: Run) -> Scored:
    """Score the articles of a file or folder."""
    articles = run.sample(read_articles(path))
    answers = run.mapped(_answer, articles, "arguments")
    counts = [one for one, _ in answers]
    figures, intervals = summarise(counts, _figures)
    wanted = int(sum(one.get("wanted:ours", 0) for one in counts))
    return Scored(
        figures, intervals, wanted, len(articles), tuple(row for _, rows in answers for row in rows),
        {"events": sum(len(_scored(one)) for one in articles)},
    )  # fmt: skip


def _figures(counts: Counts) -> Figures:
    found = {}
    for part in ("", "found:"):
        for name, prefix in (("ours", ""), ("baseline", "baseline_")):
            given, wanted = counts.get(f"{part}given:{name}", 0), counts.get(f"{part}wanted:{name}", 0)
            for one in ("head", "coref"):
                right, label = counts.get(f"{part}{one}:{name}", 0), f"{part.replace(':', '_')}{prefix}{one}"
                found[f"{label}_f1"] = f1(right, given, wanted)
                if not part:
                    found[f"{label}_precision"], found[f"{label}_recall"] = ratio(right, given), ratio(right, wanted)
    return found


TASK = gold_task(
    "arguments",
    "participants and places of attacks, deaths, injuries, arrests and movements (WikiEvents)",
    metric="head_f1",
    default=DATA / "wikievents" / "dev.jsonl",
    measure=measure,
)
