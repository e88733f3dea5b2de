"""Dates: what is read, what is not, and from where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.errors import PackError
from harmattan.model.annotations import DATES, SENTENCES, DateMention
from harmattan.reference.words import DatePattern
from harmattan.stages.date_phrases import easter
from harmattan.stages.dates import DatesStage
from tests.stages.reading import english, parsed

SUNDAY = date(2023, 4, 16)
WEDNESDAY = date(2022, 9, 21)


def dates_of(text: str, published: date | None = SUNDAY, *, is_parsed: bool = True) -> tuple[DateMention, ...]:
    return DatesStage(english()).run(parsed(text, published, is_parsed=is_parsed))[DATES]


READ = [
    ("The raid took place on Saturday near the river.", "Saturday", "2023-04-15", "2023-04-15", 1),
    ("The raid took place on Sunday near the river.", "Sunday", "2023-04-16", "2023-04-16", 1),
    ("Ministers will meet on Saturday in Accra.", "Saturday", "2023-04-22", "2023-04-22", 1),
    ("They plan to travel to Lome next Tuesday.", "next Tuesday", "2023-04-18", "2023-04-18", 1),
    ("The debate is to begin on Tuesday.", "Tuesday", "2023-04-18", "2023-04-18", 1),
    ("Thursday's raids make it clear who rules the town.", "Thursday", "2023-04-13", "2023-04-13", 1),
    ("The raid in August shows who rules the town.", "August", "2022-08-01", "2022-08-31", 4),
    ("The leaders meet on Thursday.", "Thursday", "2023-04-20", "2023-04-20", 1),
    ("In 2016, May 13, gunmen burned a truck.", "2016, May 13", "2016-05-13", "2016-05-13", 1),
    ("The 2019 Easter Sunday raids were forgotten.", "2019 Easter Sunday", "2019-04-21", "2019-04-21", 1),
    ("He took power in a 1994 coup.", "1994", "1994-01-01", "1994-12-31", 5),
    ("The 2011 protests were forgotten.", "2011", "2011-01-01", "2011-12-31", 5),
    ("The bridge fell at the end of June 2022.", "the end of June 2022", "2022-06-21", "2022-06-30", 4),
    ("The bridge fell at end of June 2022.", "end of June 2022", "2022-06-21", "2022-06-30", 4),
    ("Shops were closed on Thursday and Friday.", "Thursday and Friday", "2023-04-13", "2023-04-14", 2),
    ("An overnight 6 December raid failed.", "overnight 6 December", "2022-12-06", "2022-12-06", 1),
    ("Last March 3 gunmen burned a truck.", "Last March 3", "2023-03-03", "2023-03-03", 1),
    ("Last May 6, 2021, gunmen burned a truck.", "Last May 6, 2021", "2021-05-06", "2021-05-06", 1),
    ("Last Sunday gunmen burned a truck.", "Last Sunday", "2023-04-09", "2023-04-09", 1),
    ("Monday morning brought rain to the camp.", "Monday morning", "2023-04-10", "2023-04-10", 1),
    ("A market was shelled overnight.", "overnight", "2023-04-15", "2023-04-16", 2),
    ("Yesterday the army replied.", "Yesterday", "2023-04-15", "2023-04-15", 1),
    (
        "The post was stormed on the night of Sunday to Monday.",
        "the night of Sunday to Monday",
        "2023-04-09",
        "2023-04-10",
        2,
    ),
    (
        "It was stormed in the night from Sunday to Monday.",
        "the night from Sunday to Monday",
        "2023-04-09",
        "2023-04-10",
        2,
    ),
    ("Shells fell overnight Sunday into Monday.", "overnight Sunday into Monday", "2023-04-09", "2023-04-10", 2),
    ("The bridge fell three days ago.", "three days ago", "2023-04-13", "2023-04-13", 1),
    ("The bridge fell two weeks ago.", "two weeks ago", "2023-03-30", "2023-04-05", 3),
    ("The bridge fell four years ago.", "four years ago", "2019-01-01", "2019-12-31", 5),
    ("Last week the troops left.", "Last week", "2023-04-03", "2023-04-09", 3),
    ("This week they came back.", "This week", "2023-04-10", "2023-04-16", 3),
    ("They voted earlier this month.", "earlier this month", "2023-04-01", "2023-04-16", 4),
    ("The town was quiet last month.", "last month", "2023-03-01", "2023-03-31", 4),
    ("The group attacked twice this year.", "this year", "2023-01-01", "2023-04-16", 5),
    ("The coup in March surprised many.", "March", "2023-03-01", "2023-03-31", 4),
    ("The army seized power in June 2020.", "June 2020", "2020-06-01", "2020-06-30", 4),
    ("It happened on 3 March 2021.", "3 March 2021", "2021-03-03", "2021-03-03", 1),
    ("It happened on March 3, 2021, at noon.", "March 3, 2021", "2021-03-03", "2021-03-03", 1),
    ("It happened on March 3rd.", "March 3rd", "2023-03-03", "2023-03-03", 1),
    ("It happened on December 3.", "December 3", "2022-12-03", "2022-12-03", 1),
    ("The file is dated 2021-03-04.", "2021-03-04", "2021-03-04", "2021-03-04", 1),
    ("The file is dated 14/03/2021.", "14/03/2021", "2021-03-14", "2021-03-14", 1),
    ("The army attacked the valley in 2019.", "2019", "2019-01-01", "2019-12-31", 5),
    ("Soldiers have been there since March.", "since March", "2023-03-01", "2023-04-16", 5),
    ("Rebels have raided farms over the past five months.", "the past five months", "2022-11-16", "2023-04-16", 5),
    ("Rebels have raided farms in recent weeks.", "recent weeks", "2023-03-20", "2023-04-16", 4),
    ("The feud lasted between 2015 and 2019.", "between 2015 and 2019", "2015-01-01", "2019-12-31", 5),
    ("They met from 3 to 5 April in Dakar.", "from 3 to 5 April", "2023-04-03", "2023-04-05", 2),
    ("People fled in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", 5),
    ("The group grew in the early 2000s.", "the early 2000s", "2000-01-01", "2003-12-31", 5),
    ("In the first week of March a mast fell.", "the first week of March", "2023-03-01", "2023-03-07", 3),
    ("In the last week of March a mast fell.", "the last week of March", "2023-03-24", "2023-03-31", 4),
    ("The strike began in early March.", "early March", "2023-03-01", "2023-03-10", 4),
    ("Twenty years ago this spring the war began.", "Twenty years ago this spring", "2003-03-01", "2003-05-31", 5),
    ("The mission will end by the end of the year.", "by the end of the year", "2023-04-16", "2023-12-31", 5),
    ("The mission will end next month.", "next month", "2023-05-01", "2023-05-31", 4),
    ("A church was hit on Easter Sunday.", "Easter Sunday", "2023-04-09", "2023-04-09", 1),
    ("A church was hit on Christmas Day.", "Christmas Day", "2022-12-25", "2022-12-25", 1),
    ("The village was hit at dawn on Tuesday.", "dawn on Tuesday", "2023-04-11", "2023-04-11", 1),
    ("A convoy was hit on November 19 last year.", "November 19 last year", "2022-11-19", "2022-11-19", 1),
    ("The wars began after the 9/11 attacks.", "9/11", "2001-09-11", "2001-09-11", 1),
]


@pytest.mark.parametrize(("text", "phrase", "start", "end", "prec"), READ)
def test_a_phrase_is_read_as_a_graded_range(text: str, phrase: str, start: str, end: str, prec: int) -> None:
    (mention,) = dates_of(text)
    found = (mention.span.text, str(mention.date.start), str(mention.date.end), mention.date.date_prec)
    assert found == (phrase, start, end, prec)


NO_DATES = [
    "You may march when the second bell rings.",
    "Protesters march against the May government.",
    "The Sunday Times wrote about it.",
    "The council adopted Resolution 2085 and Agenda 2063.",
    "Delegates spoke at COP 27.",
    "The post is guarded 24/7.",
    "A Boeing 737 landed.",
    "A 21-year-old student was hurt.",
    "He faces a 10-year sentence.",
    "They talked for three days.",
    "The visit of two weeks ended.",
    "A force of 2000 crossed the river.",
    "The engineers repaired the pump in 2000 villages.",
    "The March 23 Movement took the town.",
    "Shops opened on Black Friday.",
    "Call 555-2019 for help.",
    "The third attack failed.",
    "The sun rose over the hills.",
    "At the last minute the minister left.",
    "The fall of the town shocked many.",
    "It was a day of joy.",
    "The monthly ration was cut.",
    "The team won 3-1.",
    "The price rose by 12 percent.",
    "He wore the number 10 shirt.",
    "The road is 2,021 metres long.",
    "They marched towards the border.",
    "The night watch saw nothing.",
    "The August body met the press.",
    "She was the 44th president.",
    "Work on the 19th century fort began.",
    "He spent years in prison.",
    "Route 2020 was closed.",
    "The shop sells a 1960 wine.",
    "The army killed 1994 rebels.",
    "The police counted some 2010 raids.",
    "The police counted 2010 raids.",
    "As of February 3, nine shops were open.",
    "The weeks passed slowly.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [mention.span.text for mention in dates_of(text) if mention.date.start is not None] == []


UNRESOLVED = [
    ("The group has grown recently.", "recently"),
    ("The file is dated 04/03/2021.", "04/03/2021"),
    ("A week later the road reopened.", "A week later"),
    ("The day before, a convoy had been hit.", "The day before"),
    ("The town had been calm until Tuesday.", "until Tuesday"),
    ("They marched every Friday.", "every Friday"),
    ("The law was passed before 2015.", "before 2015"),
]


@pytest.mark.parametrize(("text", "phrase"), UNRESOLVED)
def test_a_phrase_that_the_text_does_not_settle_keeps_an_empty_range(text: str, phrase: str) -> None:
    (mention,) = dates_of(text)
    assert (mention.span.text, mention.date.start, mention.date.end) == (phrase, None, None)


def test_relative_phrases_need_a_day_of_publication() -> None:
    found = dates_of("On Saturday, last year, yesterday, in March and since Friday it rained.", None)
    assert len(found) == 5
    assert {mention.date.start for mention in found} == {None}


def test_absolute_dates_need_no_day_of_publication() -> None:
    found = dates_of("On March 3, 2021 and again in 2019 it rained.", None)
    assert [str(mention.date.start) for mention in found] == ["2021-03-03", "2019-01-01"]


def test_steps_are_counted_from_the_date_before() -> None:
    text = "The bridge fell on March 3. The day before, a truck burned. Two days earlier a mast fell."
    assert [str(mention.date.start) for mention in dates_of(text)] == ["2023-03-03", "2023-03-02", "2023-02-28"]


CLAUSES = [
    ("The mayor resigned on Friday, two days after rebels attacked the town.", "2023-04-12"),
    ("The mayor resigned on Friday, a day before rebels attacked the town.", "2023-04-15"),
    ("The mayor resigned on Friday, hours after rebels attacked the town.", "2023-04-14"),
    ("Tension has risen since April 3, when rebels attacked the town.", "2023-04-03"),
    ("The mayor resigned on Friday and rebels attacked the town that night.", "2023-04-14"),
    ("The mayor resigned on Friday. Rebels attacked the town later that day.", "2023-04-14"),
]


@pytest.mark.parametrize(("text", "day"), CLAUSES)
def test_a_clause_is_dated_from_the_clause_over_it(text: str, day: str) -> None:
    found = [one for one in dates_of(text) if one.date.start is not None]
    assert [str(found[-1].date.start), str(found[-1].date.end)] == [day, day]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor resigned two days after the vote.",
        "Two days after rebels attacked the town, the mayor resigned.",
        "The mayor resigned days after rebels attacked the town.",
        "Days after the vote, the mayor resigned.",
    ],
)
def test_a_clause_without_a_date_over_it_has_none(text: str) -> None:
    assert [one.span.text for one in dates_of(text) if one.date.start is not None] == []


def test_today_in_quoted_words_is_the_day_of_their_saying() -> None:
    text = 'The minister spoke on Thursday. "From today the road is closed," he said.'
    assert [str(one.date.start) for one in dates_of(text)] == ["2023-04-13", "2023-04-13"]
    text = "The minister spoke on Thursday. From today the road is closed."
    assert [str(one.date.start) for one in dates_of(text)] == ["2023-04-13", "2023-04-16"]
    text = 'The minister spoke in 2019. "From today the road is closed," he said.'
    assert [str(one.date.start) for one in dates_of(text)] == ["2019-01-01", "2023-04-16"]


POINTING = [
    # text, the last range that is read
    ("The bridge fell on March 3. A mast fell hours later.", ("2023-03-03", "2023-03-04")),
    ("The bridge fell on March 3. The same month a mast fell.", ("2023-03-01", "2023-03-31")),
    ("The bridge fell on March 8. A mast had fallen the previous weekend.", ("2023-03-04", "2023-03-05")),
    ("On Thursday the mayor said that the bridge had fallen overnight.", ("2023-04-12", "2023-04-13")),
    ("On Friday the mayor met men who have been there since January.", ("2023-01-01", "2023-04-16")),
    ("The UN said at the end of March that ten had died since January.", ("2023-01-01", "2023-03-31")),
    ("The bridge fell in 2019. A mast fell hours later.", ("2019-01-01", "2019-12-31")),
    ("The bridge fell on March 3. It rained. It hailed. A mast fell hours later.", ("2023-03-03", "2023-03-03")),
    ("A mast fell overnight, the mayor said on Thursday.", ("2023-04-13", "2023-04-13")),
    ("The bridge fell in the first week of 2019.", None),
    ("A mast fell hours later.", None),
]


@pytest.mark.parametrize(("text", "days"), POINTING)
def test_words_that_point_at_a_date_near_by(text: str, days: tuple[str, str] | None) -> None:
    found = [(str(one.date.start), str(one.date.end)) for one in dates_of(text) if one.date.start is not None]
    assert (found[-1] if found else None) == days


def test_a_date_before_a_name_hangs_on_the_verb() -> None:
    (one,) = dates_of("In March Kenya's army chief met his counterparts in Niamey.")
    assert str(one.date.start) == "2023-03-01"


def test_the_following_week_is_a_calendar_week() -> None:
    (_, week) = dates_of("The bridge fell on March 3. The following week a mast fell.")
    assert (str(week.date.start), str(week.date.end)) == ("2023-03-06", "2023-03-12")


def test_since_fills_its_range() -> None:
    (mention,) = dates_of("The army has patrolled the border since 2021.")
    assert (str(mention.date.start), str(mention.date.end), mention.date.kind) == (
        "2021-01-01",
        "2023-04-16",
        "throughout",
    )


def test_a_dateline_dates_the_report_and_anchors_nothing() -> None:
    found = dates_of("BOUAKE, April 15 - Troops returned. A day later they left.")
    assert [(mention.rule, mention.date.start is None) for mention in found] == [
        ("dateline", False),
        ("anchor_steps", True),
    ]


def test_past_eras_are_historical_and_the_news_is_not() -> None:
    found = dates_of("In 1994 people fled, in 2022 they returned.")
    assert [mention.is_historical for mention in found] == [True, False]


def test_past_ranges_end_at_publication() -> None:
    (mention,) = dates_of("The rebels attacked the town in April.")
    assert (str(mention.date.start), mention.date.end) == ("2023-04-01", SUNDAY)


def test_a_plan_that_has_passed_lies_behind() -> None:
    (mention,) = dates_of("Talks which had been due to open in October have been put off.")
    assert str(mention.date.start) == "2022-10-01"


def test_sentences_that_are_not_parsed_are_read_too() -> None:
    (mention,) = dates_of("The raid took place on Monday.", is_parsed=False)
    assert (mention.span.text, str(mention.date.start)) == ("Monday", "2023-04-10")


def test_the_head_hangs_on_the_verb() -> None:
    text = "Gunmen burned the camp on the night of Sunday to Monday."
    layers = parsed(text, WEDNESDAY)
    (mention,) = DatesStage(english()).run(layers)[DATES]
    (sentence,) = layers[SENTENCES]
    assert sentence.tokens[sentence.tokens[mention.head].head].text == "burned"


def test_an_unknown_rule_in_the_table_is_refused() -> None:
    words = english()
    odd = DatePattern(("someday",), 0, False, "someday", "", 0)
    with pytest.raises(PackError, match="someday"):
        DatesStage(replace(words, patterns=(*words.patterns, odd)))


@pytest.mark.parametrize(
    ("year", "day"), [(2019, "2019-04-21"), (2023, "2023-04-09"), (2024, "2024-03-31"), (2038, "2038-04-25")]
)
def test_easter_follows_the_gregorian_calendar(year: int, day: str) -> None:
    assert str(easter(year)) == day


PIECES = (
    "on",
    "since",
    "the",
    "night",
    "of",
    "Monday",
    "to",
    "May",
    "3",
    "2021",
    "-",
    "last",
    "year",
    "week",
    "ago",
    "two",
    "early",
    "in",
    "until",
    "between",
    "and",
    "1990s",
    "February",
    "30",
    "9999",
    ".",
    ",",
    "é",
    "\n",
    "12/13/2021",
    "Easter Sunday",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14), st.sampled_from([None, SUNDAY, WEDNESDAY]))
def test_spans_reproduce_the_text(pieces: list[str], published: date | None) -> None:
    text = " ".join(pieces)
    if not text.strip():
        return
    for mention in dates_of(text, published, is_parsed=False):
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert mention.first <= mention.head <= mention.last
