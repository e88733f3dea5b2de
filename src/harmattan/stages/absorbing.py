"""Thin the drafts of a sentence: what is only the content, the topic or a party of another happening is none."""

from __future__ import annotations

from dataclasses import replace

from harmattan.model.syntax import Role
from harmattan.stages.arguments import Tree, is_passive
from harmattan.stages.context import Context
from harmattan.stages.draft import Draft, path_between, step_below
from harmattan.stages.predicates import Trigger

__all__ = ["absorbed", "standing"]

_ABSORBING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
"""Types whose content is a part of them: what is pledged, asked, refused or threatened is not coded again."""
_STOPPED = frozenset({"CONSULT", "COOPERATE", "AID", "AGREE", "SUPPORT"})
"""Types that a SANCTION ends: of suspended talks only the suspension is told."""
_TOPICAL = frozenset({"CONSULT", "SANCTION", *_ABSORBING})
"""Types whose topics ("talks on a deployment") are no events."""


def standing(context: Context, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts that are no party to another, no mere verb of another, no mere report, name or topic."""
    drafts = [draft for draft in drafts if not _is_cast(context, draft, drafts)]
    drafts = [draft for draft in drafts if not (_names_offence(context, draft) or _names_topic(context, draft))]
    return [draft for draft in drafts if not _only_reports(context, draft) and not _only_carries(draft, drafts)]


def absorbed(context: Context, drafts: list[Draft]) -> list[Draft]:
    """Fold what is only the content or topic of a verbal event into it."""
    kept: list[Draft] = []
    content: dict[int, tuple[Trigger, ...]] = {}
    for draft in drafts:
        holders = [other for other in drafts if other is not draft and _is_content(context, draft, other)]
        if holders and _is_matter(context, draft, drafts):
            holders = []
        if not holders:
            kept.append(draft)
        for holder in holders:
            content[holder.trigger.token] = (*content.get(holder.trigger.token, ()), draft.trigger)
    return [replace(draft, content=content.get(draft.trigger.token, ())) for draft in kept]


def _is_matter(context: Context, draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether a happening is what an inquiry is about: "a probe into the killings" tells of killings."""
    if draft.reading.factuality != "asserted":
        return False
    token = context.tree.tokens[draft.trigger.token]
    beside = [child for child in context.tree.children(token.head) if child.role is Role.PATIENT]
    inquiries = [other.trigger.token for other in drafts if other.mode == "investigate"]
    # The parser may hang "into" on the verb: "demanded a probe into the killings".
    inquiries += [
        token.head
        for one in beside
        if token.case == "into" and any(f.mode == "investigate" for f in context.lexicon.nouns.get(one.lemma, ()))
    ]
    return any(path_between(context.tree, token.index, one) == (Role.OBLIQUE,) for one in inquiries)


def _is_content(context: Context, draft: Draft, other: Draft) -> bool:
    tree = context.tree
    if other.event_type not in _TOPICAL or draft.trigger.token == other.trigger.token:
        return False
    for anchor in {other.trigger.token, *({other.trigger.carrier} if other.trigger.carrier is not None else set())}:
        path = path_between(tree, draft.trigger.token, anchor)
        if path is None or Role.RELATIVE in path:
            continue
        if draft.trigger.carrier is not None and other.trigger.carrier == draft.trigger.carrier:
            return draft.event_type != other.event_type and draft.trigger.token > other.trigger.token
        last = path[-1]
        if _is_beside(context, draft.trigger.token, anchor):
            continue
        if other.event_type == "SANCTION":
            is_planned = draft.reading.factuality == "planned"
            if path == (Role.PATIENT,) and draft.event_type in _STOPPED and not is_planned:
                return True
        elif other.event_type in _ABSORBING:
            first_clause = last in (
                Role.OPEN_COMPLEMENT,
                Role.COMPLEMENT,
                Role.PATIENT,
                Role.PREP_CLAUSE,
                Role.PARTICIPLE,
                Role.ADVERBIAL_CLAUSE,
            )
            below = tree.tokens[step_below(tree, draft.trigger.token, anchor)]
            topic = last is Role.OBLIQUE and not context.lexicon.is_in(below.case or "", "circumstance_case")
            if (first_clause or topic) and not _is_told_beside(tree, draft, anchor):
                return True
        elif draft.event_type != other.event_type and _is_topic(context, draft, anchor, path):
            return True
    return False


def _is_beside(context: Context, low: int, high: int) -> bool:
    """Say whether a happening is told as what went before or along: "agreed to withdraw after two days of clashes"."""
    tree, beside = context.tree, context.lexicon.classes["beside"]
    current = low
    for above in tree.ancestors(low):
        if tree.tokens[current].case in beside:
            return True
        is_clause = tree.tokens[current].role is Role.ADVERBIAL_CLAUSE
        if is_clause and any(child.text.lower() in beside for child in tree.children(current)):
            return True
        if above.index == high:
            return False
        current = above.index
    return False


def _is_topic(context: Context, draft: Draft, anchor: int, path: tuple[Role, ...]) -> bool:
    """Say whether a happening is only what a meeting was about: "talks on ...", "met to ...", "discussed ..."."""
    tree, topics = context.tree, context.lexicon.classes["topic_case"]
    chain = [draft.trigger.token]
    for above in tree.ancestors(draft.trigger.token):
        if above.index == anchor:
            break
        chain.append(above.index)
    if any(tree.tokens[one].case in topics for one in chain):
        return True
    below = tree.tokens[chain[-1]]
    if path[-1] in (Role.ADVERBIAL_CLAUSE, Role.PARTICIPLE, Role.OPEN_COMPLEMENT) and "infinitive" in below.features:
        return True
    return path[-1] in (Role.PATIENT, Role.CONJUNCT) and context.lexicon.is_in(tree.tokens[anchor].lemma, "discussing")


def _is_told_beside(tree: Tree, draft: Draft, anchor: int) -> bool:
    """Say whether a clause stands beside the verbal event instead of being its content ("..., killing 12")."""
    below = tree.tokens[step_below(tree, draft.trigger.token, anchor)]
    return below.role is Role.ADVERBIAL_CLAUSE and "infinitive" not in below.features


def _is_denial(context: Context, draft: Draft) -> bool:
    """Say whether a rejection denies what its object tells: "dismissed the allegation that soldiers had ..."."""
    tree = context.tree
    verb = tree.tokens[draft.trigger.token]
    if not any(cue.stance == "denies" for cue in context.lexicon.cues.get(verb.lemma, ())):
        return False
    return any(
        argument.function == "patient"
        and context.is_a(argument.token, "@allegation")
        and any(
            child.role in (Role.COMPLEMENT, Role.PARTICIPLE, Role.RELATIVE) and child.pos in ("VERB", "AUX")
            for child in tree.children(argument.token)
        )
        for argument in draft.trigger.arguments
    )


def _only_reports(context: Context, draft: Draft) -> bool:
    """Say whether a promise is none because its clause tells what has been done: "announced that it had freed ..."."""
    tree = context.tree
    if draft.event_type == "REJECT" and _is_denial(context, draft):
        return True
    if draft.mode == "x-apology":
        return False  # "admitted that the abduction was a mistake"
    if draft.event_type not in _ABSORBING or tree.tokens[draft.trigger.token].lemma not in context.lexicon.cues:
        return False
    for argument in draft.trigger.arguments:
        clause = tree.tokens[argument.token]
        if argument.function == "clause" and clause.role is Role.COMPLEMENT:
            helpers = [
                child for child in tree.children(clause.index) if child.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY)
            ]
            if any({"modal", "infinitive"} & one.features for one in helpers):
                return False  # "insisted that they be freed"
            return "past" in clause.features
    return False


def _names_offence(context: Context, draft: Draft) -> bool:
    """Say whether a deed without a victim only names what somebody is charged with: "a sentence for spying"."""
    tree = context.tree
    token = tree.tokens[draft.trigger.token]
    if token.role is not Role.PREP_CLAUSE or not context.lexicon.is_in(token.case, "offence_case"):
        return False
    above = tree.tokens[token.head]
    is_charge = context.lexicon.is_in(above.lemma, "offence_noun" if above.pos == "NOUN" else "arresting")
    sufferers = draft.trigger.tokens_of(draft.trigger.frame.recipient)
    return is_charge and not any(one in context.actors or one in context.places for one in sufferers)


def _names_topic(context: Context, draft: Draft) -> bool:
    """Say whether a war is only spoken of: "discussed the war in Sudan"; of one that goes on, something is said."""
    tree = context.tree
    trigger = draft.trigger
    token = tree.tokens[tree.first_conjunct(trigger.token)]
    if trigger.frame.pos != "noun" or not context.lexicon.is_in(trigger.frame.lemma, "lasting_conflict"):
        return False
    if token.role not in (Role.OBLIQUE, Role.PATIENT, Role.APPOSITION) or draft.reading.factuality == "denied":
        return False
    if is_passive(tree, tree.tokens[token.head]) and token.role is Role.PATIENT:
        return False
    if context.lexicon.is_in(tree.tokens[token.head].lemma, "waging"):
        return False
    return not any(one.token in context.actors for one in trigger.arguments if one.function != "in")


def _only_carries(draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether verb and object were read, and differently: the longer name tells ("held a joint exercise")."""
    for other in drafts:
        if other.trigger.carrier == draft.trigger.token and other.event_type != draft.event_type:
            return " " in other.trigger.frame.lemma
        if draft.trigger.carrier == other.trigger.token and other.event_type != draft.event_type:
            return " " not in draft.trigger.frame.lemma
    return False


def _is_cast(context: Context, draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether a noun is no happening but takes part in one: "clashed with an army patrol"."""
    token = draft.trigger.token
    if draft.trigger.frame.pos != "noun" or token not in context.actors:
        return False
    return any(
        token in other.trigger.tokens_of((*other.trigger.frame.actor, *other.trigger.frame.recipient))
        for other in drafts
        if other is not draft
    )
