"""Numbers are read from three corpora and compared with the counts of events."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from bench.counts import TASK, Told, is_covered, is_exact, measure, told_of
from bench.counts_gold import Number, Wanted, corpora_in, number_of, read_articles
from bench.gold import GoldError, MissingGoldError, Run
from bench.muc4_read import SLOTS

_MESSAGE = "DEV-MUC3-9001"
_STORY = """{id} (TEST)

   LIMA, 3 JAN 90 -- [TEXT] REBELS KILLED SIX NURSES IN LIMA.

   REBELS WOUNDED THE TRADER JUAN ROJAS IN LIMA.
"""


def _key(**slots: str) -> str:
    fills = {"message": f"{_MESSAGE} (TEST)", "template_id": "1", "type": "ATTACK", "stage": "ACCOMPLISHED", **slots}
    return "".join(
        f"{number}.  {title:<31} {fills.get(slot, '-')}\n" for number, (title, slot) in enumerate(SLOTS.items())
    )


def _muc4(folder: Path, *keys: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dev-muc3-9001").write_text(_STORY.format(id=_MESSAGE), encoding="utf-8")
    (folder / "key-dev-9001").write_text("\n".join(keys), encoding="utf-8")
    return folder


_FULL = {
    "hum_tgt_name": '"JUAN ROJAS"',
    "hum_tgt_desc": '"NURSES"',
    "hum_tgt_num": '6: "NURSES"\n                                    1: "JUAN ROJAS"',
    "hum_tgt_effect": 'DEATH: "NURSES"\n                                    INJURY: "JUAN ROJAS"',
}


@pytest.mark.parametrize(
    ("words", "number"),
    [("12", 12), ("1,200", 1200), ("twenty-one", 21), ("Two hundred", 200), ("three thousand", 3000), ("dozens", None),
     ("", None)],
)  # fmt: skip
def test_numbers_are_read_from_digits_and_words(words: str, number: int | None) -> None:
    assert number_of(words) == number


def test_a_key_gives_numbers_with_their_effect_and_their_words(tmp_path: Path) -> None:
    (article,) = read_articles(_muc4(tmp_path / "muc4", _key(**_FULL)))
    assert [(one.kind, one.numbers) for one in article.wanted] == [("killed", (Number(6),)), ("injured", (Number(1),))]
    assert [article.text[slice(*one.spans[0])] for one in article.wanted] == ["NURSES", "JUAN ROJAS"]


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({"hum_tgt_num": '~100: "NURSES"', "hum_tgt_effect": 'DEATH: "NURSES"'}, [("killed", Number(100))]),
        ({"hum_tgt_num": '5-: "NURSES"', "hum_tgt_effect": 'DEATH: "NURSES"'}, [("killed", Number(None, 5))]),
        ({"hum_tgt_num": '-26: "NURSES"', "hum_tgt_effect": 'DEATH: "NURSES"'}, [("killed", Number(None, None, 26))]),
        ({"hum_tgt_num": '6: "NURSES"', "type": "KIDNAPPING"}, [("abducted", Number(6))]),
        ({"hum_tgt_num": 'PLURAL: "NURSES"', "hum_tgt_effect": 'DEATH: "NURSES"'}, []),
        ({"hum_tgt_num": '6: "NURSES"', "hum_tgt_effect": 'NO INJURY OR DEATH: "NURSES"'}, []),
        ({"hum_tgt_num": '6: "NURSES"', "hum_tgt_effect": 'DEATH: "NURSES"', "stage": "THREATENED"}, []),
        ({"hum_tgt_num": '6: "NURSES"', "hum_tgt_effect": 'DEATH: "NURSES"', "template_id": "1 (OPTIONAL)"}, []),
        ({"hum_tgt_num": '6: "DOCTORS"', "hum_tgt_effect": 'DEATH: "DOCTORS"'}, []),
    ],
)
def test_only_numbers_of_what_befell_people_in_the_text_are_wanted(
    tmp_path: Path, slots: dict[str, str], expected: list[tuple[str, Number]]
) -> None:
    articles = read_articles(_muc4(tmp_path / "muc4", _key(**slots)))
    assert [(one.kind, one.numbers[0]) for article in articles for one in article.wanted] == expected


def _wikievents(folder: Path, sentence: str, victim: str) -> Path:
    words = sentence.split(" ")
    tokens = [[word, len(" ".join(words[:k])) + (k > 0), len(" ".join(words[: k + 1]))] for k, word in enumerate(words)]
    at = words.index(victim)
    row = {
        "doc_id": "a1", "tokens": words, "text": sentence, "sentences": [[tokens, sentence]],
        "entity_mentions": [{"id": "a1-T0", "start": at, "end": at + 1}],
        "event_mentions": [{
            "id": "a1-E0", "event_type": "Life.Die.Unspecified", "trigger": {"start": 1, "end": 2, "sent_idx": 0},
            "arguments": [{"entity_id": "a1-T0", "role": "Victim"}],
        }],
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("sentence", "victim", "numbers"),
    [
        ("Rebels killed two village farmers .", "farmers", [2]),
        ("Rebels killed 12 on Monday .", "12", [12]),
        ("Rebels killed two dozen farmers .", "farmers", []),
        ("Rebels killed farmers .", "farmers", []),
    ],
)
def test_a_victims_number_is_the_numeral_of_its_head(
    tmp_path: Path, sentence: str, victim: str, numbers: list[int]
) -> None:
    articles = read_articles(_wikievents(tmp_path / "wikievents", sentence, victim))
    assert [one.numbers[0].best for article in articles for one in article.wanted] == numbers


def _hrdsattack(folder: Path, body: str, *keywords: str) -> Path:
    victims = [{"victim_name": None, "victim_population_type": "multiple", "victim_keywords": one} for one in keywords]
    row = {
        "sample": {"Input.title": "A raid", "Input.publish_date": "2021-05-20", "Input.article_interface": body},
        "merged_sample": {"perpetrator_mention": True, "victims": victims},
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "train.json").write_text(json.dumps([row]), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("keywords", "numbers"),
    [("16 journalists, detained", [16]), ("journalists, 16 detained", []), ("18 year old student", []),
     ("16 journalists, 17 nurses", []), ("90 lawyers", []), ("COVID-19, 2020", [])],
)  # fmt: skip
def test_a_group_is_counted_where_its_keyword_stands_in_the_text(
    tmp_path: Path, keywords: str, numbers: list[int]
) -> None:
    body = "<p>Police detained 16 local journalists and 17 nurses.</p>"
    articles = read_articles(_hrdsattack(tmp_path / "hrdsattack", body, keywords))
    assert [one.numbers[0].best for article in articles for one in article.wanted] == numbers


def _event(*counts: dict[str, Any], recipients: tuple[tuple[int, int, str | None], ...] = ()) -> dict[str, Any]:
    who = [{"start": a, "end": b, "name": name, "antecedent": None} for a, b, name in recipients]
    plain = {"low": None, "best": None, "high": None, "is_cumulative": False, "of": None}
    return {"recipients": who, "counts": [{**plain, **one} for one in counts]}


def test_ours_is_the_count_that_most_events_give() -> None:
    wanted = Wanted("killed", (Number(6),), ((10, 16),), "")
    six = _event({"what": "killed", "best": 6, "start": 8, "end": 16})
    seven = _event({"what": "killed", "best": 7, "start": 8, "end": 16})
    hurt = _event({"what": "injured", "best": 9, "start": 8, "end": 16})
    far = _event({"what": "killed", "best": 9, "start": 80, "end": 86})
    assert told_of(wanted, [seven, hurt, far, six, six]) == Told(None, 6, None)
    assert told_of(wanted, [hurt, far]) is None


def test_a_recipient_may_be_counted_elsewhere_or_be_named_by_the_surname() -> None:
    wanted = Wanted("killed", (Number(1),), ((10, 17),), "", frozenset({"ada obi"}))
    count = {"what": "killed", "best": 1, "start": 90, "end": 93, "of": "recipient:0"}
    assert told_of(wanted, [_event(count, recipients=((90, 93, "Ada Obi"),))]) == Told(None, 1, None)
    assert told_of(wanted, [_event(count, recipients=((12, 17, None),))]) == Told(None, 1, None)
    assert told_of(wanted, [_event(count, recipients=((90, 93, "Issa Kone"),))]) is None
    other = {**count, "of": "recipient:1"}
    assert told_of(wanted, [_event(other, recipients=((12, 17, None), (90, 93, None)))]) is None


@pytest.mark.parametrize(
    ("gold", "told", "exact", "covered"),
    [
        (Number(6), Told(None, 6, None), True, True),
        (Number(6), Told(6, None, None), True, True),
        (Number(9), Told(6, None, None), False, True),
        (Number(5), Told(6, None, None), False, False),
        (Number(6), Told(5, None, 8), False, True),
        (Number(None, 6, 8), Told(6, None, 8), True, True),
        (Number(None, 6), Told(None, 9, None), False, True),
        (Number(None, 6), Told(None, 5, None), False, False),
        (Number(6), None, False, False),
    ],
)
def test_exact_and_within_bounds(gold: Number, told: Told | None, exact: bool, covered: bool) -> None:
    wanted = Wanted("killed", (gold,), ((0, 1),), "")
    assert (is_exact(wanted, told), is_covered(wanted, told)) == (exact, covered)


def test_a_folder_with_all_corpora_is_scored_as_a_whole(tmp_path: Path) -> None:
    _muc4(tmp_path / "muc4" / "corpora", _key(**_FULL))
    _wikievents(tmp_path / "wikievents", "Rebels killed two village farmers .", "farmers")
    _hrdsattack(tmp_path / "hrdsattack", "<p>Police detained 16 journalists.</p>", "16 journalists")
    assert [name for name, _ in corpora_in(tmp_path)] == ["muc4", "wikievents", "hrdsattack"]
    scored = measure(tmp_path, Run(processes=1))
    assert scored.n == 4
    assert scored.extra["numbers"] == {"several": 3, "muc4": 2, "wikievents": 1, "hrdsattack": 1}
    assert scored.figures["exact"] == 1.0
    assert scored.figures["several_exact"] == 1.0


def test_a_missed_number_is_wrong_and_says_so(tmp_path: Path) -> None:
    folder = _hrdsattack(tmp_path, "<p>The union has 16 journalists.</p>", "16 journalists")
    scored = measure(folder, Run(processes=1))
    assert (scored.figures["exact"], scored.figures["given"]) == (0.0, 0.0)
    assert [one.cause for one in scored.wrong] == ["hrdsattack group: no count"]


def test_a_path_without_a_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingGoldError, match="no such file"):
        read_articles(tmp_path / "nowhere")
    (tmp_path / "notes").write_text("Nothing here.\n", encoding="utf-8")
    with pytest.raises(GoldError):
        read_articles(tmp_path / "notes")


def test_a_corpus_without_numbers_is_an_error_and_no_score(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    TASK.add_arguments(parser)
    folder = _hrdsattack(tmp_path, "<p>Police detained journalists.</p>", "journalists")
    with pytest.raises(GoldError, match="nothing to score"):
        TASK.run(parser.parse_args([str(folder)]))
