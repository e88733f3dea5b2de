"""Find the dates of a text and turn them into graded ranges of days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from harmattan.errors import PackError
from harmattan.model.annotations import DATES, DOCUMENT, SENTENCES, TEXT, TIMES, DateMention, TimeExpression
from harmattan.model.document import Document
from harmattan.model.layers import Layer, Layers
from harmattan.model.syntax import Role, Sentence
from harmattan.reference.lexemes import Lexeme, lex
from harmattan.reference.words import Words
from harmattan.scales import DateRange
from harmattan.stages.date_periods import Period, Setting, years_of
from harmattan.stages.date_phrases import DatePhrase, DateScanner
from harmattan.stages.date_rules import KINDS, RULES, read_period
from harmattan.stages.date_syntax import (
    direction_of,
    fronted,
    head_of,
    is_clause_mark,
    is_quoted,
    is_told_of_past,
    points_back,
    tokens_of,
)
from harmattan.stages.time_values import TIME_RULES
from harmattan.stages.times import times_of

__all__ = ["DatesStage"]

_HISTORICAL_YEARS = 5
"""A happening that ended as long before publication belongs to history, not to the news."""

_DATELINE_REACH = 60
"""A dateline's date stands within as many code points of its line's start."""

_QUOTE_REACH_DAYS = 7
"""How many days before publication words may have been said whose "today" is the day of their saying."""

_YEAR = re.compile(r"(19|20)\d\d")
_MODIFIERS = (Role.NUMBER, Role.COMPOUND, Role.ADJECTIVE)
_OPENERS = (Role.DETERMINER, Role.POSSESSOR)

_OVERNIGHT = "-1..0"
"""The option of a night that ended on the day of telling."""

_DASH_AFTER = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?[-–—]\s")
_NO_ANCHOR = frozenset(
    {"after", "before", "dateline", "hours_later", "past_units", "recent", "recurrent", "since", "until", "vague"}
)


@dataclass(frozen=True, slots=True)
class _Read:
    """A phrase with the setting in which it was read, and the dates that it gives, if it dates anything."""

    phrase: DatePhrase
    setting: Setting
    mentions: tuple[DateMention, ...] = ()


class DatesStage:
    """Read date phrases by the patterns of a language pack.

    Ranges come from the day of publication and from dates given before; without a day of publication a relative
    phrase keeps an empty range. A dateline's date has the rule "dateline": it dates the report, not an event.
    Times are all expressions of time, durations among them, in their normal form.
    """

    name: ClassVar[str] = "dates"
    version: ClassVar[str] = "1"
    requires: ClassVar[tuple[Layer[Any], ...]] = (DOCUMENT, TEXT, SENTENCES)
    provides: ClassVar[tuple[Layer[Any], ...]] = (DATES, TIMES)

    def __init__(self, words: Words) -> None:
        known = {*RULES, *TIME_RULES}
        unknown = sorted({one.rule for one in words.patterns if one.rule not in (known if one.is_time else RULES)})
        if unknown:
            raise PackError(
                f"date_patterns.csv: unknown rules {', '.join(unknown)}; expected some of {', '.join(sorted(known))}"
            )
        self._words = words
        self._scanner = DateScanner(words)

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the dates and the time expressions, in the order of the text."""
        document = replace(layers[DOCUMENT], text=layers[TEXT])
        found: list[DateMention] = []
        times: list[TimeExpression] = []
        anchor: Period | None = None
        last_at = 0
        for sentence in layers[SENTENCES]:
            near = anchor if sentence.index - last_at <= 1 else None
            lexemes = lex(sentence.text, offset=sentence.start)
            read = tuple(self._sentence(document, sentence, lexemes, anchor, near))
            here = [mention for one in read for mention in one.mentions]
            taken = {token for one in here for token in range(one.first, one.last + 1)}
            for one in _years_of_nouns(sentence, document.text, taken, self._words):
                here.append(replace(one, is_historical=_is_past_era(one.date.end, document.published)))
            for mention in sorted(here, key=lambda one: one.first):
                found.append(mention)
                if mention.date.start is not None and mention.date.end is not None and mention.rule not in _NO_ANCHOR:
                    anchor, last_at = (mention.date.start, mention.date.end), sentence.index
            phrases = [(one.phrase, one.setting) for one in read]
            day = near[1] if near is not None and near[0] == near[1] else document.published
            times.extend(times_of(document.text, sentence, lexemes, phrases, self._words, day))
        return {DATES: tuple(found), TIMES: tuple(times)}

    def _sentence(
        self,
        document: Document,
        sentence: Sentence,
        lexemes: Sequence[Lexeme],
        anchor: Period | None,
        near: Period | None,
    ) -> Iterator[_Read]:
        """Yield the dates of a sentence; `anchor` is the last date before it, `near` the same if given just before."""
        here: Period | None = None
        for phrase in self._scanner.scan(lexemes):
            tokens = tokens_of(sentence, lexemes[phrase.first].start, lexemes[phrase.end - 1].end)
            if tokens is None:
                continue
            first, last = tokens
            head = fronted(sentence, first, head_of(sentence, first, last))
            if self._is_number(sentence, phrase, last, head):
                continue
            mention = DateMention(
                sentence.index, first, last, head, sentence.span(first, last, document.text), DateRange(), phrase.rule
            )
            if _is_dateline(document.text, mention):
                mention = replace(mention, rule="dateline")
            direction = direction_of(sentence, head, self._words)
            setting = Setting(document.published, anchor, direction)
            if phrase.is_time:
                yield _Read(phrase, setting)
                continue
            if phrase.rule == "days_offset" and (
                is_quoted(sentence, mention.span.start) or (here is not None and phrase.option == _OVERNIGHT)
            ):
                setting = replace(setting, published=_day_of_saying(document.published, here or near))
            if phrase.rule == "hours_later":
                setting = replace(setting, anchor=here or near)
            is_clause = phrase.rule == "clause_steps" and is_clause_mark(sentence, head, last)
            if phrase.rule == "clause_steps" and not is_clause and not points_back(sentence, last):
                yield _Read(phrase, setting)  # "two days after the vote": the vote's day is not known
                continue
            period = _before_clause(phrase, setting, here) if is_clause else read_period(phrase, setting)
            is_over = phrase.rule == "since" and is_told_of_past(sentence, head, self._words)
            if is_over and period is not None and here is not None and period[0] < here[0]:
                period = period[0], min(period[1], here[1])  # "said at the end of May that 40 had died since March"
            if period is not None:
                ranged = DateRange.between(*period, kind=_kind(phrase))
                mention = replace(mention, date=ranged, is_historical=_is_past_era(period[1], document.published))
                if phrase.rule not in _NO_ANCHOR and mention.rule != "dateline":
                    anchor = here = period
            elif _kind(phrase) == "repeated":
                mention = replace(mention, date=DateRange(kind="repeated"))
            begun = self._when(document, sentence, lexemes, phrase, last, setting)
            is_pointing = phrase.rule == "clause_steps" and not is_clause
            shown = replace(phrase, rule="anchor_steps") if is_pointing else phrase
            yield _Read(shown, setting, (mention,) if begun is None else (mention, begun))
            if begun is not None:
                here = anchor = read_period(phrase.inner() or phrase, replace(setting, direction="past")) or anchor

    def _when(
        self,
        document: Document,
        sentence: Sentence,
        lexemes: Sequence[Lexeme],
        phrase: DatePhrase,
        last: int,
        setting: Setting,
    ) -> DateMention | None:
        """Date the clause of "since May 3, when rebels attacked" with the day itself."""
        inner = phrase.inner() if phrase.rule == "since" else None
        following = [one for one in sentence.tokens[last + 1 : last + 3] if one.text != ","][:1]
        if inner is None or not following or not self._words.is_date_kind("when", following[0].text.lower()):
            return None
        period = read_period(inner, replace(setting, direction="past"))
        tokens = tokens_of(sentence, lexemes[inner.first].start, lexemes[inner.end - 1].end)
        if period is None or tokens is None:
            return None
        span = sentence.span(*tokens, document.text)
        return DateMention(
            sentence.index, *tokens, following[0].index, span, DateRange.between(*period, kind="within"), inner.rule
        )

    def _is_number(self, sentence: Sentence, phrase: DatePhrase, last: int, head: int) -> bool:
        """Say whether what looks like a year counts the noun after it, or the people of a unit before it."""
        if "year" not in phrase.elements or not phrase.elements.isdisjoint({"month", "season", "holiday"}):
            return False
        token = sentence.tokens[last]
        if token.role is Role.NUMBER and token.head > last:
            return True
        person = self._words.persons.get(sentence.tokens[sentence.tokens[head].head].lemma)
        return phrase.rule == "year" and token.case == "of" and person is not None and person.is_unit


def _years_of_nouns(sentence: Sentence, text: str, taken: set[int], words: Words) -> Iterator[DateMention]:
    """Yield the years that stand bare before what happened: "a 1994 coup", "the 2011 protests"; not "a 1960 wine"."""
    for token in sentence.tokens:
        noun = sentence.tokens[token.head]
        if not _YEAR.fullmatch(token.text) or token.index in taken or token.role not in _MODIFIERS:
            continue
        is_happening = any(entry.pos == "noun" for entry in words.count_words.get(noun.lemma, ()))
        if noun.index <= token.index or not is_happening or noun.role is Role.COMPOUND or noun.lemma in words.persons:
            continue
        openers = [one for one in sentence.children(noun.index) if one.role in _OPENERS and one.index < token.index]
        hedges = [*openers, *(child for child in sentence.children(token.index) if child.index < token.index)]
        effects = {
            one.effect
            for hedge in hedges
            for one in words.quantifiers.get(hedge.text.lower(), ())
            if len(one.words) == 1
        }
        if openers and effects <= {"none"}:
            period = years_of(int(token.text), int(token.text))
            span = sentence.span(token.index, token.index, text)
            ranged = DateRange.between(*period, kind="within")
            yield DateMention(sentence.index, token.index, token.index, token.index, span, ranged, "year")


def _before_clause(phrase: DatePhrase, setting: Setting, here: Period | None) -> Period | None:
    """Date the clause behind "two days after": as long before the date that the sentence gave."""
    mark, number = ("~", phrase.option[1:]) if phrase.option.startswith("~") else ("", phrase.option)
    period = read_period(replace(phrase, option=f"{mark}{-int(number)}"), replace(setting, anchor=here))
    is_ahead = period is not None and setting.published is not None and period[0] > setting.published
    return None if is_ahead and setting.direction == "past" else period


def _day_of_saying(published: date | None, said: Period | None) -> date | None:
    if published is None or said is None or said[0] != said[1]:
        return published
    return said[0] if 0 <= (published - said[0]).days <= _QUOTE_REACH_DAYS else published


def _kind(phrase: DatePhrase) -> Any:
    return "throughout" if phrase.option == "throughout" else KINDS.get(phrase.rule, "within")


def _is_past_era(ended: date | None, published: date | None) -> bool:
    return published is not None and ended is not None and ended.year < published.year - _HISTORICAL_YEARS


def _is_dateline(text: str, mention: DateMention) -> bool:
    line = text.rfind("\n", 0, mention.span.start) + 1
    before = text[line : mention.span.start]
    if len(before) > _DATELINE_REACH or not _DASH_AFTER.match(text, mention.span.end):
        return False
    letters = [letter for letter in before if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) * 2 >= len(letters)
