"""Read the texts and answer keys of MUC-3 and MUC-4 as published.

A text file holds messages, each below a line with its id ("DEV-MUC3-0001 (NOSC)"). A key file holds templates of 25
numbered slots; a fill is `-` (nothing), `*` (does not apply) or one line of alternatives between `/`, a leading `?`
marks one that may be left out, and further lines are further fills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.gold import GoldError, lines_of

__all__ = [
    "SLOTS",
    "Fill",
    "Option",
    "Story",
    "Template",
    "day_of",
    "fills_of",
    "read_corpus",
    "read_keys",
    "read_texts",
]

SLOTS = {
    "MESSAGE: ID": "message",
    "MESSAGE: TEMPLATE": "template_id",
    "INCIDENT: DATE": "date",
    "INCIDENT: LOCATION": "location",
    "INCIDENT: TYPE": "type",
    "INCIDENT: STAGE OF EXECUTION": "stage",
    "INCIDENT: INSTRUMENT ID": "instrument",
    "INCIDENT: INSTRUMENT TYPE": "instrument_type",
    "PERP: INCIDENT CATEGORY": "perp_category",
    "PERP: INDIVIDUAL ID": "perp_ind",
    "PERP: ORGANIZATION ID": "perp_org",
    "PERP: ORGANIZATION CONFIDENCE": "perp_conf",
    "PHYS TGT: ID": "phys_tgt",
    "PHYS TGT: TYPE": "phys_tgt_type",
    "PHYS TGT: NUMBER": "phys_tgt_num",
    "PHYS TGT: FOREIGN NATION": "phys_tgt_nation",
    "PHYS TGT: EFFECT OF INCIDENT": "phys_tgt_effect",
    "PHYS TGT: TOTAL NUMBER": "phys_tgt_total",
    "HUM TGT: NAME": "hum_tgt_name",
    "HUM TGT: DESCRIPTION": "hum_tgt_desc",
    "HUM TGT: TYPE": "hum_tgt_type",
    "HUM TGT: NUMBER": "hum_tgt_num",
    "HUM TGT: FOREIGN NATION": "hum_tgt_nation",
    "HUM TGT: EFFECT OF INCIDENT": "hum_tgt_effect",
    "HUM TGT: TOTAL NUMBER": "hum_tgt_total",
}
"""The slots of a template by the title that the keys give them, in their order."""

_TITLES = tuple(SLOTS)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_ID = r"[A-Z]+\d*-MUC\d-\d{4}"
_MESSAGE = re.compile(rf"^({_ID})\b[^\n]{{0,40}}$")
_SLOT = re.compile(r"^\s{0,3}(\d{1,2})\.\s*([A-Z: ]+?)(?:\s{2,}|\t|\s*$)(.*)$")
_DAY = re.compile(r"\b(\d{1,2})\s+([A-Z]{3})[A-Z]*\.?\s+(?:19)?(\d{2})\b", re.IGNORECASE)
_HEADING = 600
# "[TEXT]", "[INTERVIEW WITH ...]": what the agency says of a report, no part of it.
_MARK = re.compile(r"\[(?:[^\][]|\[[^\][]*\])*\]")
_GENERAL = re.compile(r"\[(?:TEXT|SUMMARY|EXCERPTS?)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Story:
    """A message: where it stands, its id, its text without the id, and the day of its dateline."""

    where: str
    message: str
    text: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Option:
    """One of the alternatives of a fill: a value, and whether it was written as a string of the text."""

    value: str
    is_string: bool


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill: any of its options is right; `refs` are the alternatives of its cross-reference."""

    options: tuple[Option, ...]
    refs: tuple[str, ...] = ()
    is_optional: bool = False

    @property
    def values(self) -> tuple[str, ...]:
        """The values of the options."""
        return tuple(one.value for one in self.options)


@dataclass(frozen=True, slots=True)
class Template:
    """A template of the key or of a response: fills by slot; a slot that does not apply is in `inapplicable`."""

    where: str
    message: str
    fills: dict[str, tuple[Fill, ...]]
    is_optional: bool = False
    inapplicable: frozenset[str] = frozenset()

    def first(self, slot: str) -> str | None:
        """Return the first value of a slot, None where it is empty."""
        fills = self.fills.get(slot, ())
        return fills[0].options[0].value if fills else None


def read_corpus(path: Path) -> list[tuple[Story, tuple[Template, ...]]]:
    """Return the messages below a path with their templates, in the order of their files.

    Args:
        path: a folder with texts and keys, a folder of such folders, or a text or key file with its partner beside it.

    Raises:
        GoldError: a file is broken, a key has no text, or no text has a key.
    """
    files = sorted(one for one in (path.rglob("*") if path.is_dir() else path.parent.iterdir()) if one.is_file())
    kinds = {one: _kind(one) for one in files}
    if path.is_file() and kinds[path] is None:
        raise GoldError(f"{path}:1: expected a text file (ids such as TST1-MUC3-0001) or an answer key")
    texts: dict[str, Story] = {}
    for one in files:
        if kinds[one] == "text" and (path.is_dir() or kinds[path] == "key" or one == path):
            for story in read_texts(one):
                # TST4 has the same messages in capitals and in mixed case; the first file is the one of the test.
                texts.setdefault(story.message, story)
    keys: dict[str, list[Template]] = {}
    for one in files:
        if kinds[one] == "key" and (path.is_dir() or kinds[path] == "text" or one == path):
            for message, templates in read_keys(one).items():
                keys.setdefault(message, []).extend(templates)
    if not texts or not keys:
        raise GoldError(f"{path}: expected texts and their answer keys, found {len(texts)} texts and {len(keys)} keys")
    lost = sorted(set(keys) - set(texts))
    if lost and not (path.is_file() and kinds[path] == "text"):
        raise GoldError(f"{path}: no text for {lost[0]} and {len(lost) - 1} more keys; is a file cut off or missing?")
    found = [(story, tuple(keys[message])) for message, story in texts.items() if message in keys]
    if not found:
        raise GoldError(f"{path}: no text has an answer key")
    return found


def _kind(path: Path) -> str | None:
    """Return "text", "key" or None, by the first line that says it."""
    with path.open("rb") as file:
        for line in file.read(4000).decode("utf-8", "replace").splitlines():
            if _MESSAGE.match(line):
                return "text"
            if re.match(r"^\s{0,3}0\.\s*MESSAGE: ID", line):
                return "key"
    return None


def read_texts(path: Path) -> list[Story]:
    """Return the messages of a text file.

    Raises:
        GoldError: text stands before the first id, or a message is empty.
    """
    found: list[Story] = []
    message, began, lines = "", 0, list[str]()
    for number, line in (*lines_of(path), (0, "END-MUC0-0000")):
        if match := _MESSAGE.match(line):
            if message:
                text = "\n".join(lines)
                if not text.strip():
                    raise GoldError(f"{path}:{began}: {message} has no text; is the file cut off?")
                found.append(Story(f"{path.name}:{began}", message, _report(text), day_of(text[:_HEADING])))
            message, began, lines = match[1], number, []
        elif message:
            lines.append(line)
        elif line.strip():
            raise GoldError(f"{path}:{number}: expected the id of a message, such as TST1-MUC3-0001")
    return found


def _report(text: str) -> str:
    """Return a message with the agency's marks before the report blanked out; offsets stay."""
    general = _GENERAL.search(text, 0, _HEADING)
    if general is None:
        return text
    head = _MARK.sub(lambda match: " " * len(match[0]), text[: general.end()])
    return head + text[general.end() :]


def day_of(text: str) -> date | None:
    """Return the first day of the form "4 FEB 90" in a text, None where there is none."""
    for match in _DAY.finditer(text):
        month = match[2].upper()
        if month in _MONTHS:
            try:
                return date(1900 + int(match[3]), _MONTHS.index(month) + 1, int(match[1]))
            except ValueError:
                continue
    return None


def read_keys(path: Path) -> dict[str, list[Template]]:
    """Return the templates of a key file by message; a message without a relevant incident has none.

    Raises:
        GoldError: a line is no slot and no fill, or a template is cut off.
    """
    found: dict[str, list[Template]] = {}
    rows: dict[str, list[str]] = {}
    began = 0
    for number, slot, text in _slots(path):
        if slot == "message":
            if rows:
                _add(found, rows, path, began)
            rows, began = {}, number
        elif not rows:
            raise GoldError(f"{path}:{number}: expected slot 0, MESSAGE: ID, got {text!r}")
        if slot and slot in rows:
            raise GoldError(f"{path}:{number}: slot {_TITLES[len(rows) - 1]!r} stands a second time")
        if slot:
            rows[slot] = []
        rows[next(reversed(rows))].append(text)
    if rows:
        _add(found, rows, path, began)
    return found


def _slots(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line number, slot ("" on a further line) and the fill of each line that holds one."""
    for number, line in lines_of(path):
        if not line.strip() or line.lstrip().startswith(";"):
            continue
        match = _SLOT.match(line)
        if match is None and line[:1].isspace():
            yield number, "", line.strip()
            continue
        if match is None or match[2].strip() not in SLOTS or _TITLES.index(match[2].strip()) != int(match[1]):
            raise GoldError(f"{path}:{number}: expected a slot such as '4.  INCIDENT: TYPE', got {line[:50]!r}")
        yield number, SLOTS[match[2].strip()], match[3].strip()


def _add(found: dict[str, list[Template]], rows: dict[str, list[str]], path: Path, began: int) -> None:
    message = " ".join(rows["message"]).split(" ")[0]
    missing = [title for title, slot in SLOTS.items() if slot not in rows]
    if missing or not re.fullmatch(_ID, message):
        raise GoldError(
            f"{path}:{began}: the template of {message or 'no message'} lacks {', '.join(missing) or 'its id'}; "
            "is the file cut off?"
        )
    templates = found.setdefault(message, [])
    number = " ".join(rows["template_id"])
    if number.strip() in ("*", "-", ""):
        return
    texts = {slot: _joined(lines) for slot, lines in rows.items() if slot not in ("message", "template_id")}
    templates.append(
        Template(
            f"{path.name}:{began}",
            message,
            {slot: tuple(fill for text in lines for fill in fills_of(text)) for slot, lines in texts.items()},
            is_optional="OPTIONAL" in number.upper(),
            inapplicable=frozenset(slot for slot, lines in texts.items() if lines == ["*"]),
        )
    )


def _joined(lines: list[str]) -> list[str]:
    """Join lines that one fill is spread over: inside quotes, or before or after a slash or colon."""
    found: list[str] = []
    for line in lines:
        is_open = bool(found) and (
            len(re.findall(r'(?<!\\)"', found[-1])) % 2 == 1 or found[-1].endswith(("/", ":")) or line[:1] in ("/", ":")
        )
        if is_open:
            found[-1] += f" {line}"
        elif line:
            found.append(line)
    return found


def fills_of(text: str) -> tuple[Fill, ...]:
    """Return the fill of a line of the key; none for `-` and `*`.

    "A / B: "X" / "Y"" is A or B about what the text calls X or Y.
    """
    is_optional = text.startswith("?") or any(piece.strip() == "-" for piece in _split(text, "/"))
    options: list[Option] = []
    refs: list[str] = []
    is_reference = False
    for piece in _split(text.lstrip("? "), "/"):
        value, *reference = _split(piece, ":") if piece.count('"') else [piece]
        if value.strip() in ("-", "*", ""):
            continue
        if is_reference and not reference:
            refs.append(_bare(value))
            continue
        options.append(Option(_bare(value), value.strip().startswith('"')))
        if reference:
            is_reference = True
            refs.extend(_bare(one) for one in reference)
    return (Fill(tuple(options), tuple(refs), is_optional),) if options else ()


def _split(text: str, mark: str) -> list[str]:
    """Split a text at a mark that stands outside quotes."""
    return [part for part in re.findall(rf'((?:"(?:\\.|[^"\\])*"|[^"{mark}])+)', text) if part.strip()]


def _bare(value: str) -> str:
    """Return a value without its quotes, its escapes and further white space."""
    value = re.sub(r":\s*-$", "", value.strip().lstrip("? "))
    if re.fullmatch(r"\([^()]*|[^()]*\)", value):
        value = value.strip("()")
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1]
    return " ".join(value.replace('\\"', '"').split())
