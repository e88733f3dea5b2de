"""Decide which places, dates and numbers of a sentence belong to which happening: by syntax first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as date_type
from itertools import takewhile

from harmattan.model.annotations import DateMention, QuantityMention
from harmattan.model.syntax import Role
from harmattan.scales import DateRange
from harmattan.stages.arguments import Tree
from harmattan.stages.attach_clauses import (
    are_listed,
    are_listed_nouns,
    follows_occasion,
    is_before_clause,
    is_gerund_of,
    is_how,
    is_in_clause_of,
    is_meeting_of_subject,
    is_naming,
    is_of_subject,
    is_target,
    noun_told_of,
)
from harmattan.stages.attach_places import places_of
from harmattan.stages.draft import Draft
from harmattan.stages.predicates import Context

__all__ = ["date_of", "places_of", "quantities_of"]

_CLAUSE_EDGES = (Role.RELATIVE, Role.COMPLEMENT, Role.PREP_CLAUSE, Role.PARTICIPLE, Role.ADVERBIAL_CLAUSE)
_PURPOSES = (Role.ADVERBIAL_CLAUSE, Role.OPEN_COMPLEMENT)
_MODIFYING = (Role.COMPOUND, Role.ADJECTIVE, Role.POSSESSOR, Role.NUMBER)
_FRESH = 14
"""As many days after it a promise is news: "agreed to end the siege on Monday" is when it was made."""
_MONTH = 27
"""Days between the first and the last day of the shortest month."""


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
    usable = [one for one in usable if not _is_of_promise(tree, draft, one, published)]
    ranked = [(rank, one.first, one) for one in usable if (rank := _date_rank(context, draft, one, others)) is not None]
    if not ranked:
        return None
    best = min(ranked, key=lambda item: (item[0], item[2].date.start is None, item[1]))[2]
    return _since(tree, draft, best, published)


def _is_of_promise(tree: Tree, draft: Draft, date: DateMention, published: date_type | None) -> bool:
    """Say whether a day long past stands in what is promised: "had promised to hold a vote in May" gives no day."""
    if draft.event_type != "AGREE" or published is None or date.date.end is None:
        return False
    if (published - date.date.end).days <= _FRESH:
        return False
    chain = [date.head, *(above.index for above in tree.ancestors(date.head))]
    return any(tree.tokens[one].role is Role.OPEN_COMPLEMENT and tree.tokens[one].head in draft.tokens for one in chain)


def _since(tree: Tree, draft: Draft, date: DateMention, published: date_type | None) -> DateMention:
    """Read a date in a "since" clause as the beginning of a stretch up to the day of publication."""
    if published is None or date.date.start is None or date.date.start > published:
        return date
    for index in (date.head, *(above.index for above in tree.ancestors(date.head))):
        if index in draft.tokens or draft.tokens & tree.subtree(index):
            return date
        if any(c.text.lower() == "since" and c.role in (Role.MARK, Role.CASE) for c in tree.children(index)):
            if date.date.kind == "within" and date.date.end is not None and date.date.end < published:
                stretch = DateRange.between(date.date.start, published, kind="throughout")
                return replace(date, date=stretch, rule=f"{date.rule}, since")
    return date


def _date_rank(context: Context, draft: Draft, date: DateMention, others: frozenset[int]) -> int | None:
    """Grade how a date hangs on a happening: 0-2 on it, 3-4 on what it shares its time with, 5 beside; None: not."""
    tree, own = context.tree, draft.tokens
    ancestors = [date.head, *(above.index for above in tree.ancestors(date.head))]
    below = takewhile(lambda index: index not in own, ancestors)
    if any(tree.tokens[index].case in context.lexicon.cues for index in below):
        return None  # "according to a statement issued on Monday"
    if tree.tokens[date.head].head not in own and _is_bracketed(tree, date, draft):
        return None
    if is_in_clause_of(context, date, own):
        return 1
    told_of = noun_told_of(context, own)
    reach: list[int] = []
    edge: Role | None = None
    for steps, index in enumerate(ancestors):
        if index in own:
            if any(_is_another_time(context, one) for one in ancestors[1:steps]):
                return None
            return min(steps, 2) if steps < 3 or not _is_of_noun(context, date, own) else None
        if index == told_of:
            return 3 if not any(_is_another_time(context, one) for one in ancestors[:steps]) else None
        if index in others:
            if (rank := _rank_beside(context, draft, date, index)) is not None:
                return rank
            is_shared = are_listed(tree, index, own) or _opens(tree, index, own) or _is_when(context, index, own)
            is_shared = is_shared or any(_is_occasion(context, token, frozenset({index})) for token in own)
            if is_shared or _is_occasion(context, index, own):
                return 3
            return 4 if _is_sufferers(tree, index, own) else None
        if _is_of_occurrence(context, index, own):
            return 1
        if is_naming(context, index, own):
            return 2
        reach.append(index)
        one = tree.tokens[index]
        if one.role in _CLAUSE_EDGES or (one.role is Role.OPEN_COMPLEMENT and tree.tokens[one.head].pos == "NOUN"):
            edge = one.role
            break
    if _is_of_noun(context, date, own):
        return None
    if draft.event_type == "ASSAULT" and _opens_on_noun(tree, date, own):
        return 5
    shared = _shared_date_rank(context, draft, reach, others, is_rough=_is_rough(date))
    is_beside = edge not in (None, Role.RELATIVE, Role.COMPLEMENT) and bool(own & set(ancestors))
    is_apart = edge is Role.ADVERBIAL_CLAUSE and context.lexicon.is_in(_mark(context, reach[-1]), "apart_mark")
    is_beside = is_beside and not is_apart and not _is_of_thing(context, reach[-1], own)
    if shared is None and is_beside:
        return 5  # "fired on marchers protesting on Sunday": the nearest there is, if nothing else dates it
    return shared


def _rank_beside(context: Context, draft: Draft, date: DateMention, other: int) -> int | None:
    """Grade a date that hangs on another happening, by the clauses and lists that the two share."""
    tree, own = context.tree, draft.tokens
    if are_listed_nouns(tree, other, own, date.first):
        return 3
    if is_how(context, other, own) or is_of_subject(context, other, own):
        return 3
    if draft.event_type in ("ASSAULT", "COERCE") and is_target(context, other, own):
        return 3
    if follows_occasion(context, other, own) or is_gerund_of(tree, other, own):
        return 4
    if is_meeting_of_subject(context, other, own):
        return 4
    return 4 if _is_rough(date) and is_before_clause(tree, other, own) else None


def _is_of_thing(context: Context, verb: int, own: frozenset[int]) -> bool:
    """Say whether a past participle only tells which thing is meant: "a vote held on Friday", "a force sent in May"."""
    tree = context.tree
    clause = tree.tokens[verb]
    noun = tree.tokens[clause.head]
    if (noun.index in own and noun.pos == "NOUN") or context.lexicon.is_in(noun.lemma, "speech_setting"):
        return False  # "the expulsion, announced on Friday", "said in a statement issued on Friday"
    has_subject = any(
        one.role is Role.MARK or (one.role is Role.AGENT and one.case is None) for one in tree.children(verb)
    )
    return clause.role in (Role.PARTICIPLE, Role.ADVERBIAL_CLAUSE) and "past" in clause.features and not has_subject


def _opens_on_noun(tree: Tree, date: DateMention, own: frozenset[int]) -> bool:
    """Say whether a date opens a sentence that the parser reads as a noun: "On 3 May, a blast that ... killed two"."""
    root = tree.tokens[tree.tokens[date.head].head]
    is_verbless = root.role is Role.ROOT and root.pos == "NOUN" and date.last < root.index
    return is_verbless and any(tree.tokens[one].pos == "VERB" and one > root.index for one in own)


def _is_of_noun(context: Context, date: DateMention, own: frozenset[int]) -> bool:
    """Say whether a date only modifies a noun that is no occasion of a happening: "held a suspect of Friday's raid"."""
    tree = context.tree
    token = tree.tokens[date.head]
    if token.role not in _MODIFYING or token.head in own:
        return False
    return not _is_occasion(context, tree.first_conjunct(token.head), own)


def _is_occasion(context: Context, noun: int, own: frozenset[int]) -> bool:
    """Say whether a happening took place at what a noun tells: "was held during a protest", "died in Friday's raid"."""
    token = context.tree.tokens[noun]
    return token.role is Role.OBLIQUE and context.lexicon.is_in(token.case, "during_case") and token.head in own


def _is_sufferers(tree: Tree, verb: int, own: frozenset[int]) -> bool:
    """Say whether a clause tells what those who suffer a happening did: "fired on crowds marching on Sunday"."""
    clause = tree.tokens[verb]
    noun = tree.tokens[clause.head]
    is_one = clause.role is Role.PARTICIPLE and "gerund" in clause.features
    return is_one and noun.role in (Role.PATIENT, Role.OBLIQUE) and noun.head in own


def _is_when(context: Context, verb: int, own: frozenset[int]) -> bool:
    """Say whether a happening is told in a clause of what went on: "they were marching when police shot at them"."""
    for token in own:
        one = context.tree.tokens[token]
        is_meanwhile = context.lexicon.is_in(_mark(context, token), "meanwhile_mark")
        if one.role is Role.ADVERBIAL_CLAUSE and one.head == verb and is_meanwhile:
            return True
    return False


def _is_of_occurrence(context: Context, verb: int, own: frozenset[int]) -> bool:
    """Say whether a clause only tells when a happening was: "the ambush, which happened on Monday"."""
    tree = context.tree
    token = tree.tokens[verb]
    if token.role not in (Role.RELATIVE, Role.PARTICIPLE) or not context.lexicon.is_in(token.lemma, "occurrence_verb"):
        return False
    nouns = [token.head, *(above.index for above in tree.ancestors(token.head))][:2]
    return any(noun in own and tree.tokens[noun].pos == "NOUN" for noun in nouns)


def _is_bracketed(tree: Tree, date: DateMention, draft: Draft) -> bool:
    """Say whether a date stands in brackets that the happening does not: "N (pictured on Monday) was held"."""

    def depth(index: int) -> int:
        before = [token.text for token in tree.tokens[:index]]
        return before.count("(") - before.count(")")

    return depth(date.first) > depth(draft.trigger.token)


def _mark(context: Context, verb: int) -> str | None:
    """Return the word that opens a clause."""
    words = [(one.role, one.text.lower()) for one in context.tree.children(verb) if one.index < verb]
    is_in = context.lexicon.is_in
    return next((word for role, word in words if role is Role.MARK or is_in(word, "meanwhile_mark")), None)


def _opens(tree: Tree, verb: int, own: frozenset[int]) -> bool:
    """Say whether a gerund clause opens the sentence of a happening: "Attending a funeral on Sunday, N vowed ..."."""
    token = tree.tokens[verb]
    return (
        token.role is Role.ADVERBIAL_CLAUSE and "gerund" in token.features and token.head in own and verb < token.head
    )


def _is_rough(date: DateMention) -> bool:
    """Say whether a date is a month or longer: then what came shortly after or before shares it."""
    first, last = date.date.start, date.date.end
    return first is not None and last is not None and (last - first).days >= _MONTH


def _is_another_time(context: Context, index: int) -> bool:
    """Say whether a phrase tells of before or after: "was held after his post on 9 May"."""
    token = context.tree.tokens[index]
    is_time = token.case is not None and context.lexicon.is_in(token.case, "time_preposition")
    return is_time and token.role is Role.OBLIQUE and not context.lexicon.is_in(token.case, "same_time_case")


def _shared_date_rank(
    context: Context, draft: Draft, reach: list[int], others: frozenset[int], *, is_rough: bool
) -> int | None:
    """Grade a date on the verb that a happening is coordinated with or depends on as a participle or a noun."""
    tree = context.tree
    for token in sorted(draft.tokens):
        current = token
        for above in tree.ancestors(token):
            one = tree.tokens[current]
            is_aim = one.index not in draft.tokens and "infinitive" in one.features and one.role in _PURPOSES
            if is_aim and tree.tokens[token].pos == "NOUN":
                break  # "met on Monday to discuss the raid"
            if one.role in (Role.COMPLEMENT, Role.RELATIVE) or _is_apart(context, draft, current, is_rough=is_rough):
                break
            if above.index in others and above.index not in reach and one.role in (Role.PATIENT, Role.OBLIQUE):
                break  # "gathered on Monday to protest the killing"
            if above.index in reach[:3]:
                is_verb_list = one.role is Role.CONJUNCT and one.pos == "VERB"
                return 3 if is_verb_list or one.role in (Role.ADVERBIAL_CLAUSE, Role.PATIENT, Role.OBLIQUE) else 4
            current = above.index
    return None


def _is_apart(context: Context, draft: Draft, index: int, *, is_rough: bool) -> bool:
    """Say whether a phrase or clause has a time of its own: "after the raid", "over the raid", "before they left"."""
    token = context.tree.tokens[index]
    if token.role is Role.ADVERBIAL_CLAUSE:
        mark = _mark(context, index)
        return not is_rough and mark is not None and not context.lexicon.is_in(mark, "meanwhile_mark")
    if draft.event_type == "CONSULT" and context.lexicon.is_in(token.case, "following_case"):
        return False
    is_elsewhen = token.case is not None and not context.lexicon.is_in(token.case, "within_case")
    return token.role is Role.OBLIQUE and is_elsewhen


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
        elif one.what == "troops" and draft.event_type == "SUPPORT":
            belongs = one.head in arguments  # "approved the transfer of 300 soldiers"
        elif one.what == "troops":
            belongs = draft.event_type in ("MOBILIZE", "AID", "RETREAT", "AGREE", "COOPERATE", "CONCEDE") and (
                governed
                or one.head in arguments
                or any(_hangs(tree, one.head, token, others) for token in draft.tokens)
            )
        elif one.rule == "casualties":
            belongs = governed
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
        elif draft.event_type in _HELPED.get(one.what, ()):
            belongs = any(index in arguments for index in range(one.first, one.last + 1))
        else:
            fitting = _FITTING.get(one.what, frozenset())
            is_near = is_only or any(_hangs(tree, one.head, token, others) for token in draft.tokens)
            belongs = draft.event_type in fitting and (is_near or _is_done_by(tree, one, draft.tokens))
        if belongs:
            found.append(one)
    return tuple(found)


_FITTING = {
    "killed": frozenset({"ASSAULT", "PROTEST", "COERCE"}),
    "injured": frozenset({"ASSAULT", "PROTEST", "COERCE"}),
    "abducted": frozenset({"ASSAULT"}),
    "displaced": frozenset({"ASSAULT"}),
    "arrested": frozenset({"COERCE", "PROTEST"}),
}


_HELPED = {
    "abducted": frozenset({"RETREAT", "AID", "CONCEDE", "AGREE"}),
    "arrested": frozenset({"RETREAT", "CONCEDE", "AGREE"}),
    "injured": frozenset({"AID"}),
}
"""Those freed or nursed, by what had been done to them: "freed 40 inmates", "treated 60 wounded"."""


def _is_done_by(tree: Tree, quantity: QuantityMention, own: frozenset[int]) -> bool:
    """Say whether the verb over a number has the happening for its subject: "the assault sent 300 people fleeing"."""
    if quantity.governor is None:
        return False
    return any(one.role is Role.AGENT and one.index in own for one in tree.children(quantity.governor))


def _hangs(tree: Tree, low: int, high: int, others: frozenset[int]) -> bool:
    """Say whether a token stands in the subtree of another without a clause or another happening between them."""
    current = low
    for above in tree.ancestors(low):
        if tree.tokens[current].role in (Role.RELATIVE, Role.COMPLEMENT) or current in others:
            return False
        if above.index == high:
            return True
        current = above.index
    return False
