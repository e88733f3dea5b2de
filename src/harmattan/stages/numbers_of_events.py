"""Counts and aggregates of an event."""

from __future__ import annotations

from harmattan.model.annotations import ActorMention, QuantityMention
from harmattan.model.event import CountOf
from harmattan.model.syntax import Role, Sentence
from harmattan.reference.lexicon import Lexicon
from harmattan.reference.words import Words
from harmattan.scales import Count, DateRange, Occurrences
from harmattan.stages.arguments import Tree
from harmattan.stages.context import Context
from harmattan.stages.count_rules import Counted, count_readings
from harmattan.stages.draft import Draft
from harmattan.stages.habits import is_habit, is_summing_up
from harmattan.stages.participant_phrases import NAMING_RULES
from harmattan.stages.splitting import Part

__all__ = ["aggregate_of", "counts_of"]

_COUNTABLE = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "THREATEN"})
_TOO_MANY = 1000
"""As many dead or held without a day are those of a campaign."""
_MANY = 10
"""As many dead, hurt or held over weeks and months are not those of one happening."""
_BEFALLEN = frozenset({"killed", "injured", "abducted", "arrested"})
_PEOPLE = frozenset({"killed", "injured", "abducted", "arrested", "displaced"})
_CIVILIAN = frozenset({"CVL", "JRN", "MED", "EDU", "REL", "REF", "AGR", "LAB", "BUS", "SOC"})


def aggregate_of(
    lexicon: Lexicon,
    tree: Tree,
    draft: Draft,
    quantities: tuple[QuantityMention, ...],
    date: DateRange | None,
) -> tuple[bool, Occurrences | None]:
    """Say whether an event sums up several happenings, and how many.

    A number of happenings, a plural noun without a day of its own, a repeated date, an adverb of repetition, a habit
    told in the present and a perfect with many unnumbered sufferers do.
    """
    sentence = tree.sentence
    for one in quantities:
        if one.what == "occurrences":
            count = one.count
            many = (count.low or 0) > 1 or (count.best or 0) > 1 or (count.high or 0) > 1
            return many, Occurrences(count.low, count.best, count.high, count.is_approximate)
    if is_habit(tree, draft, date) or (date is not None and date.kind == "repeated"):
        return True, None
    if draft.event_type not in _COUNTABLE:
        return False, None
    token = sentence.tokens[draft.trigger.token]
    is_one_day = date is not None and date.date_prec == 1
    is_plural = token.pos == "NOUN" and "plural" in token.features and token.lemma != token.text.lower()
    if is_plural and not is_one_day:
        return True, None
    if _is_counted(sentence, draft, lexicon) or is_summing_up(tree, draft, date):
        return True, None
    words = {
        child.text.lower()
        for index in draft.tokens
        for child in sentence.children(index)
        if child.role in (Role.ADVERB, Role.ADJECTIVE)
    }
    if words & lexicon.classes.get("repeated", frozenset()) and not is_one_day:
        return True, None
    if not is_one_day and any(
        _is_many(one, _TOO_MANY)
        for one in quantities
        if one.what in ("killed", "abducted", "arrested") or one.rule == "casualties"
    ):
        return True, None
    is_stretch = date is not None and date.kind in ("throughout", "repeated")
    goes_on = draft.event_type in ("ASSAULT", "PROTEST") and token.pos == "VERB" and draft.mode != "abduct"
    many = any((one.what in _PEOPLE or one.rule == "casualties") and _is_many(one) for one in quantities)
    return is_stretch and (is_plural or goes_on or many), None


def _is_counted(sentence: Sentence, draft: Draft, lexicon: Lexicon) -> bool:
    """Say whether a verb tells of several times: "struck four times", "has twice attacked"."""
    return any(
        (child.lemma == "time" and "plural" in child.features and child.role is Role.TEMPORAL)
        or lexicon.is_in(child.text.lower(), "times_adverb")
        for index in draft.tokens
        for child in sentence.children(index)
    )


def _is_many(quantity: QuantityMention, number: int = _MANY) -> bool:
    count = quantity.count
    return max(count.low or 0, count.best or 0, count.high or 0) >= number


def counts_of(
    context: Context, words: Words, draft: Draft, quantities: tuple[QuantityMention, ...], part: Part
) -> tuple[CountOf, ...]:
    """Return the counts of people with the side that they belong to; a person whom the text names is one."""
    tree = context.tree
    found: list[CountOf] = []
    for one in quantities:
        if one.what in ("occurrences", "people"):
            continue
        found.append(CountOf(one.what, one.count, one.span, _side(tree, one, part)))  # type: ignore[arg-type]
    for number, mention in enumerate(part.recipients):
        if any(_is_about(one, mention) for one in quantities) or not _is_one_person(context, words, mention):
            continue
        counted = Counted(mention.head, mention.head, is_bare=False)
        kinds = {
            reading.what[0]
            for reading in count_readings(tree.sentence, counted, words)
            if reading.rule in ("verb", "of") and reading.governor in draft.tokens and len(reading.what) == 1
        }
        for kind in sorted(kinds & _BEFALLEN):
            # beside counted civilians one more civilian is part of theirs
            is_theirs = any((one.what, one.of) == (kind, "civilian") for one in found)
            side = "civilian" if is_theirs else f"recipient:{number}"
            found.append(CountOf(kind, Count(best=1), mention.participant.span, side))  # type: ignore[arg-type]
    return tuple(dict.fromkeys(found))


def _is_one_person(context: Context, words: Words, mention: ActorMention) -> bool:
    """Say whether a mention is one person: a name, "the mayor", "he"; a body or a crowd is none."""
    lexicon, token = context.lexicon, context.tree.tokens[mention.head]
    if mention.rule == "pronoun":
        return any(lexicon.is_in(token.text.lower(), name) for name in ("pronoun_he", "pronoun_she"))
    if "plural" in token.features or token.role in (Role.COMPOUND, Role.ADJECTIVE):
        return False
    if mention.rule in NAMING_RULES and mention.participant.name is not None:
        return " " in mention.participant.name.strip()
    person = words.persons.get(token.lemma)
    if person is None or person.is_unit or token.pos != "NOUN" or lexicon.is_in(token.lemma, "plural_noun"):
        return False
    determiners = [one.text.lower() for one in context.tree.children(token.index) if one.role is Role.DETERMINER]
    return all(lexicon.is_in(one, "definite") for one in determiners)


def _side(tree: Tree, quantity: QuantityMention, part: Part) -> str | None:
    for name, mentions in (("actor", part.actors), ("recipient", part.recipients)):
        for number, mention in enumerate(mentions):
            if _is_about(quantity, mention):
                if name == "recipient" and mention.participant.sector in _CIVILIAN:
                    return "civilian"
                return f"{name}:{number}"
    return None


def _is_about(quantity: QuantityMention, mention: ActorMention) -> bool:
    return mention.first <= quantity.head <= mention.last
