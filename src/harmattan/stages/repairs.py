"""Mend parses that are wrong in known ways, on neutral roles.

A perfect is taken for a possession ("had supplied weapons" as "had weapons that were supplied"). The subject of a
clause is attached to the noun before it when both meet in a list ("..., along its borders, A, B and C have seen ..."),
behind a comma ("..., an official in N said") or without one ("during the campaign N said"): the verb is left without a
subject. An opening phrase swallows the clause ("in a statement the ministry accused N"). Counted people pass for a
time. A noun in -ing behind those who act is taken for their verb ("killed in police firing"). Two full names joined by
"and" are taken for one ("Ada Obi and Issa Kone").
"""

from __future__ import annotations

from dataclasses import replace

from harmattan.model.syntax import Role, Token

__all__ = ["repair"]

_BEFORE_VERB = (Role.AUXILIARY, Role.PASSIVE_AUXILIARY, Role.NEGATION)
_SUBJECTS = (Role.AGENT, Role.PATIENT, Role.EXPLETIVE)
_SHORTEST_OPENING = 3
_FULL_NAME = 2
"""Words of a full name, at least."""


def repair(
    tokens: tuple[Token, ...],
    people: frozenset[str] = frozenset(),
    speech: frozenset[str] = frozenset(),
    deeds: frozenset[str] = frozenset(),
) -> tuple[Token, ...]:
    """Return the tokens with the known faults mended.

    Args:
        tokens: a parsed sentence.
        people: lemmas of nouns that are no time.
        speech: lemmas of verbs of what is said: of "said that it had shelled N and blamed M" the sayer blames.
        deeds: nouns in -ing that name a deed.
    """
    tokens = _occasions(_deeds(_two_names(tokens), people, deeds), people, deeds)
    for mend in (_perfect, _relative, _gapped, _listed_verbs, _fronted, _swallowed_subject, _missing_subject, _parted):
        tokens = mend(tokens)
    return _said(_regrouped(_listed_clauses(_timed_people(tokens, people), people), speech), speech)


def _two_names(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Part two full names that the parser hangs on the last word: "Ada Obi and Issa Kone were held"."""
    mended = list(tokens)
    for link in tokens[2:-2]:
        first, second = tokens[link.index - 1], tokens[link.index + 1]
        is_one = first.role is Role.COMPOUND and second.role is Role.CONJUNCT and second.head == first.index
        if link.role is not Role.COORDINATOR or not is_one:
            continue
        last = tokens[first.head]
        names = tokens[second.index : last.index + 1]
        if len(names) < _FULL_NAME:
            continue
        start = first.index
        while start and tokens[start - 1].pos == "PROPN" and tokens[start - 1].head in (first.index, last.index):
            start -= 1
        named = (*tokens[start : link.index], *names)
        if first.index - start + 1 < _FULL_NAME or any(t.pos != "PROPN" or not t.text[0].isupper() for t in named):
            continue
        if _is_of_body(tokens, start):
            continue
        head = first.index if last.head == last.index else last.head
        mended = [replace(t, head=first.index) if t.head == last.index and t.index < link.index else t for t in mended]
        mended[first.index] = replace(first, head=head, role=last.role, case=last.case)
        mended[second.index] = replace(second, head=last.index, role=Role.COMPOUND)
        mended[last.index] = replace(last, head=first.index, role=Role.CONJUNCT, case=None)
    return tuple(mended)


def _is_of_body(tokens: tuple[Token, ...], start: int) -> bool:
    """Say whether words in capitals name a body: "the Rural Works and Land Reform Board", "Ministry of N"."""
    before = tokens[start - 1] if start else None
    if before is None or before.role is not Role.CASE:
        return before is not None and before.pos == "DET"
    return before.text.lower() in ("of", "for") and start > 1 and tokens[start - 2].pos == "PROPN"


def _deeds(tokens: tuple[Token, ...], people: frozenset[str], deeds: frozenset[str]) -> tuple[Token, ...]:
    """Read "police firing" as a noun and not as police who fire; with an object or in the plural they may well fire."""
    mended = list(tokens)
    for token in tokens[1:]:
        before, lower = mended[token.index - 1], token.text.lower()
        own = [t for t in tokens if t.head == token.index]
        if token.pos != "VERB" or lower not in deeds or any(t.role in (*_BEFORE_VERB, Role.PATIENT) for t in own):
            continue
        noun = replace(token, lemma=lower, pos="NOUN", features=frozenset())
        if before in own and before.role is Role.COMPOUND:
            mended[token.index] = noun
        elif before.lemma == before.text.lower() and before.lemma in people and _is_torn(token, before):
            mended = [replace(t, head=token.index) if t.head == before.index else t for t in mended]
            head = token.index if before.head == before.index else before.head
            mended[token.index] = replace(noun, head=head, role=before.role, case=before.case)
            mended[before.index] = replace(before, head=token.index, role=Role.COMPOUND, case=None)
    return tuple(mended)


def _is_torn(deed: Token, doer: Token) -> bool:
    """Say whether the parser took a deed for the verb of who stands before it, or of what that is a part of."""
    if doer.role is Role.OBLIQUE:
        return deed.role is Role.ADVERBIAL_CLAUSE or (deed.role is Role.PARTICIPLE and deed.head == doer.index)
    is_near = deed.head == doer.index or (doer.role is Role.CONJUNCT and deed.head == doer.head)
    return deed.role is Role.PARTICIPLE and is_near and doer.role is not Role.COMPOUND


def _occasions(tokens: tuple[Token, ...], people: frozenset[str], deeds: frozenset[str]) -> tuple[Token, ...]:
    """Hang "in which" on a happening and not on people: "the firing on marchers in which two were killed"."""
    mended = list(tokens)
    for token in tokens:
        clause = tokens[token.head]
        if token.case != "in" or "relative" not in token.features or clause.role is not Role.RELATIVE:
            continue
        noun = tokens[clause.head]
        while noun.lemma in people and noun.role is Role.OBLIQUE and tokens[noun.head].index < noun.index:
            noun = tokens[noun.head]
        if noun.pos == "NOUN" or noun.text.lower() in deeds:
            mended[clause.index] = replace(clause, head=noun.index)
    return tuple(mended)


def _relative(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Read "that" as a relative pronoun where it is a part of its clause: "a demand that the minister has rejected"."""
    mended = list(tokens)
    for token in tokens:
        clause = tokens[token.head]
        if token.pos == "SCONJ" and token.role in (Role.AGENT, Role.PATIENT) and clause.role is Role.PARTICIPLE:
            mended[token.index] = replace(token, pos="PRON", features=token.features | {"relative"})
            mended[clause.index] = replace(clause, role=Role.RELATIVE)
    return tuple(mended)


def _gapped(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Read "two were killed and three others injured" as two passives, of which the second lacks its auxiliary."""
    mended = list(tokens)
    for token in tokens:
        noun, verb = tokens[token.head], tokens[tokens[token.head].head]
        is_passive = any(t.head == verb.index and t.role is Role.PASSIVE_AUXILIARY for t in tokens)
        if token.role is not Role.PARTICIPLE or "past" not in token.features or token.index < noun.index:
            continue
        if noun.role is Role.CONJUNCT and noun.pos in ("NOUN", "NUM", "PROPN") and verb.pos == "VERB" and is_passive:
            mended[token.index] = replace(token, head=verb.index, role=Role.CONJUNCT)
            mended[noun.index] = replace(noun, head=token.index, role=Role.PATIENT)
    return tuple(mended)


def _said(tokens: tuple[Token, ...], speech: frozenset[str]) -> tuple[Token, ...]:
    """Hang what is said on the verb, not on its occasion: "said in televised remarks that rebels had fled"."""
    mended = list(tokens)
    for token in tokens:
        noun, verb = tokens[token.head], tokens[tokens[token.head].head]
        if token.role not in (Role.PARTICIPLE, Role.RELATIVE) or noun.role is not Role.OBLIQUE:
            continue
        has_mark = any(t.head == token.index and t.role is Role.MARK for t in tokens)
        has_content = any(t.head == verb.index and t.role is Role.COMPLEMENT for t in tokens)
        if has_mark and verb.lemma in speech and not has_content and noun.index > verb.index:
            mended[token.index] = replace(token, head=verb.index, role=Role.COMPLEMENT)
    return tuple(mended)


def _parted(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Join "of N" to its noun across an aside: "the killing, on 3 June, of the governor"; the aside goes with it."""
    mended = list(tokens)
    for token in tokens:
        if token.role is not Role.OBLIQUE or token.case != "of" or tokens[token.head].pos != "VERB":
            continue
        case = next((t.index for t in tokens if t.head == token.index and t.role is Role.CASE), 0)
        opening = next((t.index for t in reversed(tokens[: max(case - 1, 0)]) if t.text == ","), 0)
        noun = tokens[opening - 1] if opening else token
        if tokens[case - 1].text != "," or noun.pos not in ("NOUN", "VERB") or noun.index == token.head:
            continue
        mended[token.index] = replace(token, head=noun.index)
        for aside in tokens[opening + 1 : case - 1]:
            if aside.head == token.head and aside.role is Role.OBLIQUE:
                mended[aside.index] = replace(aside, head=noun.index)
    return tuple(mended)


def _regrouped(tokens: tuple[Token, ...], speech: frozenset[str]) -> tuple[Token, ...]:
    """Join a verb of speech to the main verb: in "denied that it had shelled N and blamed M" the denier blames."""
    mended = list(tokens)
    for token in tokens:
        clause = tokens[token.head]
        main = tokens[clause.head]
        if token.role is not Role.CONJUNCT or token.lemma not in speech or not {"past", "finite"} <= token.features:
            continue
        if clause.role is not Role.COMPLEMENT or "participle" not in clause.features or clause.index < main.index:
            continue
        own = [
            t
            for t in tokens
            if t.head == token.index and t.role in (*_SUBJECTS, Role.AUXILIARY) and t.index < token.index
        ]
        if (
            not own
            and {"past", "finite"} <= main.features
            and any(t.head == clause.index and t.role is Role.AUXILIARY for t in tokens)
        ):
            mended[token.index] = replace(token, head=main.index)
    return tuple(mended)


def _listed_clauses(tokens: tuple[Token, ...], people: frozenset[str]) -> tuple[Token, ...]:
    """Part a clause from the next of its list: in "N rejected the vote, states questioned it" nobody quotes it."""
    mended = list(tokens)
    for token in tokens:
        verb = tokens[token.head]
        if token.role is not Role.COMPLEMENT or token.index > verb.index or "finite" not in token.features:
            continue
        objects = [t for t in tokens if t.head == verb.index and t.role is Role.PATIENT and t.index > verb.index]
        if any(one.pos == "NOUN" and one.lemma not in people for one in objects):
            mended[token.index] = replace(token, role=Role.ADVERBIAL_CLAUSE)
    return tuple(mended)


def _timed_people(tokens: tuple[Token, ...], people: frozenset[str]) -> tuple[Token, ...]:
    """Read people that were taken for a time as the object: "injured up to 60 shoppers"."""
    mended = list(tokens)
    for token in tokens:
        verb = tokens[token.head]
        if (
            token.role is not Role.TEMPORAL
            or token.lemma not in people
            or verb.pos != "VERB"
            or verb.index > token.index
        ):
            continue
        if not any(one.head == verb.index and one.role is Role.PATIENT for one in tokens):
            mended[token.index] = replace(token, role=Role.PATIENT)
    return tuple(mended)


def _listed_verbs(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Read a verb behind a comma and "then" as one of a list ("killed a teacher, then set fire to houses")."""
    mended = list(tokens)
    for token in tokens:
        head = tokens[token.head]
        is_past = token.pos == "VERB" and "past" in token.features
        is_loose = is_past and (
            token.role is Role.DEPENDENT
            or (token.role is Role.ADVERBIAL_CLAUSE and (_is_joined(tokens, token) or _is_listed(tokens, token)))
        )
        if not is_loose or head.pos != "VERB" or head.index >= token.index or "past" not in head.features:
            continue
        if not any(one.head == token.index and one.role in _SUBJECTS and one.index < token.index for one in tokens):
            mended[token.index] = replace(token, role=Role.CONJUNCT)
    return tuple(mended)


def _perfect(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Read "had supplied weapons" as a perfect where the parser took the participle for an adjective of the noun."""
    for participle in tokens:
        if participle.index == 0 or participle.role is not Role.ADJECTIVE or "participle" not in participle.features:
            continue
        have, noun = tokens[participle.index - 1], tokens[participle.head]
        if participle.pos != "VERB" or have.lemma != "have" or noun.head != have.index or noun.role is not Role.PATIENT:
            continue
        mended = [replace(one, head=participle.index) if one.head == have.index else one for one in tokens]
        head = participle.index if have.role is Role.ROOT else have.head
        mended[participle.index] = replace(participle, head=head, role=have.role, case=have.case)
        mended[have.index] = replace(have, head=participle.index, role=Role.AUXILIARY, pos="AUX", case=None)
        return tuple(mended)
    return tokens


def _is_joined(tokens: tuple[Token, ...], verb: Token) -> bool:
    """Say whether an "and" that joins nothing else stands between a verb and its head."""
    joints = [t.index for t in tokens if t.role is Role.COORDINATOR and t.head == verb.head and t.index < verb.index]
    if not joints or any(t.head == verb.index and t.role is Role.MARK for t in tokens):
        return False
    return not any(t.role is Role.CONJUNCT and t.head == verb.head and t.index > joints[-1] for t in tokens)


def _fronted(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Read "In a statement the ministry accused N" as a clause, not as a statement that the ministry accused."""
    case = tokens[0]
    if case.role is not Role.ROOT or case.pos != "ADP":
        return tokens
    noun = next((t for t in tokens if t.head == 0 and t.index > 0 and t.pos in ("NOUN", "PROPN")), None)
    verb = next((t for t in tokens if noun and t.head == noun.index and t.role is Role.RELATIVE), None)
    if noun is None or verb is None or "finite" not in verb.features:
        return tokens
    if not any(t.head == verb.index and t.role in _SUBJECTS and noun.index < t.index < verb.index for t in tokens):
        return tokens
    mended = [replace(t, head=verb.index) if t.head == 0 else t for t in tokens]
    mended[verb.index] = replace(verb, head=verb.index, role=Role.ROOT)
    mended[noun.index] = replace(noun, head=verb.index, role=Role.OBLIQUE, case=case.lemma)
    mended[0] = replace(case, head=noun.index, role=Role.CASE)
    return tuple(mended)


def _swallowed_subject(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Part a name from the noun before it: in "During the campaign Ouko threatened" Ouko is the subject."""
    for verb in tokens:
        if verb.role not in (Role.ROOT, Role.COMPLEMENT) or verb.pos != "VERB":
            continue
        own = [t for t in tokens if t.head == verb.index]
        if any(t.role in _SUBJECTS and t.index < verb.index for t in own):
            continue
        first = min([verb.index, *(t.index for t in own if t.role in _BEFORE_VERB)])
        if first < _SHORTEST_OPENING:
            continue
        name, noun = tokens[first - 1], tokens[first - 2]
        is_swallowed = name.role is Role.OBLIQUE and noun.role is Role.COMPOUND and noun.head == name.index
        kinds = (noun.pos, name.pos)
        if not is_swallowed or not (kinds == ("NOUN", "PROPN") or (kinds == ("PROPN", "NOUN") and first < verb.index)):
            continue
        is_passive = any(t.role is Role.PASSIVE_AUXILIARY for t in own)
        mended = [replace(t, head=noun.index) if t.head == name.index else t for t in tokens]
        mended[noun.index] = replace(noun, head=name.head, role=Role.OBLIQUE, case=name.case)
        role = Role.PATIENT if is_passive else Role.AGENT
        mended[name.index] = replace(name, head=verb.index, role=role, case=None)
        return tuple(mended)
    return tokens


def _is_listed(tokens: tuple[Token, ...], verb: Token) -> bool:
    """Say whether a bare verb stands within a list: "has arrested, jailed or exiled critics"."""
    own = [t for t in tokens if t.head == verb.index]
    is_bare = all(t.role in (Role.COORDINATOR, Role.CONJUNCT) for t in own)
    is_after_comma = tokens[verb.index - 1].text == "," and tokens[verb.index - 2].pos == "VERB"
    after = tokens[verb.index + 1 :]
    return (
        is_bare and is_after_comma and any(t.role is Role.CONJUNCT and t.head in (verb.index, verb.head) for t in after)
    )


def _missing_subject(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Give a finite main verb without a subject the list of names that stands right before its auxiliary."""
    root = next((token for token in tokens if token.role is Role.ROOT and token.pos in ("VERB", "AUX")), None)
    if root is None or any(t.head == root.index and t.role in _SUBJECTS and t.index < root.index for t in tokens):
        return tokens
    first_word = next(
        (t.index for t in tokens if t.index == root.index or (t.head == root.index and t.role in _BEFORE_VERB)),
        root.index,
    )
    last = first_word - 1
    if last < 1:
        return tokens
    top = _named_office(tokens, last) if tokens[last].text == "," else _list_head(tokens, last)
    if top is None or tokens[top].role not in (Role.APPOSITION, Role.CONJUNCT):
        return tokens
    is_passive = any(t.head == root.index and t.role is Role.PASSIVE_AUXILIARY for t in tokens)
    role = Role.PATIENT if is_passive else Role.AGENT
    mended = list(tokens)
    mended[top] = replace(mended[top], head=root.index, role=role, case=None)
    return tuple(mended)


def _named_office(tokens: tuple[Token, ...], comma: int) -> int | None:
    """Return the office whose name stands between commas before a verb: "..., the mayor, N, said"."""
    name = tokens[comma - 1]
    while name.role in (Role.CONJUNCT, Role.OBLIQUE) and tokens[name.head].index < name.index:
        name = tokens[name.head]
    office = tokens[name.head]
    is_named = name.role is Role.APPOSITION and office.role is Role.APPOSITION and office.index < name.index
    opening = min(one.index for one in tokens if one.index == office.index or one.head == office.index)
    return office.index if is_named and opening > 0 and tokens[opening - 1].text == "," else None


def _list_head(tokens: tuple[Token, ...], last: int) -> int | None:
    """Climb from the last word before a verb to the first name of its list or phrase, right of a comma."""
    current = tokens[last]
    seen: set[int] = set()
    while current.role in (Role.CONJUNCT, Role.OBLIQUE) and tokens[current.head].index < current.index:
        if current.index in seen:
            return None
        seen.add(current.index)
        current = tokens[current.head]
    if current.pos not in ("PROPN", "NOUN") or current.role is not Role.APPOSITION:
        return None
    before = current.index - 1
    while before >= 0 and tokens[before].head == current.index and tokens[before].role is not Role.PUNCTUATION:
        before -= 1
    return current.index if before >= 0 and tokens[before].text == "," else None
