"""Say the values of an event in words, for people; shared by the terminal table and the page.

All functions read `harmattan.event/1` objects. The scales' words follow UCDP GED codebook 23.1
(`date_prec`, `where_prec`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

__all__ = [
    "amount_words",
    "border_words",
    "clean_text",
    "date_prec_words",
    "date_words",
    "mode_words",
    "participant_words",
    "place_words",
    "short_text",
    "where_prec_words",
]

_WHERE_PREC = {
    1: "exact place",
    2: "close to a named place",
    3: "district level, no point",
    4: "region level, no point",
    5: "wider area, no point",
    6: "country level, no point",
    7: "sea or airspace, no point",
}
_DATE_PREC = {
    1: "to the day",
    2: "to a few days",
    3: "to the week",
    4: "to the month",
    5: "longer than a month",
}
_NEAR_BORDER_KM = 100
_FILLS = {"throughout": "all through ", "repeated": "again and again in "}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_ROLES = {"from": "from ", "to": "to ", "toward": "toward "}
# C0 and C1 controls (but tab and line feed), lone surrogates and noncharacters: no terminal or page may be steered
# by a text.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Bidirectional embeddings, overrides and isolates (Unicode UAX #9) reorder what stands beside them.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean_text(text: str, *, keep_order_marks: bool = True) -> str:
    """Put a visible sign in the place of each control character, so that the length stays.

    Args:
        text: any text.
        keep_order_marks: keep the bidirectional controls; False where nothing isolates the text (a terminal).
    """
    cleaned = _UNSEEN.sub(_sign, text)
    return cleaned if keep_order_marks else _REORDERING.sub("\ufffd", cleaned)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return " " if code in (0x0C, 0x0D) else chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def short_text(text: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """Cut a text to a width around a stretch of it, between words, with an ellipsis where something is left out.

    Returns:
        The cut text and where the stretch now stands in it; a stretch longer than the width loses its end.
    """
    if len(text) <= width:
        return text, start, end
    if width < 3:
        return text[:width], 0, 0
    first = max(0, min(start - max(0, width - (end - start)) // 3, len(text) - width))
    last = first + width
    if first:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else min(first + 1, start)
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else last - 1
    head, tail = "…" if first else "", "…" if last < len(text) else ""
    last = min(last, first + width - len(head) - len(tail))
    shift = len(head) - first
    return head + text[first:last] + tail, start + shift, min(end, last) + shift


def mode_words(mode: str | None) -> str | None:
    """Return a mode without the mark of an extension and with spaces: "x-joint-operation" is "joint operation"."""
    return None if mode is None else mode.removeprefix("x-").replace("-", " ")


def date_words(value: Mapping[str, Any] | None) -> str | None:
    """Return a range of days in words, None where the text does not say.

    Whole months and years are named as such: 2021-07-01 to 2021-07-31 is "Jul 2021".
    """
    if not value or not value.get("start") or not value.get("end"):
        return None
    start, end = date.fromisoformat(value["start"]), date.fromisoformat(value["end"])
    return _FILLS.get(value.get("kind") or "", "") + _range(start, end)


def _range(start: date, end: date) -> str:
    if start == end:
        return _day(start)
    is_from_first, is_to_last = start.day == 1, _is_last_of_month(end)
    if is_from_first and is_to_last:
        if (start.month, end.month) == (1, 12):
            return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
        if (start.year, start.month) == (end.year, end.month):
            return _month(start)
        return f"{_month(start)} – {_month(end)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _is_last_of_month(day: date) -> bool:
    return day.toordinal() == date.max.toordinal() or date.fromordinal(day.toordinal() + 1).day == 1


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def date_prec_words(prec: int | None) -> str | None:
    """Return UCDP's `date_prec` in words."""
    return None if prec is None else _DATE_PREC.get(prec, f"date precision {prec}")


def where_prec_words(prec: int | None) -> str | None:
    """Return UCDP's `where_prec` in words; only 1 and 2 are points."""
    return None if prec is None else _WHERE_PREC.get(prec, f"place precision {prec}")


def border_words(border: Mapping[str, Any] | None, names: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """Return how far a place is from a border within 100 km, and who disputes it: "1.0 km (0.0 to 5.0) from BFA".

    Args:
        border: `border` of a place of an event.
        names: names of countries by code; without a name the code stands.
    """
    if border is None:
        return None
    words = []
    km, neighbour = border["distance_km"] or {}, border["neighbour"]
    if km.get("best") is not None and km["best"] <= _NEAR_BORDER_KM and border["side"]:
        words.append(
            f"{km['best']:.1f} km ({km['low']:.1f} to {km['high']:.1f}) from {names.get(neighbour, neighbour)}"
        )
        if border["status"] != "international":
            words.append("line of control" if border["status"] == "line_of_control" else f"line {border['status']}")
    for one in border["disputed"]:
        claimed = " and ".join(names.get(code, code) for code in one["claimants"]) or "nobody"
        words.append(f"{one['name']} is claimed by {claimed}")
    return "; ".join(words) or None


def place_words(place: Mapping[str, Any]) -> str:
    """Return the name of a place with its part in the event: "from Gao"."""
    return _ROLES.get(place.get("role") or "at", "") + str(place.get("name") or place["text"])


def participant_words(one: Mapping[str, Any]) -> str:
    """Return who a participant is: the name, else the words that name it, else the words of the sentence."""
    antecedent = one.get("antecedent") or {}
    return str(one.get("name") or antecedent.get("text") or one["text"])


def amount_words(value: Mapping[str, Any]) -> str:
    """Return low, best and high in words: "at least 5", "about 20", "3 to 5", "20 (12 to 30)"."""
    low, best, high = value.get("low"), value.get("best"), value.get("high")
    about = "about " if value.get("is_approximate") else ""
    if best is not None:
        limits = _limits(low, high) if (low, high) not in ((None, None), (best, best)) else None
        return f"{about}{best:,}" + (f" ({limits})" if limits else "")
    return about + (_limits(low, high) or "number not stated")


def _limits(low: int | None, high: int | None) -> str | None:
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    return None if high is None else f"up to {high:,}"
