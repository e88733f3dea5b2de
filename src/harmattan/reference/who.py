"""Answer who a name means on a day: countries, capitals, forces, groups, organisations, office-holders in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from harmattan.ids import content_id
from harmattan.reference.countries import Countries, load_countries
from harmattan.reference.matcher import Match, NameMatcher, load_matcher
from harmattan.reference.names import fold
from harmattan.reference.office_phrases import OfficePhrases, load_office_phrases
from harmattan.reference.offices import Office, undisputed
from harmattan.reference.roster import Roster, load_roster

__all__ = ["Who", "WhoMatch", "shipped_who"]

_HEADS = ("head_of_state", "head_of_government")


@dataclass(frozen=True, slots=True)
class WhoMatch:
    """A name in a text and whom it means on a day.

    `kind` is country, adjective, demonym, capital, metonym, actor or person. `countries` are all that an ambiguous
    adjective may mean ("Congolese"); `country` is None then.
    """

    start: int
    end: int
    kind: str
    name: str | None
    country: str | None
    countries: tuple[str, ...]
    sector: str | None
    actor_id: str | None
    wikidata: str | None
    confidence: float


class Who:
    """Finds names and resolves them against the roster.

    Args:
        matcher: finds the names.
        roster: known actors and offices.
        countries: names, adjectives and metonyms of states.
        phrases: what offices are called.
    """

    def __init__(
        self, matcher: NameMatcher, roster: Roster, countries: Countries, phrases: OfficePhrases | None = None
    ) -> None:
        self._phrases = phrases
        self._matcher = matcher
        self._roster = roster
        self._countries = countries

    def find(self, text: str, *, on: date | None) -> tuple[WhoMatch, ...]:
        """Return the names of a text in order, one a range: actors and people before capitals and adjectives."""
        by_range: dict[tuple[int, int], list[Match]] = {}
        for match in self._matcher.find(text):
            by_range.setdefault((match.start, match.end), []).append(match)
        order = ("country", "actor", "person", "metonym", "adjective", "demonym", "capital")
        found = []
        for key in sorted(by_range):
            for kind in order:
                chosen = next((one for one in by_range[key] if one.kind == kind), None)
                if chosen is not None:
                    found.append(self._resolve(chosen, on))
                    break
        return tuple(found)

    def holder(self, country: str, office: str, *, on: date) -> Office | None:
        """Return who held an office of a country on a day, None where that is not known."""
        return self._roster.holder(country, office, on=on)

    def called(self, words: str, offices: Sequence[str], country: str, *, on: date) -> Office | None:
        """Return who held on a day what is called so in a country: of the first office with a holder of that title.

        Iran's president is head of government; its head of state is no president.
        """
        meant = self._phrases.words_for(words) if self._phrases is not None else None
        if meant is not None and meant.is_juntas and country not in self._roster.juntas(on):
            return None
        for office in offices:
            held = [one for one in self._roster.holders(country, office, on=on) if meant is None or meant.fits(one)]
            if held:
                return next(iter(undisputed(held, on)), None)
        return None

    def known_to(self, words: str, offices: Sequence[str], country: str) -> date | None:
        """Return the last day on which a holder is known of what is called so in a country, None if none ever is."""
        meant = self._phrases.words_for(words) if self._phrases is not None else None
        terms = (one for office in offices for one in self._roster.terms(country, office))
        return max((one.last for one in terms if one.last and (meant is None or meant.fits(one))), default=None)

    def juntas(self, on: date | None) -> frozenset[str]:
        """Return the states that a junta is known to rule on a day; none without a day."""
        return self._roster.juntas(on) if on is not None else frozenset()

    def titled(
        self, surname: str, offices: Sequence[str], country: str | None, *, on: date, states: frozenset[str]
    ) -> Office | None:
        """Return the one person with a surname who held one of some offices on a day.

        Without a country the states that the document speaks of decide between namesakes. A first name given must be
        theirs, or begin as theirs does.
        """
        held = [
            one
            for one in self._roster.by_surname(surname.rsplit(maxsplit=1)[-1], on=on)
            if one.office in offices and one.is_held(on) and country in (None, one.country) and _may_be(surname, one)
        ]
        return _only_one(held, states)

    def head_of(self, surname: str, *, on: date, states: frozenset[str]) -> Office | None:
        """Return the head of one of some states who has a surname on a day, None when two do."""
        held = [
            one
            for one in self._roster.by_surname(surname, on=on)
            if one.office in _HEADS and one.country in states and one.is_held(on)
        ]
        return _only_one(held, states)

    def state(self, name: str, kind: str) -> WhoMatch | None:
        """Return the one country that a name ("country") or adjective means, as a match without a place in a text."""
        codes = (
            tuple(one.iso3 for one in self._countries.by_name(name))
            if kind == "country"
            else self._countries.by_adjective(name)
        )
        if len(codes) != 1:
            return None
        blank = WhoMatch(0, len(name), kind, None, None, codes, "GOV" if kind == "country" else None, None, None, 0.9)
        return self.settled(blank, codes[0])

    def settled(self, match: WhoMatch, country: str) -> WhoMatch:
        """Return a match with one of its countries chosen."""
        name = self._countries.by_iso3(country).name
        actor_id = content_id("actor", name, country) if match.kind in ("country", "capital") else None
        return replace(match, name=name, country=country, actor_id=actor_id, confidence=0.8)

    def settled_actor(
        self, match: WhoMatch, name: str, votes: Mapping[str, int], named: frozenset[str] = frozenset()
    ) -> WhoMatch:
        """Return a match of several actors of a name with the one chosen whose countries are named most.

        Args:
            match: the match; it stays as it is when two actors fit equally well, or none.
            name: the words that matched.
            votes: how often the text names each country.
            named: the ids of actors that the text names beyond doubt; one of them goes before the votes.
        """
        called = {one.actor_id: one for one in self._roster.actors_named(name)}
        actors = [one for one in called.values() if one.actor_id in named] or list(called.values())
        scored = sorted(
            ((max(votes.get(code, 0) for code in (one.country, *one.countries)), one.actor_id, one) for one in actors),
            key=lambda row: (-row[0], row[1]),
        )
        is_named = len(scored) == 1 and scored[0][1] in named
        if not is_named and (not scored or not scored[0][0] or (len(scored) > 1 and scored[1][0] == scored[0][0])):
            return match
        actor = scored[0][2]
        return replace(
            match,
            name=actor.name,
            country=actor.country,
            sector=actor.sector,
            actor_id=actor.actor_id,
            wikidata=actor.wikidata,
            confidence=0.8,
        )

    def countries_of(self, actor_id: str) -> frozenset[str]:
        """Return the countries in which a known actor is at home."""
        actor = self._roster.actor(actor_id)
        return frozenset() if actor is None else frozenset((actor.country, *actor.countries))

    def _resolve(self, match: Match, on: date | None) -> WhoMatch:
        if match.kind == "person":
            return self._person(match, on)
        if match.kind == "actor":
            return self._actor(match, on)
        country = match.keys[0] if len(match.keys) == 1 else None
        sector: str | None = "GOV"
        if match.kind == "metonym":
            metonym = self._countries.metonym(match.text)
            sector = metonym[1] if metonym is not None else None
        elif match.kind == "demonym":
            sector = "CVL"
        elif match.kind == "adjective":
            sector = None
        name = self._countries.by_iso3(country).name if country is not None else None
        actor_id = content_id("actor", name, country) if match.kind in ("country", "capital", "metonym") else None
        return WhoMatch(
            match.start,
            match.end,
            match.kind,
            name,
            country,
            match.keys,
            sector,
            actor_id,
            None,
            0.9 if country else 0.5,
        )

    def _actor(self, match: Match, on: date | None) -> WhoMatch:
        actors = [actor for key in match.keys if (actor := self._roster.actor(key, on=on)) is not None]
        active = [actor for actor in actors if on is None or actor.is_active(on)] or actors
        actor = active[0]
        is_sure = len({(one.country, one.sector) for one in active}) == 1
        return WhoMatch(
            match.start,
            match.end,
            "actor",
            actor.name if is_sure else None,
            actor.country if is_sure else None,
            tuple(sorted({one.country for one in active})),
            actor.sector if is_sure or len({one.sector for one in active}) == 1 else None,
            actor.actor_id if is_sure else None,
            actor.wikidata if is_sure else None,
            0.95 if is_sure else 0.5,
        )

    def _person(self, match: Match, on: date | None) -> WhoMatch:
        offices = [office for key in match.keys for office in self._roster.person(key, on=on)]
        held = [office for office in offices if on is not None and office.is_held(on)]
        # One person may stand in two sources under two full names: country and surname tell namesakes apart, and one
        # Wikidata id joins those who held office in two states, as when a state splits.
        wikidata = {office.wikidata for office in held or offices}
        is_same = len(wikidata) == 1 and None not in wikidata
        is_one = is_same or len({(office.country, fold(office.surname)) for office in held or offices}) == 1
        latest = sorted(held or offices, key=lambda one: one.start or date.min, reverse=True) if is_same else offices
        chosen = (latest if is_same else held or offices)[0]
        begun = [office for office in offices if on is None or office.start is None or office.start <= on]
        sector = held[0].sector if held else ("ELI" if begun and _is_over(begun, on) else None)
        return WhoMatch(
            match.start,
            match.end,
            "person",
            chosen.person,
            chosen.country if is_one else None,
            (chosen.country,),
            sector if is_one else None,
            chosen.actor_id if is_one else None,
            chosen.wikidata if is_one else None,
            0.95 if held else 0.7,
        )


def _may_be(name: str, office: Office) -> bool:
    """Say whether a name with a first name in it may be that of an office-holder: "Kelly N" is not "Teodoro N"."""
    given = [fold(word) for word in name.split()[:-1]]
    words = {fold(word) for one in (office.person, *office.aliases) for word in one.split()}
    initials = {word[:1] for word in words}
    return not given or given[0][:1] in initials or any(word in words for word in given)


def _only_one(held: Sequence[Office], states: frozenset[str]) -> Office | None:
    """Return the office of the one person of a surname among some; of several, of the one whose state is spoken of."""
    people = {one.country for one in held}
    if len(people) > 1:
        held = [one for one in held if one.country in states]
        people = {one.country for one in held}
    return held[0] if len(people) == 1 else None


def _is_over(offices: list[Office], on: date | None) -> bool:
    """Say whether every office of a person is known to have ended by a day."""
    return on is not None and all(office.end is not None and office.end < on for office in offices)


def shipped_who() -> Who:
    """Return the finder over the packs that ship."""
    return Who(load_matcher(), load_roster(), load_countries(), load_office_phrases())
