"""The card of an event: its values in words, ready to be laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harmattan.model.wording import (
    amount_words,
    border_words,
    date_prec_words,
    date_words,
    mode_words,
    participant_words,
    place_words,
    where_prec_words,
)
from harmattan.reports.names import country_names, sector_names

__all__ = ["Card", "ClaimLine", "CountLine", "Party", "PlaceLine", "Quote", "RelatedLine", "card_of"]

_RELATIONS = {
    "part-of": "part of",
    "same-as": "same as",
    "content-of": "what is said in",
    "condition-of": "condition of",
    "reply-to": "reply to",
    "fulfils": "fulfils",
    "corrects": "corrects",
}
_DOTS = 5


@dataclass(frozen=True, slots=True)
class Party:
    """A participant or speaker: the name, the words of the sentence where they differ, and what it is."""

    name: str
    words: str | None
    country: str | None
    sector: str | None
    codes: str
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place: name with its role, the area that it lies in, how sure the point is, how near a border."""

    name: str
    within: str | None
    precision: str
    point: str | None
    border: str | None
    candidates: str | None


@dataclass(frozen=True, slots=True)
class CountLine:
    """A count: what is counted, how many in words, of whom, and low, best and high where they are given."""

    what: str
    amount: str
    of: str | None
    bounds: tuple[tuple[str, str], ...]
    words: str
    is_cumulative: bool


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """Who says so, how, and when."""

    speaker: Party
    stance: str
    cue: str | None
    is_quoted: bool
    said_on: str | None
    reported_by: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence around a trigger."""

    before: str
    trigger: str
    after: str


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """A link to another event; `number` where it stands on the same page."""

    relation: str
    event_id: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """An event as a reader sees it."""

    number: int
    event_id: str
    event_type: str
    mode: str | None
    more_modes: tuple[str, ...]
    contexts: tuple[str, ...]
    factuality: str
    flags: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    places: tuple[PlaceLine, ...]
    date: str | None
    date_prec: str | None
    counts: tuple[CountLine, ...]
    claims: tuple[ClaimLine, ...]
    related: tuple[RelatedLine, ...]
    quote: Quote
    confidence: str
    dots: str
    status: str


def card_of(event: Mapping[str, Any], number: int, numbers: Mapping[str, int]) -> Card:
    """Return the card of an event object.

    Args:
        event: a `harmattan.event/1` object.
        number: its number on the page.
        numbers: the numbers of the events of the same article, by event_id.
    """
    mode = event.get("mode")
    share = float(event.get("confidence") or 0.0)
    full = round(share * _DOTS)
    return Card(
        number=number,
        event_id=event["event_id"],
        event_type=event["event_type"],
        mode=mode_words(mode),
        more_modes=tuple(str(mode_words(one)) for one in event.get("modes") or () if one != mode),
        contexts=tuple(one.replace("-", " ").replace("_", " ") for one in event.get("contexts") or ()),
        factuality=event["factuality"],
        flags=_flags(event),
        actors=tuple(_party(one) for one in event.get("actors") or ()),
        recipients=tuple(_party(one) for one in event.get("recipients") or ()),
        places=tuple(_place(one) for one in event.get("places") or ()),
        date=date_words(event.get("date")),
        date_prec=date_prec_words((event.get("date") or {}).get("date_prec")),
        counts=tuple(_count(one, event) for one in event.get("counts") or ()),
        claims=_claims(event.get("claims") or ()),
        related=tuple(
            RelatedLine(_RELATIONS.get(one["relation"], one["relation"]), one["event_id"], numbers.get(one["event_id"]))
            for one in event.get("related") or ()
        ),
        quote=_quote(event),
        confidence=f"{share:.2f}",
        dots="●" * full + "○" * (_DOTS - full),
        status=event.get("status") or "machine",
    )


def _flags(event: Mapping[str, Any]) -> tuple[str, ...]:
    flags = []
    if event.get("is_aggregate"):
        sums = event.get("occurrences")
        flags.append(f"sums up {amount_words(sums)} events" if sums else "sums up several events")
    if event.get("stage") not in (None, "accomplished"):
        flags.append(event["stage"])
    if event.get("is_historical"):
        flags.append("looks back")
    return tuple(flags)


def _party(one: Mapping[str, Any]) -> Party:
    name = participant_words(one)
    country, sector, attribution = one.get("country"), one.get("sector"), one.get("attribution")
    country_name = _country(country)
    return Party(
        name=name,
        words=one["text"] if _bare(one["text"]) != _bare(name) else None,
        country=country_name if country_name and _bare(country_name) != _bare(name) else None,
        sector=sector_names().get(sector, sector) if sector else None,
        codes=" ".join(code for code in (country, sector) if code),
        attribution=attribution if attribution not in (None, "stated") else None,
    )


def _country(code: str | None) -> str | None:
    return country_names().get(code, code) if code else None


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _place(one: Mapping[str, Any]) -> PlaceLine:
    name = place_words(one)
    countries = [country_names().get(code, code) for code in one.get("countries") or ()]
    within = [part for part in (one.get("admin2"), one.get("admin1"), " / ".join(countries)) if part]
    place = one.get("name") or one["text"]
    latitude, longitude = one.get("latitude"), one.get("longitude")
    candidates = [
        ", ".join(part for part in (two.get("name"), two.get("admin1"), _country(two.get("country"))) if part)
        for two in one.get("candidates") or ()
    ]
    return PlaceLine(
        name=name,
        within=", ".join(part for part in within if part != place) or None,
        precision=where_prec_words(one.get("where_prec")) or "not settled",
        point=f"{latitude:.3f}, {longitude:.3f}" if latitude is not None and longitude is not None else None,
        border=border_words(one.get("border"), country_names()),
        candidates="; ".join(candidates) or None,
    )


def _count(one: Mapping[str, Any], event: Mapping[str, Any]) -> CountLine:
    bounds = tuple((name, f"{one[name]:,}") for name in ("low", "best", "high") if one.get(name) is not None)
    return CountLine(
        what=one["what"],
        amount=amount_words(one),
        of=_counted(one.get("of"), event),
        bounds=bounds,
        words=one["text"],
        is_cumulative=bool(one.get("is_cumulative")),
    )


def _counted(of: str | None, event: Mapping[str, Any]) -> str | None:
    """Return the words for "actor:0", "recipient:1" or "civilian"."""
    if not of:
        return None
    side, _, index = of.partition(":")
    parties = event.get({"actor": "actors", "recipient": "recipients"}.get(side, ""))
    if parties and index.isdecimal() and int(index) < len(parties):
        return participant_words(parties[int(index)])
    return {"civilian": "civilians"}.get(of, of)


def _claims(claims: Sequence[Mapping[str, Any]]) -> tuple[ClaimLine, ...]:
    made = []
    for claim in claims:
        parent = claim.get("parent")
        above = claims[parent] if isinstance(parent, int) and 0 <= parent < len(claims) else None
        made.append(
            ClaimLine(
                speaker=_party({**claim, "text": claim["speaker"]}),
                stance=claim.get("stance") or "asserts",
                cue=(claim.get("cue") or {}).get("text"),
                is_quoted=bool(claim.get("is_quoted")),
                said_on=date_words(claim.get("said_on")),
                reported_by=(above.get("name") or above["speaker"]) if above else None,
            )
        )
    return tuple(made)


def _quote(event: Mapping[str, Any]) -> Quote:
    evidence, trigger = event["evidence"], event["trigger"]
    words = evidence["quote"]
    start, end = trigger["start"] - evidence["start"], trigger["end"] - evidence["start"]
    if not 0 <= start < end <= len(words):
        return Quote(words, "", "")
    return Quote(words[:start], words[start:end], words[end:])
