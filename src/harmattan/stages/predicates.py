"""Find the words that make events: verbs, nouns and predicate adjectives whose frame in the pack holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from harmattan.model.syntax import Role, Token
from harmattan.reference.lexicon import Frame
from harmattan.stages.arguments import Argument, Tree, is_passive
from harmattan.stages.context import Context
from harmattan.stages.frame_tests import holds, is_blocked, is_function

__all__ = ["Context", "Trigger", "find_triggers"]

_LONGEST_NOUN = 3
_SUBJECT_FUNCTIONS = {"actor": "subject", "recipient": "sufferer", "place": "location"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A predicate whose frame holds: its tokens first..last, its arguments and the light verb that carries it."""

    token: int
    first: int
    last: int
    frame: Frame
    arguments: tuple[Argument, ...]
    carrier: int | None = None

    def tokens_of(self, functions: tuple[str, ...]) -> tuple[int, ...]:
        """Return the tokens of the arguments with one of the functions, in order."""
        return tuple(dict.fromkeys(a.token for a in self.arguments if is_function(a.function, functions)))


def find_triggers(context: Context) -> tuple[Trigger, ...]:
    """Return the triggers of a sentence in the order of the text."""
    found: list[Trigger] = []
    for token in context.tree.tokens:
        trigger = _trigger(context, token)
        if trigger is not None:
            found.append(trigger)
    return tuple(found)


def _trigger(context: Context, token: Token) -> Trigger | None:
    if token.pos in ("VERB", "AUX") and token.role not in (Role.ADJECTIVE, Role.COMPOUND, Role.AUXILIARY):
        is_nominal = token.role in (Role.AGENT, Role.PATIENT, Role.OBLIQUE, Role.DEPENDENT)
        if "gerund" in token.features and (is_nominal or _has_noun_parts(context.tree, token)):
            return _noun_trigger(context, token) or _verb_trigger(context, token)
        return _verb_trigger(context, token)
    if token.pos in ("ADJ", "VERB") and token.role is Role.ATTRIBUTE:
        return _verb_trigger(context, token)
    is_name_part = token.pos == "PROPN" and token.index in context.places
    if token.pos in ("NOUN", "PROPN", "VERB") and not is_name_part:
        return _noun_trigger(context, token)
    return None


def _has_noun_parts(tree: Tree, gerund: Token) -> bool:
    """Say whether what stands before a gerund makes it a noun: "among them the mortar shelling of the port"."""
    return any(child.role in (Role.DETERMINER, Role.COMPOUND) for child in tree.children(gerund.index))


def _lemmas(context: Context, token: Token) -> tuple[str, ...]:
    lower = token.text.lower()
    form = context.lexicon.forms.get(lower)
    return tuple(dict.fromkeys(word for word in (form, token.lemma, lower) if word))


def _verb_trigger(context: Context, token: Token) -> Trigger | None:
    tree = context.tree
    particle = tree.particle(token.index)
    arguments = tree.arguments(token.index) if token.pos in ("VERB", "AUX") else _adjective_arguments(tree, token)
    if token.pos == "ADJ" and token.text.lower() in context.lexicon.forms:  # "was slain" is no state
        arguments = tuple(replace(one, function="patient") if one.function == "agent" else one for one in arguments)
    for lemma in _lemmas(context, token):
        for frame in context.lexicon.verbs.get(lemma, ()):
            given = arguments
            if frame.particle is not None and frame.particle != particle:
                if _follows(tree, token, frame.particle):
                    given = _with_object(arguments, frame.particle)
                elif not _trails(tree, token, frame.particle):
                    continue
            if holds(context, frame, given) and not is_blocked(context, token, lemma, given):
                return Trigger(token.index, token.index, token.index, frame, given)
    return None


def _follows(tree: Tree, token: Token, particle: str) -> bool:
    """Accept a particle that the parser took for a preposition or adverb right behind the verb."""
    after = token.index + 1
    return after < len(tree.tokens) and tree.tokens[after].text.lower() == particle


def _trails(tree: Tree, verb: Token, particle: str) -> bool:
    """Accept an adverb behind the object: "brought the two leaders together", "sent the troops home"."""
    objects = [child.index for child in tree.children(verb.index) if child.role is Role.PATIENT]
    return bool(objects) and any(
        word.role is Role.ADVERB and word.text.lower() == particle and _verb_above(tree, word) == verb.index
        for word in tree.tokens[objects[0] + 1 :]
    )


def _verb_above(tree: Tree, token: Token) -> int | None:
    return next((above.index for above in tree.ancestors(token.index) if above.pos in ("VERB", "AUX")), None)


def _with_object(arguments: tuple[Argument, ...], particle: str) -> tuple[Argument, ...]:
    """Read the noun after a particle as the object: "cordoned off the district"."""
    return tuple(Argument("patient", one.token) if one.function.split()[0] == particle else one for one in arguments)


def _adjective_arguments(tree: Tree, token: Token) -> tuple[Argument, ...]:
    """Return the arguments of a predicate adjective: the subject of its copula is the agent."""
    subject = tree.subject(token.head)
    own = [a for a in tree.arguments(token.index) if a.function not in ("modifier", "possessor")]
    clauses = [
        Argument("clause", child.index)
        for child in tree.children(token.index)
        if child.role in (Role.OPEN_COMPLEMENT, Role.COMPLEMENT, Role.ADVERBIAL_CLAUSE) and child.pos in ("VERB", "AUX")
    ]
    agents = [] if subject is None else [Argument("agent", subject)]
    return tuple(dict.fromkeys([*agents, *own, *clauses]))


def _noun_trigger(context: Context, token: Token) -> Trigger | None:
    tree = context.tree
    if token.role in (Role.COMPOUND, Role.ADJECTIVE) and not _heads_own_phrase(tree, token):
        return None
    arguments, carrier = _noun_arguments(context, token)
    for width in range(_LONGEST_NOUN, -1, -1):
        first = token.index - width
        if first < 0 or any(tree.tokens[i].text in (",", ";") for i in range(first, token.index)):
            continue
        before = [t.text.lower() for t in tree.tokens[first : token.index] if t.text != "-"]
        for last in _lemmas(context, token):
            frames = context.lexicon.nouns.get(" ".join([*before, last]), ())
            if not frames:
                continue
            # "a state of emergency": the phrase hangs on its first noun.
            is_of = "of" in before and tree.tokens[first].pos in ("NOUN", "PROPN")
            head = tree.tokens[first] if is_of else token
            given, held = _noun_arguments(context, head) if is_of else (arguments, carrier)
            for frame in frames:
                if holds(context, frame, given) and not is_blocked(context, token, last, given):
                    return Trigger(head.index, first, token.index, frame, given, held)
    return None


def _heads_own_phrase(tree: Tree, token: Token) -> bool:
    return any(child.role is Role.OBLIQUE for child in tree.children(token.index))


def _noun_arguments(context: Context, token: Token) -> tuple[tuple[Argument, ...], int | None]:
    """Return a noun's arguments together with those of the light verb that carries it."""
    tree = context.tree
    found = list(tree.arguments(token.index))
    for child in tree.children(token.index):
        if child.role in (Role.PARTICIPLE, Role.RELATIVE) and child.pos == "VERB":
            found.extend(_from_modifying_verb(context, child))
        elif child.role is Role.OBLIQUE:
            # "attacks in border areas that were blamed on X": the clause is said of the attacks.
            for inner in tree.children(child.index):
                if inner.role in (Role.PARTICIPLE, Role.RELATIVE) and inner.lemma in context.lexicon.attributions:
                    found.extend(_attributed(context, inner))
    top = tree.tokens[tree.first_conjunct(token.index)]
    verb = tree.tokens[top.head]
    if top.role is Role.OBLIQUE and verb.pos == "NOUN" and context.lexicon.is_in(verb.lemma, "quantity_of"):
        top, verb = verb, tree.tokens[verb.head]  # "a wave of attacks hit"
    elif top.role is Role.OBLIQUE and verb.pos == "NOUN" and context.lexicon.is_in(verb.lemma, "participation"):
        top, verb = verb, tree.tokens[verb.head]  # "took part in the attack"
    if verb.pos not in ("VERB", "AUX") or verb.index == top.index:
        return tuple(dict.fromkeys(found)), None
    if top.role is Role.PATIENT:
        found.extend(_attributed(context, verb))
    if _is_denied(context, verb) and context.lexicon.is_in(tree.tokens[token.head].lemma, "participation"):
        subject = tree.subject(verb.index)
        if subject is not None:
            found.append(Argument("denied", subject))  # "denied any role in the attack"
    role = _light_role(context, verb, top) if verb.lemma not in context.lexicon.attributions else None
    if role is None:
        return tuple(dict.fromkeys(found)), None
    found.extend(_carried(context, verb, role, (token.index, top.index)))
    return tuple(dict.fromkeys(found)), verb.index


def _carried(context: Context, verb: Token, role: str, own: tuple[int, int]) -> Iterator[Argument]:
    """Yield what the arguments of a light verb are to the event that it carries, whose subject has a `role` in it."""
    arguments = [one for one in context.tree.arguments(verb.index) if one.token not in own and one.function != "clause"]
    functions = {one.function for one in arguments}
    # "The president placed the port under curfew": of a verb with subject and object the subject acts.
    is_done_to = role == "recipient" and {"agent", "patient"} <= functions
    for argument in arguments:
        function, token = argument.function, argument.token
        if function == "agent":
            if role in _SUBJECT_FUNCTIONS:
                yield Argument("subject" if is_done_to else _SUBJECT_FUNCTIONS[role], token)
        elif function == "patient":
            is_object = is_done_to or (role == "recipient" and token < verb.index)  # "was placed under arrest"
            is_doer = role == "actor" and is_passive(context.tree, verb) and token < verb.index
            if token in context.places and (is_done_to or role == "event"):
                yield from (Argument("location", one) for one in context.tree.conjuncts(token))
            elif is_object:
                yield Argument("sufferer", token)
            elif is_doer and context.tree.tokens[own[1]].role is Role.OBLIQUE:  # "was involved in the attack"
                yield Argument("subject", token)
        elif function != "by" or is_passive(context.tree, verb):  # "protests followed the murder by an officer"
            yield argument


def _is_denied(context: Context, verb: Token) -> bool:
    return any(cue.kind == "verb" and cue.stance == "denies" for cue in context.lexicon.cues.get(verb.lemma, ()))


def _light_role(context: Context, verb: Token, noun: Token) -> str | None:
    """Say what the subject of a light verb is to the event in its object, subject or oblique."""
    tree = context.tree
    for lemma in _lemmas(context, verb):
        for light in context.lexicon.light_verbs.get(lemma, ()):
            if light.object is not None:
                if not any(c.text.lower() == light.object for c in tree.children(verb.index)):
                    continue
            if light.particle is not None:
                has_particle = tree.particle(verb.index) == light.particle or _follows(tree, verb, light.particle)
                is_oblique = noun.role is Role.OBLIQUE and noun.case == light.particle
                # "has been on hunger strike since her arrest": only the strike is what "been on" carries.
                is_aside = noun.role is Role.OBLIQUE and context.lexicon.is_in(noun.case, "time_preposition")
                if not (has_particle or is_oblique) or (is_aside and not is_oblique):
                    continue
            if light.subject_is == "event":
                if noun.role in (Role.AGENT, Role.PATIENT) and noun.index < verb.index:
                    return "event"
            elif noun.role in (Role.PATIENT, Role.OBLIQUE, Role.ATTRIBUTE):
                is_carried = noun.role is not Role.OBLIQUE or context.lexicon.is_in(noun.case, "carried_case")
                if light.particle is None and not is_carried:
                    continue
                if noun.role is Role.PATIENT or light.particle is not None or noun.role is Role.ATTRIBUTE:
                    return light.subject_is
    if any(child.role is Role.EXPLETIVE for child in tree.children(verb.index)):
        return "event"
    return None


def _from_modifying_verb(context: Context, verb: Token) -> list[Argument]:
    """Read "carried out by X", "led by X" on an event noun: X acts."""
    tree = context.tree
    found: list[Argument] = _attributed(context, verb)
    is_light = any(context.lexicon.light_verbs.get(lemma) for lemma in _lemmas(context, verb))
    is_light = is_light or context.lexicon.is_in(verb.lemma, "lead_verb")
    for child in tree.children(verb.index):
        if is_light and child.role is Role.AGENT and child.case == "by":
            found.append(Argument("by", child.index))
        elif is_light and child.role is Role.OBLIQUE and child.case:
            found.append(Argument(child.case, child.index))
    return found


def _attributed(context: Context, verb: Token) -> list[Argument]:
    """Read who an event is laid to: functions "suspected" and "claimed"."""
    return [
        Argument(one.attribution, child.index)
        for one in context.lexicon.attributions.get(verb.lemma, ())
        for child in context.tree.children(verb.index)
        if child.case == one.preposition and child.role in (Role.OBLIQUE, Role.AGENT, Role.DATIVE)
    ]
