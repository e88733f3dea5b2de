"""WikiEvents is read as published; arguments are paired by head word and by entity, beside those of a bare parse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.arguments import Given, given_by_events, measure
from bench.arguments_baseline import parsed
from bench.gold import GoldError, MissingGoldError, Run
from bench.wikievents import Argument, Event, Mention, read_articles


def _row(doc: str, sentences: list[str], mentions: list[tuple[int, int]], events: list[Any]) -> dict[str, Any]:
    """Return an article in the published form; tokens are split at blanks, spans count tokens of the article."""
    parts, tokens, at = [], [], 0
    for sentence in sentences:
        words = []
        for word in sentence.split():
            start = at + sentence.index(word, words[-1][2] - at if words else 0)
            words.append([word, start, start + len(word)])
        parts.append([words, sentence])
        tokens.extend(one[0] for one in words)
        at += len(sentence)

    def sentence_of(token: int) -> int:
        ends = [sum(len(one[0]) for one in parts[: k + 1]) for k in range(len(parts))]
        return next(k for k, end in enumerate(ends) if token < end)

    return {
        "doc_id": doc, "tokens": tokens, "text": "".join(sentences), "sentences": parts,
        "entity_mentions": [{"id": f"{doc}-T{k}", "start": a, "end": b} for k, (a, b) in enumerate(mentions)],
        "event_mentions": [
            {
                "id": f"{doc}-E{k}", "event_type": kind,
                "trigger": {"start": at, "end": at + 1, "sent_idx": sentence_of(at)},
                "arguments": [{"entity_id": f"{doc}-T{one}", "role": role} for role, one in arguments],
            }
            for k, (kind, at, arguments) in enumerate(events)
        ],
    }  # fmt: skip


_ARTICLE = _row(
    "a1",
    ["Ambush in the hills", "Rebels killed two farmers in Mopti .", "They also wounded a nurse ."],
    [(4, 5), (7, 8), (9, 10), (11, 12), (15, 16)],
    [
        ("Life.Die.Unspecified", 5, [("Killer", 0), ("Victim", 1), ("Place", 2)]),
        ("Life.Injure.Unspecified", 13, [("Injurer", 3), ("Victim", 4)]),
        ("Contact.Contact.Meet", 13, [("Participant", 4)]),
    ],
)


def _write(folder: Path, rows: list[dict[str, Any]], clusters: list[list[str]] | None = None) -> Path:
    path = folder / "dev.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    if clusters is not None:
        (folder / "coref").mkdir()
        row = {"doc_key": rows[0]["doc_id"], "clusters": clusters}
        (folder / "coref" / "dev.jsonlines").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_an_article_is_put_together_and_spans_point_into_it(tmp_path: Path) -> None:
    (article,) = read_articles(_write(tmp_path, [_ARTICLE], [["a1-T0", "a1-T3"]]))
    assert article.text == "Ambush in the hills\n\nRebels killed two farmers in Mopti . They also wounded a nurse ."
    killed, wounded, _ = article.events
    assert article.text[slice(*killed.trigger)] == "killed"
    assert [article.text[slice(*one.mention.span)] for one in killed.arguments] == ["Rebels", "farmers", "Mopti"]
    assert article.text[slice(*wounded.sentence)] == "They also wounded a nurse ."
    assert killed.arguments[0].mention.cluster == wounded.arguments[0].mention.cluster


def test_a_folder_stands_for_its_files(tmp_path: Path) -> None:
    _write(tmp_path, [_ARTICLE])
    assert len(read_articles(tmp_path)) == 1
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(MissingGoldError, match=r"no \*\.jsonl"):
        read_articles(empty)


def _event(trigger: Any, kind: str = "Life.Die.Unspecified") -> Event:
    return Event("e", kind, trigger, (0, 100), (Argument("Victim", Mention((0, 1), "c")),))


def _ours(start: int, end: int, **more: Any) -> dict[str, Any]:
    plain = {
        "event_type": "ASSAULT", "trigger": {"start": start, "end": end}, "actors": [], "recipients": [], "places": [],
        "counts": [],
        "evidence": {"start": 0, "end": 50},
    }  # fmt: skip
    return {**plain, **more}


def _who(start: int, end: int, antecedent: Any = None) -> dict[str, Any]:
    return {"start": start, "end": end, "antecedent": antecedent}


def test_an_event_with_golds_trigger_gives_all_sides() -> None:
    event = _ours(
        10, 16, actors=[_who(0, 4)], recipients=[_who(17, 20, {"start": 60, "end": 66})],
        places=[{"start": 24, "end": 29, "role": "at"}, {"start": 34, "end": 39, "role": "from"}],
    )  # fmt: skip
    given, is_found = given_by_events(_event((12, 16)), [event])
    assert is_found
    assert given == (
        Given("Killer", ((0, 4),)), Given("Victim", ((17, 20), (60, 66))), Given("Place", ((24, 29),))
    )  # fmt: skip


def test_a_scene_that_another_sentence_sets_is_no_argument() -> None:
    told = {"start": 24, "end": 29, "role": "at"}
    event = _ours(10, 16, places=[told, {"start": 54, "end": 59, "role": "at"}])
    given, _ = given_by_events(_event((12, 16)), [event])
    assert given == (Given("Place", ((24, 29),)),)


def test_an_event_of_the_sentence_tells_only_what_fits() -> None:
    blast = _ours(
        5, 9, recipients=[_who(17, 20)], counts=[{"what": "killed", "best": 3, "start": 17, "end": 20}],
        places=[{"start": 24, "end": 29, "role": "at"}],
    )  # fmt: skip
    dead, is_found = given_by_events(_event((40, 44)), [blast])
    assert not is_found
    assert [one.role for one in dead] == ["Victim", "Place"]
    assert given_by_events(_event((40, 44), "Life.Injure.Unspecified"), [blast]) == ((), False)
    attack, _ = given_by_events(_event((40, 44), "Conflict.Attack.DetonateExplode"), [blast])
    assert [one.role for one in attack] == ["Place"]
    assert given_by_events(_event((40, 44), "Justice.ArrestJailDetain.Unspecified"), [blast]) == ((), False)
    far = _ours(105, 109, counts=blast["counts"])
    assert given_by_events(_event((40, 44)), [far]) == ((), False)


@pytest.mark.parametrize(
    ("sentence", "trigger", "is_harm", "sides"),
    [
        ("Rebels killed two farmers in Mopti.", "killed", True,
         [("recipients", "farmers"), ("actors", "Rebels"), ("at", "Mopti")]),
        ("Three nurses died in Gao on Monday.", "died", True, [("recipients", "nurses"), ("at", "Gao")]),
        ("The envoys fled from Gao to Bamako.", "fled", False,
         [("actors", "envoys"), ("from", "Gao"), ("to", "Bamako")]),
        ("A clerk was arrested by soldiers.", "arrested", False, [("recipients", "clerk"), ("actors", "soldiers")]),
        ("The murder of a priest shocked all.", "murder", True, [("recipients", "priest")]),
        ("It rained all day.", "rained", False, [("actors", "It")]),
    ],
)  # fmt: skip
def test_a_bare_parse_gives_the_phrases_at_the_trigger(
    sentence: str, trigger: str, is_harm: bool, sides: list[tuple[str, str]]
) -> None:
    at = 7 + sentence.index(trigger)
    found = parsed(sentence, 7).arguments((at, at + len(trigger)), is_harm=is_harm)
    assert [(side, sentence[head - 7 :].split(maxsplit=1)[0].strip(".")) for side, head in found] == sides


def test_arguments_are_scored_by_head_and_by_entity(tmp_path: Path) -> None:
    scored = measure(_write(tmp_path, [_ARTICLE], [["a1-T0", "a1-T3"]]), Run(processes=1))
    assert scored.n == 5
    assert scored.extra == {"events": 2}
    assert scored.figures["baseline_head_f1"] == 1.0
    assert scored.figures["head_recall"] == 1.0
    assert scored.figures["coref_recall"] == 1.0
    assert scored.figures["found_head_f1"] == scored.figures["head_f1"]


def test_an_argument_that_nobody_labelled_costs_precision_and_one_that_is_missed_recall(tmp_path: Path) -> None:
    row = _row(
        "a2",
        ["Rebels killed two farmers in Mopti .", "The market was calm ."],
        [(0, 1), (8, 9)],
        [("Life.Die.Unspecified", 1, [("Killer", 0)]), ("Life.Die.Unspecified", 10, [("Victim", 1)])],
    )
    scored = measure(_write(tmp_path, [row]), Run(processes=1))
    assert scored.figures["head_precision"] == pytest.approx(1 / 3)
    assert scored.figures["head_recall"] == pytest.approx(1 / 2)
    causes = sorted(one.cause for one in scored.wrong)
    assert causes == ["Die: Place not labelled", "Die: Victim no event", "Die: Victim not labelled"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"doc_id": "a", "tok', r"dev\.jsonl:2: .*cut off"),
        ('{"doc_id": "a"}', r"dev\.jsonl:2: KeyError 'sentences'; expected an article of WikiEvents"),
    ],
)
def test_a_broken_line_says_which(tmp_path: Path, line: str, message: str) -> None:
    path = _write(tmp_path, [_ARTICLE])
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_articles(path)


def test_a_span_beyond_the_text_is_refused(tmp_path: Path) -> None:
    row = {**_ARTICLE, "entity_mentions": [{"id": "a1-T0", "start": 90, "end": 91}]}
    with pytest.raises(GoldError, match=r"dev\.jsonl:1: ValueError tokens 90 to 91"):
        read_articles(_write(tmp_path, [row]))


def test_an_empty_file_has_no_articles(tmp_path: Path) -> None:
    assert measure(_write(tmp_path, []), Run(processes=1)).n == 0
