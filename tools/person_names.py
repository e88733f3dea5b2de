"""Bring the names of office-holders into natural case and shape.

The CIA World Factbook writes surnames in capitals ("Nicolas MADURO Moros", "XI Jinping").
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Person", "fold", "read_people", "split_people"]


@dataclass(frozen=True, slots=True)
class Person:
    """A name in natural case, its other forms and the surname."""

    name: str
    aliases: tuple[str, ...]
    surname: str


_TITLES = (
    "Archbishop|Bishop|French Coprince|Apparent|Crown Prince|Prince|Princess|King|Queen|Sultan|Sheikh|"
    "Shaykh|Amir|Emir|Imam|Dr\\.?|Gen\\.?|General|Lt\\.?|Lieutenant|Col\\.?|Colonel|Capt\\.?|Captain|"
    "Cdr\\.?|Commander|Commodore|Maj\\.?|Major|Brig\\.?|Brigadier|Adm\\.?|Admiral|Vice Admiral|"
    "Rear Admiral|Air|Marshal|Field|Vice-Marshal|Air Chief|Sir|Dame|Lord|Baroness|Prefect|Bailiff|Mayor|"
    "Governor-General|Governor General|Governor|Zealand|Confederation|Commonwealth|Premiers|Premier|Pope|"
    "Grand Duke|Duke|Tuanku|Ratu|Chief|Hon\\.?|Mr\\.?|Mrs\\.?|Ms\\.?|Ret\\.?|Temporary|President-elect|"
    "President|Assembly|Minister|Heir|Ambassador|Justice|Sayyid|Tan Sri|Tun|Datuk|Dato|Seri|Paramount|"
    "Malietoa|Tuiatua|Vice|Acting|Interim|the|of|and"
)
_LEADING = re.compile(rf"^(?:(?:{_TITLES})\s+)+(?=\S)")
# Words of an office that the reader of the source left before a name.
_OFFICE = re.compile(
    r"^.*\b(?:President|Governor|General|Minister|Admiral|Commissioner|Chairperson|"
    r"Chairman of the Island Council|Chairman|Leadership Council|members|"
    r"Heritage|Speaker of the House of Representatives|"
    r"Mann|Sr\.? Gen\.)\s+(?=\S+\s+\S)"
)
_NOT_ONE = re.compile(r"represent|does not recognize|serves as|Pontifical")
_CUT = re.compile(r"\s+(?:is|was|who|since|both|named|to be|officer|resigned|assumed)\b.*|\s*[\[(].*|\s+-\s.*")
_SUFFIX = re.compile(
    r",\s*(Jr\.?|Sr\.?|Dr\.?|Gen\.?|Lt\. Gen\.?|Maj\. Gen\.?|Col\.?|RN|III|II|Baron(?:ess)? .*|Princess .*|chief .*)$"
)
_ROMAN = re.compile(r"^(?:I{1,3}|IV|VI{0,3}|IX|X{1,3}|XI{1,3}|XIV|XVI{0,3})$")
_PARTICLES = frozenset(
    "AL|EL|BIN|BINT|IBN|DE|DA|DO|DOS|DAS|DEL|DER|DI|VON|VAN|LA|LE|E|Y|I|OULD|TEN|TER|AF".split("|")  # noqa: SIM905
)
# Particles that take a capital in the middle of a name all the same.
_UPPER_PARTICLES = {"LA": "La", "LE": "Le", "OULD": "Ould", "VAN": "Van", "DE": "de", "E": "e", "I": "i", "Y": "y"}


def read_people(path: Path) -> dict[str, Person]:
    """Read the preferred names of a table, by every folded form that a source uses."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    known: dict[str, Person] = {}
    for row in csv.DictReader(lines):
        aliases = tuple(part for part in row["aliases"].split("|") if part)
        person = Person(row["name"], aliases, row["surname"])
        for form in (row["name"], *row["seen_as"].split("|")):
            if form:
                known[fold(form)] = person
    return known


def split_people(cell: str, forms: list[str], known: dict[str, Person]) -> Iterator[Person]:
    """Yield the people that a cell names; several stand for joint holders."""
    for part in _parts(cell):
        person = _read(part, forms, known)
        if person is not None:
            yield person


def _parts(cell: str) -> list[str]:
    if cell.lower().startswith(("both ", "none", "vacant")) or _NOT_ONE.search(cell):
        return []
    cell = _SUFFIX.sub(lambda found: " Jr." if found[1].startswith("Jr") else "", cell)
    parts = re.split(r",\s+(?:and\s+)?|\s+and\s+", cell)
    capitals = [bool(re.search(r"\b[A-ZÀ-Ý'’-]{3,}", part)) for part in parts]
    return parts if len(parts) > 1 and all(capitals) else parts[:1]


def _read(text: str, forms: list[str], known: dict[str, Person]) -> Person | None:
    text = text.strip()
    text = _LEADING.sub("", _OFFICE.sub("", _CUT.sub("", text))).strip(" .,")
    nickname = re.search(r'["“]([^"”]+)["”]', text)
    text = re.sub(r'\s*["“][^"”]+["”]\s*', " ", text)
    tokens = text.split()
    capital = [_is_capital(token) for token in tokens]
    natural = [
        _natural(token, first=at == 0) if capital[at] or re.search("[A-Z]{4}", token) else token
        for at, token in enumerate(tokens)
    ]
    name = " ".join(natural)
    preferred = known.get(fold(name))
    if len(tokens) < 2 and preferred is None:
        return None
    run = [word for word, is_upper in zip(natural, capital, strict=True) if is_upper] if not all(capital) else []
    surname = " ".join(run) or _last(natural)
    aliases = [] if len(natural) < 2 else _short_forms(natural, capital, surname)
    if nickname and surname:
        aliases += [nickname[1], f"{nickname[1]} {surname}"]
    for form in forms:
        other = _read(form, [], {})
        aliases += [other.name, *other.aliases] if other else []
    if preferred is not None:
        aliases = [name, *aliases]
        name, surname = preferred.name, preferred.surname or surname
    full = [one for one in aliases if " " in one]
    chosen = dict.fromkeys([*(preferred.aliases if preferred else ()), *full])
    return Person(name, tuple(one for one in chosen if one != name), surname)


def _is_capital(token: str) -> bool:
    letters = re.sub(
        r"[^\w]|\d", "", token.removeprefix("al-").removeprefix("Al-").removeprefix("el-").removeprefix("Mc")
    )
    return (len(letters) > 1 and letters.isupper()) or token.rstrip(".") in ("E", "Y", "DE")


def _natural(token: str, *, first: bool) -> str:
    if _ROMAN.match(token):
        return token
    if token in _PARTICLES and not first:
        return _UPPER_PARTICLES.get(token, token.lower())
    shaped = "".join(part if re.match(r"[-'’]", part) else part.capitalize() for part in re.split(r"([-'’])", token))
    shaped = re.sub(r"^Mc([a-z])", lambda found: "Mc" + found[1].upper(), shaped)
    if token.startswith(("al-", "el-", "ad-", "as-", "ar-", "an-", "at-")):
        shaped = token[:3] + shaped[3:]
    elif shaped.startswith(("Al-", "El-")):
        shaped = shaped[:2].lower() + shaped[2:]
    return re.sub(r"([’'])S$", r"\1s", shaped)


def _last(words: list[str]) -> str:
    end = len(words)
    if words and (words[-1].rstrip(".") in ("Jr", "Sr") or _ROMAN.match(words[-1])):
        return " ".join(words[-2:-1]) if words[-1].startswith(("Jr", "Sr")) else " ".join(words)
    start = end - 1
    while start > 1 and words[start - 1].upper() in _PARTICLES:
        start -= 1
    return " ".join(words[start:end])


def _short_forms(words: list[str], capital: list[bool], surname: str) -> list[str]:
    """Give first name and surname without middle names and second surnames."""
    if not any(capital) or all(capital) or capital[0]:
        return [f"{words[0]} {surname}"] if len(words) > 2 and surname != " ".join(words) else []
    given = words[: capital.index(True)]
    return [f"{' '.join(given)} {surname}", f"{given[0]} {surname}"]


def fold(text: str) -> str:
    """Fold a name for comparison between sources."""
    text = text.translate(str.maketrans("ıłøđ", "ilod"))
    bare = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return re.sub(r"[^a-z]+", " ", bare.lower()).strip()
