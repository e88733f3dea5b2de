"""Find who is meant inside a phrase that is no participant: the men of a base, the doer of a deed, a claimant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from harmattan.model.annotations import ActorMention
from harmattan.model.syntax import Role, Token
from harmattan.stages.predicates import Context, Trigger

__all__ = [
    "NAMING_RULES",
    "PLACE_LIKE",
    "among",
    "claimants",
    "holders",
    "in_deed",
    "in_restriction",
    "inside",
    "is_made",
    "listed",
    "owner_of_facility",
    "owners_of_assets",
    "sender_of",
    "sharing",
]

NAMING_RULES = frozenset({"unknown name", "surname", "title and name", "office and name", "name and office"})
"""Rules of mentions that name a person."""
PLACE_LIKE = frozenset({"country", "capital"})
"""Rules of mentions that may be only a place."""
_DOING = ("possessor", "modifier")
_OWNING = (Role.COMPOUND, Role.ADJECTIVE, Role.POSSESSOR)


def inside(context: Context, token: int) -> ActorMention | None:
    """Look through "a group of N", "dozens of N", "N's office" for someone known; "one of them, N" is N."""
    for child in context.tree.children(token):
        if child.role is Role.APPOSITION and child.index in context.actors:
            return context.actors[child.index]
    for child in context.tree.children(token):
        if child.role is Role.OBLIQUE and child.case == "of" and child.index in context.actors:
            inner = context.actors[child.index]
            return inner if inner.rule not in PLACE_LIKE else None
        lemma = context.tree.tokens[token].lemma
        is_asked = child.case in ("from", "by") and context.lexicon.is_in(lemma, "asking_noun")
        if is_asked and child.index in context.actors:
            return context.actors[child.index]  # "gave in to demands from N"
        is_whose = child.role is Role.POSSESSOR and context.lexicon.is_in(lemma, "seat_of")
        if is_whose and child.index in context.actors:
            return context.actors[child.index]
    return None


def owner_of_facility(context: Context, token: int) -> ActorMention | None:
    """Return whose a base, an office or a convoy is: who attacks it attacks them."""
    if not context.lexicon.is_in(context.tree.tokens[token].lemma, "facility"):
        return None
    inner = [c for c in context.tree.children(token) if c.role in _OWNING and c.index in context.actors]
    owners = [context.actors[c.index] for c in inner if context.actors[c.index].rule != "capital"]
    sides = [one for one in owners if one.participant.sector is not None]
    return next(iter(sides or owners), None)


def sharing(context: Context, mention: ActorMention) -> list[ActorMention]:
    """Return the further countries of a plural office: "the ministers of A and B" are two."""
    tree = context.tree
    found: list[ActorMention] = []
    if mention.rule == "pair":
        return listed(context, mention)
    if mention.rule == "pronoun":
        return listed(context, mention)
    if mention.participant.sector is None or "plural" not in tree.tokens[mention.head].features:
        return found
    found += listed(context, mention)
    for child in tree.children(mention.head):
        if child.role is Role.OBLIQUE and context.lexicon.is_in(child.case, "origin_case"):
            for token in sorted(tree.subtree(child.index)):
                other = context.actors.get(token)
                if other is None or other.rule not in (*PLACE_LIKE, "pair", "shared pair"):
                    continue
                if not other.participant.country:
                    continue
                if other.participant.country != mention.participant.country:
                    shared = replace(other.participant, sector=mention.participant.sector, name=None)
                    found.append(replace(other, participant=shared, rule="shared office"))
    return found


def listed(context: Context, mention: ActorMention) -> list[ActorMention]:
    """Return the further sides of a plural: "French and British troops" are two, as are "the envoys N and M"."""
    tree = context.tree
    is_they = context.lexicon.is_in(tree.tokens[mention.head].text.lower(), "pronoun_they")
    if mention.rule == "pronoun" and is_they:
        return _others_of_list(context, mention)
    if mention.rule == "pair":
        at_head = (context.actors.get(child.index) for child in tree.children(mention.head))
        return [one for one in at_head if one is not None and one.rule == "shared pair"]
    head = tree.tokens[mention.head]
    if "plural" not in head.features and not context.lexicon.is_in(head.lemma, "plural_noun"):
        return []
    beside = [c for c in tree.children(mention.head) if c.role in (Role.APPOSITION, Role.CONJUNCT) and c.pos == "PROPN"]
    names = [context.actors[t] for c in beside for t in tree.conjuncts(c.index) if t in context.actors]
    if names and mention.rule == "office and name":
        return names
    if members := _members(context, mention):
        return members
    adjectives = [t for child in tree.children(mention.head) for t in tree.conjuncts(child.index)]
    found = [context.actors[t] for t in adjectives if t in context.actors]
    return [one for one in found if one.rule == "shared adjective"]


def _members(context: Context, mention: ActorMention) -> list[ActorMention]:
    """Return the persons named behind a plural noun, as of its side: "clerks N and M", "five clerks, among them N"."""
    tree = context.tree
    if not mention.rule.startswith("noun"):
        return []
    # A name right behind the noun is apposed, whatever the parser makes of it.
    behind = [one.head for one in context.actors.values() if one.first == mention.head + 1]
    heads = [tree.first_conjunct(one) if tree.first_conjunct(one) > mention.head else one for one in behind]
    heads += [one.index for one in tree.children(mention.head) if one.index > mention.head and _is_member(context, one)]
    named: list[ActorMention] = []
    for head in heads:
        for token in tree.conjuncts(head):
            one = context.actors.get(token)
            if one is None or one.rule not in NAMING_RULES or one.participant.name is None or one in named:
                continue
            named.append(one)
            # "N, M and L": the parser hangs each on the one before
            heads += [c.index for c in tree.children(token) if c.role is Role.APPOSITION and c.pos == "PROPN"]
    sector = mention.participant.sector
    return [
        replace(one, participant=replace(one.participant, sector=one.participant.sector or sector)) for one in named
    ]


def _is_member(context: Context, token: Token) -> bool:
    is_within = token.role is Role.OBLIQUE and context.lexicon.is_in(token.case, "including_case")
    return token.role is Role.APPOSITION or is_within


def among(context: Context, token: int) -> list[ActorMention]:
    """Return who is said to be among those who did or suffered something: "N was among those arrested"."""
    tree = context.tree
    those = tree.tokens[token]
    verb = tree.tokens[those.head]
    case = those.case
    if case == "of" and verb.role is Role.ATTRIBUTE:  # "one of those arrested"
        case, verb = f"{verb.text.lower()} of", tree.tokens[verb.head]
    if not context.lexicon.is_in(case, "among_case") or verb.lemma != "be":
        return []
    subject = tree.subject(verb.index)
    if subject is None:  # "Among those killed were two soldiers"
        subject = next((c.index for c in tree.children(verb.index) if c.role is Role.ATTRIBUTE), None)
    return [context.actors[t] for t in tree.conjuncts(subject) if t in context.actors] if subject is not None else []


def is_made(context: Context, verb: int, thing: int) -> bool:
    """Say whether a body is only being made: "agreed to create a commission"."""
    words = {child.text.lower() for child in context.tree.children(thing)}
    is_new = not words.isdisjoint(context.lexicon.classes.get("indefinite", frozenset()))
    return is_new and context.lexicon.is_in(context.tree.tokens[verb].lemma, "making")


def sender_of(context: Context, mention: ActorMention) -> ActorMention:
    """Return whose envoys are sent or called home, where the text says so: "its ambassador" is moved by "it"."""
    if not context.lexicon.is_in(context.tree.tokens[mention.head].lemma, "envoy_title"):
        return mention
    owners = [c.index for c in context.tree.children(mention.head) if c.role is Role.POSSESSOR]
    return next((context.actors[one] for one in owners if one in context.actors), mention)


def holders(context: Context, triggers: Iterable[Trigger]) -> list[ActorMention]:
    """Return who holds a place that is attacked: "shelled the rebel-held town"."""
    tree = context.tree
    heads = [
        a.token
        for one in triggers
        for a in one.arguments
        if a.function == "patient" or context.lexicon.is_in(a.function, "attacked_case")
    ]
    held = [
        child.index
        for head in heads
        for child in tree.children(head)
        if child.index < head and context.lexicon.is_in(child.text.lower(), "held_by")
    ]
    return [context.actors[c.index] for one in held for c in tree.children(one) if c.index in context.actors]


def owners_of_assets(context: Context, trigger: Trigger) -> list[ActorMention]:
    """Return whose money or goods are frozen or seized: "the assets of N", "funds held by N"."""
    tree = context.tree
    found: list[ActorMention] = []
    for argument in trigger.arguments:
        if argument.function != "patient" or not context.lexicon.is_in(tree.tokens[argument.token].lemma, "asset"):
            continue
        heads = [
            c
            for c in tree.children(argument.token)
            if c.role is Role.POSSESSOR or context.lexicon.is_in(c.case, "owned_case")
        ]
        for held in tree.children(argument.token):
            if held.role is Role.PARTICIPLE and held.pos == "VERB":
                heads += [c for c in tree.children(held.index) if c.case == "by"]
        found += [context.actors[t] for c in heads for t in tree.conjuncts(c.index) if t in context.actors]
    return found


def _others_of_list(context: Context, they: ActorMention) -> list[ActorMention]:
    """Return the others whom "they" means beside the first of a list: "N and M left after they met"."""
    antecedent = they.participant.antecedent
    named = [one for one in context.actors.values() if one.head != they.head]
    first = next((one for one in named if antecedent in (one.participant.span, one.participant.antecedent)), None)
    if first is None:
        return []
    if first.rule == "pair":
        return sharing(context, first)
    if first.head > they.head:
        return []
    return [context.actors[t] for t in context.tree.conjuncts(first.head) if t != first.head and t in context.actors]


def in_deed(context: Context, trigger: Trigger, *, is_refused: bool = False) -> list[ActorMention]:
    """Return who did what is condemned or welcomed: "condemned the Turkish raid", "a draft tabled by N".

    Whom talks or trade would be with counts where they are refused ("rejected talks with N").
    """
    tree = context.tree
    found: list[ActorMention] = []
    for argument in trigger.arguments:
        if argument.function != "patient" or argument.token in context.actors:
            continue
        inside_deed = [(one.function, one.token) for one in tree.arguments(argument.token)]
        inside_deed += [
            ("by", agent.index)
            for clause in tree.children(argument.token)
            if clause.role in (Role.PARTICIPLE, Role.RELATIVE) and clause.pos == "VERB"
            for agent in tree.children(clause.index)
            if agent.role is Role.AGENT and agent.case == "by"
        ]
        is_suffered = context.lexicon.is_in(tree.tokens[argument.token].lemma, "suffered_noun")
        found += [
            mention
            for function, token in inside_deed
            if not (is_suffered and function in ("of", "possessor"))
            if function in _DOING or context.lexicon.is_in(function, "deed_case") or (is_refused and function == "with")
            if (mention := context.actors.get(token)) is not None
            and (mention.participant.country or (function == "by" and mention.participant.sector))
            and (function != "of" or mention.rule not in PLACE_LIKE)
        ]
    return found


def in_restriction(context: Context, nouns: Iterable[int]) -> list[ActorMention]:
    """Return whom a ban, a blockade or sanctions weigh on: "the ban on N", "sanctions imposed on N"."""
    tree = context.tree
    found: list[ActorMention] = []
    for noun in nouns:
        if not context.lexicon.is_in(tree.tokens[noun].lemma, "restriction"):
            continue
        imposed = [c.index for c in tree.children(noun) if c.role is Role.PARTICIPLE and c.pos == "VERB"]
        found += [
            context.actors[token]
            for holder in (noun, *imposed)
            for child in tree.children(holder)
            if child.role is Role.OBLIQUE and context.lexicon.is_in(child.case, "restricted_case")
            for token in tree.conjuncts(child.index)
            if token in context.actors and (holder == noun or context.lexicon.is_in(child.case, "imposed_case"))
        ]
    return found


def claimants(context: Context, trigger: Trigger) -> list[ActorMention]:
    """Return who says that the deed was theirs: "N claimed responsibility for the attack"."""
    tree = context.tree
    token = tree.tokens[tree.first_conjunct(trigger.token)]
    noun = tree.tokens[token.head]
    verb = tree.tokens[noun.head]
    is_for = token.case == "for" and context.lexicon.is_in(noun.lemma, "responsibility")
    if not is_for or noun.role is not Role.PATIENT or verb.pos != "VERB":
        return []
    is_others = any(c.role is Role.POSSESSOR for c in tree.children(noun.index))
    is_negated = any(c.role is Role.NEGATION for c in tree.children(verb.index))
    if is_others or is_negated or any(cue.stance == "denies" for cue in context.lexicon.cues.get(verb.lemma, ())):
        return []
    subject = tree.subject(verb.index)
    if subject is None or any(context.lexicon.is_in(c.text.lower(), "none") for c in tree.children(subject)):
        return []
    return [context.actors[one] for one in tree.conjuncts(subject) if one in context.actors]
