"""Events by borders: along one, and at most so far from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from harmattan.errors import ConfigError
from harmattan.stages.bordering import with_borders
from harmattan.store import EventFilter, Store
from harmattan.store import connect as connect_module
from tests.builders import MADE_BY, PACKS, make_document, make_event, make_place

TEXT = "Gunmen raided Porga. They fled to Koalou. Others raided Parakou and the Atakora. A boat sank off Reykjavik."
_POINTS = {
    "Porga": ("BEN", 11.048, 0.969),
    "Koalou": ("BFA", 11.0231, 0.9387),
    "Parakou": ("BEN", 9.337, 2.630),
    "Reykjavik": ("ISL", 64.1, -21.9),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    document = make_document(TEXT, published=date(2024, 5, 7))
    made = []
    for trigger, name in (("raided Porga", "Porga"), ("fled", "Koalou"), ("Others", "Parakou"), ("sank", "Reykjavik")):
        country, latitude, longitude = _POINTS[name]
        place = make_place(
            TEXT,
            name,
            country=country,
            countries=(country,),
            latitude=latitude,
            longitude=longitude,
            feature_code="PPL",
        )
        made.append(make_event(document, trigger, places=(place,)))
    area = make_place(
        TEXT, "Atakora", country="BEN", countries=("BEN",), latitude=10.7, longitude=1.6, feature_code="ADM1",
        geometry="area", where_prec=4, radius_km=82.0,
    )  # fmt: skip
    made.append(make_event(document, "and", places=(area,)))
    with Store.open(tmp_path_factory.mktemp("borders") / "record.sqlite") as opened:
        events = with_borders(made)
        opened.write(document, events, made_by=MADE_BY, packs=PACKS, recorded_at=datetime(2024, 6, 1, tzinfo=UTC))
        yield opened


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"border": ("BEN", "BFA")}, ["raided Porga", "fled", "Others", "and"]),
        ({"border": ("BFA", "BEN")}, ["raided Porga", "fled", "Others", "and"]),
        ({"border": ("BEN", "BFA"), "within_km": 25}, ["raided Porga", "fled"]),
        ({"border": ("BEN", "BFA"), "within_km": 1000}, ["raided Porga", "fled", "Others", "and"]),
        ({"border": ("BEN", "TGO"), "within_km": 10}, ["raided Porga"]),
        ({"border": ("BEN", "TGO"), "within_km": 0}, []),
        ({"border": ("GHA", "TGO")}, []),
        ({"within_km": 25}, ["raided Porga", "fled"]),
        ({"within_km": 130}, ["raided Porga", "fled", "Others"]),
    ],
)
def test_events_are_found_by_border(store: Store, asked: dict[str, object], expected: list[str]) -> None:
    found = [event["trigger"]["text"] for event in store.events(EventFilter(**asked))]  # type: ignore[arg-type]
    assert found == expected


def test_a_distance_below_nought_is_refused() -> None:
    with pytest.raises(ConfigError, match="within_km is 0 or more"):
        EventFilter(within_km=-1)


def test_borders_do_not_change_ids(store: Store) -> None:
    document = make_document(TEXT, published=date(2024, 5, 7))
    plain = make_event(document, "sank")
    (bordered,) = with_borders([plain])
    assert bordered.event_id == plain.event_id


def test_an_event_without_place_stays_as_it_is() -> None:
    event = make_event(make_document(TEXT), "sank", places=())
    assert with_borders([event]) == (event,)
    unsettled = make_event(make_document(TEXT), "sank", places=(make_place(TEXT, "Porga"),))
    assert with_borders([unsettled])[0].to_json()["places"][0]["border"] is None


def test_a_record_of_before_gets_the_columns_and_keeps_its_events(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    folder = Path(connect_module.__file__).parent / "migrations"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with Store.open(path) as opened:
        document = make_document("A raid.")
        opened.write(
            document,
            (make_event(document, "raid", places=()),),
            made_by=MADE_BY,
            packs=PACKS,
            recorded_at=datetime(2024, 6, 1, tzinfo=UTC),
        )
        assert len(list(opened.events(EventFilter()))) == 1
        assert list(opened.events(EventFilter(within_km=25))) == []
    tables = sqlite3.connect(path).execute("SELECT name FROM sqlite_master WHERE name = 'event_borders'").fetchall()
    assert tables == [("event_borders",)]
