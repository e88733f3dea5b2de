"""Find the dates of a text and turn them into graded ranges of days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from harmattan.errors import PackError
from harmattan.model.annotations import DATES, DOCUMENT, SENTENCES, DateMention
from harmattan.model.document import Document
from harmattan.model.layers import Layer, Layers
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.lexemes import Lexeme, lex
from harmattan.reference.words import Words
from harmattan.scales import DateRange
from harmattan.stages.date_periods import Direction, Period, Setting, years_of
from harmattan.stages.date_phrases import DatePhrase, DateScanner
from harmattan.stages.date_rules import KINDS, RULES, read_period

__all__ = ["DatesStage", "direction_of"]

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

_FAR = 2
"""A date as many steps below a verb is that of a noun between, if it stands before the verb; one further is anyway."""

_OPENING, _CLOSING = "“«", "”»"
_DASH_AFTER = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?[-–—]\s")
_NO_ANCHOR = frozenset(
    {"after", "before", "dateline", "hours_later", "past_units", "recent", "recurrent", "since", "until", "vague"}
)


class DatesStage:
    """Read date phrases by the patterns of a language pack.

    Ranges come from the day of publication and from dates given before; without a day of publication a relative
    phrase keeps an empty range. A dateline's date has the rule "dateline": it dates the report, not an event.
    """

    name: ClassVar[str] = "dates"
    version: ClassVar[str] = "1"
    requires: ClassVar[tuple[Layer[Any], ...]] = (DOCUMENT, SENTENCES)
    provides: ClassVar[tuple[Layer[Any], ...]] = (DATES,)

    def __init__(self, words: Words) -> None:
        unknown = sorted({pattern.rule for pattern in words.patterns} - set(RULES))
        if unknown:
            raise PackError(
                f"date_patterns.csv: unknown rules {', '.join(unknown)}; expected some of {', '.join(sorted(RULES))}"
            )
        self._words = words
        self._scanner = DateScanner(words)

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        """Return the dates in the order of the text."""
        document = layers[DOCUMENT]
        found: list[DateMention] = []
        anchor: Period | None = None
        last_at = 0
        for sentence in layers[SENTENCES]:
            near = anchor if sentence.index - last_at <= 1 else None
            here = list(self._sentence(document, sentence, anchor, near))
            taken = {token for one in here for token in range(one.first, one.last + 1)}
            for one in _years_of_nouns(sentence, document.text, taken, self._words):
                here.append(replace(one, is_historical=_is_past_era(one.date.end, document.published)))
            for mention in sorted(here, key=lambda one: one.first):
                found.append(mention)
                if mention.date.start is not None and mention.date.end is not None and mention.rule not in _NO_ANCHOR:
                    anchor, last_at = (mention.date.start, mention.date.end), sentence.index
        return {DATES: tuple(found)}

    def _sentence(
        self, document: Document, sentence: Sentence, anchor: Period | None, near: Period | None
    ) -> Iterator[DateMention]:
        """Yield the dates of a sentence; `anchor` is the last date before it, `near` the same if given just before."""
        lexemes = lex(sentence.text, offset=sentence.start)
        here: Period | None = None
        for phrase in self._scanner.scan(lexemes):
            tokens = _tokens(sentence, lexemes[phrase.first].start, lexemes[phrase.end - 1].end)
            if tokens is None:
                continue
            first, last = tokens
            head = _fronted(sentence, first, _head(sentence, first, last))
            if self._is_number(sentence, phrase, last, head):
                continue
            mention = DateMention(
                sentence.index, first, last, head, sentence.span(first, last, document.text), DateRange(), phrase.rule
            )
            if _is_dateline(document.text, mention):
                mention = replace(mention, rule="dateline")
            direction = direction_of(sentence, head, self._words)
            setting = Setting(document.published, anchor, direction)
            if phrase.rule == "days_offset" and (
                _is_quoted(sentence, mention.span.start) or (here is not None and phrase.option == _OVERNIGHT)
            ):
                setting = replace(setting, published=_day_of_saying(document.published, here or near))
            if phrase.rule == "hours_later":
                setting = replace(setting, anchor=here or near)
            is_clause = phrase.rule == "clause_steps" and _is_clause_mark(sentence, head, last)
            if phrase.rule == "clause_steps" and not is_clause and not _points_back(sentence, last):
                continue  # "two days after the vote": the vote's day is not known
            period = _before_clause(phrase, setting, here) if is_clause else read_period(phrase, setting)
            is_over = phrase.rule == "since" and _is_told_of_past(sentence, head, self._words)
            if is_over and period is not None and here is not None and period[0] < here[0]:
                period = period[0], min(period[1], here[1])  # "said at the end of May that 40 had died since March"
            if period is not None:
                ranged = DateRange.between(*period, kind=_kind(phrase))
                mention = replace(mention, date=ranged, is_historical=_is_past_era(period[1], document.published))
                if phrase.rule not in _NO_ANCHOR and mention.rule != "dateline":
                    anchor = here = period
            elif _kind(phrase) == "repeated":
                mention = replace(mention, date=DateRange(kind="repeated"))
            yield mention
            begun = self._when(document, sentence, lexemes, phrase, last, setting)
            if begun is not None:
                yield begun
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
        tokens = _tokens(sentence, lexemes[inner.first].start, lexemes[inner.end - 1].end)
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


def direction_of(sentence: Sentence, head: int, words: Words) -> Direction:
    """Say whether the verb over a token puts it before or after publication; "open" where neither is clear.

    A verb under "will", an infinitive under a verb of plan or promise, and a finite present tense of a whole
    sentence lie ahead; past tenses and perfects lie behind. A present tense says nothing of a noun's date.
    """
    if not sentence.is_parsed:
        return "open"
    verb = _governor(sentence, head)
    if verb is None:
        return "open"
    above = sentence.tokens[verb.head]
    date_token = sentence.tokens[head]
    if words.is_date_kind("future_case", date_token.case or ""):
        return "future"
    is_state = words.is_date_kind("future_state", verb.lemma) and date_token.head == verb.index
    if is_state and verb.pos not in ("VERB", "AUX"):
        return "future"
    auxiliaries = _auxiliaries(sentence, verb)
    if any(_is_word(words, "future_auxiliary", one) for one in auxiliaries):
        return "future"
    if verb.role is not Role.CONJUNCT and above.index != verb.index and "infinitive" in verb.features:
        over = [*_auxiliaries(sentence, above), *_auxiliaries(sentence, sentence.tokens[above.head])]
        if any(_is_word(words, "past_auxiliary", one) for one in over):
            return "past"
        is_future = words.is_date_kind("future_governor", above.lemma)
        return "future" if is_future else _tense_of(sentence, above, auxiliaries=())
    if verb.role is Role.CONJUNCT and above.pos == "VERB" and not auxiliaries and "infinitive" in verb.features:
        return direction_of(sentence, above.index, words)
    tense = _tense_of(sentence, verb, auxiliaries=auxiliaries)
    return "open" if tense == "future" and _is_of_noun(sentence, head, verb) else tense


def _is_of_noun(sentence: Sentence, head: int, verb: Token) -> bool:
    """Say whether a date tells of a noun and not of the verb: "Wednesday's arrests show", "the raid in May is"."""
    steps, token = 0, sentence.tokens[head]
    while token.index != verb.index and steps < len(sentence.tokens):
        steps, token = steps + 1, sentence.tokens[token.head]
    return steps > _FAR or (steps == _FAR and head < verb.index)


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


def _auxiliaries(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    roles = (Role.AUXILIARY, Role.PASSIVE_AUXILIARY)
    return tuple(child for child in sentence.children(verb.index) if child.role in roles)


def _is_word(words: Words, kind: str, token: Token) -> bool:
    return words.is_date_kind(kind, token.lemma) or words.is_date_kind(kind, token.text.lower())


def _tense_of(sentence: Sentence, verb: Token, *, auxiliaries: Sequence[Token]) -> Direction:
    """Read a verb's own tense and its auxiliaries'."""
    features = verb.features.union(*(one.features for one in auxiliaries)) if auxiliaries else verb.features
    if "past" in features:
        return "past"
    is_sentence = sentence.text.rstrip().endswith((".", "!", "?", '"', "”"))
    if "present" in features and is_sentence and "gerund" not in verb.features:
        return "future"
    return "past" if "gerund" in verb.features else "open"


def _governor(sentence: Sentence, head: int) -> Token | None:
    """Return the nearest verb, or adjective such as "due", over a token (the token itself if it is one)."""
    token = sentence.tokens[head]
    for _ in range(len(sentence.tokens)):
        if token.pos in ("VERB", "AUX") or (token.pos == "ADJ" and token.index != head):
            return token
        if token.head == token.index:
            return None
        token = sentence.tokens[token.head]
    return None


def _tokens(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """Return the first and last token that share a code point with a range."""
    inside = [token.index for token in sentence.tokens if token.start < end and start < token.end]
    return (inside[0], inside[-1]) if inside else None


def _head(sentence: Sentence, first: int, last: int) -> int:
    """Return the token through which a phrase hangs on the rest of the sentence."""
    outward = [
        token.index
        for token in sentence.tokens[first : last + 1]
        if not first <= token.head <= last or token.head == token.index
    ]
    weak = (Role.CASE, Role.PUNCTUATION, Role.MARK, Role.DETERMINER)
    strong = [index for index in outward if sentence.tokens[index].role not in weak]
    return (strong or outward or [last])[0]


def _is_told_of_past(sentence: Sentence, head: int, words: Words) -> bool:
    """Say whether a past perfect stands over a date: what had happened up to then."""
    verb = _governor(sentence, head)
    return verb is not None and any(_is_word(words, "past_auxiliary", one) for one in _auxiliaries(sentence, verb))


def _fronted(sentence: Sentence, first: int, head: int) -> int:
    """Return the preposition of a date that the parser takes for part of a name: "In March Kenya's king"."""
    before = sentence.tokens[first - 1] if first else None
    is_swallowed = sentence.tokens[head].role in (Role.COMPOUND, Role.NUMBER) and sentence.tokens[head].head > head
    if before is None or before.pos != "ADP" or not is_swallowed or sentence.tokens[before.head].pos != "VERB":
        return head
    return before.index


def _is_clause_mark(sentence: Sentence, head: int, last: int) -> bool:
    """Say whether the last word of "two days after" opens the clause that the phrase hangs on."""
    mark = sentence.tokens[last]
    return mark.role is Role.MARK and sentence.tokens[head].head == mark.head


def _before_clause(phrase: DatePhrase, setting: Setting, here: Period | None) -> Period | None:
    """Date the clause behind "two days after": as long before the date that the sentence gave."""
    mark, number = ("~", phrase.option[1:]) if phrase.option.startswith("~") else ("", phrase.option)
    period = read_period(replace(phrase, option=f"{mark}{-int(number)}"), replace(setting, anchor=here))
    is_ahead = period is not None and setting.published is not None and period[0] > setting.published
    return None if is_ahead and setting.direction == "past" else period


def _points_back(sentence: Sentence, last: int) -> bool:
    """Say whether nothing but "that" follows: "a week before", "two days after that"."""
    word = sentence.tokens[last]
    return word.role is Role.ADVERB or (word.role is Role.CASE and sentence.tokens[word.head].pos == "PRON")


def _is_quoted(sentence: Sentence, offset: int) -> bool:
    """Say whether a place in a sentence stands inside quotation marks that open in it."""
    before = sentence.text[: offset - sentence.start]
    curled = sum(before.count(one) for one in _OPENING) - sum(before.count(one) for one in _CLOSING)
    return curled > 0 or before.count('"') % 2 == 1


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
