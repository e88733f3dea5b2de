"""Read the phrase around a number: hedges before and after it, ranges, and what forbids counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harmattan.reference.lexemes import Lexeme
from harmattan.reference.words import Quantifier, Words
from harmattan.scales import Count
from harmattan.stages.number_words import NumberRead, phrase_at, read_number

__all__ = ["ZERO_KINDS", "CountPhrase", "CountReader"]

ZERO_KINDS = ("zero", "zero_negated", "zero_pronoun")
"""Kinds of phrases that say that there was none."""


@dataclass(frozen=True, slots=True)
class CountPhrase:
    """A number with its hedges: lexemes first..end (exclusive), the number itself at number..number_end.

    `kind` is that of the number, or one of ZERO_KINDS. `is_part` marks a part of a count given before;
    `is_bound` that a word such as "-strong" ties the number to the noun after it.
    """

    first: int
    end: int
    number: int
    number_end: int
    count: Count
    kind: str
    is_part: bool = False
    is_bound: bool = False


class CountReader:
    """Finds count phrases by the tables of a language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        by_last: dict[str, list[Quantifier]] = {}
        for some in words.quantifiers.values():
            for one in some:
                by_last.setdefault(one.words[-1], []).append(one)
        self._before = {last: sorted(some, key=lambda one: -len(one.words)) for last, some in by_last.items()}

    def read(self, lexemes: Sequence[Lexeme]) -> tuple[CountPhrase, ...]:
        """Return the phrases of a sentence, without overlaps; measures, ages and money are left out."""
        found: list[CountPhrase] = []
        position = 0
        while position < len(lexemes):
            zero = self._zero(lexemes, position)
            if zero is not None:
                found.append(zero)
                position = zero.end
                continue
            number = read_number(lexemes, position, self._words)
            if number is None:
                position += 1
                continue
            if number.kind == "vague" and _is_number_at(lexemes, number.end, self._words):
                position = number.end  # "a group of 12 pilgrims"
                continue
            phrase = None if _is_glued(lexemes, position) else self._phrase(lexemes, position, number)
            if phrase is not None:
                found.append(phrase)
            position = max(number.end, phrase.end if phrase else 0)
        return tuple(found)

    def _zero(self, lexemes: Sequence[Lexeme], index: int) -> CountPhrase | None:
        for one in self._words.quantifiers.get(lexemes[index].lower, ()):
            if one.effect in ZERO_KINDS and phrase_at(lexemes, index, one.words):
                end = index + len(one.words)
                if one.effect == "zero" and self._is_hedge(lexemes, index):
                    return None
                return CountPhrase(index, end, index, end, Count(best=0), one.effect)
        return None

    def _is_hedge(self, lexemes: Sequence[Lexeme], index: int) -> bool:
        """Say whether a negative word begins a hedge instead: "no fewer than"."""
        return any(
            one.effect in ("low", "high") and phrase_at(lexemes, index, one.words)
            for one in self._words.quantifiers.get(lexemes[index].lower, ())
        )

    def _phrase(self, lexemes: Sequence[Lexeme], index: int, number: NumberRead) -> CountPhrase | None:
        low, best, high = number.low, number.best, number.high
        end, number_end = number.end, number.end
        first, effects = self._hedges_before(lexemes, index)
        if "barrier" in effects:
            return None
        joined = self._second(lexemes, end, number, effects)
        if joined is not None:
            low, best, high, end, number_end = number.best, None, joined.best, joined.end, joined.end
        elif _is_score(lexemes, end):
            return None
        after_end, after, is_bound = self._hedges_after(lexemes, end)
        if "unit_after" in after:
            return None
        if after_end > end and after_end < len(lexemes) and lexemes[after_end].text[:1].isdigit():
            return None  # "in April 2022 at least 47 people": the hedge is the next number's
        end = after_end
        effects = effects | after
        if joined is None and "range_open" in effects:
            effects = effects - {"range_open"}
            first = index
        value = best if best is not None else low
        if "low" in effects:
            low, best, high = value, None, None
        elif "high" in effects:
            low, best, high = None, None, value if best is not None else high
        is_approximate = "approximate" in effects
        if "low" in effects and "high" in effects:
            return None
        return CountPhrase(
            first,
            end,
            index,
            number_end,
            Count(low, best, high, is_approximate=is_approximate),
            number.kind,
            "part" in effects,
            is_bound,
        )

    def _hedges_before(self, lexemes: Sequence[Lexeme], index: int) -> tuple[int, frozenset[str]]:
        first, effects = index, set()
        while first > 0:
            found = next(
                (
                    one
                    for one in self._before.get(lexemes[first - 1].lower, ())
                    if first >= len(one.words) and phrase_at(lexemes, first - len(one.words), one.words)
                ),
                None,
            )
            if found is None or found.effect in ("range_and", "range_to", *ZERO_KINDS):
                break
            effects.add(found.effect)
            if found.effect in ("part", "barrier"):
                break
            first -= len(found.words)
        return first, frozenset(effects)

    def _hedges_after(self, lexemes: Sequence[Lexeme], index: int) -> tuple[int, frozenset[str], bool]:
        end, effects, is_bound = index, set(), False
        while end < len(lexemes):
            start = end + 1 if lexemes[end].text == "-" and end + 1 < len(lexemes) else end
            found = next(
                (
                    (one, at)
                    for at in dict.fromkeys((end, start))
                    for one in self._words.quantifiers_after.get(lexemes[at].lower, ())
                    if phrase_at(lexemes, at, one.words) and (at == end or one.effect == "unit_after")
                ),
                None,
            )
            if found is None:
                break
            one, at = found
            effects.add(one.effect)
            if one.effect in ("unit_after", "part"):
                break
            is_bound = is_bound or (one.words[0] == "-" and one.effect == "none")
            end = at + len(one.words)
        return end, frozenset(effects), is_bound

    def _second(
        self, lexemes: Sequence[Lexeme], index: int, number: NumberRead, effects: frozenset[str]
    ) -> NumberRead | None:
        """Read the upper end of "between 3 and 5", "3 to 5" or "3-5"."""
        if index + 1 >= len(lexemes) or number.best is None or number.kind not in ("figure", "word"):
            return None
        wanted = "range_and" if "range_open" in effects else "range_to"
        is_joined = any(
            one.effect == wanted and len(one.words) == 1
            for one in self._words.quantifiers.get(lexemes[index].lower, ())
        )
        if not is_joined:
            return None
        second = read_number(lexemes, index + 1, self._words)
        if second is None or second.best is None or second.kind == "article" or second.best <= number.best:
            return None
        return second


def _is_number_at(lexemes: Sequence[Lexeme], index: int, words: Words) -> bool:
    number = read_number(lexemes, index, words) if index < len(lexemes) else None
    return number is not None and number.kind in ("figure", "word")


def _is_glued(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Say whether a hyphen ties the number to a word before it: "T-72", "Covid-19"."""
    if index < 2 or lexemes[index - 1].text not in ("-", "/", "."):
        return False
    return lexemes[index - 1].end == lexemes[index].start and lexemes[index - 2].end == lexemes[index - 1].start


def _is_score(lexemes: Sequence[Lexeme], end: int) -> bool:
    """Say whether figures stand behind the number's hyphen: "4-0"."""
    if end + 1 >= len(lexemes) or lexemes[end].text not in ("-", "–") or lexemes[end].start != lexemes[end - 1].end:
        return False
    return lexemes[end + 1].is_figure and lexemes[end + 1].start == lexemes[end].end
