from __future__ import annotations

from datetime import date

import pytest

from harmattan.errors import InputError
from harmattan.stages.intake.published import parse_published


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-03-09", date(2021, 3, 9)),
        (" 2021-03-09T23:30:00-05:00 ", date(2021, 3, 9)),
        ("2021-03-09T23:30:00Z", date(2021, 3, 9)),
        ("2021-03-09 08:15:00", date(2021, 3, 9)),
        ("20210309", date(2021, 3, 9)),
        ("2021/3/9", date(2021, 3, 9)),
        ("Tue, 09 Mar 2021 23:30:00 -0500", date(2021, 3, 9)),
        ("25/03/2021", date(2021, 3, 25)),
        ("03/25/2021", date(2021, 3, 25)),
        ("25.03.2021 10:00", date(2021, 3, 25)),
        ("03/03/2021", date(2021, 3, 3)),
        ("9 March 2021", date(2021, 3, 9)),
        ("March 9, 2021", date(2021, 3, 9)),
        ("9th of March 2021", date(2021, 3, 9)),
        ("March 9, 2021 11:30 PM EST", date(2021, 3, 9)),
    ],
)
def test_full_dates_are_read_as_the_day_that_is_written(value: str, expected: date) -> None:
    assert parse_published(value, "a:1", languages={"en"}) == expected


@pytest.mark.parametrize(
    "value",
    [
        "03/09/2021",
        "yesterday",
        "March 2021",
        "2021",
        "soon",
        "31/02/2021",
        "2021-02-31",
        "31 February 2021",
        "1615300000",
        "9 Smarch 2021",
        "9 mars 2021",
        "0009-03-09",
        "25/13/2021",
        "Tue, 99 Mar 2021 23:30:00 -0500",
        "9 March 2021 " * 20,
    ],
)
def test_what_is_no_date_or_two_is_refused_with_advice(value: str) -> None:
    with pytest.raises(InputError, match=r"a\.csv:4: expected a day.*--published") as caught:
        parse_published(value, "a.csv:4", languages={"en"})
    assert caught.value.kind == "date"


def test_month_names_are_known_in_the_languages_that_have_a_pack() -> None:
    assert parse_published("9 mars 2021", "a:1", languages={"en", "fr", "zz"}) == date(2021, 3, 9)
