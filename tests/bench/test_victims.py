"""HRDsAttack is read as published; a main attack is chosen among events; slots are scored as the module says."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench.gold import GoldError, Run
from bench.scores import summarise
from bench.victims import TASK, _figures, count_article, measure
from bench.victims_answer import answer_of, attacks_in, is_killing
from bench.victims_gold import Attack, Victim, country_code, read_articles

_DAY = date(2021, 5, 20)


def _row(title: str, body: str, **merged: Any) -> dict[str, Any]:
    labels = {
        "perpetrator_mention": True, "perpetrator_type": "state actor", "violation_types": ["arbitrary detention"],
        "year": "2021.0", "month": None, "date": None, "city": "None", "region": "None", "country": "Nigeria",
        "victims": [],
    }  # fmt: skip
    sample = {"Input.title": title, "Input.publish_date": "2021-05-20 10:00:00", "Input.article_interface": body}
    return {"sample": sample, "merged_sample": {**labels, **merged}}


def _victim(name: str | None, keywords: str = "") -> dict[str, Any]:
    return {
        "victim_name": name, "victim_population_type": "individual" if name else "multiple", "victim_keywords": keywords
    }  # fmt: skip


def _write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def _attack(values: dict[str, str], *names: str, **more: Any) -> Attack:
    victims = tuple(Victim(name, is_group=False, keywords="") for name in names)
    fields = {"violations": frozenset({"killing"}), "has_perpetrator": True, "perpetrator_type": None, **more}
    return Attack(values, victims, **fields)


def test_an_article_is_read_with_its_slips_mended(tmp_path: Path) -> None:
    row = _row(
        "Editor held", "<p>Police held an editor.</p> <p>He is &quot;fine&quot;.</p>",
        month="Ocober", date="07", year="2020.0", city=" LAGOS ", country="Columbia",
        victims=[_victim("Ada Obi"), _victim(None, "5 clerks")],
    )  # fmt: skip
    (article,) = read_articles(_write(tmp_path / "train.json", [row]))
    assert article.text == 'Editor held\n\nPolice held an editor.\n\nHe is "fine".'
    assert article.attack.values == {"country": "COL", "city": "lagos", "year": "2020", "month": "10", "day": "7"}
    assert [(one.name, one.is_group) for one in article.attack.victims] == [("Ada Obi", False), (None, True)]
    assert not article.is_partial


def test_an_article_without_city_is_labelled_in_part(tmp_path: Path) -> None:
    row = _row("Editor held", "<p>Police held an editor.</p>")
    del row["merged_sample"]["city"]
    (article,) = read_articles(_write(tmp_path / "dev.json", [row]))
    assert article.is_partial
    counts = count_article(article.attack, article.attack, is_partial=True)
    assert counts.get("wanted:country", 0) == 0


@pytest.mark.parametrize(
    ("name", "code"),
    [("USA", "USA"), ("England", "GBR"), ("the Netherlands", "NLD"), ("Hong Kong", "CHN"), ("Yemeni", "YEM"),
     ("Peoples of the Hills", "peoples of the hills")],
)  # fmt: skip
def test_a_country_is_known_by_what_annotators_wrote(name: str, code: str) -> None:
    assert country_code(name) == code


def test_slots_are_scored_over_stated_values_and_over_all_articles() -> None:
    documents = [
        count_article(_attack({"country": "NGA", "day": "3"}), _attack({"country": "NGA", "day": "4"})),
        count_article(_attack({"country": "TGO"}), _attack({})),
        count_article(_attack({}), _attack({"country": "GHA"})),
        count_article(_attack({}), _attack({})),
    ]
    figures, _ = summarise(documents, _figures)
    assert figures["country_f1"] == pytest.approx(2 * 1 / (2 + 2))
    assert figures["country_accuracy"] == pytest.approx(1 / 4)
    assert figures["day_f1"] == 0.0


def test_a_city_may_be_spelled_as_in_the_text_or_as_in_the_gazetteer() -> None:
    gold = _attack({"city": "kiev"})
    for given, right in (
        (_attack({"city": "kiev"}), 1),
        (_attack({"city": "kyiv"}, city_known="kiev"), 1),
        (_attack({"city": "kyiv"}), 0),
    ):
        assert count_article(gold, given)["right:city"] == right


def test_names_are_compared_letter_by_letter_and_in_part() -> None:
    counts = count_article(_attack({}, "Ada Obi", "Ken Musa"), _attack({}, "Ada Obi", "Musa", "Joe Bell"))
    figures, _ = summarise([counts], _figures)
    assert figures["victim_f1"] == pytest.approx(2 * 1 / (3 + 2))
    assert figures["victim_fuzzy_f1"] == pytest.approx(2 * 2 / (3 + 2))


def test_violations_are_labels_and_unknown_stands_alone() -> None:
    gold = _attack({}, violations=frozenset({"killing", "torture", "unknown"}))
    counts = count_article(gold, _attack({}, violations=frozenset({"killing", "other"})))
    assert (counts["right:violation"], counts["given:violation"], counts["wanted:violation"]) == (1, 2, 2)


def _event(kind: str, mode: str | None, start: int, trigger: str, *, of: str = "", **more: Any) -> dict[str, Any]:
    who = {"text": of, "name": of, "sector": more.pop("sector", None), "country": None, "antecedent": None}
    return {
        "event_type": kind, "mode": mode, "factuality": "asserted", "is_historical": False, "is_aggregate": False,
        "trigger": {"start": start, "text": trigger}, "recipients": [who] if of else [], "actors": [], "places": [],
        "counts": [], "date": {"start": None, "end": None}, **more,
    }  # fmt: skip


def test_the_main_attack_is_told_early_and_hits_somebody() -> None:
    early = _event("ASSAULT", "abduct", 5, "abducted", of="Ada Obi", sector="JRN")
    late = _event("ASSAULT", None, 5000, "killed", of="Ken Musa")
    denied = _event("ASSAULT", "abduct", 1, "abducted", of="Joe Bell", factuality="denied")
    talk = _event("CONSULT", "visit", 2, "visited", of="Joe Bell")
    assert attacks_in([late, denied, talk, early], 40) == [early, late]


def test_an_arrested_suspect_is_no_victim_of_the_killing_that_he_is_held_for() -> None:
    killing = _event("ASSAULT", None, 5, "murdered", of="Ada Obi", sector="JRN")
    arrest = _event("COERCE", "arrest", 30, "arrested", of="Ken Musa")
    editor = _event("COERCE", "arrest", 60, "arrested", of="Joe Bell", sector="JRN")
    given = answer_of([killing, arrest, editor], 20, _DAY)
    assert [one.name for one in given.victims] == ["Ada Obi", "Joe Bell"]
    alone = answer_of([arrest], 20, _DAY)
    assert [one.name for one in alone.victims] == ["Ken Musa"]


def test_a_city_is_named_as_the_gazetteer_does_or_in_the_texts_words_without_its_kind() -> None:
    def place(text: str, name: str, country: str, code: str) -> dict[str, Any]:
        return {"text": text, "name": name, "country": country, "feature_code": code, "admin1": None, "role": "at"}

    kyiv = _event("ASSAULT", None, 5, "killed", of="Ada Obi", places=[place("the city of Kiev", "Kyiv", "UKR", "PPLC")])
    given = answer_of([kyiv], 20, _DAY)
    assert (given.values["city"], given.city_known) == ("kyiv", "kiev")
    hong_kong = _event("COERCE", "arrest", 5, "held", of="Ada Obi", places=[place("Hong Kong", "X", "HKG", "PCLD")])
    assert answer_of([hong_kong], 20, _DAY).values == {"country": "CHN", "city": "hong kong"}
    state = _event("ASSAULT", None, 5, "killed", of="Ada Obi", places=[place("Mali", "Mali", "MLI", "PCLI")])
    assert answer_of([state], 20, _DAY).values == {"country": "MLI"}


def test_violations_are_of_all_attacks_and_the_doer_of_the_main_kind() -> None:
    who = {"text": "police", "name": None, "sector": "COP", "country": None, "antecedent": None}
    main = _event("ASSAULT", "abduct", 5, "abducted", of="Ada Obi", sector="JRN")
    alike = _event("ASSAULT", "abduct", 900, "abducted", of="Issa Kone", actors=[who])
    other = _event("ASSAULT", "torture", 950, "tortured", of="Joe Bell")
    given = answer_of([main, alike, other], 20, _DAY)
    assert given.violations == {"kidnapping", "torture"}
    assert (given.has_perpetrator, given.perpetrator_type) == (True, "state actor")
    assert not answer_of([main, other], 20, _DAY).has_perpetrator


def test_a_killing_is_told_by_its_word_or_its_count() -> None:
    assert is_killing(_event("ASSAULT", None, 0, "killed"))
    assert is_killing(_event("ASSAULT", "firearms", 0, "shot", counts=[{"what": "killed", "best": 2}]))
    assert not is_killing(_event("ASSAULT", "firearms", 0, "shot", counts=[{"what": "killed", "best": 0}]))
    assert not is_killing(_event("ASSAULT", "beat", 0, "beaten"))
    assert not is_killing(_event("ACCUSE", "allege", 0, "killed"))


def test_an_article_is_coded_and_scored(tmp_path: Path) -> None:
    right = _row(
        "Radio reporter seized in Lagos",
        "<p>Gunmen kidnapped the radio reporter Ada Obi in Lagos on 12 May 2021.</p>",
        violation_types=["kidnapping"], perpetrator_type="other actors without permissions", city="Lagos", month="May",
        date="12.0", victims=[_victim("Ada Obi")],
    )  # fmt: skip
    wrong = _row("A quiet day", "<p>Nothing happened in the village.</p>", country="Togo")
    scored = measure(_write(tmp_path / "test.json", [right, wrong]), Run(processes=1))
    assert scored.figures["city_f1"] == 1.0
    assert scored.figures["day_f1"] == 1.0
    assert scored.figures["victim_f1"] == 1.0
    assert scored.figures["country_f1"] == pytest.approx(2 * 1 / (1 + 2))
    assert ("country missing", "test.json[1]") in {(one.cause, one.where) for one in scored.wrong}
    assert scored.documents == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"sample": ', r"train\.json:1: .*cut off"),
        ('{"a": 1}', r"train\.json:1: expected a JSON list"),
        ('[{"sample": {}}]', r"train\.json\[0\]: KeyError .*expected an article"),
    ],
)
def test_a_broken_file_says_where(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "train.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_articles(path)


def test_a_label_that_the_scheme_lacks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"violation type 'theft'; expected one of arbitrary detention"):
        read_articles(_write(tmp_path / "train.json", [_row("A", "<p>B</p>", violation_types=["theft"])]))


def test_an_empty_list_is_an_error_and_no_score(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    TASK.add_arguments(parser)
    with pytest.raises(GoldError, match="nothing to score"):
        TASK.run(parser.parse_args([str(_write(tmp_path / "train.json", []))]))
