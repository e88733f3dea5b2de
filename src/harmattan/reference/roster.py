"""The roster: known actors, and who held which office when.

An office without an end is known only up to `known_until`: after it the roster answers None, never the last name.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from harmattan.reference.actors import KnownActor, first_day, last_day, read_actors
from harmattan.reference.countries import load_countries
from harmattan.reference.names import fold, fold_case, is_acronym
from harmattan.reference.offices import OFFICES, Office, read_offices, settled, undisputed
from harmattan.reference.packs import Pack
from harmattan.reference.user_packs import active_packs

__all__ = ["OFFICES", "Office", "Roster", "load_roster"]

_JUNTA = ("iso3", "start", "end", "known_until", "source")


class Roster:
    """Known actors and office-holders, found by name, office and date."""

    def __init__(
        self,
        actors: Iterable[KnownActor],
        offices: Iterable[Office],
        juntas: Iterable[tuple[str, date, date]] = (),
    ) -> None:
        self._juntas = tuple(juntas)
        self.actors = tuple(actors)
        self.offices = tuple(offices)
        self._actors: dict[str, list[KnownActor]] = {}
        self._people: dict[str, list[Office]] = {}
        self._surnames: dict[str, list[Office]] = {}
        self._holders: dict[tuple[str, str], list[Office]] = {}
        self._ids: dict[str, list[KnownActor | Office]] = {}
        for actor in self.actors:
            self._ids.setdefault(actor.actor_id, []).append(actor)
            for key in {_key(name) for name in (actor.name, *actor.aliases)}:
                self._actors.setdefault(key, []).append(actor)
        for office in self.offices:
            self._ids.setdefault(office.actor_id, []).append(office)
            self._holders.setdefault((office.country, office.office), []).append(office)
            self._surnames.setdefault(fold(office.surname), []).append(office)
            for key in {_key(name) for name in _names_of(office)}:
                self._people.setdefault(key, []).append(office)

    def actors_named(self, name: str, *, on: date | None = None) -> tuple[KnownActor, ...]:
        """Return the actors of a name or alias; with a day, those active on it, or all when none is.

        Case and accents do not matter, save for acronyms ("AU" is not "au").
        """
        found = tuple(self._actors.get(_key(name), ()))
        active = tuple(one for one in found if on is not None and one.is_active(on))
        return active or found

    def actor(self, actor_id: str, *, on: date | None = None) -> KnownActor | None:
        """Return the actor of an id; with a day, the spell that holds it, else the last one."""
        spells = [one for one in self._ids.get(actor_id, ()) if isinstance(one, KnownActor)]
        held = [one for one in spells if on is None or one.is_active(on)]
        return held[-1] if held else spells[-1] if spells else None

    def juntas(self, on: date) -> frozenset[str]:
        """Return the states that a junta is known to rule on a day, from the coup to the handover."""
        return frozenset(code for code, start, end in self._juntas if start <= on <= end)

    def lineage(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of a group's predecessors and successors, whichever row of the two states it."""
        own = [one for one in self.actors if one.name == name]
        before = [name for one in own for name in one.predecessors]
        after = [name for one in own for name in one.successors]
        before += [one.name for one in self.actors if name in one.successors]
        after += [one.name for one in self.actors if name in one.predecessors]
        return tuple(dict.fromkeys(before)), tuple(dict.fromkeys(after))

    def person(self, actor_id: str, *, on: date | None = None) -> tuple[Office, ...]:
        """Return the offices of the person of an id, as `people_named` does."""
        return _preferred((one for one in self._ids.get(actor_id, ()) if isinstance(one, Office)), on)

    def people_named(self, name: str, *, on: date | None = None) -> tuple[Office, ...]:
        """Return the offices of the people of a full name or alias, the latest first.

        With a day, only those held on it, when there are any; else all that began by then, else all.
        """
        return _preferred(self._people.get(_key(name), ()), on)

    def by_surname(self, surname: str, *, on: date | None = None) -> tuple[Office, ...]:
        """Return the offices of the people of a surname, as `people_named` does.

        A surname alone proves nothing: resolve it in the context of its document.
        """
        return _preferred(self._surnames.get(fold(surname), ()), on)

    def holder(self, country: str, office: str, *, on: date) -> Office | None:
        """Return who held an office on a day; None in gaps, after `known_until` and when unknown.

        Rows of the user come before rows by hand, those before generated ones; titled before
        untitled ones, later starts before earlier.
        """
        return next(iter(undisputed(self.holders(country, office, on=on), on)), None)

    def holders(self, country: str, office: str, *, on: date) -> tuple[Office, ...]:
        """Return all who are known to hold an office on a day, the one that `holder` gives first."""
        held = [one for one in self.terms(country, office) if one.is_held(on)]
        order = [(one.rank, one.title is not None, one.start or date.min, one.person) for one in held]
        return tuple(held[at] for at in sorted(range(len(held)), key=order.__getitem__, reverse=True))

    def terms(self, country: str, office: str) -> tuple[Office, ...]:
        """Return all terms of an office, in the order of their tables."""
        return tuple(self._holders.get((country, office), ()))

    def phrases(self) -> Iterator[tuple[str, str, str]]:
        """Yield (surface, kind, actor id) of every name of an actor ("actor") or a person ("person")."""
        for actor in self.actors:
            for surface in (actor.name, *actor.aliases):
                yield surface, "actor", actor.actor_id
        for office in self.offices:
            for surface in _names_of(office):
                yield surface, "person", office.actor_id


def load_roster(packs: Sequence[Pack] | None = None) -> Roster:
    """Read the actors and offices of the packs; without packs, of those that ship and of the user's own, once.

    Raises:
        PackError: a table is invalid, or a row has an unknown country, sector, office or date.
    """
    return _active() if packs is None else _read(packs)


@functools.cache
def _active() -> Roster:
    return _read(active_packs())


def _read(packs: Sequence[Pack]) -> Roster:
    countries = load_countries(packs) if any(pack.kind == "world" for pack in packs) else load_countries()
    codes = frozenset(one.iso3 for one in countries.all)
    return Roster(read_actors(packs, codes), settled(read_offices(packs, codes)), _read_juntas(packs, codes))


def _read_juntas(packs: Sequence[Pack], countries: frozenset[str]) -> list[tuple[str, date, date]]:
    found = []
    for pack in packs:
        for row in pack.table("juntas.csv", _JUNTA, required=("iso3", "start"), optional=True):
            start, end = first_day(row, "start"), last_day(row, "end") or last_day(row, "known_until")
            if row["iso3"] not in countries:
                raise row.error(f"unknown country {row['iso3']!r}; expected ISO alpha-3")
            if start is None or end is None or end < start:
                raise row.error("a junta has a start, and an end or known_until that is not before it")
            found.append((row["iso3"], start, end))
    return found


def _names_of(office: Office) -> tuple[str, ...]:
    """Return a person's names; of three words and more also the first with the surname, as news write it.

    Not where the surname stands first, as in Chinese and Korean names.
    """
    words = office.person.split()
    is_long = len(words) > 2 and words[-1] == office.surname and words[0] != office.surname
    is_plain = is_long and words[-1][:1].isupper() and len(words[0]) > 2 and "." not in words[0]
    short = (f"{words[0]} {words[-1]}",) if is_plain and all(one[:1].isupper() for one in words) else ()
    return tuple(dict.fromkeys((office.person, *office.aliases, *short)))


def _key(name: str) -> str:
    return "=" + fold_case(name) if is_acronym(name) else fold(name)


def _preferred(offices: Iterable[Office], on: date | None) -> tuple[Office, ...]:
    found = sorted(offices, key=lambda one: (one.start or date.min, one.office), reverse=True)
    if on is None:
        return tuple(found)
    held = [one for one in found if one.is_held(on)]
    begun = [one for one in found if one.start is None or one.start <= on]
    return tuple(held or begun or found)
