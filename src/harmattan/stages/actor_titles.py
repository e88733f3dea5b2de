"""Join a person's name and office: "the army chief, General N", "N, the army chief", "Foreign Minister N".

What the text says of a person goes before the roster: a title in use is government a day after a coup, a "former"
president is not.
"""

from __future__ import annotations

import re
from dataclasses import replace

from harmattan.model.annotations import ActorMention
from harmattan.model.syntax import Role, Token
from harmattan.reference.actors import INTERNATIONAL
from harmattan.reference.lexicon import AgentNoun
from harmattan.stages.actor_company import company_of, sector_of
from harmattan.stages.actor_country import country_of_text, pledging_state
from harmattan.stages.actor_memory import Record
from harmattan.stages.actor_reading import LEADING, Reading
from harmattan.stages.nominals import core_range

__all__ = [
    "apposed_mention",
    "bare_range",
    "body_range",
    "gender_of",
    "names_by_title",
    "person_record",
    "remember_body",
]

_CLIMB = (Role.OBLIQUE, Role.CONJUNCT, Role.COMPOUND, Role.POSSESSOR)
_PAST_SECTORS = (None, "GOV", "LEG", "JUD", "MIL", "COP", "SPY")
_ACRONYM = re.compile(r"\s*\(([A-Z][A-Za-z-]{1,9})\)")
_ARTICLES = 3
"""The most tokens from a body's noun to the name under "of": "of", "the" and the name."""
_BEFORE = (*LEADING, "group", "person")


def names_by_title(reading: Reading) -> dict[int, Token]:
    """Map each office to the name set beside it, also where the parser hangs the name on the office's last word."""
    found: dict[int, Token] = {}
    for token in reading.tree.tokens:
        is_beside = token.role is Role.APPOSITION or _is_listed_beside(reading, token)
        if not is_beside or not reading.is_person_name(token) or _is_body_name(reading, token):
            continue
        above = _noun_before(reading, token)
        is_own = above.index < token.index
        agent = reading.agent(above) if above.pos in ("NOUN", "PROPN") else None
        while is_own and not _is_title(reading, above, agent) and above.role in _CLIMB:
            above = reading.tree.tokens[above.head]
            agent = reading.agent(above) if above.pos in ("NOUN", "PROPN") else None
            is_own = above.index < token.index
        if is_own and _is_title(reading, above, agent) and above.index not in reading.named:
            found.setdefault(above.index, token)
    return found


def _noun_before(reading: Reading, name: Token) -> Token:
    """Return the noun beside a name: where the parser reaches over the verb, the one before the comma."""
    tokens = reading.tree.tokens
    above = tokens[name.head]
    verb = tokens[above.head]
    start = core_range(reading.tree, name.index)[0]
    is_over = above.index < verb.index < name.index and verb.pos == "VERB"
    return tokens[start - 2] if is_over and start > 1 and tokens[start - 1].text == "," else above


def _is_listed_beside(reading: Reading, token: Token) -> bool:
    """Say whether a list of names stands behind the comma of a plural: "the two presidents, N and M"."""
    above = reading.tree.tokens[token.head]
    if token.role is not Role.CONJUNCT or "plural" not in above.features:
        return False
    is_joined = any(one.role is Role.COORDINATOR for one in reading.tree.children(above.index))
    is_list = any(one.role is Role.COORDINATOR for one in reading.tree.children(token.index))
    return is_list and not is_joined and reading.tree.tokens[above.index + 1].text == ","


def _is_title(reading: Reading, token: Token, agent: AgentNoun | None) -> bool:
    """Say whether a noun names one person by what they are: an office, a rank, "the journalist"."""
    if agent is None:
        return False
    is_one = agent.kind in ("group", "person") and "plural" not in token.features
    is_crowd = any(reading.lexicon.is_in(token.lemma, name) for name in ("body_noun", "plural_noun"))
    return agent.kind in LEADING or (is_one and not is_crowd)


def apposed_mention(reading: Reading, token: Token, titles: dict[int, Token]) -> ActorMention | None:
    """Return the one mention of a person or body that the sentence also calls by office or noun, or None."""
    agent = None if token.index in reading.named else reading.agent(token)
    if agent is not None and token.index in titles:
        return _office_then_name(reading, token, agent, titles[token.index])
    if agent is not None and token.pos != "PROPN":
        return _noun_then_body(reading, token, agent)
    if not reading.is_person_name(token) and agent is None:
        return None
    return _name_then_office(reading, token, agent) or _title_then_name(reading, token, agent)


def _office_then_name(reading: Reading, token: Token, agent: AgentNoun, name: Token) -> ActorMention:
    person = person_record(reading, name, token, agent)
    reading.keep(person, token)
    _share_title(reading, token, agent, person, name)
    first, last = reading.extent(token)
    reading.consumed |= set(range(core_range(reading.tree, name.index)[0], name.index + 1))
    return reading.mention(first, max(last, name.index), person, "office and name", head=token.index)


def _share_title(reading: Reading, token: Token, agent: AgentNoun, first: Record, name: Token) -> None:
    """Give the further names behind an office in the plural the office, each its state: "his N and M counterparts"."""
    tree = reading.tree
    names = [tree.tokens[one] for one in tree.conjuncts(name.index) if one != name.index]
    names = [one for one in names if reading.is_person_name(one)]
    if "plural" not in token.features or not names:
        return
    before = (t for child in tree.children(token.index) for t in tree.conjuncts(child.index) if t < token.index)
    states = [record.country for t in before if (record := reading.record_at(tree.tokens[t])) and record.country]
    for one, country in zip(names, states[1:] if len(states) == len(names) + 1 else [None] * len(names), strict=True):
        record = person_record(reading, one, one, agent)
        known = record.country or country or (first.country if len(states) == 1 else None)
        reading.memory.remember_person(record.changed(country=known, sector=record.sector or first.sector))


def _name_then_office(reading: Reading, token: Token, agent: AgentNoun | None) -> ActorMention | None:
    titles = [*reading.tree.children(token.index)]
    if _is_body_name(reading, token):
        # "the N Front for Renewal (NFR), a rebel group": the parser hangs the noun on the name's last word.
        last = body_range(reading, token)[1]
        titles += [one for one in reading.tree.children(last) if last != token.index]
    for title in titles:
        is_name = title.pos == "PROPN" and reading.is_person_name(title) and reading.agent(title) is None
        if title.role is not Role.APPOSITION or is_name or reading.lexicon.is_in(title.lemma, "relational"):
            continue
        office = reading.agent(title) or _owned_title(reading, title)
        if office is None or office.kind == "document":
            continue
        if _is_body_name(reading, token) or reading.lexicon.is_in(title.lemma, "body_noun"):
            record = _body_record(reading, token, title, office)
            remember_body(reading, record, token)
            reading.memory.remember(record, reading.sentence.index, subject=reading.is_subject(token))
            reading.consumed.add(title.index)
            return reading.mention(*body_range(reading, token), record, "name of a body", head=token.index)
        elif agent is not None:
            continue
        else:
            record = person_record(reading, token, title, office)
        reading.keep(record, token)
        reading.consumed.add(title.index)
        first, last = reading.name_bounds(token) or (token.index, token.index)
        return reading.mention(first, last, record, "name and office")
    return None


def _title_then_name(reading: Reading, token: Token, agent: AgentNoun | None) -> ActorMention | None:
    if agent is not None:
        return None
    first, last = core_range(reading.tree, token.index)
    for index in range(last - 1, first - 1, -1):
        title = reading.tree.tokens[index]
        office = reading.agent(title) if index not in reading.covered else None
        if office is None or office.kind not in _BEFORE:
            continue
        if office.kind not in LEADING and title.pos == "PROPN" and not reading.lexicon.is_in(title.lemma, "body_noun"):
            continue
        if reading.lexicon.is_in(title.lemma, "body_noun"):
            record = _body_record(reading, token, title, office)
        else:
            record = person_record(reading, token, title, office)
        reading.keep(record, token)
        return reading.mention(first, last, record, "title and name")
    return None


def _noun_then_body(reading: Reading, token: Token, agent: AgentNoun) -> ActorMention | None:
    """Read "the rebel group N": a body's noun with its name set beside it."""
    if not reading.lexicon.is_in(token.lemma, "body_noun"):
        return None
    for name in reading.tree.children(token.index):
        known = reading.named.get(name.index) if name.role is Role.APPOSITION else None
        if known is not None and known.kind == "actor":
            reading.keep(known.record, token)
            reading.consumed |= set(range(known.first, name.index + 1))
            first, _ = core_range(reading.tree, token.index)
            return reading.mention(first, name.index, known.record, "noun and name", head=token.index)
        is_free = name.index not in reading.consumed  # "the head of its council, N": N is the head
        if name.role is Role.APPOSITION and name.pos == "PROPN" and is_free and reading.is_person_name(name):
            record = _body_record(reading, name, token, agent)
            reading.keep(record, token)
            first, _ = core_range(reading.tree, token.index)
            reading.consumed |= set(range(token.index + 1, name.index + 1))
            return reading.mention(first, name.index, record, "noun and name", head=token.index)
    return None


def _is_body_name(reading: Reading, token: Token) -> bool:
    """Say whether a proper noun is a body's ("the Patriotic Front")."""
    return token.index not in reading.named and reading.lexicon.is_in(token.text.lower(), "body_noun")


def body_range(reading: Reading, token: Token) -> tuple[int, int]:
    """Return the tokens of a body's name: its proper nouns, and those that follow under "of" or "for"."""
    first, last = reading.name_bounds(token) or (token.index, token.index)
    for child in reading.tree.children(token.index):
        is_further = child.role is Role.OBLIQUE and reading.lexicon.is_in(child.case, "belonging_case")
        if is_further and child.pos == "PROPN":
            start = (reading.name_bounds(child) or (child.index, 0))[0]
            if start - last <= _ARTICLES:
                last = max(last, child.index)
    return first, last


def remember_body(reading: Reading, record: Record, token: Token) -> None:
    """Keep a body under its name, and under the acronym that follows in brackets; the words are read."""
    first, last = body_range(reading, token)
    span = reading.span(first, last)
    match = _ACRONYM.match(reading.text, span.end)
    reading.memory.remember_group(record, span.text, *((match.group(1),) if match else ()))
    reading.consumed |= set(range(token.index + 1, last + 1))
    if match:
        end = match.end()
        reading.consumed |= {t.index for t in reading.tree.tokens if span.end < t.start < end}


def _owned_title(reading: Reading, title: Token) -> AgentNoun | None:
    """Take an unknown title as an office when it says of whom: "N, rapporteur of the UN"."""
    if title.pos not in ("NOUN", "PROPN") or title.index in reading.named or title.index in reading.places:
        return None
    has_owner = any(one.index in reading.covered for one in reading.inner(title))
    return AgentNoun(title.lemma, None, "person") if has_owner else None


def bare_range(reading: Reading, name: Token) -> tuple[int, int]:
    """Return the tokens of a name without the titles and states that stand before it."""
    first, last = reading.name_bounds(name) or (name.index, name.index)
    for index in range(last - 1, first - 1, -1):
        token = reading.tree.tokens[index]
        covering = reading.covered.get(index)
        lower = token.text.lower().rstrip(".")
        agent = reading.agent(token)
        is_title = (agent is not None and agent.kind in _BEFORE) or reading.lexicon.is_in(lower, "title")
        if is_title if covering is None else covering.kind != "person":
            start = index + 1
            while start < last and not reading.tree.tokens[start].text[0].isalnum():
                start += 1  # the full stop of "Col."
            return start, last
    return first, last


def _body_record(reading: Reading, name: Token, noun: Token, agent: AgentNoun) -> Record:
    first, last = bare_range(reading, name)
    span = reading.span(first, max(last, body_range(reading, name)[1]))
    company = company_of(reading, noun, agent)
    known = reading.record_at(name) or Record.unknown(span, reading.sentence.index)
    return known.changed(
        span=span,
        name=known.name or span.text,
        country=known.country or company.country,
        sector=known.sector or sector_of(agent, company),
        kind="body",
    )


def person_record(reading: Reading, name: Token, title: Token, office: AgentNoun) -> Record:
    """Make the record of a person whose office the sentence gives."""
    span = reading.span(*bare_range(reading, name))
    company = company_of(reading, title, office)
    if title.index != name.index and company.country is None:
        beside = company_of(reading, name)
        company = replace(company, country=beside.country, owner=company.owner or beside.owner)
    sector = sector_of(office, company)
    base = _known(reading, name, span.text, office, company.country)
    if base is None:
        base = Record.unknown(span, reading.sentence.index)
    start = core_range(reading.tree, title.index)[0]
    if title.index < name.index:
        start = min(start, core_range(reading.tree, name.index)[0])
    is_past = reading.is_former(start, title.index)
    if is_past and sector in _PAST_SECTORS:
        sector = "ELI"
    is_bare_rank = office.kind == "rank" and company.country is None and company.owner is None and not is_past
    if base.sector is not None and (office.kind not in LEADING or (is_bare_rank and base.sector == "GOV")):
        sector = base.sector  # a colonel who is head of state stays government
    owner = next((one for one in reading.tree.children(title.index) if one.role is Role.POSSESSOR), None)
    is_sure = owner is None or owner.pos not in ("PRON", "DET")  # "its president, N": the list knows better than "its"
    country = (company.country or base.country) if is_sure else (base.country or company.country)
    if country in INTERNATIONAL:
        # "Nigerian President N, the chairman of the bloc" stays of Nigeria.
        own = company_of(reading, name).country or (base.country if base.sector == "GOV" else None)
        country = own if own is not None and own not in INTERNATIONAL else country
    if country is None:
        envoys = reading.lexicon.classes.get("envoy_title", frozenset())
        nameless = reading.memory.nameless_before(reading.sentence.index, office.kind, title.lemma.lower(), envoys)
        country = nameless.country if nameless is not None and nameless.sector == sector else None
    if country is None:
        country = pledging_state(reading, name) or country_of_text(
            reading, title, office, sector or office.sector, is_titled=True
        )
    return base.changed(
        span=span,
        name=base.name or span.text,
        country=country,
        sector=sector or base.sector,
        kind="person",
        gender=gender_of(reading, title) or base.gender,
        title=_titles(reading, name, title),
        is_from_text=sector is not None,
    )


def _titles(reading: Reading, name: Token, title: Token) -> str:
    """Return the nouns that a person is called by, in one text: the office, and the ranks before the name."""
    first, last = core_range(reading.tree, name.index)
    before = (one for one in reading.tree.tokens[first:last] if one.index != title.index)
    office = reading.agent(title)
    return " ".join(
        [
            office.lemma if office is not None else title.lemma.lower(),
            *(one.lemma.lower() for one in before if reading.agent(one) is not None),
        ]
    )


def _known(reading: Reading, name: Token, text: str, office: AgentNoun, country: str | None) -> Record | None:
    """Return whom the packs or the document know under a name, or the holder of the office with that surname."""
    named = reading.named.get(name.index)
    if named is not None and named.kind == "person":
        return named.record
    known = reading.memory.person(text)
    if known is not None or reading.published is None:
        return known
    words = reading.lexicon.offices.get(office.lemma, ())
    held = reading.who.titled(text, words, country, on=reading.published, states=reading.states)
    if held is None:
        return None
    span = reading.span(name.index, name.index)
    return Record(
        span, reading.sentence.index, "person", held.person, held.country, held.sector, held.actor_id, held.wikidata
    )


def gender_of(reading: Reading, title: Token) -> str | None:
    words = {t.text.lower().rstrip(".") for t in reading.tree.tokens[max(title.index - 1, 0) : title.index + 1]}
    for class_name, gender in (("female", "f"), ("male", "m")):
        if reading.is_any(words, class_name):
            return gender
    return None
