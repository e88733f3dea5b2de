"""From our events to MUC-4's templates, rule by rule after template-doc-part1.v7.

1. Which events: ASSAULT is an incident, but for the dispersal of crowds; RETREAT/release tells the end of a kidnapping;
   THREATEN/violence is a threatened attack; taking property by force a robbery. Denied, planned, conditional events
   and those that sum up or are told as the past of something else are none (1.0, rules 5 to 7).
2. Type: abduct KIDNAPPING; explosives BOMBING (from the air: ATTACK); destroy with fire ARSON; else ATTACK (7.5).
3. Stage: a threat THREATENED, attempted or foiled ATTEMPTED, else ACCOMPLISHED (7.6).
4. One incident: types that agree (ATTACK agrees with all but KIDNAPPING), days and places that do not differ, and a
   target in common, no target in one of the two, or the same type in one sentence or the next (5.0: instances between
   which the text makes no difference are one).
5. Relevant: in one of the nine countries, or of their people; not only fighters of both sides (1.0, rules 1 and 4).
6. Date: the event's day; a weekday, or no date, is "- day of the dateline" (7.3). Older than two months: none (rule 6).
7. Location: the event's place below its country; without one, the country that its people, other events or the
   dateline are of (7.4).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from bench.layers import layers_of
from bench.muc4_read import Fill, Option, Story, Template
from bench.muc4_targets import Scene, Target, Who, fullest, instruments_of, perpetrators_of, person_of, targets_of
from bench.muc4_words import COUNTRIES, MODE_INSTRUMENTS, words_of
from harmattan.model.annotations import ACTORS, EVENTS, PLACES, SENTENCES, ActorMention, PlaceMention
from harmattan.model.event import Event
from harmattan.model.layers import Layers
from harmattan.model.place import Place
from harmattan.model.syntax import Token
from harmattan.reference.countries import load_countries
from harmattan.reference.names import fold
from harmattan.stages.arguments import Tree

__all__ = ["Incident", "incidents_of", "most_exact", "respond", "template_of"]

_DEADLY = words_of(
    "kill murder assassinate execute massacre slay assassination murder killing massacre execution death die behead "
    "slaughter gun lynch"
)
_WOUNDING = words_of("wound injure injury")
_FIRE = words_of("burn torch fire set ignite arson")
_BLAST = words_of("bomb explode explosion blast detonate dynamite bombing blow mine blew")
_ROBBING = words_of("rob steal loot robbery theft looting holdup assault")
_NO_ASSAULT = ("crowd-control",)
_CLASH = words_of("clash combat fight fighting battle skirmish exchange")
_AGAINST_FIGHTERS = frozenset({"MIL", "REB", "COP", "PRM", "UAF", "CRM"})
_MILITARY = words_of(
    "garrison barracks battalion brigade regiment military army base detachment infantry police patrol air naval "
    "troops artillery guard soldiers defense"
)
_DESTROYING = words_of("destroy demolish raze destruction level gut")
_DAMAGING = words_of("damage burn set fire torch explode derail")
_NEAR = 1
_RECENT = timedelta(days=62)
_LONGEST = timedelta(days=45)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)


@dataclass(slots=True)
class Incident:
    """One incident in the making."""

    kind: str
    stage: str
    countries: list[str]
    places: list[str] = field(default_factory=list)
    days: tuple[date, date] | None = None
    is_weekday: bool = False
    perpetrators: list[Who] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    instruments: list[tuple[str, str]] = field(default_factory=list)
    sectors: set[str | None] = field(default_factory=set)
    is_clash: bool = False
    is_freed: bool = False
    sentence: int = 0
    last: int = 0
    place: Place | None = None
    is_placed_here: bool = False
    evidence: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """What tells its targets from others'."""
        return frozenset(key for one in self.targets for key in one.keys)


def respond(story: Story) -> tuple[Template, ...]:
    """Code a message and return the templates of its incidents."""
    return tuple(template_of(story, one) for one in incidents_of(story))


def template_of(story: Story, one: Incident) -> Template:
    """Write an incident of a message as a template."""
    return Template(story.where, story.message, _fills(one, story.published))


def incidents_of(story: Story) -> list[Incident]:
    """Return the relevant incidents of a message, merged."""
    layers = layers_of(story.text, story.published, until="coding")
    scenes = _scenes(layers, story.text)
    home = _home(layers[PLACES], layers[EVENTS])
    merged: list[Incident] = []
    for event in layers[EVENTS]:
        scene = next(one for one in scenes if one.sentence.start <= event.trigger.start < one.sentence.end)
        trigger = next(one for one in scene.sentence.tokens if one.end > event.trigger.start)
        one = _incident(event, scene, trigger, story.published)
        if one is None:
            continue
        same = next((other for other in reversed(merged) if _is_same(one, other)), None)
        if same is None:
            if not one.is_freed:
                merged.append(one)
        else:
            _merge(same, one)
    names = [name for name in (_full_name(mention, scenes) for mention in layers[ACTORS]) if name]
    for one in merged:
        one.targets = [replace(t, name=fullest(t.name, names)) if t.name else t for t in one.targets]
        one.countries = one.countries or ([home] if home else [])
    return [one for one in merged if _is_relevant(one)]


def _full_name(mention: ActorMention, scenes: tuple[Scene, ...]) -> str | None:
    """Return the person's name that a mention has, without titles."""
    span = mention.participant.span
    scene = next((one for one in scenes if one.sentence.start <= span.start < one.sentence.end), None)
    head = scene.head(span.start, span.end) if scene is not None else None
    if scene is None or head is None or head.pos != "PROPN" or scene.is_place(head):
        return None
    return person_of(scene, head)[0]


def _scenes(layers: Layers, text: str) -> tuple[Scene, ...]:
    named = [one.span for one in layers[PLACES]]
    named += [one.participant.span for one in layers[ACTORS] if one.rule in ("country", "capital", "adjective")]
    bare = tuple(Scene(one, Tree(one), text) for one in layers[SENTENCES] if one.is_parsed)
    return tuple(
        replace(
            scene,
            others=bare,
            places=frozenset(
                token.start
                for span in named
                if scene.sentence.start <= span.start < scene.sentence.end
                for token in scene.sentence.tokens
                if span.start <= token.start < span.end and token.pos == "PROPN"
            ),
        )
        for scene in bare
    )


def _incident(event: Event, scene: Scene, trigger: Token, published: date | None) -> Incident | None:
    kind = _kind(event, trigger)
    if kind is None or event.factuality in ("denied", "planned", "conditional") or event.is_aggregate:
        return None
    if event.is_historical or _is_old(event, published):
        return None
    stage = "THREATENED" if event.event_type == "THREATEN" else "ACCOMPLISHED"
    if event.stage != "accomplished":
        stage = "ATTEMPTED"
    lemma = trigger.lemma
    deadly = "DEATH" if lemma in _DEADLY or event.mode == "targeted" else "INJURY" if lemma in _WOUNDING else None
    if stage != "ACCOMPLISHED":
        deadly = None
    places = [one.place for one in event.places if one.role == "at" and one.place is not None]
    one = Incident(kind, stage, [], is_freed=event.event_type == "RETREAT", is_clash=lemma in _CLASH)
    one.sentence = one.last = scene.sentence.index
    one.place, one.evidence = most_exact(places), event.evidence.quote
    one.is_placed_here = any(event.evidence.start <= p.span.start < event.evidence.end for p in event.places)
    path = _path(one.place)
    if path:
        one.countries, one.places = path[:1], path[1:]
    if event.date.start is not None and event.date.end is not None:
        one.days = event.date.start, event.date.end
        words = event.date_span.text if event.date_span is not None else ""
        one.is_weekday = bool(_WEEKDAY.search(words))
    one.perpetrators = [] if one.is_freed else list(perpetrators_of(event, scene))
    one.targets = [
        target for target in targets_of(event, scene, trigger, deadly) if target.is_human or kind != "KIDNAPPING"
    ]
    harm = "DESTROYED" if lemma in _DESTROYING else "SOME DAMAGE" if lemma in _DAMAGING else None
    one.targets = [t if t.is_human or t.effect else replace(t, effect=harm) for t in one.targets]
    if kind not in ("ARSON", "KIDNAPPING"):
        one.instruments = list(instruments_of(event, scene, trigger))
        implied = MODE_INSTRUMENTS.get(event.mode or "")
        if not one.instruments and implied:
            one.instruments = [("-", implied)]
    one.sectors = {who.sector for who in event.recipients}
    nations = [who.country for who in (*event.recipients, *event.actors) if who.country in COUNTRIES]
    if not one.countries and nations:
        one.countries = [COUNTRIES[nations[0] or ""]]
    return one


def _kind(event: Event, trigger: Token) -> str | None:
    """Return the incident type of an event, None for what is none (rules 1 and 2)."""
    lemma = trigger.lemma
    if event.event_type == "RETREAT":
        return "KIDNAPPING" if event.mode == "release" else None
    if event.event_type == "THREATEN":
        return "ATTACK" if event.mode == "violence" else None
    if event.event_type == "COERCE":
        return "ROBBERY" if lemma in _ROBBING else None
    if event.event_type != "ASSAULT" or event.mode in _NO_ASSAULT:
        return None
    if event.mode == "abduct":
        return "KIDNAPPING"
    if event.mode in ("aerial", "drone"):
        return "ATTACK"
    if event.mode in ("explosives", "suicide-attack") or lemma in _BLAST:
        return "BOMBING"
    if lemma in _FIRE and event.mode == "destroy":
        return "ARSON"
    return "ROBBERY" if lemma in _ROBBING and event.mode is None else "ATTACK"


def _is_old(event: Event, published: date | None) -> bool:
    return published is not None and event.date.end is not None and event.date.end < published - _RECENT


def _is_same(one: Incident, other: Incident) -> bool:
    """Say whether two are one incident (rule 4)."""
    kinds = {one.kind, other.kind}
    if len(kinds) == 2 and ("ATTACK" not in kinds or "KIDNAPPING" in kinds):
        return False
    if "THREATENED" in (one.stage, other.stage) and one.stage != other.stage:
        return False
    if one.days and other.days and (one.days[1] < other.days[0] or other.days[1] < one.days[0]):
        return False
    if _are_apart(one, other):
        return False
    if one.countries and other.countries and one.countries[0] != other.countries[0]:
        return False
    if not one.keys or not other.keys or one.keys & other.keys:
        return True
    is_near = one.sentence - other.last <= _NEAR
    return is_near and one.kind == other.kind


def _are_apart(one: Incident, other: Incident) -> bool:
    """Say whether two places differ; a town and the division that it lies in do not."""
    if not one.places or not other.places or fold(one.places[-1]) == fold(other.places[-1]):
        return False
    places = [place for place in (one.place, other.place) if place is not None]
    is_within = len(places) == 2 and len({(place.country, place.admin1) for place in places}) == 1
    return not (is_within and any((place.feature_code or "").startswith("ADM1") for place in places))


def _merge(into: Incident, one: Incident) -> None:
    """Add what an event tells to an incident."""
    if into.kind == "ATTACK":
        into.kind = one.kind
    if one.is_freed:
        into.targets = [
            Target(t.is_human, t.name, t.described, t.kind, t.number, t.nation, "REGAINED FREEDOM")
            for t in into.targets
        ]
    into.stage = "ACCOMPLISHED" if "ACCOMPLISHED" in (into.stage, one.stage) else into.stage
    if into.days is None or (one.days is not None and into.is_weekday and not one.is_weekday):
        into.days, into.is_weekday = one.days, one.is_weekday
    if len(one.places) > len(into.places):
        into.countries, into.places, into.place = one.countries, one.places, one.place
    into.countries = into.countries or one.countries
    into.is_placed_here = into.is_placed_here or one.is_placed_here
    into.sectors |= one.sectors
    into.last = max(into.last, one.last)
    into.is_clash = into.is_clash and one.is_clash
    into.perpetrators += [who for who in one.perpetrators if who not in into.perpetrators]
    into.instruments += [pair for pair in one.instruments if pair[1] not in {kind for _, kind in into.instruments}]
    for target in one.targets:
        twin = next((t for t in into.targets if t.keys & target.keys and t.is_human == target.is_human), None)
        if twin is None:
            into.targets.append(target)
        else:
            into.targets[into.targets.index(twin)] = Target(
                twin.is_human,
                twin.name or target.name,
                twin.described or target.described,
                twin.kind if twin.kind not in ("CIVILIAN", "OTHER") else target.kind,
                twin.number if twin.number != "PLURAL" else target.number,
                twin.nation or target.nation,
                twin.effect or target.effect,
            )


def _is_relevant(one: Incident) -> bool:
    """Say whether an incident belongs in the data base (rule 5)."""
    if not any(country in COUNTRIES.values() for country in one.countries):
        return False
    people = [target for target in one.targets if target.is_human]
    things = [target for target in one.targets if not target.is_human]
    if one.is_clash and not people and not things:
        return False
    fighters = ("ACTIVE MILITARY", "LAW ENFORCEMENT")
    if (
        things
        and all(_is_military(target.described) for target in things)
        and not any(target.kind not in fighters for target in people)
    ):
        return False
    if not _is_specific(one, people, things):
        return False
    is_only_fighters = bool(people) and all(target.kind in fighters for target in people)
    if is_only_fighters and not things:
        return False
    if one.sectors and one.sectors <= _AGAINST_FIGHTERS and not things:
        return False
    return bool(people or things) or (one.kind == "BOMBING" and one.is_placed_here)


def _is_military(described: str | None) -> bool:
    """Say whether a thing is an installation of soldiers or police (rule 1b)."""
    return bool(_MILITARY & set(fold(described or "").split()))


def _is_specific(one: Incident, people: list[Target], things: list[Target]) -> bool:
    """Say whether more is told than that some people were harmed (1.0, rule 7), the scene left out."""
    is_counted = any(target.name or target.number not in ("PLURAL", "-") for target in people)
    return bool(one.days or one.is_placed_here or one.perpetrators or things or one.instruments or is_counted)


# ------------------------------------------------------------------------------------------------ place and date


def _home(mentions: tuple[PlaceMention, ...], events: tuple[Event, ...]) -> str | None:
    """Return the country of interest that a message is about: of its places, the most named; else its dateline's."""
    counts: Counter[str] = Counter()
    dateline = None
    for one in mentions:
        if one.place is not None and one.place.country in COUNTRIES:
            if one.is_dateline:
                dateline = COUNTRIES[one.place.country]
            else:
                counts[COUNTRIES[one.place.country]] += 1
    for event in events:
        for who in (*event.actors, *event.recipients):
            if who.country in COUNTRIES:
                counts[COUNTRIES[who.country]] += 1
    return max(sorted(counts), key=lambda country: counts[country]) if counts else dateline


def most_exact(places: Sequence[Place]) -> Place | None:
    """Return the most exact of places that lie in one country, the first of equals."""
    return min((one for one in places if one.country is not None), key=lambda one: one.where_prec, default=None)


def _path(place: Place | None) -> list[str]:
    """Return country, division and town of a place."""
    if place is None:
        return []
    country = _country_name(place.country or "")
    code = place.feature_code or ""
    if code.startswith("PCL"):
        return [country]
    name = fold(place.name).upper()
    if code.startswith("ADM1"):
        return [country, f"{name} (DEPARTMENT)"]
    division = fold(place.admin1).upper() if place.admin1 else None
    inner = [f"{division} (DEPARTMENT)"] if division and division != name and not code.startswith("PPLC") else []
    return [country, *inner, f"{name} (CITY)"]


@lru_cache(maxsize=300)
def _country_name(code: str) -> str:
    return COUNTRIES.get(code) or fold(load_countries().by_iso3(code).name).upper()


def _date(one: Incident, published: date | None) -> str | None:
    if one.days is not None and not one.is_weekday and one.days[1] - one.days[0] <= _LONGEST:
        first, last = (_day(day) for day in one.days)
        return first if first == last else f"{first} - {last}"
    return f"- {_day(published)}" if published is not None else None


def _day(day: date) -> str:
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year % 100:02d}"


# --------------------------------------------------------------------------------------------------------- fills


def _fills(one: Incident, published: date | None) -> dict[str, tuple[Fill, ...]]:
    """Write an incident as fills by slot."""
    people = [target for target in one.targets if target.is_human and (target.name or target.described)]
    things = [target for target in one.targets if not target.is_human]
    known = {who.key or who.organisation: who for who in reversed(one.perpetrators) if who.organisation}
    organisations = {who.organisation: who for who in reversed(known.values())}
    individuals = dict.fromkeys(who.individual for who in one.perpetrators if who.individual)
    states = [who.is_state for who in one.perpetrators if who.is_state is not None]
    category = "STATE-SPONSORED VIOLENCE" if states and states[0] else "TERRORIST ACT"
    fills: dict[str, list[tuple[str | None, str | None]]] = {
        "date": [(_date(one, published), None)],
        "location": [(": ".join([*one.countries[:1], *one.places]), None)],
        "type": [(one.kind, None)],
        "stage": [(one.stage, None)],
        "instrument": [(words, None) for words, _ in one.instruments if words != "-"],
        "instrument_type": [(kind, words) for words, kind in one.instruments],
        "perp_category": [(category if one.perpetrators else None, None)],
        "perp_ind": [(words, None) for words in individuals],
        "perp_org": [(words, None) for words in organisations],
        "perp_conf": [(who.confidence, words) for words, who in organisations.items()],
        "phys_tgt": [(target.described, None) for target in things],
        "phys_tgt_type": [(target.kind, target.tag) for target in things],
        "phys_tgt_num": [(target.number, target.tag) for target in things],
        "phys_tgt_effect": [(target.effect or _damage(one), target.tag) for target in things],
        "hum_tgt_name": [(target.name, None) for target in people],
        "hum_tgt_desc": [(target.described, target.name) for target in people],
        "hum_tgt_type": [(target.kind, target.tag) for target in people],
        "hum_tgt_num": [(target.number, target.tag) for target in people],
        "hum_tgt_nation": [(_nation(target, one), target.tag) for target in people],
        "hum_tgt_effect": [(target.effect, target.tag) for target in one.targets if target.is_human],
    }
    return {slot: tuple(_made(slot, rows)) for slot, rows in fills.items()}


def _damage(one: Incident) -> str | None:
    return "SOME DAMAGE" if one.kind == "ARSON" else None


def _nation(target: Target, one: Incident) -> str | None:
    if target.nation is None or not load_countries().has(target.nation) or not one.countries:
        return None
    name = _country_name(target.nation)
    return None if name == one.countries[0] else name


def _made(slot: str, rows: Sequence[tuple[str | None, str | None]]) -> Iterator[Fill]:
    seen: set[tuple[str, str | None]] = set()
    for value, ref in rows:
        if value and (value.upper(), ref) not in seen:
            seen.add((value.upper(), ref))
            yield Fill((Option(value.upper(), slot in ("perp_ind", "perp_org")),), (ref.upper(),) if ref else ())
