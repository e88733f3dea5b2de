"""Decide which places, dates and numbers of a sentence belong to which happening: by syntax first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as date_type

from harmattan.model.annotations import DateMention, PlaceMention, QuantityMention
from harmattan.model.syntax import Role, Token
from harmattan.scales import DateRange
from harmattan.stages.arguments import Tree
from harmattan.stages.draft import Draft
from harmattan.stages.predicates import Context

__all__ = ["date_of", "places_of", "quantities_of"]

_VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_CLAUSE_EDGES = (Role.RELATIVE, Role.COMPLEMENT, Role.PREP_CLAUSE, Role.PARTICIPLE, Role.ADVERBIAL_CLAUSE)
_PROMISED = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT", "CONCEDE"})
"""Types whose content says where they are about."""
_ON_THE_GROUND = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT"})
"""Types whose object, when it is a place, is where they happen; a country that is accused is no place."""
_SPEECH_DEPTH = 3


def places_of(
    context: Context, draft: Draft, places: Iterable[PlaceMention], others: frozenset[int]
) -> tuple[tuple[PlaceMention, str], ...]:
    """Return the places of a happening with their roles, the best-attached ones only.

    Args:
        places: the sentence's places.
        others: predicate tokens of the other happenings of the sentence; a place that hangs on one is theirs.
    """
    ranked: list[tuple[int, PlaceMention, str]] = []
    for place in places:
        if place.is_dateline:
            continue
        rank = _place_rank(context, draft, place, others)
        if rank is not None:
            ranked.append((rank, place, _role(context, draft, place)))
    if not ranked:
        return ()
    best = min(rank for rank, _, _ in ranked)
    limit = 1 if best <= 1 else best
    return tuple((place, role) for rank, place, role in ranked if rank <= limit)


def _place_rank(context: Context, draft: Draft, place: PlaceMention, others: frozenset[int]) -> int | None:
    """Grade how a place hangs on a happening: 0 direct, 1 inside an argument, 2 in its clause, 3 beside; None: not."""
    tree = context.tree
    own = draft.tokens
    head = tree.first_conjunct(place.head)
    token = tree.tokens[head]
    for trigger in draft.triggers:
        for argument in trigger.arguments:
            if tree.first_conjunct(argument.token) == head and argument.function == "location":
                return 0
            if tree.first_conjunct(argument.token) == head and argument.function == "patient":
                return 0 if draft.event_type in _ON_THE_GROUND or draft.mode == "visit" else None
    if token.role is Role.TEMPORAL:
        return 0 if token.head in own else None
    if any(_is_where(tree, one, head) for one in own):
        return 0
    for steps, above in enumerate(tree.ancestors(head)):
        if above.index in own:
            return _inside_rank(context, draft, place, steps)
        if steps == 0 and token.case == "from" and above.index in context.actors and above.index not in own:
            return None  # "pilgrims from N": where they come from
        if steps == 0 and token.role is Role.OBLIQUE and _are_listed(tree, above.index, own):
            is_at = context.lexicon.place_roles.get((token.case or "").rpartition(" ")[2]) == "at"
            return 2 if is_at and _has_place_case(context, token) else None
        if above.index in others or tree.tokens[head].role is Role.RELATIVE:
            return None
        if draft.event_type in _PROMISED and above.role is Role.OPEN_COMPLEMENT:
            continue  # "plans to travel to N", "threatened to send troops into N"
        if above.pos in ("VERB", "AUX") and not context.lexicon.is_in(above.lemma, "located"):
            break
    if draft.event_type in _VERBAL and draft.reading.factuality != "denied":
        return _speech_rank(tree, draft, head)
    return None


def _is_where(tree: Tree, predicate: int, place: int) -> bool:
    """Say whether a happening is told in a "where" clause on a place."""
    chain = [tree.tokens[predicate], *tree.ancestors(predicate)][:4]
    clause = next((one for one in chain if one.role is Role.RELATIVE), None)
    if clause is None or tree.first_conjunct(clause.head) != place:
        return False
    return any(
        child.text.lower() == "where" for one in chain[: chain.index(clause) + 1] for child in tree.children(one.index)
    )


def _inside_rank(context: Context, draft: Draft, place: PlaceMention, steps: int) -> int | None:
    """Grade a place in the subtree of a predicate; one that only says who an actor is does not count."""
    tree = context.tree
    head = tree.first_conjunct(place.head)
    if steps == 0:
        direct = tree.tokens[head]
        if draft.event_type in _VERBAL and direct.case in ("on", "about", "over", "between", "among"):
            return None  # parties and topics
        if direct.role is Role.COMPOUND and draft.event_type in ("AID", "AGREE"):
            return None
        if direct.case in ("between", "among") and _is_state(place):
            return None
        if direct.case == "over" and draft.event_type in ("ASSAULT", "MOBILIZE"):
            return 0
        if direct.role is Role.OBLIQUE or (direct.role is Role.DATIVE and not _is_state(place)):
            return 0 if _has_place_case(context, direct) else None
        return 0 if direct.role in (Role.COMPOUND, Role.ADJECTIVE, Role.TEMPORAL, Role.ADVERB, Role.DEPENDENT) else None
    below = head
    for above in tree.ancestors(head):
        if above.index in draft.tokens:
            break
        below = above.index
    top = tree.tokens[below]
    token = tree.tokens[head]
    if token.role is Role.POSSESSOR and context.lexicon.is_in(tree.tokens[token.head].lemma, "area"):
        token = tree.tokens[tree.first_conjunct(token.head)]
        if token.head in draft.tokens and token.role is Role.OBLIQUE:
            return 0
    if token.role is Role.POSSESSOR or (token.role is Role.OBLIQUE and token.case in ("of", "with", "between")):
        # "the president of Benin", "Benin's army": whose, not where; but "the town of N", "the north of N" are where.
        return 2 if top.role is Role.OBLIQUE and _has_place_case(context, top) else None
    if top.role is Role.AGENT and top.case is None:
        # "rebels in the north captured a post": where they are, if nothing else says where it was.
        return 3 if draft.event_type in _ON_THE_GROUND and token.case in ("in", "at", "near") else None
    return 1 if token.case in ("in", "at", "near", "on", "across", "around", "inside", "outside", "into", "to") else 2


def _is_state(place: PlaceMention) -> bool:
    return place.place is not None and (place.place.feature_code or "").startswith("PCL")


def _has_place_case(context: Context, token: Token) -> bool:
    """Say whether a preposition tells where."""
    case = token.case or ""
    if case in context.lexicon.cues:
        return False
    return any(word in context.lexicon.place_roles for word in (case, *case.split()))


def _speech_rank(tree: Tree, draft: Draft, head: int) -> int | None:
    """Grade a place that hangs on the verb of saying above a verbal event: there it was said."""
    ancestors = [above.index for above in tree.ancestors(draft.trigger.token)][:_SPEECH_DEPTH]
    verbs = [index for index in ancestors if tree.tokens[index].pos in ("VERB", "AUX")]
    chain = [head, *(above.index for above in tree.ancestors(head))]
    for verb in verbs:
        if verb in chain:
            below = chain[chain.index(verb) - 1]
            token = tree.tokens[head]
            is_where = token.case in ("in", "at") and tree.tokens[below].case in ("in", "at", "during", "after", "on")
            return 2 if is_where and chain.index(verb) <= 3 else None
    return None


def _role(context: Context, draft: Draft, place: PlaceMention) -> str:
    """Return at, from, to or toward by the place's own preposition, or that of the area it names ("the town of N")."""
    tree = context.tree
    index = tree.first_conjunct(place.head)
    token = tree.tokens[index]
    if draft.event_type == "RETREAT" and token.role is Role.PATIENT:
        return "from"
    governor = next((one for one in tree.ancestors(index) if one.pos in ("VERB", "AUX")), None)
    if governor is not None and governor.index not in draft.tokens and tree.tokens[draft.trigger.token].pos == "VERB":
        return "at"
    case = token.case
    for above in tree.ancestors(index):
        if above.index in draft.tokens or not context.lexicon.is_in(above.lemma, "area"):
            break
        case = above.case or case
    for word in (case or "", *reversed((case or "").split())):
        role = context.lexicon.place_roles.get(word)
        if role is not None:
            return role
    return "at"


def date_of(
    context: Context,
    draft: Draft,
    dates: Iterable[DateMention],
    others: frozenset[int],
    published: date_type | None = None,
) -> DateMention | None:
    """Return the date phrase of a happening: on its predicate, else on the clause that it shares, else the only one."""
    tree = context.tree
    usable = [one for one in dates if one.rule != "dateline"]
    steps = [one.first for one in usable if one.rule == "clause_steps" and tree.tokens[one.head].head in draft.tokens]
    usable = [one for one in usable if not any(one.last < first for first in steps)]  # "On 4 May, a year after N fell"
    ranked = [(rank, one.first, one) for one in usable if (rank := _date_rank(context, draft, one, others)) is not None]
    if not ranked:
        return None
    best = min(ranked, key=lambda item: (item[0], item[2].date.start is None, item[1]))[2]
    return _since(tree, draft, best, published)


def _since(tree: Tree, draft: Draft, date: DateMention, published: date_type | None) -> DateMention:
    """Read a date in a "since" clause as the beginning of a stretch up to the day of publication."""
    if published is None or date.date.start is None or date.date.start > published:
        return date
    for index in (date.head, *(above.index for above in tree.ancestors(date.head))):
        if index in draft.tokens:
            return date
        if any(c.text.lower() == "since" and c.role in (Role.MARK, Role.CASE) for c in tree.children(index)):
            if date.date.kind == "within" and date.date.end is not None and date.date.end < published:
                stretch = DateRange.between(date.date.start, published, kind="throughout")
                return replace(date, date=stretch, rule=f"{date.rule}, since")
    return date


def _date_rank(context: Context, draft: Draft, date: DateMention, others: frozenset[int]) -> int | None:
    tree = context.tree
    ancestors = [date.head, *(above.index for above in tree.ancestors(date.head))]
    if any(tree.tokens[index].case in context.lexicon.cues for index in ancestors):
        return None  # "according to a statement issued on Monday"
    reach: list[int] = []
    edge: Role | None = None
    for steps, index in enumerate(ancestors):
        if index in draft.tokens:
            return min(steps, 2)
        if index in others:
            return 3 if _are_listed(tree, index, draft.tokens) or _opens(tree, index, draft.tokens) else None
        reach.append(index)
        if tree.tokens[index].role in _CLAUSE_EDGES:
            edge = tree.tokens[index].role
            break
    shared = _shared_date_rank(tree, draft, reach)
    if shared is None and edge not in (None, Role.RELATIVE, Role.COMPLEMENT) and draft.tokens & set(ancestors):
        return 5  # "fired on marchers protesting on Sunday": the nearest there is, if nothing else dates it
    return shared


def _opens(tree: Tree, verb: int, own: frozenset[int]) -> bool:
    """Say whether a gerund clause opens the sentence of a happening: "Attending a funeral on Sunday, N vowed ..."."""
    token = tree.tokens[verb]
    return (
        token.role is Role.ADVERBIAL_CLAUSE and "gerund" in token.features and token.head in own and verb < token.head
    )


def _are_listed(tree: Tree, verb: int, own: frozenset[int]) -> bool:
    """Say whether a verb stands in one list with a verb of the happening: "abducted and killed in May"."""
    if tree.tokens[verb].pos != "VERB":
        return False
    for token in own:
        if tree.tokens[token].pos == "VERB" and tree.first_conjunct(token) == tree.first_conjunct(verb):
            later = max(token, verb)
            has_subject = any(c.role is Role.AGENT and c.case is None for c in tree.children(later))
            is_passive_subject = any(c.role is Role.PATIENT and c.index < later for c in tree.children(later))
            return not (has_subject or is_passive_subject)
    return False


def _shared_date_rank(tree: Tree, draft: Draft, reach: list[int]) -> int | None:
    """Grade a date on the verb that a happening is coordinated with or depends on as a participle or a noun."""
    for token in sorted(draft.tokens):
        current = token
        for above in tree.ancestors(token):
            role = tree.tokens[current].role
            is_before = tree.tokens[current].case in ("after", "following") and draft.event_type != "CONSULT"
            if is_before or role in (Role.COMPLEMENT, Role.RELATIVE):
                break
            if above.index in reach[:3]:
                is_verb_list = role is Role.CONJUNCT and tree.tokens[current].pos == "VERB"
                return 3 if is_verb_list or role in (Role.ADVERBIAL_CLAUSE, Role.PATIENT, Role.OBLIQUE) else 4
            current = above.index
    return None


def quantities_of(
    context: Context, draft: Draft, quantities: Iterable[QuantityMention], others: frozenset[int], is_only: bool
) -> tuple[QuantityMention, ...]:
    """Return the numbers of a happening: those that its predicates govern, and troops among its arguments.

    Args:
        others: predicate tokens of the other happenings: what they govern is theirs.
        is_only: whether no other happening of the sentence could hold a number of dead or injured.
    """
    tree = context.tree
    arguments = {
        conjunct
        for trigger in draft.triggers
        for argument in trigger.arguments
        if argument.function != "clause"
        for conjunct in tree.conjuncts(argument.token)
    }
    found = []
    for one in quantities:
        governed = one.governor is not None and one.governor in draft.tokens
        if one.what == "occurrences":
            belongs = one.head in draft.tokens
        elif one.what == "troops":
            belongs = draft.event_type in ("MOBILIZE", "AID", "RETREAT", "AGREE", "COOPERATE", "CONCEDE") and (
                governed or one.head in arguments or any(_hangs(tree, one.head, token) for token in draft.tokens)
            )
        elif one.what == "people":
            actor = context.actors.get(one.head)
            is_armed = actor is not None and actor.participant.sector in ("MIL", "COP")
            belongs = is_armed and draft.event_type in ("MOBILIZE", "AID", "RETREAT") and one.head in arguments
            if belongs:
                one = replace(one, what="troops")  # noqa: PLW2901
        elif governed:
            belongs = True
        elif one.governor is not None and one.governor in others:
            belongs = False
        else:
            fitting = _FITTING.get(one.what, frozenset())
            belongs = draft.event_type in fitting and (is_only or any(_hangs(tree, one.head, t) for t in draft.tokens))
        if belongs:
            found.append(one)
    return tuple(found)


_FITTING = {
    "killed": frozenset({"ASSAULT", "PROTEST", "COERCE"}),
    "injured": frozenset({"ASSAULT", "PROTEST", "COERCE"}),
    "abducted": frozenset({"ASSAULT", "RETREAT", "AID"}),
    "displaced": frozenset({"ASSAULT"}),
    "arrested": frozenset({"COERCE", "PROTEST"}),
}


def _hangs(tree: Tree, low: int, high: int) -> bool:
    """Say whether a token stands in the subtree of another without a clause between them."""
    current = low
    for above in tree.ancestors(low):
        if tree.tokens[current].role in (Role.RELATIVE, Role.COMPLEMENT):
            return False
        if above.index == high:
            return True
        current = above.index
    return False
