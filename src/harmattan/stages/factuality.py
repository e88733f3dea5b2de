"""Read the narrator's factuality of an event off the syntax above its trigger.

Effects are gathered from the trigger to the root: negation, modals, hedges, conditions, and the verbs and nouns that
govern it ("deny", "plan", "fail", "a threat of"); they are then composed from the inside out. Relative clauses,
presupposed nouns, factive verbs and indirect questions stop the climb.
Source of the classes: design of Harmattan; after Saurí and Pustejovsky (2012), "Are you sure that this happened?";
of the composition: Karttunen (1971), "Implicative verbs" ("failed to prevent the raid" tells of a raid).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harmattan.model.event import ExecutionStage, Factuality
from harmattan.model.syntax import Role, Token
from harmattan.stages.arguments import Tree
from harmattan.stages.context import Context
from harmattan.stages.factuality_clauses import (
    frame_of,
    has_particle,
    has_rank,
    is_achieved,
    is_aside,
    is_definite,
    is_generic,
    is_kind,
    is_purpose,
    is_ranked,
    is_told,
    is_wh_clause,
)
from harmattan.stages.factuality_scope import Effect, effects_on, hedges_on, inverted_above, is_nobody, modals_on
from harmattan.stages.predicates import Trigger

__all__ = ["Reading", "read_factuality", "reading_at"]

_UNFINISHED: tuple[ExecutionStage, ...] = ("attempted", "foiled")
_CLAUSES = (Role.COMPLEMENT, Role.OPEN_COMPLEMENT, Role.PREP_CLAUSE)
_LONGEST_PREPOSITION = 4
_NOMINAL_ROLES = (Role.AGENT, Role.PATIENT, Role.OBLIQUE, Role.ATTRIBUTE, Role.POSSESSOR, Role.APPOSITION)


@dataclass(frozen=True, slots=True)
class Reading:
    """A factuality with the words that made it; `is_coded` is False where no event is reported at all."""

    factuality: Factuality
    stage: ExecutionStage
    is_coded: bool
    effects: tuple[tuple[str, str], ...]


def read_factuality(context: Context, trigger: Trigger) -> Reading:
    """Return the factuality of a trigger and the (effect, word) pairs behind it."""
    climbed = _climb(context, trigger.token, trigger.first, trigger.last)
    return _composition(context, _spoken(context, trigger, climbed), _stage_of(trigger))


def reading_at(context: Context, index: int) -> Reading:
    """Return the factuality of any predicate, the verb, noun or adjective at a token, as that of a trigger is read."""
    return _composition(context, _climb(context, index, index, index), "accomplished")


def _composition(context: Context, found: Iterator[Effect], own: ExecutionStage) -> Reading:
    """Return what effects make of a predicate, from the inside out; `own` is the stage that it tells by itself."""
    effects = tuple(found)
    factuality: Factuality = "asserted"
    stage = own
    denial: Effect | None = None
    for effect in effects:
        if effect.kind == "attempted":
            stage = "attempted"
        elif effect.kind == "foiled":
            stage = "foiled"
        elif effect.kind == "denied" and denial is not None and denial.kind == "foiled":
            stage = own  # "failed to prevent the raid"
        factuality = _composed(context, factuality, effect, denial)
        denial = effect if effect.kind in ("denied", "foiled") else denial
    is_coded = not any(
        effect.kind == "requested" or (effect.kind == "generic" and not _is_any_denied(context, effect, effects))
        for effect in effects
    )
    pairs = tuple((effect.kind, effect.word) for effect in effects)
    return Reading(factuality if is_coded else "possible", stage, is_coded, pairs)


_SPOKEN = frozenset({"THREATEN", "AGREE", "REQUEST", "REJECT"})


def _spoken(context: Context, trigger: Trigger, effects: Iterator[Effect]) -> Iterator[Effect]:
    """Leave conditions to what is threatened, promised or asked: "threatened to kill them if nobody paid"."""
    has_content = any(one.function == "clause" for one in trigger.arguments)
    is_verb = context.tree.tokens[trigger.token].pos == "VERB" and trigger.frame.event_type in _SPOKEN
    for effect in effects:
        is_mark = context.lexicon.scope(effect.word, "mark") is not None
        if not (is_verb and has_content and effect.kind == "conditional" and is_mark):
            yield effect


def _is_any_denied(context: Context, effect: Effect, effects: tuple[Effect, ...]) -> bool:
    """Say whether it is "any" under a denial: "denied that it had carried out any strikes"."""
    is_any = context.lexicon.scope(effect.word, "determiner") == effect.kind
    return is_any and any(one.kind == "denied" for one in effects)


def _stage_of(trigger: Trigger) -> ExecutionStage:
    return next((one for one in _UNFINISHED if one == trigger.frame.stage), "accomplished")


def _composed(context: Context, inner: Factuality, effect: Effect, denial: Effect | None) -> Factuality:
    """Return the factuality of something so far `inner` under one more effect."""
    kind = effect.kind
    if kind == "foiled":
        return "denied"
    if kind == "denied":
        if inner != "denied":
            return "denied"
        is_implicative = denial is not None and (
            denial.kind == "foiled" or context.lexicon.is_in(denial.lemma, "implicative")
        )
        return "asserted" if is_implicative else "possible"
    if kind == "conditional":
        return "conditional"
    if kind == "possible":
        if inner == "denied":
            return "possible" if context.lexicon.is_in(effect.lemma, "epistemic") else "denied"
        return "conditional" if inner == "conditional" else "possible"
    if kind == "planned":
        return "planned" if inner == "asserted" else inner
    return inner


def _climb(context: Context, start: int, first: int, last: int) -> Iterator[Effect]:
    """Yield the effects on the predicate over the tokens first..last whose head is `start`, from the inside out."""
    tree = context.tree
    token = tree.tokens[start]
    below: Token | None = None
    if first < last or token.pos in ("NOUN", "PROPN"):
        yield from _on_noun(context, first, last)
    if is_generic(tree, token) or is_kind(context, token):
        yield Effect("generic", token.text.lower())
    seen: set[int] = set()
    while token.index not in seen:
        seen.add(token.index)
        if token.pos in ("VERB", "AUX", "ADJ"):
            yield from effects_on(context, token, below)
        elif below is not None and is_nobody(context, token):
            yield Effect("denied", token.text.lower())  # "has no plan to leave"
        head = _governing_head(context, token)
        if head.index == token.index:
            return
        raised = _raised(context, token, head)
        if raised is not None:
            below, token = token, raised
            continue
        if token.role in (Role.RELATIVE, Role.PARTICIPLE) and not _is_governed(context, token, head):
            yield from _on_modifier(context, token, head)
            return
        yield from _of_head(context, token, head)
        if _stops(context, token, head):
            if token.role is Role.ADVERBIAL_CLAUSE and "gerund" in token.features:
                yield from hedges_on(context, head)  # "reportedly beat him, breaking a rib"
            if token.index == start and token.role is Role.AGENT and not is_definite(context, token):
                yield from modals_on(context, head)  # "an attack would be a disaster"
            return
        below, token = token, head


def _raised(context: Context, noun: Token, head: Token) -> Token | None:
    """Return the verb of coming about behind a subject: in "talks are due to open", "open"."""
    if noun.role not in (Role.AGENT, Role.PATIENT) or noun.pos not in ("NOUN", "PROPN") or noun.index > head.index:
        return None
    above = [head.index, *(c.index for c in context.tree.children(head.index) if c.role is Role.ATTRIBUTE)]
    return next(
        (
            child
            for index in above
            for child in context.tree.children(index)
            if child.role is Role.OPEN_COMPLEMENT
            and "infinitive" in child.features
            and context.lexicon.is_in(child.lemma, "occurrence_verb")
        ),
        None,
    )


def _on_modifier(context: Context, clause: Token, noun: Token) -> Iterator[Effect]:
    """Yield what being a modifier does: "a deal to send troops" lies ahead, "the first to send" does not."""
    yield from inverted_above(context, clause, noun)
    if clause.role is Role.PARTICIPLE and is_nobody(context, noun):
        yield Effect("denied", noun.text.lower())
    if frame_of(context.tree, clause) != "to":
        return
    if not has_rank(context, noun):
        yield Effect("generic" if noun.role is Role.PATIENT else "planned", "to")


def _on_noun(context: Context, first: int, last: int) -> Iterator[Effect]:
    """Yield what the words inside an event's noun phrase do: "no attack", "a planned attack", "talks that may open"."""
    for index in range(first, last + 1):
        for child in context.tree.children(index):
            word = child.text.lower()
            if child.role in (Role.ADJECTIVE, Role.COMPOUND, Role.ADVERB):
                effect = context.lexicon.scope(word, "adjective") or context.lexicon.scope(child.lemma, "adjective")
            elif child.role in (Role.DETERMINER, Role.NEGATION):
                effect = context.lexicon.scope(word, "determiner")
            elif child.role is Role.RELATIVE and _brings_about(context, child, index):
                yield from effects_on(context, child, None)
                effect = None
            else:
                effect = None
            if effect is not None:
                yield Effect(effect, word)


def _brings_about(context: Context, clause: Token, noun: int) -> bool:
    """Say whether a relative clause tells that its noun comes about: "talks that will open in Lima"."""
    lexicon = context.lexicon
    if clause.lemma not in lexicon.light_verbs and not lexicon.is_in(clause.lemma, "occurrence_verb"):
        return False
    return context.tree.subject(clause.index) == noun


def _of_head(context: Context, token: Token, head: Token) -> Iterator[Effect]:
    """Yield what the word above a token does to it: the verb or noun that governs it, its preposition, its role."""
    lexicon = context.lexicon
    preposition = _preposition_effect(context, token)
    if preposition is not None:
        yield preposition
    effect = _cue_effect(context, token, head)
    governor = head
    frame = frame_of(context.tree, token)
    is_apart = _is_topic(context, token, head) or is_aside(context.tree, token)
    governors = () if is_apart else _governors(context, token, head)
    for one, lemma in governors:
        is_noun = one.pos in ("NOUN", "PROPN") and (lemma, frame) in lexicon.noun_complements
        complement = (lexicon.noun_complements if is_noun else lexicon.complements).get((lemma, frame))
        if complement is not None and not (complement.pos == "adjective" and has_particle(context.tree, one)):
            effect, governor = complement.effect, one
            break
    if (
        effect == "possible"
        and token.pos == "NOUN"
        and context.lexicon.is_in(frame, "laid_case")
        and is_definite(context, token)
    ):
        effect = None  # "blamed for the murder": that it happened is known
    is_demanded = effect != "requested" or frame != "that" or not is_told(context.tree, token)
    if not is_demanded or (effect in ("possible", "requested") and is_achieved(context, governor)):
        effect = None
    if effect is not None and effect != "asserted":
        yield Effect(effect, governor.text.lower(), governor.lemma)
    is_aim = token.role is Role.ADVERBIAL_CLAUSE and not is_ranked(context, token, head)
    if frame == "to" and (is_aim or is_purpose(context, token, head, effect)):
        yield Effect("generic", "to")  # a purpose is not said to have come about


def _preposition_effect(context: Context, token: Token) -> Effect | None:
    """Return what the words before a noun or gerund do: "without", "instead of", "in the event of"."""
    tokens = context.tree.tokens
    cases = [child.index for child in context.tree.children(token.index) if child.role is Role.CASE]
    for last in cases:
        for first in range(last, max(last - _LONGEST_PREPOSITION, -1), -1):
            words = " ".join(one.text.lower() for one in tokens[first : last + 1])
            effect = context.lexicon.scope(words, "preposition")
            if effect is not None:
                return Effect(effect, words)
    return None


def _governors(context: Context, token: Token, head: Token) -> Iterator[tuple[Token, str]]:
    """Yield the words that may govern a token, each with a lemma under which the pack may list it.

    Besides the head: the predicate beside a copula ("it is possible that", "the aim is to").
    """
    tree = context.tree
    if token.role is not Role.OBLIQUE or not context.lexicon.is_in(head.lemma, "cause_word"):
        for lemma in _words(tree, head):
            yield head, lemma
    if head.pos == "AUX" and token.role in _CLAUSES:
        for child in tree.children(head.index):
            if child.index < token.index and child.role in (Role.ATTRIBUTE, Role.AGENT, Role.ADJECTIVE):
                yield child, child.lemma


def _governing_head(context: Context, token: Token) -> Token:
    """Return the head, or the verb whose object the parser took for it: "accused the army of shelling"."""
    tree = context.tree
    head = tree.tokens[token.head]
    if head.role is not Role.PATIENT or token.role not in (Role.PREP_CLAUSE, Role.OBLIQUE):
        return head
    verb = tree.tokens[head.head]
    frame = frame_of(tree, token)
    is_governed = any((lemma, frame) in context.lexicon.complements for lemma in _words(tree, verb))
    is_noun_governed = any((lemma, frame) in context.lexicon.complements for lemma in _words(tree, head))
    return verb if is_governed and not is_noun_governed else head


def _words(tree: Tree, head: Token) -> tuple[str, ...]:
    beside = (child for child in tree.children(head.index) if child.role in (Role.PARTICLE, Role.ADVERB))
    phrasal = [f"{head.lemma} {child.text.lower()}" for child in beside]
    phrasal += [
        f"{head.lemma} {c.case} {c.lemma}" for c in tree.children(head.index) if c.role is Role.OBLIQUE and c.case
    ]
    return tuple(dict.fromkeys([*phrasal, head.lemma, head.text.lower()]))


def _cue_effect(context: Context, token: Token, head: Token) -> str | None:
    """Return what a reporting verb takes from its content: "alleged that" leaves it possible."""
    if token.role not in (Role.COMPLEMENT, Role.OPEN_COMPLEMENT) or head.pos not in ("VERB", "AUX"):
        return None
    for cue in context.lexicon.cues.get(head.lemma, ()):
        if cue.kind == "verb" and (cue.effect or cue.stance == "denies"):
            return cue.effect or "denied"
    return None


def _stops(context: Context, token: Token, head: Token) -> bool:
    """Say whether what stands above a token's head leaves the token untouched."""
    lexicon = context.lexicon
    tree = context.tree
    if token.role is Role.ADVERBIAL_CLAUSE:
        return True
    if token.role is Role.COMPLEMENT and (lexicon.is_in(head.lemma, "factive") or is_wh_clause(tree, token)):
        return True
    if token.role is Role.PREP_CLAUSE:
        case = (token.case or "").rpartition(" ")[2]
        return not _is_governed(context, token, head) and not lexicon.is_in(case, "carrying_case")
    if token.role in _NOMINAL_ROLES:
        return not _passes_on(context, token, head)
    if token.role is Role.CONJUNCT:
        is_clause = head.pos in ("VERB", "AUX") and token.pos in ("VERB", "AUX")
        return (
            is_clause
            and any(c.role is Role.AGENT and c.case is None for c in tree.children(token.index))
            and (head.role is Role.ROOT)
        )
    return token.role not in (*_CLAUSES, Role.PARTICIPLE, Role.RELATIVE, Role.COMPOUND, Role.ADJECTIVE, Role.DEPENDENT)


def _is_governed(context: Context, token: Token, head: Token) -> bool:
    frame = frame_of(context.tree, token)
    return any((lemma, frame) in context.lexicon.complements for _, lemma in _governors(context, token, head))


def _is_topic(context: Context, noun: Token, head: Token) -> bool:
    """Recognise "discussed the killing", "investigates the raid": what is talked of is known to have happened."""
    if noun.role is not Role.PATIENT or not context.lexicon.is_in(head.lemma, "presupposing"):
        return False
    return is_definite(context, noun)


def _is_known(context: Context, noun: Token, head: Token) -> bool:
    """Recognise "did not report the attack": a definite object of a verb of saying stands whatever is said of it."""
    cues = context.lexicon.cues.get(head.lemma, ())
    is_said = any(cue.kind == "verb" and cue.stance == "asserts" and cue.effect is None for cue in cues)
    return is_said and noun.role is Role.PATIENT and is_definite(context, noun)


def _passes_on(context: Context, noun: Token, head: Token) -> bool:
    """Say whether a noun event shares the factuality of its head: light, event and causal verbs, "a wave of"."""
    lexicon = context.lexicon
    children = context.tree.children(head.index)
    if _is_topic(context, noun, head) or _is_known(context, noun, head):
        return False
    is_governed = _is_governed(context, noun, head)
    if head.pos in ("NOUN", "PROPN"):
        return is_governed or (
            noun.role is Role.OBLIQUE and noun.case == "of" and lexicon.is_in(head.lemma, "quantity_of")
        )
    if noun.role is Role.ATTRIBUTE or is_governed or any(child.role is Role.EXPLETIVE for child in children):
        return True
    if noun.role is Role.OBLIQUE and lexicon.is_in((noun.case or " ").rsplit(" ", 1)[-1], "time_preposition"):
        return False
    if noun.role is Role.AGENT and noun.case is None:
        return lexicon.is_in(head.lemma, "occurrence_verb")
    if head.lemma in lexicon.light_verbs or lexicon.is_in(head.lemma, "event_verb"):
        return True
    if noun.role is Role.PATIENT and any(child.role is Role.NEGATION for child in children):
        # "does not mention a withdrawal" denies it; "did not condemn the attack" does not.
        return not is_definite(context, noun)
    return False
