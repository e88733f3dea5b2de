"""Holders seen in the news, kept apart from the roster until a person accepts or rejects them.

They stand in `roster-candidates.jsonl` of the user's folder, one a line. A candidate is a person in an office of a
country with every sentence that says so. Accepting one writes a row of the user's table that holds from the first to
the last day on which the office was seen: the news of a day says nothing of the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from harmattan.errors import ConfigError, InputError
from harmattan.ids import content_id
from harmattan.reference.names import fold
from harmattan.reference.office_news import Sighting
from harmattan.reference.offices import Office
from harmattan.reference.roster import Roster
from harmattan.reference.roster_user import read_user_rows, write_atomically, write_user_rows
from harmattan.reference.user_packs import user_folder

__all__ = [
    "Candidate",
    "accept",
    "candidate_of",
    "others_in_office",
    "read_candidates",
    "reject",
    "seen_again",
    "write_candidates",
]

_ID = 10
_OPEN, _ACCEPTED, _REJECTED = "open", "accepted", "rejected"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person in an office of a country, as the news of some days have it."""

    candidate_id: str
    person: str
    country: str
    office: str
    words: str
    status: str
    seen: tuple[tuple[date, str, str, str], ...]
    """Day, document, source and sentence of each sighting, in the order of the days."""

    @property
    def first(self) -> date:
        """The first day on which the office was seen."""
        return self.seen[0][0]

    @property
    def last(self) -> date:
        """The last day on which the office was seen."""
        return self.seen[-1][0]

    def to_json(self) -> dict[str, Any]:
        """Return the candidate as an object for JSON."""
        return {
            "id": self.candidate_id,
            "person": self.person,
            "country": self.country,
            "office": self.office,
            "words": self.words,
            "status": self.status,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "seen": [
                {"on": on.isoformat(), "document_id": document, "source": source, "sentence": sentence}
                for on, document, source, sentence in self.seen
            ],
        }


def _candidates_path() -> Path:
    """Return where candidates are kept."""
    return user_folder() / "roster-candidates.jsonl"


def read_candidates() -> tuple[Candidate, ...]:
    """Return the candidates that are kept, in the order of country, office and first day.

    Raises:
        InputError: a line of the file is broken.
    """
    path = _candidates_path()
    if not path.exists():
        return ()
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(_read(json.loads(line)))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise InputError(
                f"{path}:{number}: no candidate: {error!r}; take the line out, or the file away"
            ) from error
    return tuple(sorted(found, key=lambda one: (one.country, one.office, one.first, one.person)))


def seen_again(known: Iterable[Candidate], new: Iterable[Sighting]) -> tuple[Candidate, ...]:
    """Return the candidates with new sightings laid in; a rejected one stays rejected."""
    found = {one.candidate_id: one for one in known}
    for one in new:
        key = content_id("holder", fold(one.person), one.country, one.office)[:_ID]
        sight = (one.on, one.document_id, one.source, one.sentence)
        old = found.get(key)
        if old is None:
            found[key] = Candidate(key, one.person, one.country, one.office, one.words, _OPEN, (sight,))
        elif sight not in old.seen:
            found[key] = replace(old, seen=tuple(sorted((*old.seen, sight))))
    return tuple(sorted(found.values(), key=lambda one: (one.country, one.office, one.first, one.person)))


def write_candidates(candidates: Iterable[Candidate]) -> Path:
    """Write the candidates in the place of the file."""
    lines = (json.dumps(one.to_json(), ensure_ascii=False, sort_keys=True) + "\n" for one in candidates)
    write_atomically(_candidates_path(), "".join(lines))
    return _candidates_path()


def candidate_of(candidates: Iterable[Candidate], prefix: str) -> Candidate:
    """Return the candidate of an id or of how it begins.

    Raises:
        ConfigError: none or several fit.
    """
    fitting = [one for one in candidates if prefix and one.candidate_id.startswith(prefix)]
    if len(fitting) != 1:
        what = "several candidates" if fitting else "no candidate"
        raise ConfigError(f"{prefix!r}: {what} with an id that begins so; `harmattan roster candidates` lists them")
    return fitting[0]


def others_in_office(one: Candidate, roster: Roster) -> tuple[Office, ...]:
    """Return whom the roster has in a candidate's office on the days on which it was seen."""
    held = [term for on, *_ in one.seen for term in roster.holders(one.country, one.office, on=on)]
    return tuple({term.where: term for term in held if fold(term.person) != fold(one.person)}.values())


def accept(candidates: Iterable[Candidate], chosen: Candidate) -> Path:
    """Write a candidate into the user's table and mark it accepted.

    Raises:
        PackError: the user's table has another holder of the office on those days.
    """
    sources = sorted({source for _, _, source, _ in chosen.seen})
    row = {
        "person": chosen.person,
        "aliases": "",
        "surname": chosen.person.split()[-1],
        "country": chosen.country,
        "office": chosen.office,
        "title": "",
        "sector": "MIL" if chosen.office == "army_chief" else "GOV",
        "start": chosen.first.isoformat(),
        "end": "",
        "end_basis": f"seen {len(chosen.seen)} times",
        "known_until": chosen.last.isoformat(),
        "wikidata": "",
        "source": "news: " + "; ".join(sources[:3]),
    }
    key = (fold(chosen.person), chosen.country, chosen.office)
    kept = []
    for old in read_user_rows():
        if (fold(old["person"]), old["country"], old["office"]) == key and old["source"].startswith("news:"):
            continue  # seen before, and accepted: the new row holds its days too
        kept.append(old.cells)
    path = write_user_rows(sorted([*kept, row], key=lambda one: (one["country"], one["office"], one["start"])))
    write_candidates(_marked(candidates, chosen, _ACCEPTED))
    return path


def reject(candidates: Iterable[Candidate], chosen: Candidate) -> None:
    """Mark a candidate rejected; it is kept, so that it does not come back."""
    write_candidates(_marked(candidates, chosen, _REJECTED))


def _marked(candidates: Iterable[Candidate], chosen: Candidate, status: str) -> Iterator[Candidate]:
    for one in candidates:
        yield replace(one, status=status) if one.candidate_id == chosen.candidate_id else one


def _read(value: dict[str, Any]) -> Candidate:
    seen = tuple(
        sorted(
            (date.fromisoformat(one["on"]), one["document_id"], one["source"], one["sentence"]) for one in value["seen"]
        )
    )
    if not seen:
        raise ValueError("no sentence")
    return Candidate(
        value["id"],
        value["person"],
        value["country"],
        value["office"],
        value["words"],
        value["status"],
        tuple(sorted(seen)),
    )
