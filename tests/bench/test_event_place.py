"""Where the key says that an incident was, and how our places are compared with it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from bench.event_place import TASK, measure, parts_of
from bench.gold import GoldError, MissingGoldError, Run
from bench.muc4_places import key_place
from bench.muc4_read import SLOTS, Template, fills_of

_MESSAGE = "DEV-MUC3-9001"
_STORY = """{id} (TEST)

   LIMA, 3 JAN 90 -- [TEXT] REBELS KILLED SIX NURSES IN AYACUCHO.

   A BOMB EXPLODED AT A BANK IN MEDELLIN, COLOMBIA.
"""
_ONE = Run(every=1, processes=1)


def _key(number: int, **slots: str) -> str:
    fills = {
        "message": f"{_MESSAGE} (TEST)", "template_id": str(number), "type": "ATTACK", "stage": "ACCOMPLISHED", **slots,
    }  # fmt: skip
    return "".join(f"{at}.  {title:<31} {fills.get(slot, '-')}\n" for at, (title, slot) in enumerate(SLOTS.items()))


def _muc4(folder: Path, *keys: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dev-muc3-9001").write_text(_STORY.format(id=_MESSAGE), encoding="utf-8")
    (folder / "key-dev-9001").write_text("\n".join(keys), encoding="utf-8")
    return folder


def _nurses(location: str) -> str:
    return _key(1, location=location, hum_tgt_desc='"NURSES"', hum_tgt_type='CIVILIAN: "NURSES"')


def _bank(location: str) -> str:
    return _key(
        2, location=location, type="BOMBING", phys_tgt='"BANK"', phys_tgt_type='FINANCIAL: "BANK"',
    )  # fmt: skip


def _hrds(folder: Path, country: str = "Peru", city: str = "Lima") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    row = {
        "sample": {
            "Input.title": "Reporter beaten",
            "Input.article_interface": "<p>Police beat the reporter Ana Rojas in Lima, Peru, on Monday.</p>",
            "Input.publish_date": "2021-05-04",
        },
        "merged_sample": {
            "victims": [{"victim_name": "Ana Rojas", "victim_population_type": "single"}],
            "violation_types": ["other"], "perpetrator_mention": True, "perpetrator_type": "state actor",
            "country": country, "region": "None", "city": city, "year": "2021", "month": "May", "date": "3",
        },
    }  # fmt: skip
    (folder / "train.json").write_text(json.dumps([row]), encoding="utf-8")
    return folder


KEYS = [
    ("PERU", {"PER"}, set(), set()),
    ("PERU: AYACUCHO (DEPARTMENT): CAYARA (TOWN)", {"PER"}, {"Ayacucho"}, {"cayara"}),
    ("COLOMBIA: MEDELLIN (CITY)", {"COL"}, {"Antioquia"}, {"medellin"}),
    ("EL SALVADOR: SAN SALVADOR (CITY): LA ESTRELLA (NEIGHBORHOOD)", {"SLV"}, {"San Salvador"}, {"san salvador"}),
    ("(EL SALVADOR: SAN MIGUEL (CITY)) / (EL SALVADOR)", {"SLV"}, {"San Miguel"}, {"san miguel"}),
    ("PERU: HUANCAYO (CITY) - HUARAZ (CITY)", {"PER"}, {"Junin", "Ancash"}, {"huancayo", "huaraz"}),
    ("COLOMBIA: EL TEMPLETE (FARM)", {"COL"}, set(), set()),
    ("CHILE: NOWHERE AT ALL (TOWN)", {"CHL"}, set(), {"nowhere at all"}),
]  # fmt: skip


@pytest.mark.parametrize(("said", "countries", "divisions", "towns"), KEYS)
def test_a_fill_gives_country_division_and_towns(
    said: str, countries: set[str], divisions: set[str], towns: set[str]
) -> None:
    key = key_place(Template("here", _MESSAGE, {"location": fills_of(said)}))
    assert (key.countries, key.divisions, key.towns) == (countries, divisions, towns)


def test_a_village_that_the_gazetteer_lacks_leaves_the_division_unknown() -> None:
    def unknown(said: str) -> bool:
        return key_place(Template("here", _MESSAGE, {"location": fills_of(said)})).is_division_unknown

    assert unknown("CHILE: NOWHERE AT ALL (TOWN)")
    assert not unknown("CHILE")
    assert not unknown("CHILE: SANTIAGO (CITY)")


def test_places_are_compared_at_each_level_of_pairs(tmp_path: Path) -> None:
    folder = _muc4(tmp_path / "muc4", _nurses("PERU: AYACUCHO (CITY)"), _bank("COLOMBIA: CALI (CITY)"))
    found = measure([folder], _ONE)
    assert found.figures["muc4_country"] == 1.0
    assert found.figures["admin1"] == 0.5
    assert found.figures["admin1_precision"] == 0.5
    assert [row.cause for row in found.wrong] == ["muc4 admin1: another given"]


def test_a_missed_event_counts_in_the_strict_figure_only(tmp_path: Path) -> None:
    missed = _key(2, location="PERU: CUSCO (CITY)", type="ARSON", phys_tgt='"SHIP"', phys_tgt_type='OTHER: "SHIP"')
    found = measure([_muc4(tmp_path / "muc4", _nurses("PERU: AYACUCHO (DEPARTMENT)"), missed)], _ONE)
    assert found.figures["admin1"] == 1.0
    assert found.figures["admin1_f1"] == 0.5  # one right, two given, two wanted
    assert found.figures["missing_event"] == 1.0


def test_a_division_where_the_key_has_none_costs_precision(tmp_path: Path) -> None:
    found = measure([_muc4(tmp_path / "muc4", _nurses("PERU"), _bank("COLOMBIA: MEDELLIN (CITY)"))], _ONE)
    assert found.figures["admin1"] == 1.0
    assert found.figures["admin1_precision"] == 0.5


def test_both_corpora_may_be_given_in_one_folder_or_as_two_paths(tmp_path: Path) -> None:
    muc4 = _muc4(tmp_path / "muc4", _nurses("PERU: AYACUCHO (CITY)"))
    hrds = _hrds(tmp_path / "hrdsattack")
    assert [name for name, _ in parts_of([tmp_path])] == ["hrdsattack", "muc4"]
    assert [name for name, _ in parts_of([muc4, hrds / "train.json"])] == ["muc4", "hrdsattack"]
    both = measure([tmp_path], _ONE).figures
    assert (both["country_f1"], both["city_f1"], both["admin1"]) == (1.0, 1.0, 1.0)
    assert "admin1" not in measure([hrds], _ONE).figures
    assert "city_f1" not in measure([muc4], _ONE).figures


def test_a_wrong_city_is_shown(tmp_path: Path) -> None:
    found = measure([_hrds(tmp_path / "hrdsattack", city="Cusco")], _ONE)
    assert found.figures["city_f1"] == 0.0
    assert [row.cause for row in found.wrong] == ["hrdsattack city wrong"]


def test_the_task_takes_paths_and_refuses_what_is_not_there(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    TASK.add_arguments(parser)
    with pytest.raises(MissingGoldError, match="no corpus at"):
        TASK.run(parser.parse_args([str(tmp_path / "none")]))
    broken = tmp_path / "cut.json"
    broken.write_text('[{"sample": ', encoding="utf-8")
    with pytest.raises(GoldError, match=r"cut\.json:1: .*cut off"):
        TASK.run(parser.parse_args([str(broken), "--processes", "1"]))
    empty = tmp_path / "empty.json"
    empty.write_text("[]", encoding="utf-8")
    with pytest.raises(GoldError, match="nothing to score"):
        TASK.run(parser.parse_args([str(empty), "--processes", "1"]))


def test_the_headline_is_the_corpus_that_was_given(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    TASK.add_arguments(parser)
    muc4 = _muc4(tmp_path / "muc4", _nurses("PERU: AYACUCHO (CITY)"))
    assert TASK.run(parser.parse_args([str(muc4), "--processes", "1"])).measurement.metric == "admin1"  # type: ignore[union-attr]
