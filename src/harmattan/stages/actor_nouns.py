"""Resolve noun phrases: common nouns for those who act, arms and vessels, statements, and names that no list knows."""

from __future__ import annotations

from dataclasses import replace

from harmattan.model.annotations import ActorMention
from harmattan.model.event import Participant
from harmattan.model.spans import Span
from harmattan.model.syntax import Role, Token
from harmattan.reference.lexicon import AgentNoun
from harmattan.reference.names import fold
from harmattan.reference.roster import Office
from harmattan.stages.actor_company import Company, company_of, sector_of, union_sector
from harmattan.stages.actor_country import country_of_text, local_country, state_of_scene
from harmattan.stages.actor_memory import ARMED, Record
from harmattan.stages.actor_pronouns import antecedent_of_noun, titled_again
from harmattan.stages.actor_reading import Reading
from harmattan.stages.actor_titles import bare_range, gender_of
from harmattan.stages.nominals import core_range

__all__ = ["agent_mention", "document_mention", "national", "owned_thing", "unknown_name"]

_ARMS = ("aircraft", "warship", "drone", "weapons", "heavy", "vessel")
_HYPHENS = ("-", "‐", "‑")
_SIDE = frozenset({"MIL", "COP", "PRM", "REB", "CRM"})


def agent_mention(reading: Reading, token: Token, agent: AgentNoun) -> ActorMention | None:
    """Resolve a phrase headed by a common noun that acts."""
    first, last = reading.extent(token)
    if token.role in (Role.COMPOUND, Role.ADJECTIVE):
        first = _with_adjectives(reading, token, first)
    pointing = antecedent_of_noun(reading, token, agent, first, last)
    pointing = pointing or titled_again(reading, token, agent, first, last)
    if pointing is not None:
        mention, known = pointing
        known = replace(known, is_plural="plural" in token.features)
        reading.resolved[token.index] = known
        reading.memory.remember(known, reading.sentence.index, subject=reading.is_subject(token))
        return mention
    company = company_of(reading, token, agent)
    is_alone = company.says_nothing
    is_alone = is_alone and reading.lexicon.is_in(agent.lemma, "needs_owner")
    is_alone = is_alone and "plural" not in token.features
    is_bare = core_range(reading.tree, token.index)[0] == token.index and token.role is Role.OBLIQUE  # "use of force"
    is_alone = is_alone or (is_bare and reading.lexicon.is_in(token.lemma, "bare_thing"))
    if is_alone or agent.kind == "thing" or reading.lexicon.is_in(agent.lemma, "no_actor"):
        return None
    sector = union_sector(reading, token) or sector_of(agent, company)
    if _is_past(reading, first, token, agent, sector):
        sector = "ELI" if sector not in ARMED else sector
    if sector == "COP" and _is_abroad(reading, token, company.country):
        sector = "SPY"
    country = company.country or country_of_text(reading, token, agent, sector) or _spoken_for(reading, token)
    country = country or local_country(reading, token, agent, sector)
    record = Record.unknown(reading.span(first, last), reading.sentence.index)
    record = _named_after_owner(record, agent, company)
    holder = _holder(reading, token, agent, country, company) if sector in ("GOV", "MIL") else None
    if holder is not None:
        record = record.changed(name=holder.person, actor_id=holder.actor_id, wikidata=holder.wikidata)
    kind = _kind(reading, token, agent)
    record = record.changed(country=country, sector=sector, kind=kind, title=token.lemma.lower())
    is_many = reading.lexicon.is_in(token.lemma, "plural_noun") and not reading.lexicon.is_in(token.lemma, "army_noun")
    record = replace(record, is_plural="plural" in token.features or is_many)
    words = reading.words_on(token.index) | reading.words_on(reading.tree.first_conjunct(token.index))
    is_nobody = any(reading.is_any(words, name) for name in ("none", "whichever", "pronoun_whose"))
    if token.role not in (Role.COMPOUND, Role.APPOSITION) and not is_nobody:
        is_subject = reading.is_subject(token) and not _is_tag(reading, token)
        reading.memory.remember(record, reading.sentence.index, subject=is_subject)
    return reading.mention(first, last, record, _rule(reading, agent, country, holder))


def _rule(reading: Reading, agent: AgentNoun, country: str | None, holder: Office | None) -> str:
    """Return the rule of a noun, with the last day that the roster knows where the article is later than that."""
    offices = reading.lexicon.offices.get(agent.lemma, ())
    on = reading.published
    if holder is None and country is not None and on is not None and offices:
        last = reading.who.known_to(agent.lemma, offices, country)
        if last is not None and last < on:
            return f"noun:{agent.kind}; holders known to {last}"
    return f"noun:{agent.kind}"


def _is_past(reading: Reading, first: int, token: Token, agent: AgentNoun, sector: str | None) -> bool:
    """Say whether an office is called past; the parser may cut "former vice-president" at its hyphen."""
    if not (agent.kind in ("office", "rank") or (agent.kind == "leader" and sector == "GOV")) or sector == "ELI":
        return False
    tokens = reading.tree.tokens
    start = first
    while start > 1 and tokens[start - 1].text in _HYPHENS and tokens[start - 1].end == tokens[start].start:
        start -= 2
    if start < first and start > 0 and tokens[start - 1].head in range(start, token.index + 1):
        start -= 1
    return reading.is_former(start, token.index)


def _is_abroad(reading: Reading, token: Token, country: str | None) -> bool:
    """Say whether agents of one state act in the towns of another: they are no police there."""
    if country is None or not reading.lexicon.is_in(token.lemma, "agent_abroad"):
        return False
    towns = reading.states_of_towns()
    return bool(towns) and country not in towns


def _spoken_for(reading: Reading, token: Token) -> str | None:
    """Return the state of those for whom someone speaks: "a spokesman for the new rulers"."""
    for one in reading.tree.children(token.index):
        if one.role is not Role.OBLIQUE or not reading.lexicon.is_in(one.case, "belonging_case"):
            continue
        agent = reading.agent(one)
        if agent is not None and agent.kind in ("leader", "institution", "office") and one.index not in reading.covered:
            company = company_of(reading, one, agent)
            return company.country or country_of_text(reading, one, agent, sector_of(agent, company) or "GOV")
    return None


def _is_tag(reading: Reading, token: Token) -> bool:
    """Say whether a noun only tells the source behind what is said: "..., police said"."""
    verb = reading.tree.tokens[token.head]
    said = (one for one in reading.tree.children(verb.index) if one.role is Role.COMPLEMENT)
    is_source = verb.lemma in reading.lexicon.cues and "plural" in token.features
    return is_source and any(one.index < token.index for one in said)


def _kind(reading: Reading, token: Token, agent: AgentNoun) -> str:
    if any(reading.lexicon.is_in(token.lemma, name) for name in ("body_noun", "army_noun")):
        return "institution"
    is_one = agent.kind == "group" and "plural" not in token.features
    return "person" if is_one and not reading.lexicon.is_in(token.lemma, "plural_noun") else agent.kind


def _named_after_owner(record: Record, agent: AgentNoun, company: Company) -> Record:
    """Let men of an armed group with a name act as the group: "fighters of N", "N militants"."""
    owner = company.owner
    if owner is None or agent.kind != "group" or owner.kind not in ("actor", "body") or agent.sector == "CVL":
        return record
    if owner.sector not in _SIDE or not owner.name:
        return record
    return record.changed(name=owner.name, actor_id=owner.actor_id, wikidata=owner.wikidata)


def _with_adjectives(reading: Reading, token: Token, first: int) -> int:
    """Extend a compound's range to the nationality before it: "French troop" in "French troop withdrawal"."""
    while first > 0 and first - 1 in reading.covered and reading.tree.tokens[first - 1].head == token.head:
        first -= 1
    return first


def _holder(reading: Reading, token: Token, agent: AgentNoun, country: str | None, company: Company) -> Office | None:
    """Return who held the office on the article's day, where the phrase means the one in office."""
    if country is None or reading.published is None or agent.kind not in ("office", "rank", "leader"):
        return None
    owner = company.owner
    if reading.lexicon.is_in(token.lemma, "counterpart"):
        return _same_office(reading, country, owner) if "plural" not in token.features else None
    if not reading.is_definite(token) or reading.is_any(reading.words_on(token.index), "below"):
        return None
    if (owner is not None and owner.kind != "metonym") or company.sector not in (None, "GOV", "MIL"):
        return None
    if _is_of_part(reading, token):
        return None
    offices = reading.lexicon.offices.get(agent.lemma, ())
    return reading.who.called(agent.lemma, offices, country, on=reading.published)


def _is_of_part(reading: Reading, token: Token) -> bool:
    """Say whether an office is of a part of a state, or of something unknown in it: "the leader of N's Delta"."""
    for child in reading.tree.children(token.index):
        if child.role is not Role.OBLIQUE or child.case != "of" or child.pos != "PROPN":
            continue
        named = reading.named.get(child.index)
        is_seat = named is not None and named.kind == "metonym" and named.record.sector == "GOV"
        if named is None or (named.kind not in ("country", "adjective", "actor") and not is_seat):
            return True
    return False


def _same_office(reading: Reading, country: str, owner: Record | None) -> Office | None:
    """Return who holds in a country the office that someone holds in theirs: "his Chinese counterpart"."""
    on = reading.published
    if owner is None or owner.country is None or owner.name is None or on is None:
        return None
    for office in sorted({one for some in reading.lexicon.offices.values() for one in some}):
        held = reading.who.holder(owner.country, office, on=on)
        if held is not None and held.person == owner.name:
            return reading.who.holder(country, office, on=on)
    return None


def owned_thing(reading: Reading, token: Token) -> ActorMention | None:
    """Let arms and vessels stand for whose they are: "Israeli warplanes", "its aircraft"."""
    if not any(reading.lexicon.is_in(token.lemma, name) for name in _ARMS):
        return None
    company = company_of(reading, token, is_own_only=True)
    if company.country is None and company.owner is None and company.sector in ("MIL", "COP", "GOV"):
        company = replace(company, country=_focus_of_arms(reading, token))  # "army helicopters"
    if company.country is None and company.owner is None:
        return None
    first, last = reading.extent(token)
    record = Record.unknown(reading.span(first, last), reading.sentence.index)
    owner_sector = company.owner.sector if company.owner is not None else None
    is_civil = any(reading.is_any({one.text.lower() for one in reading.inner(token)}, name) for name in ("civil_use",))
    sector = owner_sector or company.sector or (None if is_civil else "MIL")
    sector = "MIL" if sector in ("GOV", "LEG") else sector
    return reading.mention(first, last, record.changed(country=company.country, sector=sector), "arms")


def _focus_of_arms(reading: Reading, token: Token) -> str | None:
    """Return the state of the force whose arms are told of: what the document is about, unless others are near."""
    states = reading.states_named()
    focus = reading.memory.focus
    return focus if states <= {focus} else None


def national(reading: Reading, token: Token) -> ActorMention | None:
    """Take an unknown noun for a person with a nationality as one: "a Canadian geologist"."""
    suffixes = tuple(reading.lexicon.classes.get("person_suffix", ()))
    if token.pos != "NOUN" or not token.lemma.endswith(suffixes):
        return None
    before = [one for one in reading.tree.children(token.index) if one.role in (Role.ADJECTIVE, Role.COMPOUND)]
    country = next((r.country for one in before if (r := reading.record_at(one)) and r.country), None)
    verb = reading.tree.tokens[token.head]
    is_killed = token.role is Role.PATIENT and reading.lexicon.is_in(verb.lemma, "harming")
    is_counted = any(one.role is Role.NUMBER for one in reading.tree.children(token.index))
    if country is None and not (is_killed and is_counted):
        return None  # "nine holidaymakers were killed"
    if country is None and not reading.lexicon.is_in(token.lemma, "rootless"):
        country = state_of_scene(reading)
    first, last = reading.extent(token)
    record = Record.unknown(reading.span(first, last), reading.sentence.index)
    record = record.changed(country=country, sector="CVL", kind="person")
    record = replace(record, is_plural="plural" in token.features)
    reading.memory.remember(record, reading.sentence.index, subject=reading.is_subject(token))
    return reading.mention(first, last, record, "noun:person")


def document_mention(reading: Reading, token: Token, source: ActorMention | None) -> ActorMention | None:
    """Let a statement speak for whoever made it, in this sentence or at its first mention."""
    first, last = reading.extent(token)
    if source is not None and (source.participant.country or source.participant.sector):
        record = Record.of_participant(source.participant, reading.sentence.index)
        reading.memory.remember_document(token.lemma, record)
        said_by = source.participant.antecedent or source.participant.span
        return reading.mention(first, last, record.changed(name=None, kind="document"), "document", said_by)
    known = reading.memory.document(token.lemma)
    if known is None:
        return None
    participant = Participant(
        reading.span(first, last),
        antecedent=known.span,
        actor_id=known.actor_id,
        country=known.country,
        sector=known.sector,
    )
    return ActorMention(reading.sentence.index, first, last, token.index, participant, 0.7, "document")


def unknown_name(reading: Reading, token: Token) -> ActorMention | None:
    """Take a proper noun that no list knows: a surname of someone named before, a head of state, or a new name."""
    bounds = reading.name_bounds(token)
    if bounds is None and (reading.memory.person(token.text) is not None or _is_acronym(reading, token)):
        bounds = token.index, token.index  # a surname or an acronym that the parser takes for a noun
    is_taken = set(range(bounds[0], bounds[1] + 1)) & (reading.placed | reading.dates) if bounds else True
    if bounds is None or is_taken or token.index in reading.covered or not _is_capital(reading, token):
        return None
    if any(reading.lexicon.is_in(token.text.lower(), name) for name in ("month", "accord", "law", "thing_name")):
        return None
    bare = bare_range(reading, token)
    span = reading.span(*bare)
    gender = gender_of(reading, reading.tree.tokens[bare[0] - 1]) if bare[0] else None
    known = (
        reading.memory.group(span.text) or reading.memory.person(span.text) or _last_word_of_body(reading, token, span)
    )
    known = known or _head_of_state(reading, token, span)
    first = min(core_range(reading.tree, token.index)[0], bounds[0])
    state = _half_of_country(reading, token, span) if known is None else None
    if state is not None:
        return reading.mention(first, token.index, state, "country")
    if known is not None:
        known = replace(known, gender=known.gender or gender)
        reading.keep(known, token)
        antecedent = known.span if known.span.start != span.start else None
        rule = "unknown name" if antecedent is None and known.kind == "name" else "surname"
        return reading.mention(first, token.index, known, rule, antecedent)
    record = Record.unknown(span, reading.sentence.index)
    is_body = reading.is_any(reading.words_on(token.index), "definite")
    record = record.changed(
        name=span.text, kind="body" if is_body else "name", country=company_of(reading, token).country, gender=gender
    )
    record = record if is_body else _led(reading, token, record)
    if record.sector is None:
        record = record.changed(sector=_sector_in_name(reading, bounds))
    if bounds[0] < bounds[1] or gender or reading.is_subject(token):
        reading.keep(record, token)
    return reading.mention(first, token.index, replace(record, confidence=0.5), "unknown name")


def _sector_in_name(reading: Reading, bounds: tuple[int, int]) -> str | None:
    """Return what a name of several words says of its bearer: "TC Televisión" is media, "Tana Mining" a firm."""
    first, last = (reading.tree.tokens[one].text.lower() for one in bounds)
    if bounds[0] == bounds[1]:
        return None
    is_media = reading.lexicon.is_in(first, "media_name_first") or reading.lexicon.is_in(last, "media_name")
    if is_media:
        return "JRN"
    return "BUS" if reading.lexicon.is_in(last, "firm_name") else None


def _is_acronym(reading: Reading, token: Token) -> bool:
    """Say whether a noun is a body's acronym: "the FLN said", not "the UAV"."""
    is_known = reading.memory.group(token.text) is not None
    is_the = reading.is_any(reading.words_on(token.index), "definite")
    is_written_so = token.text.isalpha() and token.text.isupper() and len(token.text) > 1
    return token.pos == "NOUN" and is_written_so and (is_known or (is_the and reading.is_subject(token)))


def _led(reading: Reading, token: Token, record: Record) -> Record:
    """Give a person the side that a relative clause says they lead: "N, who heads the opposition party P"."""
    for clause in reading.tree.children(token.index):
        if clause.role is not Role.RELATIVE or not reading.lexicon.is_in(clause.lemma, "leading_verb"):
            continue
        subject = reading.tree.subject(clause.index)
        for child in reading.tree.children(clause.index):
            led = _led_body(reading, child) if child.role is Role.PATIENT else None
            if led is not None and subject == token.index:
                country, sector = record.country or led.country, led.sector
                return record.changed(kind="person", country=country, sector=sector, is_from_text=True)
    return record


def _led_body(reading: Reading, token: Token) -> Record | None:
    """Return the body that someone heads: a name, or a noun with the body that it is of ("the commission of N")."""
    named = reading.record_at(token)
    agent = reading.agent(token) if named is None else None
    if agent is None or agent.kind not in ("institution", "group"):
        return named
    company = company_of(reading, token, agent)
    if company.country is None:
        return None
    record = Record.unknown(reading.span(token.index, token.index), reading.sentence.index)
    return record.changed(country=company.country, sector=sector_of(agent, company))


def _head_of_state(reading: Reading, token: Token, span: Span) -> Record | None:
    """Read a bare surname as the head of a state that the document speaks of, if just one has it."""
    if reading.published is None or " " in span.text:
        return None
    held = reading.who.head_of(span.text, on=reading.published, states=reading.states)
    if held is None:
        return None
    at = reading.sentence.index
    record = Record(span, at, "person", held.person, held.country, held.sector, held.actor_id, held.wikidata, 0.7)
    return record


def _last_word_of_body(reading: Reading, token: Token, span: Span) -> Record | None:
    """Read "the Guards" as the body named in full before, whose name ends so."""
    is_the = reading.is_any(reading.words_on(token.index), "definite")
    if not is_the or " " in span.text:
        return None
    word = fold(span.text)
    for record in reading.memory.bodies_before(token.start):
        if record.kind in ("actor", "body") and word in (fold(record.span.text).split()[-1], fold(record.name or "")):
            return record
    return None


def _is_capital(reading: Reading, token: Token) -> bool:
    """Say whether a name's head is written as one: "Kim", and "pyo" in "Hong Joon-pyo"."""
    before = reading.tree.tokens[token.index - 1].text if token.index else ""
    return token.text[:1].isupper() or (token.text.isalpha() and before == "-")


def _half_of_country(reading: Reading, token: Token, span: Span) -> Record | None:
    """Read "the North" that acts as the state whose name begins so, where just one such was named before."""
    if not reading.is_subject(token) or " " in span.text:
        return None
    found = {
        one.country: one
        for one in reading.memory.bodies_before(token.start)
        if one.kind == "country" and one.name and one.name.split()[0] == span.text and " " in one.name
    }
    return next(iter(found.values())) if len(found) == 1 else None
