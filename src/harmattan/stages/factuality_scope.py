"""What stands on a verb and changes whether it is told as fact: negation, modals, hedges, conditions, questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from harmattan.model.syntax import Role, Token
from harmattan.stages.arguments import Tree
from harmattan.stages.context import Context

__all__ = ["Effect", "effects_on", "hedges_on", "inverted_above", "is_nobody", "modals_on"]

_SUBJECTS = (Role.AGENT, Role.PATIENT, Role.EXPLETIVE)
_ENDS = (".", "!", "”", '"')
_BEFORE_IMPERATIVE = (Role.AUXILIARY, Role.NEGATION, Role.ADVERB, Role.PUNCTUATION, Role.DEPENDENT, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a word does to an event in its scope; `kind` is one of the lexicon's effects, `word` as written."""

    kind: str
    word: str
    lemma: str = ""

    def __post_init__(self) -> None:
        if not self.lemma:
            object.__setattr__(self, "lemma", self.word)


def effects_on(context: Context, verb: Token, below: Token | None) -> Iterator[Effect]:
    """Yield the effects that stand on a verb or predicate adjective, from the inside out.

    Args:
        context: the sentence.
        verb: the verb, on the way from a trigger to the root.
        below: the token from which the climb came, None at the trigger.
    """
    if below is not None and below.role is Role.CONJUNCT and below.pos in ("VERB", "AUX"):
        yield from _conditions(context, verb)  # what the first verb shares was read at the coordinated one
        if _is_imperative(context.tree, verb):
            yield Effect("requested", verb.text.lower())
        return
    modals, denials, hedges = _own(context, verb, below)
    if not modals and not denials and verb.role is Role.CONJUNCT:
        modals, denials, shared = _shared(context, verb)
        hedges = [*shared, *hedges]
    inverted = _inverted(context, verb)
    modals = [one for one in modals if one.word != inverted]
    outer = [one for one in modals if context.lexicon.is_in(one.lemma, "epistemic")]
    yield from (one for one in modals if one not in outer)
    yield from (replace(one, kind=_denial_of_speech(context, verb, below)) for one in denials)
    yield from outer
    yield from hedges
    yield from _conditions(context, verb)
    if _is_imperative(context.tree, verb) and (below is None or below.role is not Role.COMPLEMENT):
        yield Effect("requested", verb.text.lower())  # "imagine that they attack" asks for no attack


def modals_on(context: Context, verb: Token) -> list[Effect]:
    """Return the modals of a verb alone, for its indefinite subject."""
    return _own(context, verb, None)[0]


def _own(context: Context, verb: Token, below: Token | None) -> tuple[list[Effect], list[Effect], list[Effect]]:
    """Return the modals, the denials and the hedges that hang on a verb."""
    lexicon = context.lexicon
    modals: list[Effect] = []
    denials: list[Effect] = []
    hedges: list[Effect] = []
    for child in context.tree.children(verb.index):
        word = child.text.lower()
        if child.role is Role.NEGATION or (lexicon.scope(word, "negation") and child.role is Role.ADVERB):
            if not _is_not_only(context, child):
                denials.append(Effect("denied", word))
        elif child.role is Role.AUXILIARY and (modal := lexicon.scope(word, "modal")):
            if modal == "conditional" and _is_reported(context, verb):
                modal = "planned"  # "said it would send": the future of the past
            modals.append(Effect(modal, word))
        elif child.role is Role.ADVERB and (adverb := _adverb(context, child)):
            (denials if adverb == "denied" else hedges).append(Effect(adverb, word))
        elif child.role is Role.MARK and (mark := lexicon.scope(word, "mark")):
            if mark == "conditional" and verb.role is Role.COMPLEMENT:
                mark = "possible"  # "asked if": an indirect question
            hedges.append(Effect(mark, word))
        elif (
            child.role in (Role.AGENT, Role.PATIENT)
            and (below is None or child.index != below.index)
            and is_nobody(context, child)
        ):
            denials.append(Effect("denied", word))
    return modals, denials[:1], hedges  # "neither ... nor" is one denial


def _is_not_only(context: Context, negation: Token) -> bool:
    """Recognise "not only", which denies nothing."""
    after = negation.index + 1
    tokens = context.tree.tokens
    return after < len(tokens) and context.lexicon.is_in(tokens[after].text.lower(), "after_not")


def _adverb(context: Context, child: Token) -> str | None:
    if any(context.lexicon.scope(one.text.lower(), "negation") for one in context.tree.children(child.index)):
        return "denied"  # "no longer"
    return context.lexicon.scope(child.text.lower(), "adverb")


def _denial_of_speech(context: Context, verb: Token, below: Token | None) -> str:
    """Return what a negation does: "did not say that" leaves its content open, "do not believe that" denies it."""
    lexicon = context.lexicon
    if below is None or below.role is not Role.COMPLEMENT or lexicon.is_in(verb.lemma, "neg_raising"):
        return "denied"
    asserts = any(cue.kind == "verb" and cue.stance == "asserts" for cue in lexicon.cues.get(verb.lemma, ()))
    return "possible" if asserts else "denied"


def hedges_on(context: Context, verb: Token) -> list[Effect]:
    """Return the adverbs before a verb that make it uncertain: "allegedly killed", for what goes along with it."""
    tree = context.tree
    words = (c for c in tree.children(verb.index) if c.role is Role.ADVERB and c.index < verb.index)
    return [Effect("possible", c.text.lower()) for c in words if _adverb(context, c) == "possible"]


def _shared(context: Context, verb: Token) -> tuple[list[Effect], list[Effect], list[Effect]]:
    """Return the modals, denials and hedges that a coordinated verb shares with the first of its list."""
    tree = context.tree
    head = tree.tokens[tree.first_conjunct(verb.index)]
    own = [
        c for c in tree.children(verb.index) if c.role is Role.AUXILIARY or (c.role is Role.AGENT and c.case is None)
    ]
    if own or head.pos not in ("VERB", "AUX"):
        return [], [], []
    modals, denials, _ = _own(context, head, None)
    if "finite" in verb.features:  # "could leave or refuse": the bare form is taken for a present
        is_bare = verb.text.lower() == verb.lemma and "present" in verb.features
        return modals if is_bare else [], [], hedges_on(context, head)
    is_bare = bool({"infinitive", "participle", "gerund"} & verb.features)
    return modals, denials if is_bare else [], hedges_on(context, head)


def is_nobody(context: Context, noun: Token) -> bool:
    """Say whether a subject or object is "no one", "no troops"."""
    lexicon = context.lexicon
    if lexicon.scope(noun.text.lower(), "determiner") == "denied":
        return True
    return any(
        child.role in (Role.DETERMINER, Role.NEGATION, Role.COORDINATOR)
        and lexicon.scope(child.text.lower(), "determiner") == "denied"
        for child in context.tree.children(noun.index)
    )


def _conditions(context: Context, verb: Token) -> Iterator[Effect]:
    """Yield the clauses that make a verb depend on something, and what makes the verb itself such a clause."""
    tree = context.tree
    children = tree.children(verb.index)
    for child in children:
        if child.role is Role.ADVERBIAL_CLAUSE:
            mark = _condition(context, child)
            if mark is not None:
                yield Effect("conditional", mark)
            elif (helper := _inverted(context, child)) is not None:
                yield Effect("conditional", helper)
    helper = _inverted(context, verb)
    if helper is not None:
        yield Effect("conditional", helper)
    elif _is_question(tree, verb):
        yield Effect("possible", "?")
    if _is_future_copula(tree, verb, children):
        yield Effect("planned", "to")
    awaited = _awaited(context, verb)
    if awaited is not None:
        yield Effect("conditional", awaited)


def _condition(context: Context, clause: Token) -> str | None:
    """Return the "if" or "unless" that makes a clause a condition; "if confirmed" is an aside."""
    children = context.tree.children(clause.index)
    if clause.pos == "VERB" and not any(c.role in (*_SUBJECTS, Role.AUXILIARY) for c in children):
        return None
    for child in children:
        is_mark = child.role in (Role.MARK, Role.ADVERB)
        if is_mark and context.lexicon.scope(child.text.lower(), "mark") == "conditional":
            return child.text.lower()
    return None


def _awaited(context: Context, verb: Token) -> str | None:
    """Recognise "will talk when the army leaves": a present tense after a conjunction of time, under a future.

    What is waited for lies ahead whatever stands above: "refuses to talk until the army has left". Under "would" the
    past of "before the army left" lies ahead as well.
    """
    if verb.role is not Role.ADVERBIAL_CLAUSE:
        return None
    children = context.tree.children(verb.index)
    helpers = [c for c in children if c.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY)]
    marks = [c.text.lower() for c in children if c.role in (Role.MARK, Role.ADVERB)]
    above = (c.text.lower() for c in context.tree.children(verb.head) if c.role is Role.AUXILIARY)
    modals = {context.lexicon.scope(word, "modal") for word in above} - {None}
    kinds: list[str] = []
    if any("present" in one.features for one in (verb, *helpers)):
        kinds.append("until_mark")
        if modals and "present" in verb.features:
            kinds.append("time_mark")
    elif "finite" in verb.features and "conditional" in modals:
        kinds.append("awaiting")
    return next((word for kind in kinds for word in marks if context.lexicon.is_in(word, kind)), None)


def _inverted(context: Context, verb: Token) -> str | None:
    """Return the auxiliary before its subject in "had N crossed the border, ...", which is no question."""
    tree = context.tree
    if tree.tokens[-1].text == "?":
        return None
    head = tree.tokens[verb.head]
    if verb.role is Role.OPEN_COMPLEMENT and context.lexicon.is_in(head.text.lower(), "inverting"):
        subject = next((c.index for c in tree.children(head.index) if c.role in _SUBJECTS), head.index)
        return head.text.lower() if subject > head.index else None
    children = tree.children(verb.index)
    if verb.role is Role.ADVERBIAL_CLAUSE and context.lexicon.is_in(verb.text.lower(), "inverting"):
        return verb.text.lower() if verb.index == min(tree.subtree(verb.index)) else None
    subject = next((c.index for c in children if c.role in _SUBJECTS and c.index < verb.index), -1)
    helpers = (c.text.lower() for c in children if c.role is Role.AUXILIARY and c.index < subject)
    return next((word for word in helpers if context.lexicon.is_in(word, "inverting")), None)


def inverted_above(context: Context, verb: Token, noun: Token) -> Iterator[Effect]:
    """Yield the condition of "were soldiers to attack", whose infinitive the parser hangs on the subject."""
    auxiliary = context.tree.tokens[noun.head]
    if "infinitive" in verb.features and noun.role in _SUBJECTS:
        helper = _inverted(context, auxiliary)
        if helper is not None:
            yield Effect("conditional", helper)


def _is_question(tree: Tree, verb: Token) -> bool:
    """Recognise a yes-or-no question; "who killed him?" takes the killing for granted.

    A statement may end so too: where it quotes a question, or by a slip.
    """
    if verb.role is not Role.ROOT or tree.tokens[-1].text != "?":
        return False
    children = tree.children(verb.index)
    verbs = [verb.index, *(c.index for c in children if c.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY))]
    if any(c.role in _SUBJECTS and c.index < min(verbs) for c in children):
        return False
    return not any("relative" in tree.tokens[i].features for i in range(min(tree.subtree(verb.index)), verb.index))


def _is_imperative(tree: Tree, verb: Token) -> bool:
    """Recognise "Leave the town now!", "Please call him.": a bare verb without subject that opens a whole sentence."""
    if verb.role is not Role.ROOT or "infinitive" not in verb.features or tree.tokens[-1].text not in _ENDS:
        return False
    opening = tree.tokens[: verb.index]
    if any(one.role is Role.AUXILIARY and one.lemma != "do" for one in opening):
        return False
    return all(one.head == verb.index and one.role in _BEFORE_IMPERATIVE for one in opening)


def _is_future_copula(tree: Tree, verb: Token, children: tuple[Token, ...]) -> bool:
    """Recognise "is to meet", "are going to send", and the headline "Army to leave": an infinitive under "be"."""
    head = tree.tokens[verb.head]
    has_to = any("marker" in child.features and child.role is Role.AUXILIARY for child in children)
    if has_to and verb.role in (Role.ROOT, Role.DEPENDENT):
        return any(child.role in _SUBJECTS for child in children)
    if not has_to or verb.role is not Role.OPEN_COMPLEMENT:
        return False
    return head.lemma == "be" or (head.lemma == "go" and "gerund" in head.features)


def _is_reported(context: Context, verb: Token) -> bool:
    """Say whether a clause hangs on a reporting verb, itself or the first of its list."""
    tree = context.tree
    clause = tree.tokens[tree.first_conjunct(verb.index)]
    if clause.role is not Role.COMPLEMENT:
        return False
    head = tree.tokens[clause.head]
    return head.lemma in context.lexicon.cues or (head.lemma, "that") in context.lexicon.complements
