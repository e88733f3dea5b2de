"""Resolve "he", "it", "they", and nouns that point back: "the group", "the ministry", "the rebels"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from harmattan.model.annotations import ActorMention
from harmattan.model.event import Participant
from harmattan.model.spans import Span
from harmattan.model.syntax import Role, Token
from harmattan.reference.actors import INTERNATIONAL
from harmattan.reference.lexicon import AgentNoun
from harmattan.reference.names import fold
from harmattan.stages.actor_memory import ARMED, BODY_KINDS, PEOPLE_KINDS, Apart, Record
from harmattan.stages.actor_reading import Reading
from harmattan.stages.nominals import full_range

__all__ = ["antecedent_of_noun", "pronoun_mention", "pronoun_record", "titled_again"]

_HOSTILE = ("harming", "arresting", "attacking")
"""Classes of verbs whose subject does not own what they befall."""
_HEADS = frozenset({"head_of_state", "head_of_government"})
_STATE_FORCES = frozenset({"GOV", "MIL", "COP"})
_PRE_MODIFIERS = (Role.ADJECTIVE, Role.COMPOUND, Role.POSSESSOR)


def pronoun_record(reading: Reading, token: Token) -> Record | None:
    """Return whom a pronoun means, None where nothing fitting stands near before it."""
    word = token.text.lower()
    memory, at = reading.memory, reading.sentence.index
    apart = _same_clause(reading, token)
    if apart is not None and reading.lexicon.is_in(word, "reflexive"):
        return apart.who or memory.at(apart.start, apart.end)
    if reading.lexicon.is_in(word, "pronoun_whose"):
        return _relative_owner(reading, token)
    listed = _listed_owner(reading, token)
    if listed is not None:
        return listed
    for class_name, gender in (("pronoun_he", "m"), ("pronoun_she", "f")):
        if reading.lexicon.is_in(word, class_name):
            over = _of_clause_above(reading, token, gender)
            return over or memory.person_before(token.start, at, gender, apart)
    if reading.lexicon.is_in(word, "pronoun_it"):
        if _is_empty(reading, token):
            return None
        if token.role is Role.POSSESSOR:
            over = _of_foe_above(reading, token) or _of_own_clause(reading, token)
            if over is not None:
                return over
            owned = reading.agent(reading.tree.tokens[token.head])
            is_state = owned is not None and owned.kind == "office" and owned.sector == "GOV"
            return memory.body_before(token.start, at, apart, is_state=is_state)
        return memory.body_acting_before(token.start, at) if _is_deed(reading, token) else None
    if reading.lexicon.is_in(word, "pronoun_they"):
        over = _of_saying_above(reading, token) or _of_own_deed(reading, token) or _of_object_before(reading, token)
        return over or memory.people_before(token.start, at, apart or _foe(reading, token))
    return None


def _listed_owner(reading: Reading, token: Token) -> Record | None:
    """Return the owner that stands before in the list: "killed the soldiers and their commander"."""
    owned = reading.tree.tokens[token.head]
    if token.role is not Role.POSSESSOR or owned.role is not Role.CONJUNCT:
        return None
    first = reading.tree.tokens[reading.tree.first_conjunct(owned.index)]
    parts = [one for one in reading.tree.children(first.index) if one.role is Role.OBLIQUE and one.case == "of"]
    record = next((found for one in (first, *parts) if (found := _who_is(reading, one.index)) is not None), None)
    if record is None:
        return None
    word = token.text.lower()
    if reading.lexicon.is_in(word, "pronoun_they"):
        return record if record.is_plural else None
    is_one = record.kind in PEOPLE_KINDS and not record.is_plural
    for class_name, gender in (("pronoun_he", "m"), ("pronoun_she", "f")):
        if reading.lexicon.is_in(word, class_name):
            return record if is_one and record.gender in (None, gender) else None
    return record if record.kind in BODY_KINDS and not record.is_plural else None


def _relative_owner(reading: Reading, token: Token) -> Record | None:
    """Return whom "whose" means: what its relative clause stands behind."""
    for above in (reading.tree.tokens[token.index], *reading.tree.ancestors(token.index)):
        if above.role is Role.RELATIVE:
            first, last = full_range(reading.tree, above.head)
            tokens = reading.tree.tokens
            found = reading.memory.at(tokens[first].start, tokens[last].end)
            return found or reading.record_at(tokens[above.head])
    return None


def _who_is(reading: Reading, index: int) -> Record | None:
    """Return who a token is, as far as the sentence has been read."""
    token = reading.tree.tokens[index]
    return reading.resolved.get(index) or reading.record_at(token) or reading.memory.at(token.start, token.end)


def _of_clause_above(reading: Reading, token: Token, gender: str) -> Record | None:
    """Return the subject of the clause over that of a subject "he": "N, who has ruled since he seized power"."""
    if not reading.is_subject(token):
        return None
    for above in list(reading.tree.ancestors(token.index))[1:]:
        subject = reading.tree.subject(above.index) if above.pos in ("VERB", "AUX") else None
        if subject is None:
            continue
        record = _who_is(reading, subject) if subject < token.index else None
        is_someone = record is not None and record.kind in PEOPLE_KINDS and not record.is_plural
        return record if record is not None and is_someone and record.gender in (None, gender) else None
    return None


def _of_own_clause(reading: Reading, token: Token) -> Record | None:
    """Return the body or state whose clause owns something: "accused N of breaking its word"."""
    path = [token, *reading.tree.ancestors(token.index)]
    for below, above in pairwise(path):
        if above.pos not in ("VERB", "AUX"):
            continue
        subject = reading.tree.subject(above.index)
        if subject is None or subject in (one.index for one in path) or reading.is_subject(below):
            return None
        record = _who_is(reading, subject) if subject < token.index else None
        is_body = record is not None and record.kind in BODY_KINDS and not record.is_plural
        return record if is_body else None
    return None


def _of_foe_above(reading: Reading, token: Token) -> Record | None:
    """Return the body over whose clause another harms what "its" owns: "Togo left after Mali arrested its soldiers"."""
    for above in reading.tree.ancestors(token.index):
        if above.pos != "VERB":
            continue
        is_hostile = any(reading.lexicon.is_in(above.lemma, name) for name in _HOSTILE)
        verb = reading.tree.tokens[above.head]
        if not is_hostile or above.role is not Role.ADVERBIAL_CLAUSE or verb.pos != "VERB":
            return None
        own, over = reading.tree.subject(above.index), reading.tree.subject(verb.index)
        record = _who_is(reading, over) if over is not None and over < token.index and over != own else None
        return record if record is not None and record.kind in BODY_KINDS and not record.is_plural else None
    return None


def _of_own_deed(reading: Reading, token: Token) -> Record | None:
    """Return the several who do what is theirs, or move men of theirs: "the states announced their withdrawal"."""
    owned = reading.tree.tokens[token.head]
    verb = reading.tree.tokens[owned.head]
    if token.role is not Role.POSSESSOR or owned.role is not Role.PATIENT or owned.index < verb.index:
        return None
    agent = reading.agent(owned)
    is_men = agent is not None and agent.sector in ("MIL", "REB")
    is_hostile = any(reading.lexicon.is_in(verb.lemma, name) for name in _HOSTILE)
    if is_hostile:
        verb = reading.tree.tokens[verb.head]  # "the Kurds said that the army had attacked their fighters"
    subject = reading.tree.subject(verb.index) if verb.pos == "VERB" else None
    if subject is None or subject > token.index or not (is_men or owned.lemma in reading.lexicon.nouns):
        return None
    if is_hostile and subject == reading.tree.subject(owned.head):
        return None
    record = _who_is(reading, subject)
    is_several = any(one.role is Role.CONJUNCT for one in reading.tree.children(subject))
    return record if record is not None and (record.is_plural or is_several) else None


def _foe(reading: Reading, token: Token) -> Apart | None:
    """Return who harms men of "theirs", and so is not whose they are."""
    owned = reading.tree.tokens[token.head]
    verb = reading.tree.tokens[owned.head]
    is_hostile = any(reading.lexicon.is_in(verb.lemma, name) for name in _HOSTILE)
    subject = reading.tree.subject(verb.index) if is_hostile and verb.pos == "VERB" else None
    agent = reading.agent(owned)
    is_men = agent is not None and agent.sector in ("MIL", "REB")
    if subject is None or not is_men or token.role is not Role.POSSESSOR or owned.role is not Role.PATIENT:
        return None
    first, last = full_range(reading.tree, subject)
    return Apart(reading.tree.tokens[first].start, reading.tree.tokens[last].end, _who_is(reading, subject))


def _of_object_before(reading: Reading, token: Token) -> Record | None:
    """Return the several who are the object of the verb before: "telephoned N and M and urged them to talk"."""
    verb = reading.tree.tokens[token.head]
    before = reading.tree.tokens[verb.head]
    if token.role is not Role.PATIENT or verb.role is not Role.CONJUNCT or before.pos != "VERB":
        return None
    objects = [
        one for one in reading.tree.children(before.index) if one.role is Role.PATIENT and one.index > before.index
    ]
    for one in objects:
        record = _who_is(reading, one.index)
        is_several = any(child.role is Role.CONJUNCT for child in reading.tree.children(one.index))
        if record is not None and (record.is_plural or is_several):
            return record
    return None


def _of_saying_above(reading: Reading, token: Token) -> Record | None:
    """Return those who say of themselves what "they" do: "the rebels said they ...", "Chad and Mali say they ...".

    In "N and M left after they met", too, they are the two.
    """
    clause = reading.tree.tokens[token.head]
    verb = reading.tree.tokens[clause.head]
    is_said = clause.role is Role.COMPLEMENT and verb.lemma in reading.lexicon.cues
    is_beside = clause.role is Role.ADVERBIAL_CLAUSE and verb.pos == "VERB"
    if not reading.is_subject(token) or not (is_said or is_beside):
        return None
    subject = reading.tree.subject(verb.index)
    if subject is None or subject > token.index:
        return None
    record = _who_is(reading, subject)
    if reading.lexicon.is_in(reading.tree.tokens[subject].text.lower(), "pronoun_they"):
        return record
    is_several = any(one.role is Role.CONJUNCT for one in reading.tree.children(subject))
    return record if record is not None and ((record.is_plural and is_said) or is_several) else None


def _same_clause(reading: Reading, token: Token) -> Apart | None:
    """Return the subject of an object pronoun's own verb, which it cannot mean."""
    verb = reading.tree.tokens[token.head]
    if token.role not in (Role.PATIENT, Role.DATIVE, Role.OBLIQUE) or reading.is_subject(token) or verb.pos != "VERB":
        return None
    subject = reading.tree.subject(verb.index)
    if subject is None:
        return None
    first, last = full_range(reading.tree, subject)
    return Apart(reading.tree.tokens[first].start, reading.tree.tokens[last].end, _who_is(reading, subject))


def _is_deed(reading: Reading, token: Token) -> bool:
    """Say whether the verb of "it" is one that those who act are told of: a predicate, a cue, or one that governs."""
    lemma = reading.tree.tokens[token.head].lemma
    lexicon = reading.lexicon
    return lemma in lexicon.verbs or lemma in lexicon.cues or (lemma, "to") in lexicon.complements


def _is_empty(reading: Reading, token: Token) -> bool:
    """Say whether "it" stands for a clause or, as an object, most often for a thing: "it was clear that ..."."""
    if token.role is Role.EXPLETIVE or not (reading.is_subject(token) or token.role is Role.POSSESSOR):
        return True
    verb = reading.tree.tokens[token.head]
    is_copula = any(child.role is Role.ATTRIBUTE for child in reading.tree.children(verb.index))
    has_clause = any(
        child.role in (Role.COMPLEMENT, Role.OPEN_COMPLEMENT) and child.index > verb.index
        for child in reading.tree.children(verb.index)
    )
    return token.role is Role.AGENT and is_copula and has_clause


def pronoun_mention(reading: Reading, token: Token) -> ActorMention | None:
    """Return the mention of a pronoun; relative pronouns are the tree's work."""
    record = pronoun_record(reading, token)
    if record is None:
        return None
    word = token.text.lower()
    for class_name, gender in (("pronoun_he", "m"), ("pronoun_she", "f")):
        if record.gender is None and record.name and reading.lexicon.is_in(word, class_name):
            record = replace(record, gender=gender)
            reading.memory.learn_gender(record)
    reading.resolved[token.index] = record
    return _pointing(reading, token.index, token.index, token.index, record, "pronoun")


def antecedent_of_noun(
    reading: Reading, token: Token, agent: AgentNoun, first: int, last: int
) -> tuple[ActorMention, Record] | None:
    """Resolve a bare definite noun to the body or group that it names again."""
    children = reading.tree.children(token.index)
    if not reading.is_any({c.text.lower() for c in children}, "definite"):
        return None
    is_body = reading.lexicon.is_in(token.lemma, "body_noun") or reading.lexicon.is_in(token.lemma, "bloc")
    if any(one.role is Role.NUMBER or reading.lexicon.is_in(one.text.lower(), "two") for one in children):
        return None  # "the two armies" are not one army named before
    if token.role is Role.OBLIQUE and token.case != "by" and reading.lexicon.is_in(token.lemma, "needs_owner"):
        return None  # "sent recruits to the front"
    if any(_sets_apart(reading, one, is_body=is_body) for one in children):
        return None
    record = _named_again(reading, token, agent)
    if record is None:
        return None
    return _pointing(reading, first, last, token.index, record, "noun:antecedent"), record


def _sets_apart(reading: Reading, child: Token, *, is_body: bool) -> bool:
    """Say whether a word on a noun tells which one is meant: not the "paramilitary" of "the paramilitary group"."""
    word = child.text.lower().rsplit("-", maxsplit=1)[-1]  # "the Iran-backed group"
    if is_body and child.role in _PRE_MODIFIERS:
        return not any(reading.lexicon.is_in(word, name) for name in ("describing", "linked"))
    return child.role in _PRE_MODIFIERS or (child.role is Role.OBLIQUE and child.case == "of")


def titled_again(
    reading: Reading, token: Token, agent: AgentNoun, first: int, last: int
) -> tuple[ActorMention, Record] | None:
    """Resolve "the general" to the person whom the text called so, and "the former general" to one out of office."""
    words = reading.words_on(token.index)
    is_ruler = reading.lexicon.is_in(token.lemma, "ruler")
    is_one = agent.kind in ("office", "rank") or is_ruler
    if not is_one or "plural" in token.features or not reading.is_any(words, "definite"):
        return None
    is_past = reading.is_any(words, "former")
    others = [c for c in reading.tree.children(token.index) if c.role in (*_PRE_MODIFIERS, Role.OBLIQUE)]
    known = ("former", "longtime")
    if token.role is Role.ATTRIBUTE or not all(
        any(reading.lexicon.is_in(one.text.lower(), name) for name in known) for one in others
    ):
        return None
    title = token.lemma.lower()

    def fits(one: Record) -> bool:
        return (
            one.sector == "ELI"
            if is_past
            else (_is_head(reading, one) if is_ruler else title in (one.title or "").split())
        )

    record = reading.memory.person_where(token.start, reading.sentence.index, fits)
    return None if record is None else (_pointing(reading, first, last, token.index, record, "noun:antecedent"), record)


def _is_head(reading: Reading, one: Record) -> bool:
    """Say whether someone rules: government, and not known by a lower title ("vice president")."""
    title = (one.title or "").split()
    offices = {office for word in (one.title or "", *title) for office in reading.lexicon.offices.get(word, ())}
    is_below = any(reading.lexicon.is_in(word, "below") for word in title) or "vice_president" in offices
    return one.sector == "GOV" and not is_below and (not title or bool(offices & _HEADS))


def _named_again(reading: Reading, token: Token, agent: AgentNoun) -> Record | None:
    is_body = reading.lexicon.is_in(token.lemma, "body_noun")
    if is_body or agent.kind == "institution":
        word = fold(token.lemma)
        for record in reading.memory.bodies_before(token.start):
            # "the army" beside an "N Army" of rebels, "the government" beside "government troops"
            is_rival = agent.sector in _STATE_FORCES and record.sector in ARMED
            is_rival = is_rival or (agent.sector == "GOV" and record.sector not in (None, "GOV"))
            words = fold(f"{record.span.text} {record.name or ''}").split()
            is_rival = is_rival or (record.kind == "country" and not is_body)  # "the kingdom" is not the United Kingdom
            if word in words and (record.country or record.name) and not is_rival:
                return record
    elif agent.kind == "group":
        word = fold(token.text)
        for record in reading.memory.bodies_before(token.start):
            is_rival = agent.sector is not None and record.sector not in (None, agent.sector)
            if word in fold(record.span.text).split() and record.country and not is_rival:
                return record
    if agent.sector in ("REB", "PRM") or (is_body and agent.sector is None):
        armed = reading.memory.armed_before(token.start, reading.sentence.index)
        nearer = _body_since(reading, token, armed) if is_body and agent.sector is None else None
        if nearer is not None:
            return nearer
        if armed is not None or not is_body:
            return armed
    if reading.lexicon.is_in(token.lemma, "bloc"):
        for record in reading.memory.bodies_before(token.start):
            if record.country in INTERNATIONAL and record.name:
                return record
    return None


def _body_since(reading: Reading, token: Token, armed: Record | None) -> Record | None:
    """Return a body with a name that stands nearer before "the group" than an armed one, at most a sentence above."""
    for record in reading.memory.bodies_before(token.start):
        if armed is not None and record.span.start <= armed.span.start:
            return None
        is_near = record.sentence >= reading.sentence.index - 1
        if record.country in INTERNATIONAL and reading.lexicon.is_in(token.lemma, "armed_band"):
            continue  # "the group" is not the United Nations
        if is_near and record.kind in ("actor", "body") and record.name and record.sector not in ("GOV", "MIL", "COP"):
            return record
    return None


def _pointing(reading: Reading, first: int, last: int, head: int, record: Record, rule: str) -> ActorMention:
    span = (
        reading.span(first, last)
        if first != last
        else Span.of(reading.text, reading.tree.tokens[first].start, reading.tree.tokens[first].end)
    )
    participant = Participant(
        span,
        antecedent=record.span,
        actor_id=record.actor_id,
        name=record.name,
        country=record.country,
        sector=record.sector,
        wikidata=record.wikidata,
    )
    return ActorMention(reading.sentence.index, first, last, head, participant, 0.6, rule)
