"""Merge triggers that tell one happening twice: "killed in an attack", "attacked ..., killing 12"."""

from __future__ import annotations

from dataclasses import replace

from harmattan.model.syntax import Role
from harmattan.stages.arguments import Tree
from harmattan.stages.context import Context
from harmattan.stages.draft import Draft, path_between, step_below
from harmattan.stages.predicates import Trigger

__all__ = ["told_once", "with_wounded"]


_ARMED = frozenset({"drone", "aerial", "heavy-weapons", "explosives", "firearms", "suicide-attack"})


def told_once(context: Context, drafts: list[Draft]) -> list[Draft]:
    """Merge triggers of one type that tell one happening: "killed in an attack", "attacked ..., killing 12"."""
    merged: dict[int, Draft] = {draft.trigger.token: draft for draft in drafts}
    holders: dict[int, int] = {}
    for draft in drafts:
        for other in drafts:
            low, high = draft.trigger.token, other.trigger.token
            if _is_toll(context, draft, other):
                high = holders.get(high, high)  # "hit N, killing one and wounding five": the dead are the blast's
            if low == high or low not in merged or high not in merged:
                continue
            rest = frozenset(merged) - {low, high}
            if merged[low].event_type != merged[high].event_type:
                continue
            are_one = (
                _is_accused(context, merged, low, high)
                or _is_toll(context, draft, other)
                or _is_same(context, merged[low], merged[high], rest)
            )
            if not are_one:
                continue
            upper, lower = merged[high], merged[low]
            # Arms that are named tell more than the damage: "a drone attack that damaged a plane".
            is_damage = upper.mode == "destroy" and lower.mode in _ARMED
            mode = lower.mode if is_damage else upper.mode or lower.mode
            merged[high] = replace(upper, mode=mode, merged=(*upper.merged, *lower.triggers))
            del merged[low]
            holders |= dict.fromkeys((low, *(held for held, holder in holders.items() if holder == low)), high)
    return sorted(merged.values(), key=lambda one: one.trigger.token)


def with_wounded(context: Context, draft: Draft, drafts: list[Draft]) -> Draft:
    """Count the verb of the wounded, whose auxiliary is left out, to the happening of the dead."""
    if draft.event_type != "ASSAULT":
        return draft
    taken = {token for one in drafts for token in one.tokens}
    wounded = {
        child.index
        for token in draft.tokens
        for child in context.tree.children(token)
        if child.role is Role.CONJUNCT and context.lexicon.is_in(child.lemma, "wounding") and child.index not in taken
    }
    return replace(draft, beside=frozenset(wounded)) if wounded else draft


def _is_accused(context: Context, drafts: dict[int, Draft], low: int, high: int) -> bool:
    """Say whether a gerund clause goes on telling the deed of an accusation: "accused N of firing, injuring two"."""
    tree = context.tree
    lower, upper = tree.tokens[low], tree.tokens[high]
    accuser = drafts.get(upper.head)
    return (
        lower.role is Role.ADVERBIAL_CLAUSE
        and "gerund" in lower.features
        and upper.role is Role.PREP_CLAUSE
        and lower.head == upper.head
        and accuser is not None
        and accuser.event_type == "ACCUSE"
    )


def _is_toll(context: Context, lower: Draft, upper: Draft) -> bool:
    """Say whether two listed verbs are the dead and the wounded of one happening."""
    low, high = context.tree.tokens[lower.trigger.token], context.tree.tokens[upper.trigger.token]
    if low.role is not Role.CONJUNCT or low.head != high.index:
        return False
    lemmas = {low.lemma, high.lemma}
    subject = context.tree.subject(low.index)
    if subject is not None and subject == context.tree.subject(high.index):
        if any(context.is_a(subject, test) for test in ("@explosive", "@heavy", "@drone")):
            return True  # "bombs went off and killed four": what they did is one
    if high.lemma in context.lexicon.classes.get("raiding", frozenset()) and not _has_own_setting(context, low.index):
        if context.lexicon.is_in(low.lemma, "harming") or context.lexicon.is_in(low.lemma, "wounding"):
            return True  # "attacked a bus on Monday and killed nine"
    wounding = context.lexicon.classes.get("wounding", frozenset())
    harming = context.lexicon.classes.get("harming", frozenset())
    return bool(lemmas & wounding) and lemmas <= wounding | harming


def _does(tree: Tree, noun: Trigger, verb: Trigger) -> bool:
    """Say whether a happening told by a noun is the subject of the verb."""
    return noun.frame.pos == "noun" and any(
        argument.function == "agent" and tree.first_conjunct(argument.token) == tree.first_conjunct(noun.token)
        for argument in verb.arguments
    )


def _has_own_setting(context: Context, verb: int) -> bool:
    """Say whether a place or an own subject hangs on a verb."""
    return any(
        child.index in context.places or (child.role is Role.AGENT and child.case is None)
        for child in context.tree.children(verb)
    )


def _is_same(context: Context, lower: Draft, upper: Draft, rest: frozenset[int]) -> bool:
    tree = context.tree
    if lower.trigger.carrier == upper.trigger.token:
        return True  # "was placed under house arrest"
    if _does(tree, lower.trigger, upper.trigger) or _does(tree, upper.trigger, lower.trigger):
        return True  # "a raid on N killed 30 and injured 33"
    if lower.trigger.carrier is not None and lower.trigger.carrier == upper.trigger.carrier:
        return False
    path = path_between(tree, lower.trigger.token, upper.trigger.token)
    if path is None and lower.trigger.carrier is not None:
        path = path_between(tree, lower.trigger.carrier, upper.trigger.token)
    if path is None or path[0] is Role.CONJUNCT or Role.COMPLEMENT in path:
        return False
    if Role.RELATIVE in path and len(path) > 1:
        return False
    if Role.CONJUNCT in path:
        # "killed and wounded when X stormed": the clause hangs on the last verb of the list.
        between = {above.index for above in tree.ancestors(lower.trigger.token)}
        if path[-1] is not Role.CONJUNCT or len(path) != 2 or between & rest:
            return False
        token = tree.tokens[lower.trigger.token]
        above = tree.tokens[token.head]
        if token.role is Role.OBLIQUE and (token.case or "").split()[-1:] == ["in"]:
            return context.lexicon.is_in(above.lemma, "wounding")
        is_clause = token.role is Role.ADVERBIAL_CLAUSE and above.pos == "VERB"
        return is_clause and (_is_when(context, token.index) or "gerund" in token.features)
    modes = {lower.mode, upper.mode} - {None}
    if len(modes) > 1 and modes & {"abduct", "arrest", "sexual"}:
        return False
    last = tree.tokens[step_below(tree, lower.trigger.token, upper.trigger.token)]
    if last.role in (Role.ADVERBIAL_CLAUSE, Role.OPEN_COMPLEMENT):
        return "gerund" in last.features or lower.event_type == "CONSULT" or _is_when(context, last.index)
    if last.role is Role.PREP_CLAUSE:
        return context.lexicon.is_in(last.case, "means_case")
    if last.role is Role.RELATIVE:
        is_noun = upper.trigger.frame.pos == "noun" or "gerund" in tree.tokens[upper.trigger.token].features
        return is_noun and lower.mode not in ("abduct",) and len(path) == 1
    if last.role is Role.PARTICIPLE:
        return len(path) == 1
    if last.role is Role.OBLIQUE:
        cases = [child.index for child in tree.children(last.index) if child.role is Role.CASE]
        if any(below.role is Role.TEMPORAL for case in cases for below in tree.children(case)):
            return False  # "killed 45 hours after a battle"
        return context.lexicon.is_in((last.case or "").rpartition(" ")[2], "merging_case")
    return last.role in (Role.PATIENT, Role.AGENT, Role.COMPOUND)


def _is_when(context: Context, clause: int) -> bool:
    """Say whether a clause tells how the main one came about: "killed when gunmen stormed"; "two days after" is not."""
    tree = context.tree
    children = tree.children(clause)
    measured = [
        *children,
        *(below for child in children if child.role is Role.MARK for below in tree.children(child.index)),
    ]
    if any(child.role is Role.TEMPORAL for child in measured):
        return False
    return any(
        context.lexicon.is_in(child.text.lower(), "how_mark") and child.role in (Role.MARK, Role.ADVERB)
        for child in children
    )
