"""Statements that sum up: what is done again and again, told without a day and of nobody in particular.

The simple present tells a habit ("the army kills civilians"), a perfect or a long stretch of many unnumbered sufferers
tells of several deeds ("have attacked schools", "writers imprisoned in 2021"). A headline's present tells of the past.
"""

from __future__ import annotations

from harmattan.model.syntax import Role, Sentence, Token
from harmattan.scales import DateRange
from harmattan.stages.arguments import Argument, Tree
from harmattan.stages.draft import Draft

__all__ = ["is_habit", "is_headline", "is_summing_up"]

_HABITUAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID", "CONSULT", "SANCTION", "THREATEN"})
_SUMMED = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_STOPS = (".", "!", "?", '"', "”", "»", "…", "'", "’", ":", ";")
_LONG = 31
"""Days: a deed somewhere in a longer stretch is dated loosely, many of them in it are a sum."""
_PARTIES = ("agent", "patient", "by", "subject", "sufferer")


def is_headline(sentence: Sentence) -> bool:
    """Say whether a sentence ends without a stop, as headlines and captions do."""
    return not sentence.text.rstrip().endswith(_STOPS)


def is_habit(tree: Tree, draft: Draft, date: DateRange | None) -> bool:
    """Say whether a draft tells in the simple present what is done now and then."""
    if draft.event_type not in _HABITUAL or draft.reading.factuality != "asserted" or is_headline(tree.sentence):
        return False
    if date is not None and date.start is not None and date.kind == "within":
        return False
    verb = _verb(tree, draft)
    if verb is None or _tense(tree, verb) != "present":
        return False
    parties = [a for a in draft.trigger.arguments if a.function in _PARTIES]
    return bool(parties) and all(not _is_counted(tree, one) for one in parties) and _is_many(tree, draft)


def is_summing_up(tree: Tree, draft: Draft, date: DateRange | None) -> bool:
    """Say whether a verb tells of many unnumbered sufferers in a perfect, or in a long stretch of time."""
    verb = _verb(tree, draft)
    if draft.event_type not in _SUMMED or verb is None:
        return False
    if date is not None and date.date_prec == 1:
        return False
    sufferers = [a for a in draft.trigger.arguments if a.function in ("patient", "sufferer")]
    if not sufferers or not all(_is_unnumbered(tree, one) for one in sufferers):
        return False
    is_long = bool(date and date.start and date.end and (date.end - date.start).days > _LONG)
    return is_long or (_tense(tree, verb) == "perfect" and _is_active(draft))


def _is_active(draft: Draft) -> bool:
    return any(one.function == "agent" for one in draft.trigger.arguments)


def _verb(tree: Tree, draft: Draft) -> Token | None:
    """Return the verb that tells a draft: its trigger, or the light verb of a noun."""
    trigger = draft.trigger
    token = tree.tokens[trigger.token if trigger.carrier is None else trigger.carrier]
    return token if token.pos in ("VERB", "AUX") else None


def _tense(tree: Tree, verb: Token) -> str | None:
    """Return "present" for a simple present, "perfect" for a present perfect, None for all else."""
    first = tree.tokens[tree.first_conjunct(verb.index)]
    above = tree.tokens[first.head]
    if first.role is Role.OPEN_COMPLEMENT and "infinitive" in first.features and above.pos == "VERB":
        return _tense(tree, above)  # "uses the law to jail critics"
    helpers = [c for c in tree.children(verb.index) if c.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY)]
    if any("modal" in one.features for one in helpers) or "gerund" in verb.features:
        return None
    present = [one for one in helpers if "present" in one.features]
    if any(one.role is Role.AUXILIARY for one in present):
        return "present" if "infinitive" in verb.features else "perfect"
    if present:
        return "present"
    if helpers:
        return None
    if verb.role is Role.CONJUNCT and "participle" in verb.features:
        head = tree.tokens[verb.head]
        return _tense(tree, head) if head.pos in ("VERB", "AUX") else None
    return "present" if "present" in verb.features else None


def _is_many(tree: Tree, draft: Draft) -> bool:
    """Say whether a party is a plural without an article: "attack farmers", "silence its critics"."""
    return any(
        "plural" in tree.tokens[index].features and not _is_marked(tree, index, (Role.NUMBER, Role.DETERMINER))
        for one in draft.trigger.arguments
        if one.function in _PARTIES
        for index in tree.conjuncts(one.token)
    )


def _is_counted(tree: Tree, argument: Argument) -> bool:
    return any(child.role is Role.NUMBER for child in tree.children(argument.token))


def _is_unnumbered(tree: Tree, argument: Argument) -> bool:
    token = tree.tokens[argument.token]
    is_plural = token.pos == "NOUN" and "plural" in token.features
    return is_plural and not _is_marked(tree, argument.token, (Role.NUMBER, Role.DETERMINER, Role.POSSESSOR))


def _is_marked(tree: Tree, index: int, marks: tuple[Role, ...]) -> bool:
    """Say whether a noun has a number, an article or an owner: not such people, but these."""
    return any(child.role in marks for child in tree.children(index))
