"""Read the narrator's factuality of an event off the syntax above its trigger.

Effects are gathered from the trigger to the root: negation, modals, hedges, conditions, and the verbs and nouns that
govern it ("deny", "plan", "fail", "a threat of"). Relative clauses and presupposed nouns stop the climb.
Source of the classes: design of Harmattan; after Saurí and Pustejovsky (2012), "Are you sure that this happened?".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harmattan.model.event import ExecutionStage, Factuality
from harmattan.model.syntax import Role, Token
from harmattan.stages.arguments import Tree
from harmattan.stages.predicates import Context, Trigger

__all__ = ["Reading", "read_factuality"]

_CLAUSES = (Role.COMPLEMENT, Role.OPEN_COMPLEMENT, Role.PREP_CLAUSE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A factuality with the words that made it; `is_coded` is False where no event is reported at all."""

    factuality: Factuality
    stage: ExecutionStage
    is_coded: bool
    effects: tuple[tuple[str, str], ...]


def read_factuality(context: Context, trigger: Trigger) -> Reading:
    """Return the factuality of a trigger and the (effect, word) pairs behind it."""
    effects = tuple(_climb(context, trigger))
    kinds = [effect for effect, _ in effects]
    stage: ExecutionStage = trigger.frame.stage if trigger.frame.stage in ("attempted", "foiled") else "accomplished"  # type: ignore[assignment]
    if "foiled" in kinds:
        stage = "foiled"
    elif "attempted" in kinds:
        stage = "attempted"
    if "generic" in kinds or "requested" in kinds:
        return Reading("possible", stage, False, effects)
    if kinds.count("denied") % 2 == 1 or "foiled" in kinds:
        return Reading("denied", stage, True, effects)
    for factuality in ("conditional", "possible", "planned"):
        if factuality in kinds:
            return Reading(factuality, stage, True, effects)
    return Reading("asserted", stage, True, effects)


def _climb(context: Context, trigger: Trigger) -> Iterator[tuple[str, str]]:
    tree = context.tree
    token = tree.tokens[trigger.token]
    if trigger.first < trigger.last or token.pos in ("NOUN", "PROPN"):
        yield from _on_noun(context, trigger)
    seen: set[int] = set()
    while token.index not in seen:
        seen.add(token.index)
        if token.pos in ("VERB", "AUX", "ADJ"):
            yield from _on_verb(context, token)
        head = tree.tokens[token.head]
        if head.index == token.index or token.role is Role.RELATIVE:
            return
        step = list(_step(context, token, head, is_trigger=token.index == trigger.token))
        yield from (one for one in step if one[0] != "stop")
        if any(one[0] == "stop" for one in step):
            return
        token = head


def _on_noun(context: Context, trigger: Trigger) -> Iterator[tuple[str, str]]:
    for index in range(trigger.first, trigger.last + 1):
        for child in context.tree.children(index):
            word = child.text.lower()
            if child.role in (Role.ADJECTIVE, Role.COMPOUND, Role.ADVERB):
                effect = context.lexicon.scope(word, "adjective") or context.lexicon.scope(child.lemma, "adjective")
            elif child.role in (Role.DETERMINER, Role.NEGATION):
                effect = context.lexicon.scope(word, "determiner")
            else:
                effect = None
            if effect is not None:
                yield effect, word


def _on_verb(context: Context, verb: Token) -> Iterator[tuple[str, str]]:
    tree = context.tree
    lexicon = context.lexicon
    children = tree.children(verb.index)
    for child in children:
        word = child.text.lower()
        if child.role is Role.NEGATION or (lexicon.scope(word, "negation") and child.role is Role.ADVERB):
            yield "denied", word
        elif child.role is Role.AUXILIARY and lexicon.scope(word, "modal"):
            effect = lexicon.scope(word, "modal") or ""
            if effect == "conditional" and _is_reported(context, verb):
                effect = "planned"  # "said it would send": the future of the past
            yield effect, word
        elif child.role is Role.ADVERB and lexicon.scope(word, "adverb"):
            yield lexicon.scope(word, "adverb") or "", word
        elif child.role is Role.MARK and lexicon.scope(word, "mark"):
            yield lexicon.scope(word, "mark") or "", word
        elif child.role is Role.ADVERBIAL_CLAUSE and _condition(context, child):
            yield "conditional", _condition(context, child) or ""
        elif child.role is Role.ADVERBIAL_CLAUSE and _is_inverted(tree, child, tree.children(child.index)):
            yield "conditional", "had"
        elif child.role in (Role.AGENT, Role.PATIENT) and _no_determiner(context, child):
            yield "denied", "no"
    if _is_inverted(tree, verb, children):
        yield "conditional", "had"
    if _is_future_copula(tree, verb, children):
        yield "planned", "to"
    if verb.role is Role.CONJUNCT and not any(c.role in (Role.AUXILIARY, Role.AGENT) for c in children):
        head = tree.tokens[verb.head]
        if head.pos in ("VERB", "AUX") and "finite" not in verb.features:
            yield from (
                (effect, word) for effect, word in _on_verb(context, head) if effect != "denied" or _is_bare(verb)
            )


def _is_bare(verb: Token) -> bool:
    return bool({"infinitive", "participle", "gerund"} & verb.features)


def _no_determiner(context: Context, noun: Token) -> bool:
    """Say whether a subject or object is "no one", "no troops"."""
    lexicon = context.lexicon
    if lexicon.scope(noun.text.lower(), "determiner") == "denied":
        return True
    return any(
        child.role in (Role.DETERMINER, Role.NEGATION) and lexicon.scope(child.text.lower(), "determiner") == "denied"
        for child in context.tree.children(noun.index)
    )


def _condition(context: Context, clause: Token) -> str | None:
    """Return the "if" or "unless" that makes a clause a condition."""
    for child in context.tree.children(clause.index):
        if (
            child.role in (Role.MARK, Role.ADVERB)
            and context.lexicon.scope(child.text.lower(), "mark") == "conditional"
        ):
            return child.text.lower()
    return None


def _is_inverted(tree: Tree, verb: Token, children: tuple[Token, ...]) -> bool:
    """Recognise "had N crossed the border, ...": an auxiliary before its subject, and no question."""
    head = tree.tokens[verb.head]
    if verb.role is Role.OPEN_COMPLEMENT and head.text.lower() == "were":
        below = next((c.index for c in tree.children(head.index) if c.role is Role.AGENT), head.index)
        return below > head.index and tree.tokens[-1].text != "?"
    subject = next((c.index for c in children if c.role in (Role.AGENT, Role.PATIENT) and c.index < verb.index), None)
    if subject is None or tree.tokens[-1].text == "?":
        return False
    return any(
        c.role is Role.AUXILIARY and c.index < subject and c.text.lower() in ("had", "should", "were") for c in children
    )


def _is_future_copula(tree: Tree, verb: Token, children: tuple[Token, ...]) -> bool:
    """Recognise "is to meet", "are going to send": an infinitive under "be"."""
    head = tree.tokens[verb.head]
    has_to = any(child.text.lower() == "to" and child.role is Role.AUXILIARY for child in children)
    if not has_to or verb.role is not Role.OPEN_COMPLEMENT:
        return False
    return head.lemma == "be" or (head.lemma == "go" and "gerund" in head.features)


def _is_reported(context: Context, verb: Token) -> bool:
    """Say whether a clause hangs on a reporting verb."""
    if verb.role is not Role.COMPLEMENT:
        return False
    head = context.tree.tokens[verb.head]
    return head.lemma in context.lexicon.cues or (head.lemma, "that") in context.lexicon.complements


def _step(context: Context, token: Token, head: Token, *, is_trigger: bool) -> Iterator[tuple[str, str]]:
    """Yield what the head does to the token; ("stop", "") ends the climb."""
    tree = context.tree
    lexicon = context.lexicon
    frame = _frame_of(tree, token)
    particle = tree.particle(head.index)
    words = [head.lemma, head.text.lower()]
    if particle is not None:
        words = [f"{head.lemma} {particle}", *words]
    effect = _cue_effect(context, token, head)
    for lemma in dict.fromkeys(words):
        complement = lexicon.complements.get((lemma, frame))
        if complement is not None:
            effect = complement.effect
            break
    if effect is not None and effect != "asserted":
        yield effect, head.text.lower()
    if token.role is Role.ADVERBIAL_CLAUSE:
        if frame == "to":
            yield "generic", "to"  # a purpose is not said to have come about
        yield "stop", ""
    if token.role in (Role.AGENT, Role.PATIENT, Role.OBLIQUE, Role.ATTRIBUTE, Role.POSSESSOR, Role.APPOSITION):
        if not _passes_on(context, token, head):
            yield "stop", ""
    elif token.role is Role.CONJUNCT:
        if head.pos in ("VERB", "AUX") and token.pos in ("VERB", "AUX"):
            if any(child.role is Role.AGENT and child.case is None for child in tree.children(token.index)):
                return
    elif token.role not in (*_CLAUSES, Role.PARTICIPLE, Role.COMPOUND, Role.ADJECTIVE, Role.DEPENDENT):
        yield "stop", ""


def _cue_effect(context: Context, token: Token, head: Token) -> str | None:
    """Return what a reporting verb takes from its content: "alleged that" leaves it possible."""
    if token.role not in (Role.COMPLEMENT, Role.OPEN_COMPLEMENT) or head.pos not in ("VERB", "AUX"):
        return None
    for cue in context.lexicon.cues.get(head.lemma, ()):
        if cue.kind == "verb" and (cue.effect or cue.stance == "denies"):
            return cue.effect or "denied"
    return None


def _frame_of(tree: Tree, token: Token) -> str:
    if token.role in (Role.OBLIQUE, Role.PREP_CLAUSE) and token.case:
        return token.case.split()[-1]
    if token.role in (Role.OPEN_COMPLEMENT, Role.COMPLEMENT, Role.PARTICIPLE, Role.ADVERBIAL_CLAUSE):
        has_to = any(c.text.lower() == "to" and c.role is Role.AUXILIARY for c in tree.children(token.index))
        if has_to:
            return "to"
        if token.role is Role.COMPLEMENT:
            return "that"
        return "ing" if "gerund" in token.features else "participle"
    if token.role is Role.CONJUNCT:
        return "list"
    return "noun"


def _passes_on(context: Context, noun: Token, head: Token) -> bool:
    """Say whether a noun event shares the factuality of its head: light, event and causal verbs, "a wave of"."""
    lexicon = context.lexicon
    if head.pos in ("NOUN", "PROPN"):
        return noun.role is Role.OBLIQUE and noun.case in ("of", "for", "to")
    lemma = head.lemma
    if lemma in lexicon.light_verbs or lexicon.is_in(lemma, "event_verb"):
        return True
    children = context.tree.children(head.index)
    if any(child.role is Role.EXPLETIVE for child in children):
        return True
    if noun.role is Role.PATIENT and any(child.role is Role.NEGATION for child in children):
        # "does not mention a withdrawal" denies it; "did not condemn the attack" does not.
        return not any(c.role in (Role.DETERMINER, Role.POSSESSOR) and c.text.lower() not in ("a", "an", "any") for c in context.tree.children(noun.index))
    return any((lemma, frame) in lexicon.complements for frame in (_frame_of(context.tree, noun), "noun"))
