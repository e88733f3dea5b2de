"""Find the words that make events: verbs, nouns and predicate adjectives whose frame in the pack holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from harmattan.model.annotations import ActorMention, PlaceMention
from harmattan.model.syntax import Role, Token
from harmattan.reference.lexicon import Block, Frame, Lexicon, Tests
from harmattan.stages.arguments import Argument, Tree, is_passive

__all__ = ["Context", "Trigger", "find_triggers"]

_PERSON_KINDS = ("office", "rank", "group", "person", "leader")
_CLASS_SECTORS = {
    "armed": frozenset({"MIL", "REB", "UAF", "PRM", "COP", "CRM"}),
    "rebels": frozenset({"REB", "PRM", "UAF"}),
    "troops": frozenset({"MIL"}),
    "police": frozenset({"COP"}),
    "office": frozenset({"GOV", "LEG", "JUD"}),
}
"""Sectors of names that pass a test on a class of nouns."""
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
        return tuple(dict.fromkeys(a.token for a in self.arguments if _is_function(a.function, functions)))


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence with what earlier stages found in it, by head token."""

    tree: Tree
    lexicon: Lexicon
    actors: Mapping[int, ActorMention]
    places: Mapping[int, PlaceMention]

    def is_a(self, index: int, test: str, *, is_word_only: bool = False) -> bool:
        """Say whether a token passes a test: "@class", a built-in class or a lemma.

        A name passes the lemma of its sort ("minister"), unless only the word itself will do.
        """
        token = self.tree.tokens[index]
        if self._is_other_compound(index, test):
            return False
        inner = self._counted(index)
        if inner is not None and self.is_a(inner, test, is_word_only=is_word_only):
            return True
        if not test.startswith("@"):
            return test in (token.lemma, token.text.lower()) or (not is_word_only and self._is_named(index, test))
        name = test[1:]
        if name == "clause":
            return token.pos in ("VERB", "AUX")
        if name == "name":
            return token.pos == "PROPN"
        if name == "place":
            return index in self.places
        if name in ("actor", "country", "person"):
            return self._is_who(index, name)
        if any(self.lexicon.is_in(word, name) for word in (token.lemma, token.text.lower())):
            return True
        sectors = _CLASS_SECTORS.get(name)
        if sectors is not None and self._named_sector(index) in sectors:
            return True
        # "security forces", "car bomb": a compound belongs to the class of the whole.
        return index > 0 and self.lexicon.is_in(f"{self.tree.tokens[index - 1].text.lower()} {token.lemma}", name)

    def _counted(self, index: int) -> int | None:
        """Look through "hundreds of N", "a wave of N", "four of the N" to what is counted."""
        token = self.tree.tokens[index]
        if token.pos != "NUM" and not self.lexicon.is_in(token.lemma, "quantity_of"):
            return None
        return next((c.index for c in self.tree.children(index) if c.role is Role.OBLIQUE and c.case == "of"), None)

    def _is_other_compound(self, index: int, test: str) -> bool:
        """Say whether a noun is part of a compound with a sense of its own: a hunger strike is no strike."""
        if index == 0 or test.startswith("@"):
            return False
        token, before = self.tree.tokens[index], self.tree.tokens[index - 1]
        if before.head != index or before.role is not Role.COMPOUND:
            return False
        nouns = self.lexicon.nouns
        whole = {frame.event_type for frame in nouns.get(f"{before.text.lower()} {token.lemma}", ())}
        bare = {frame.event_type for frame in nouns.get(token.lemma, ())}
        return bool(whole) and "ASSAULT" in bare and "ASSAULT" not in whole

    def _named_sector(self, index: int) -> str | None:
        """Return the sector of a name or pronoun; a common noun is in the classes that list it."""
        actor = self.actors.get(index)
        token = self.tree.tokens[index]
        is_name = token.pos == "PROPN" or (actor is not None and actor.rule == "pronoun")
        return actor.participant.sector if actor is not None and is_name else None

    def _is_named(self, index: int, word: str) -> bool:
        """Say whether a name is of the sort that a noun for actors means: the RSF is an army, N a minister."""
        agent = self.lexicon.agents.get(word)
        sector = self._named_sector(index)
        is_arm = self.lexicon.is_in(word, "aircraft")  # an army is no air force
        return agent is not None and agent.sector is not None and agent.sector == sector and not is_arm

    def _is_who(self, index: int, name: str) -> bool:
        actor = self.actors.get(index)
        token = self.tree.tokens[index]
        if name == "country":
            place = self.places.get(index)
            is_state = place is not None and place.place is not None and place.place.feature_code in ("PCLI", "PCL")
            is_government = actor is not None and (
                actor.rule in ("country", "capital", "metonym")
                or (actor.rule == "pronoun" and actor.participant.sector == "GOV")
            )
            return is_state or is_government
        if name == "person":
            agent = self.lexicon.agents.get(token.lemma)
            is_person = agent is not None and agent.kind in _PERSON_KINDS
            named = actor is not None and ("name" in actor.rule or actor.rule in ("person", "surname", "pronoun"))
            return is_person or named or self.lexicon.is_in(token.lemma, "person")
        return actor is not None or index in self.places or self.lexicon.is_in(token.lemma, "person")


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
        if "gerund" in token.features and token.role in (Role.AGENT, Role.PATIENT, Role.OBLIQUE, Role.DEPENDENT):
            return _noun_trigger(context, token) or _verb_trigger(context, token)
        return _verb_trigger(context, token)
    if token.pos in ("ADJ", "VERB") and token.role is Role.ATTRIBUTE:
        return _verb_trigger(context, token)
    is_name_part = token.pos == "PROPN" and token.index in context.places
    if token.pos in ("NOUN", "PROPN", "VERB") and not is_name_part:
        return _noun_trigger(context, token)
    return None


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
                if not _follows(tree, token, frame.particle):
                    continue
                given = _with_object(arguments, frame.particle)
            if _holds(context, frame, given) and not _is_blocked(context, token, lemma, given):
                return Trigger(token.index, token.index, token.index, frame, given)
    return None


def _follows(tree: Tree, token: Token, particle: str) -> bool:
    """Accept a particle that the parser took for a preposition or adverb right behind the verb."""
    after = token.index + 1
    return after < len(tree.tokens) and tree.tokens[after].text.lower() == particle


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
                if _holds(context, frame, given) and not _is_blocked(context, token, last, given):
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
    for argument in tree.arguments(verb.index):
        if argument.token in (token.index, top.index) or argument.function == "clause":
            continue
        if argument.function in ("agent", "patient"):
            if role == "event" and argument.function == "patient" and argument.token in context.places:
                found.append(Argument("location", argument.token))
            elif role == "recipient" and argument.function == "patient" and argument.token < verb.index:
                found.append(Argument("sufferer", argument.token))  # "was placed under arrest"
            elif role in ("actor", "recipient", "place") and argument.function == "agent":
                found.append(
                    Argument({"actor": "subject", "recipient": "sufferer", "place": "location"}[role], argument.token)
                )
        elif argument.function != "by" or is_passive(tree, verb):  # "protests followed the murder by an officer"
            found.append(argument)
    return tuple(dict.fromkeys(found)), verb.index


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
                if not (has_particle or is_oblique):
                    continue
            if light.subject_is == "event":
                if noun.role in (Role.AGENT, Role.PATIENT) and noun.index < verb.index:
                    return "event"
            elif noun.role in (Role.PATIENT, Role.OBLIQUE, Role.ATTRIBUTE):
                if noun.role is Role.OBLIQUE and light.particle is None and noun.case not in ("in", "to"):
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


def _is_function(function: str, wanted: tuple[str, ...]) -> bool:
    """Match a function by its whole name or, for chains of prepositions, by the last of them."""
    return function in wanted or (" " in function and function.rsplit(maxsplit=1)[-1] in wanted)


def _holds(context: Context, frame: Frame, arguments: tuple[Argument, ...]) -> bool:
    names = {"subject": ("agent",), "object": ("patient", "attribute")}
    for function, tests in frame.needs:
        wanted = names.get(function, (function,))
        if not _passes(context, tests, [a.token for a in arguments if a.function in wanted]):
            return False
    if frame.clause is not None and not _has_clause(context, frame.clause, arguments):
        return False
    if not frame.alternatives:
        return True
    nested = _nested(context, arguments) if frame.pos == "verb" else ()
    return any(
        _passes(context, tests, [a.token for a in (*arguments, *nested) if _is_function(a.function, (function,))])
        for function, tests in frame.alternatives
    )


def _nested(context: Context, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Return the prepositional phrases that the parser hung on the object instead of the verb."""
    return tuple(
        Argument(child.case, child.index)
        for argument in arguments
        if argument.function == "patient"
        for child in context.tree.children(argument.token)
        if child.role is Role.OBLIQUE and child.case and child.case != "of"
    )


def _passes(context: Context, tests: Tests, tokens: list[int]) -> bool:
    spread = [one for token in tokens for one in context.tree.conjuncts(token)]
    if tests.must_not_exist:
        return not spread
    if tests.must_exist and not spread:
        return False
    if tests.none_of and any(context.is_a(one, test) for one in spread for test in tests.none_of):
        return False
    return not tests.any_of or any(context.is_a(one, test) for one in spread for test in tests.any_of)


def _has_clause(context: Context, wanted: str, arguments: tuple[Argument, ...]) -> bool:
    kinds = wanted.split("|")
    for argument in arguments:
        if argument.function == "clause":
            token = context.tree.tokens[argument.token]
            if "infinitive" in token.features and _has_to(context.tree, token):
                kind = "to"
            else:
                kind = "ing" if "gerund" in token.features and token.role is not Role.COMPLEMENT else "that"
            if kind in kinds:
                return True
    return False


def _has_to(tree: Tree, token: Token) -> bool:
    return any(child.text.lower() == "to" and child.role is Role.AUXILIARY for child in tree.children(token.index))


def _is_blocked(context: Context, token: Token, lemma: str, arguments: tuple[Argument, ...]) -> bool:
    """Say whether the words around make the predicate something else ("heart attack", "strikers")."""
    return any(_blocks(context, block, token, arguments) for block in context.lexicon.blocks.get(lemma, ()))


def _is_when(tree: Tree, clause: int) -> bool:
    return any(child.text.lower() in ("when", "as", "after") for child in tree.children(clause))


def _is_by_arms(context: Context, clause: int) -> bool:
    """Say whether arms are the subject of a clause: "when a bomb went off" is no accident."""
    subject = context.tree.subject(clause)
    return subject is not None and any(context.is_a(subject, test) for test in ("@explosive", "@heavy", "@drone"))


def _blocks(context: Context, block: Block, token: Token, arguments: tuple[Argument, ...]) -> bool:
    tree = context.tree
    relation = block.relation
    if relation == "sentence":
        candidates = [t.index for t in tree.tokens if t.index != token.index]
    elif relation == "when":
        clauses = [c.index for c in tree.children(token.index) if c.role is Role.ADVERBIAL_CLAUSE]
        candidates = [one for one in clauses if _is_when(tree, one) and not _is_by_arms(context, one)]
    elif relation == "head":
        candidates = [token.head] if token.head != token.index else []
    elif relation in ("compound", "modifier"):
        candidates = [a.token for a in arguments if a.function == "modifier"]
    else:
        names = {"subject": "agent", "object": "patient"}
        wanted = names.get(relation, relation)
        candidates = [a.token for a in arguments if a.function == wanted]
    if relation == "sentence" and block.words.any_of == ("@sport",):
        return False  # whether a text is on sport is for the document to say
    return any(context.is_a(one, test, is_word_only=True) for one in candidates for test in block.words.any_of)
