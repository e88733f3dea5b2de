"""Answer who held an office on a day, and where the answer is "unknown", say why and up to when the office is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from statistics import median_low
from typing import Any, Literal

from harmattan.reference.actors import INTERNATIONAL
from harmattan.reference.office_phrases import OfficePhrase, OfficePhrases, words_in
from harmattan.reference.offices import Office, undisputed
from harmattan.reference.roster import Roster

__all__ = ["COVERED", "Answer", "Reason", "ask", "coverage", "covered", "people_called", "term_json"]

Reason = Literal[
    "no_rows",
    "before_first",
    "gap",
    "after_last",
    "no_country",
    "no_office",
    "other_person",
    "disputed",
    "no_junta",
]
COVERED = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "interior_minister",
    "army_chief",
)
"""The offices whose coverage is told."""
_HEADS = ("head_of_state", "head_of_government")
_MINISTERS = ("foreign_minister", "defence_minister", "interior_minister")


@dataclass(frozen=True, slots=True)
class Answer:
    """Who holds what a phrase names, the likeliest first; nobody with the reason why that is not known.

    `offices` and `countries` say what was understood. `before` and `after` are the terms beside a gap; `known_to` is
    the last day on which the roster knows a holder of the office.
    """

    phrase: str
    on: date
    offices: tuple[str, ...]
    countries: tuple[str, ...]
    holders: tuple[Office, ...]
    reason: Reason | None = None
    before: Office | None = None
    after: Office | None = None
    known_to: date | None = None
    is_former: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the answer as an object for JSON."""
        return {
            "phrase": self.phrase,
            "on": self.on.isoformat(),
            "offices": list(self.offices),
            "countries": list(self.countries),
            "is_former": self.is_former,
            "known": bool(self.holders),
            "reason": self.reason,
            "known_to": self.known_to.isoformat() if self.known_to else None,
            "holders": [term_json(one) for one in self.holders],
            "before": term_json(self.before) if self.before else None,
            "after": term_json(self.after) if self.after else None,
        }


def term_json(one: Office) -> dict[str, Any]:
    """Return a term as an object for JSON."""
    return {
        "person": one.person,
        "country": one.country,
        "office": one.office,
        "title": one.title,
        "sector": one.sector,
        "start": one.start.isoformat() if one.start else None,
        "end": one.end.isoformat() if one.end else None,
        "known_until": one.known_until.isoformat() if one.known_until else None,
        "wikidata": one.wikidata,
        "source": one.source,
        "where": one.where,
    }


def ask(phrase: str, *, on: date, roster: Roster, phrases: OfficePhrases, country: str | None = None) -> Answer:
    """Answer who holds the office that a phrase names on a day.

    Args:
        phrase: the words, English or French, with or without a country and a name.
        on: the day.
        roster: who held what.
        phrases: what offices are called.
        country: whose office it is where the phrase does not say.
    """
    read = phrases.read(phrase, country=country)
    if read is None:
        return Answer(phrase, on, (), (), (), "no_office")
    found = Answer(phrase, on, read.words.offices, read.countries, (), is_former=read.is_former)
    if not read.countries:
        return _changed(found, reason="no_country")
    if read.words.is_juntas and not any(code in roster.juntas(on) for code in read.countries):
        return _changed(found, reason="no_junta")
    terms = [
        one
        for code in read.countries
        for office in read.words.offices
        for one in roster.terms(code, office)
        if read.words.fits(one)
    ]
    if not terms:
        return _changed(found, reason="no_rows")
    if read.name and not any(read.names(one) for one in terms):
        if not _has_further_fields(phrase, read, phrases):
            return _changed(found, reason="no_office")
        read = replace(read, name=frozenset())
    if read.is_former:
        return _former(found, read, terms)
    known_to = max((one.last for one in terms if one.last), default=None)
    for office in read.words.offices:
        held = [
            one
            for code in read.countries
            for one in undisputed([term for term in roster.holders(code, office, on=on) if read.words.fits(term)], on)
        ]
        if held:
            named = _distinct([one for one in held if read.names(one)])
            reason: Reason | None = None if named else "other_person"
            return _changed(found, holders=named, reason=reason, known_to=known_to)
    if any(one.is_held(on) for one in terms):
        return _changed(found, reason="disputed", known_to=known_to)
    before = max((one for one in terms if one.last and one.last < on), key=lambda one: one.last or on, default=None)
    after = min((one for one in terms if one.start and one.start > on), key=lambda one: one.start or on, default=None)
    why: Reason = "gap" if before and after else "after_last" if before else "before_first"
    return _changed(found, reason=why, before=before, after=after, known_to=known_to)


def _has_further_fields(phrase: str, read: OfficePhrase, phrases: OfficePhrases) -> bool:
    """Say whether a minister has more than one field: "minister of foreign affairs and cooperation"."""
    is_joined = re.search(r",|&|\b(?:and|et)\b", phrase, re.IGNORECASE) is not None
    return is_joined and read.words.offices[0] in _MINISTERS and not phrases.is_below(read.name)


def people_called(name: str, roster: Roster) -> tuple[Office, ...]:
    """Return the terms of the people of a name, or of a surname that stands alone, the latest first."""
    found = roster.people_named(name)
    return found or (roster.by_surname(name) if len(words_in(name)) == 1 else ())


def coverage(roster: Roster) -> dict[str, date | None]:
    """Return up to when the roster knows heads and ministers: the day that half of its countries reach."""
    return {"heads": _reached(roster, _HEADS), "ministers": _reached(roster, _MINISTERS)}


def covered(roster: Roster, country: str, *, since: date) -> dict[str, tuple[int, date | None]]:
    """Return how many terms of each office are known that ran on a day or later, and the last day with a holder."""
    found: dict[str, tuple[int, date | None]] = {}
    for office in COVERED:
        last = [one.last for one in roster.terms(country, office) if one.last is not None and one.last >= since]
        found[office] = (len(last), max(last, default=None))
    return found


def _reached(roster: Roster, offices: tuple[str, ...]) -> date | None:
    last: dict[tuple[str, str], date] = {}
    for one in roster.offices:
        if one.office in offices and one.country not in INTERNATIONAL and one.last is not None and one.rank:
            key = (one.country, one.office)
            last[key] = max(last.get(key, one.last), one.last)
    return median_low(last.values()) if last else None


def _former(found: Answer, read: OfficePhrase, terms: list[Office]) -> Answer:
    """Answer "former president N": whoever of the name held it before, and nobody without a name."""
    over = [one for one in terms if one.last is not None and one.last < found.on and read.names(one)]
    over.sort(key=lambda one: one.last or found.on, reverse=True)
    held = _distinct(over) if read.name else ()
    return _changed(found, holders=held, reason=None if held else "gap", before=over[0] if over else None)


def _distinct(terms: list[Office]) -> tuple[Office, ...]:
    seen: dict[tuple[str, str], Office] = {}
    for one in terms:
        seen.setdefault((one.person, one.country), one)
    return tuple(seen.values())


def _changed(found: Answer, **values: Any) -> Answer:
    return replace(found, **values)
