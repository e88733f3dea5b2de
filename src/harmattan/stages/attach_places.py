"""Decide which places of a sentence a happening was at: by the syntax between their names and its predicate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harmattan.model.annotations import PlaceMention
from harmattan.model.syntax import Role, Token
from harmattan.stages.attach_clauses import (
    are_listed,
    are_listed_nouns,
    follows_occasion,
    have_objects,
    is_gerund_of,
    is_how,
    is_meanwhile,
    is_meeting_of_subject,
    is_naming,
    is_of_subject,
    is_target,
    is_where,
    is_witnessed,
    noun_told_of,
)
from harmattan.stages.draft import Draft
from harmattan.stages.place_resolution import is_within
from harmattan.stages.predicates import Context

__all__ = ["places_of"]

_VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_PROMISED = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT", "CONCEDE"})
"""Types whose content says where they are about."""
_ON_THE_GROUND = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT"})
"""Types whose object, when it is a place, is where they happen; a country that is accused is no place."""
_BY_LOCALS = frozenset({"ASSAULT", "PROTEST", "COERCE", "SANCTION"})
"""Types that a court, police or crowd of a town does at home: "a Minsk court jailed two men"."""
_AWAY = frozenset({"MIL", "REB", "PRM"})
"""Sectors of those who do things far from the place that they are named for."""
_SPEECH_DEPTH = 3
_APART = 4
"""So many tokens on at most begins the place that holds another: ", in the"."""
_COMPOUNDS = (Role.COMPOUND, Role.ADJECTIVE)


def places_of(
    context: Context, draft: Draft, places: Iterable[PlaceMention], others: frozenset[int]
) -> tuple[tuple[PlaceMention, str], ...]:
    """Return the places of a happening with their roles, the best-attached ones only.

    Args:
        places: the sentence's places.
        others: predicate tokens of the other happenings of the sentence; a place that hangs on one is theirs.
    """
    ranked: list[tuple[int, PlaceMention, str]] = []
    given = [place for place in places if not place.is_dateline]
    for place in given:
        if _is_region_of(context, place, given):
            continue
        rank = _place_rank(context, draft, place, others)
        if rank is not None:
            ranked.append((rank, place, _role(context, draft, place)))
    if not ranked:
        return ()
    best = min(rank for rank, _, _ in ranked)
    limit = 1 if best <= 1 else best
    kept = [place for rank, place, _ in ranked if rank <= limit]
    return tuple((place, role) for rank, place, role in ranked if rank <= limit or (rank <= 2 and _is_in(place, kept)))


def _is_in(place: PlaceMention, kept: Iterable[PlaceMention]) -> bool:
    """Say whether a place is named right before one that holds it: "12 km north of N, in M province"."""
    return any(
        0 < one.first - place.last <= _APART and one.place is not None and place.place is not None
        and is_within(place.place, one.place)
        for one in kept
    )  # fmt: skip


def _is_region_of(context: Context, place: PlaceMention, places: list[PlaceMention]) -> bool:
    """Say whether a name only describes the town that another gives: "the Black Sea port of N"."""
    token = context.tree.tokens[place.head]
    if token.role is Role.POSSESSOR and _is_state(place):
        return any(one is not place and one.head == token.head for one in places)  # "in N's M district"
    if token.role not in _COMPOUNDS or not context.lexicon.is_in(context.tree.tokens[token.head].lemma, "area"):
        return False
    towns = {one.index for one in context.tree.children(token.head) if one.role is Role.OBLIQUE and one.case == "of"}
    return any(one is not place and (one.head in towns or one.first == token.head) for one in places)


def _place_rank(context: Context, draft: Draft, place: PlaceMention, others: frozenset[int]) -> int | None:
    """Grade how a place hangs on a happening: 0 direct, 1 inside an argument, 2 in its clause, 3-4 beside; None: not.

    3 is who does it, and where: "a court in N"; 4 is a clause beside: "was shot as she left her house in N".
    """
    tree = context.tree
    own = draft.tokens
    head = _area_of(context, tree.first_conjunct(place.head))
    token = tree.tokens[head]
    for trigger in draft.triggers:
        for argument in trigger.arguments:
            if tree.first_conjunct(argument.token) == head and argument.function == "location":
                return 0
            if tree.first_conjunct(argument.token) == head and argument.function == "patient":
                return 0 if draft.event_type in _ON_THE_GROUND or draft.mode == "visit" else None
    if token.role is Role.TEMPORAL:
        return 0 if token.head in own else None
    if any(is_where(tree, one, place) for one in own):
        return 0
    chain = [token, *tree.ancestors(head)]
    if any(one.case in context.lexicon.cues for one in _up_to(chain, own)):
        return None  # "according to the governor of N"
    if _is_taken_in_clause(context, place, own):
        return 0 if draft.event_type in _ON_THE_GROUND else None
    told_of = noun_told_of(context, own)
    for steps, above in enumerate(chain[1:]):
        if above.index in own:
            return _inside_rank(context, draft, place, chain[: steps + 1])
        if steps == 0 and token.case == "from" and above.index in context.actors and above.index not in own:
            return None  # "pilgrims from N": where they come from
        if above.index == told_of:
            is_where_told = token.case is None or context.lexicon.is_in(token.case, "told_place_case")
            return 4 if draft.event_type in _ON_THE_GROUND and is_where_told else None
        if steps == 0 and token.role is Role.OBLIQUE and are_listed(tree, above.index, own):
            if draft.event_type in _VERBAL and have_objects(tree, above.index, own):
                return None  # "signed a law and received N in M"
            if context.lexicon.is_in(above.lemma, "located") or draft.event_type == "RETREAT":
                return None  # "fled when N invaded and are now based in M", "were seized in N and later freed"
            is_at = context.lexicon.place_roles.get((token.case or "").rpartition(" ")[2]) == "at"
            return 2 if is_at and _has_place_case(context, token) else None
        if steps == 0 and context.lexicon.is_in(above.lemma, "talk") and _is_occasion(context, above, own):
            return 2 if context.lexicon.is_in(token.case, "spot_case") else None
        if above.index in others:
            if are_listed_nouns(tree, above.index, own, place.first):
                return 2 if steps == 0 and _direct_rank(context, draft, place, token) == 0 else None
            if _is_occasion(context, above, own):
                is_at = context.lexicon.is_in(token.case, "spot_case") or (token.case == "of" and not _is_state(place))
                return 2 if steps == 0 and is_at else None
            if draft.event_type in ("ASSAULT", "COERCE") and is_target(context, above.index, own):
                return 2 if steps == 0 and context.lexicon.is_in(token.case, "spot_case") else None
            if follows_occasion(context, above.index, own) or is_meeting_of_subject(context, above.index, own):
                return 4 if steps == 0 and context.lexicon.is_in(token.case, "spot_case") else None
            verb = tree.tokens[above.head]
            if above.pos == "NOUN" and verb.pos == "VERB" and verb.index not in {*others, *own}:
                return _beside_rank(context, draft, place, [*chain[: steps + 1], above], verb)
            return _beside_rank(context, draft, place, chain[: steps + 1], above)
        if tree.tokens[head].role is Role.RELATIVE:
            return None
        if draft.event_type in _PROMISED and above.role is Role.OPEN_COMPLEMENT:
            continue  # "plans to travel to N", "threatened to send troops into N"
        if is_naming(context, above.index, own):
            return 2 if _has_place_case(context, token) else None
        if above.pos in ("VERB", "AUX") and not context.lexicon.is_in(above.lemma, "located"):
            if (rank := _beside_rank(context, draft, place, chain[: steps + 1], above)) is not None:
                return rank
            break
    if draft.event_type in _VERBAL and draft.reading.factuality != "denied":
        return _speech_rank(context, draft, head)
    return None


def _area_of(context: Context, head: int) -> int:
    """Return the token of the area that a place names: "harbour" in "Karachi's harbour"."""
    tree = context.tree
    token = tree.tokens[head]
    is_named = context.lexicon.is_in(tree.tokens[token.head].lemma, "area")
    if token.role is Role.APPOSITION and (token.head in context.places or is_named):
        token = tree.tokens[token.head]  # "of Montgomery, Alabama", "in the capital Niamey"
    while (token.role in (Role.POSSESSOR, *_COMPOUNDS) or (token.role is Role.OBLIQUE and token.case == "of")) and (
        context.lexicon.is_in(tree.tokens[token.head].lemma, "area")
    ):
        token = tree.tokens[tree.first_conjunct(token.head)]
    return token.index


def _is_taken_in_clause(context: Context, place: PlaceMention, own: frozenset[int]) -> bool:
    """Say whether a relative clause tells what was done to a place: "N, a town that rebels captured"."""
    tree = context.tree
    for index in own:
        clause = tree.tokens[index]
        if clause.role is not Role.RELATIVE:
            continue
        objects = [one for one in tree.children(index) if one.role is Role.PATIENT]
        if not all(context.lexicon.is_in(one.text.lower(), "thing_relative") for one in objects) or not objects:
            continue
        noun = tree.tokens[clause.head]
        if noun.role in (Role.APPOSITION, Role.ATTRIBUTE) and context.lexicon.is_in(noun.lemma, "area"):
            over = tree.tokens[noun.head]
            subjects = [one.index for one in tree.children(over.index) if one.role is Role.AGENT]
            if place.head in (over.index, *subjects):
                return True
        if place.first <= noun.index <= place.last or _area_of(context, place.head) == noun.index:
            return True
    return False


def _up_to(chain: list[Token], own: frozenset[int]) -> Iterator[Token]:
    """Yield the tokens of a chain below the happening."""
    for one in chain:
        if one.index in own:
            return
        yield one


def _is_occasion(context: Context, other: Token, own: frozenset[int]) -> bool:
    """Say whether another happening is what a happening took place at: "was arrested during a protest in N".

    The parser may hang it on a gerund between: "signed a deal creating a force at a summit in N".
    """
    tree = context.tree
    if other.pos != "NOUN" or other.role is not Role.OBLIQUE or not context.lexicon.is_in(other.case, "during_case"):
        return False
    above = tree.tokens[other.head]
    is_gerund = other.case == "at" and above.role is Role.PARTICIPLE and "gerund" in above.features
    is_between = is_gerund and tree.tokens[above.head].role is Role.PATIENT and tree.tokens[above.head].head in own
    return other.head in own or is_between


def _inside_rank(context: Context, draft: Draft, place: PlaceMention, chain: list[Token]) -> int | None:
    """Grade a place in the subtree of a predicate; one that only says who an actor is does not count.

    Args:
        chain: the place's token and those above it, up to right under the predicate.
    """
    if len(chain) == 1:
        return _direct_rank(context, draft, place, chain[0])
    token, parent, top = chain[0], chain[1], chain[-1]
    if token.role in _COMPOUNDS:
        is_local = draft.event_type in _BY_LOCALS and not _is_state(place) and top.role is Role.AGENT
        actor = context.actors.get(parent.index)
        is_local = is_local and (actor is None or actor.participant.sector not in _AWAY)
        if parent.index in context.actors or _is_state(place):
            return 3 if is_local and len(chain) == 2 else None  # "a N court", but not "the N government"
    if _is_apposed(context, chain):
        return None
    if any(_is_after(context, one) for one in chain[1:]):
        return 4 if draft.event_type in _ON_THE_GROUND and context.lexicon.is_in(token.case, "spot_case") else None
    if token.case == "to" and (parent.index in context.actors or (_is_state(place) and _is_spoken(draft))):
        return None  # "the ambassador to N", "opposition to N"
    if (
        top.role is Role.OBLIQUE
        and context.lexicon.is_in(top.case, "dispute_case")
        and context.lexicon.is_in(token.case, "spot_case")
    ):
        return None  # "was freed after a dispute over killings in N"
    is_from = context.lexicon.is_in(parent.case, "from_case")
    if token.case == "from" and top.role is Role.OBLIQUE and top is parent and not is_from:
        return None  # "tests for visitors from N"
    if token.case == "from" and draft.event_type in _VERBAL and parent is not top:
        return None  # "called for an inquiry into reports from N"
    if draft.event_type == "ACCUSE" and parent is top and _is_addressed(context, parent):
        return None  # "accused the government in N"
    if context.lexicon.is_in(token.case, "talked_to_case") and context.lexicon.is_in(parent.lemma, "talking_verb"):
        return None  # "urged N to talk to M"
    if top.role is Role.PATIENT and context.lexicon.is_in(context.tree.tokens[top.head].lemma, "discussing"):
        return None  # "met to discuss the war in N"
    is_aimed = context.lexicon.is_in(token.case, "opposite_case") and draft.event_type not in _ON_THE_GROUND
    if _is_state(place) and (context.lexicon.is_in(token.case, "between_case") or is_aimed):
        return None
    if token.case == "of" and parent is top and _is_assault_on(context, draft, top):
        return 0
    if is_witnessed(context, chain, draft.tokens):
        return 4
    if token.role is Role.POSSESSOR or (
        token.role is Role.OBLIQUE and context.lexicon.is_in(token.case, "owning_case")
    ):
        # "the president of Benin", "Benin's army": whose, not where; but "the town of N", "the north of N" are where.
        if context.lexicon.is_in(parent.lemma, "behest"):
            return None  # "were put off at N's request"
        is_topic = draft.event_type in _VERBAL and context.lexicon.is_in(top.case, "party_or_topic_case")
        return 2 if top.role is Role.OBLIQUE and _has_place_case(context, top) and not is_topic else None
    if top.role is Role.AGENT and top.case is None:
        # "rebels in the north captured a post": where they are, if nothing else says where it was.
        is_order = draft.event_type == "REQUEST" and not _is_state(place)
        is_placed = context.lexicon.is_in(token.case, "whereabouts_case")
        return 3 if (draft.event_type in _ON_THE_GROUND or is_order) and is_placed else None
    return 1 if context.lexicon.is_in(token.case, "inner_place_case") else 2


def _is_after(context: Context, token: Token) -> bool:
    """Say whether a phrase tells of another time: "hours after a battle in N"."""
    is_time = token.case is not None and context.lexicon.is_in(token.case.rpartition(" ")[2], "time_preposition")
    return is_time and token.role is Role.OBLIQUE and not context.lexicon.is_in(token.case, "same_time_case")


def _is_assault_on(context: Context, draft: Draft, noun: Token) -> bool:
    """Say whether a noun for an assault says what the happening did: "the shelling of N killed two"."""
    frames = context.lexicon.nouns.get(noun.lemma, ())
    is_assault = any(frame.event_type == "ASSAULT" for frame in frames)
    return draft.event_type == "ASSAULT" and is_assault and noun.role is Role.AGENT


def _direct_rank(context: Context, draft: Draft, place: PlaceMention, token: Token) -> int | None:
    """Grade a place right under a predicate."""
    if draft.event_type in _VERBAL and context.lexicon.is_in(token.case, "party_or_topic_case"):
        return None  # parties and topics
    if draft.event_type in _VERBAL and draft.mode != "visit" and token.case == "to" and _is_state(place):
        return None  # "opposition to N"
    before = context.tree.tokens[max(0, place.first - 2)]
    if draft.event_type == "ACCUSE" and token.role is Role.OBLIQUE and _is_addressed(context, before):
        return None  # "accused the government in N": the parser may hang the place on the verb
    is_ground = draft.event_type in _ON_THE_GROUND
    if token.role is Role.COMPOUND and (draft.event_type in ("AID", "AGREE") or (_is_state(place) and not is_ground)):
        return None  # "the US treaty"
    if _is_state(place) and (
        context.lexicon.is_in(token.case, "between_case")
        or (context.lexicon.is_in(token.case, "opposite_case") and not is_ground)
    ):
        return None
    if token.case == "over" and draft.event_type in ("ASSAULT", "MOBILIZE"):
        return 0
    is_taken = not _is_state(place) or context.lexicon.is_in(draft.trigger.frame.lemma, "invasion")
    if context.lexicon.is_in(token.case, "assaulted_case") and draft.event_type == "ASSAULT" and is_taken:
        return 0
    if token.role is Role.OBLIQUE or (token.role is Role.DATIVE and not _is_state(place)):
        return 0 if _has_place_case(context, token) else None
    return 0 if token.role in (Role.COMPOUND, Role.ADJECTIVE, Role.TEMPORAL, Role.ADVERB, Role.DEPENDENT) else None


def _is_addressed(context: Context, token: Token) -> bool:
    """Say whether a token is an actor to whom something is done or said."""
    return token.role in (Role.PATIENT, Role.DATIVE) and token.index in context.actors


def _is_spoken(draft: Draft) -> bool:
    return draft.event_type in _VERBAL - _PROMISED and draft.mode != "visit"


def _is_apposed(context: Context, chain: list[Token]) -> bool:
    """Say whether a place only tells, in apposition, who someone is: "X, the N bureau chief"."""
    for one in chain[1:]:
        if one.role is Role.APPOSITION and not context.lexicon.is_in(one.lemma, "area"):
            return one.head not in context.places
    return False


def _beside_rank(context: Context, draft: Draft, place: PlaceMention, chain: list[Token], verb: Token) -> int | None:
    """Grade a place in a clause beside that of a happening on the ground.

    Args:
        chain: the place's token and those above it, up to right under the verb of its clause.
        verb: the verb of that clause, not of the happening itself.
    """
    tree, own = context.tree, draft.tokens
    token, top = chain[0], chain[-1]
    if draft.event_type not in _ON_THE_GROUND or verb.pos not in ("VERB", "AUX"):
        return None
    if is_witnessed(context, chain, own):
        return 4
    if (
        token.role is not Role.OBLIQUE
        or not context.lexicon.is_in(token.case, "spot_case")
        or _is_apposed(context, chain)
    ):
        return None
    if are_listed(tree, verb.index, own):
        if top.role is Role.PATIENT and top.index < min(own):
            return 1  # "two men in N were beaten and shot"
        return 2 if top.role is Role.OBLIQUE else None
    if top.role not in (Role.OBLIQUE, Role.PATIENT, Role.ATTRIBUTE):
        return None
    if is_how(context, verb.index, own) or is_of_subject(context, verb.index, own):
        return 4
    if is_gerund_of(tree, verb.index, own):
        return 4  # "rallied outside the palace in N, setting cars alight"
    if verb.role is Role.RELATIVE and verb.head in own:
        return 4  # "protests that drew crowds in N"
    if verb.role is Role.PARTICIPLE and "gerund" in verb.features:
        noun = tree.tokens[verb.head]
        return 4 if noun.role in (Role.PATIENT, Role.OBLIQUE) and noun.head in own else None
    return 4 if is_meanwhile(context, verb, own) else None


def _is_state(place: PlaceMention) -> bool:
    return place.place is not None and (place.place.feature_code or "").startswith("PCL")


def _has_place_case(context: Context, token: Token) -> bool:
    """Say whether a preposition tells where."""
    case = token.case or ""
    if case in context.lexicon.cues:
        return False
    return any(word in context.lexicon.place_roles for word in (case, *case.split()))


def _speech_rank(context: Context, draft: Draft, head: int) -> int | None:
    """Grade a place that hangs on the verb of saying above a verbal event: there it was said."""
    tree = context.tree
    ancestors = [above.index for above in tree.ancestors(draft.trigger.token)][:_SPEECH_DEPTH]
    verbs = [index for index in ancestors if tree.tokens[index].pos in ("VERB", "AUX")]
    chain = [head, *(above.index for above in tree.ancestors(head))]
    for verb in verbs:
        if verb in chain:
            below = chain[chain.index(verb) - 1]
            token = tree.tokens[head]
            is_place = context.lexicon.is_in(token.case, "speech_place_case")
            is_said_there = is_place and context.lexicon.is_in(tree.tokens[below].case, "speech_occasion_case")
            return 2 if is_said_there and chain.index(verb) <= 3 else None
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
