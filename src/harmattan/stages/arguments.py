"""Who does what in a clause: the arguments of a verb or noun, read off the neutral roles.

Subjects are shared across coordination, relative clauses, control and reduced clauses. The functions are "agent",
"patient", "dative", "clause", "possessor", "modifier" and each preposition by its word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harmattan.model.syntax import Role, Sentence, Token
from harmattan.stages.voice import is_passive

__all__ = [
    "Argument",
    "Tree",
    "is_passive",
]

_DEPTH = 6
# "killed two after accusing them": the subject accuses; "accused them of killing": the object kills.
_BY_SUBJECT = tuple(
    [word] for word in ("after", "before", "by", "in", "without", "while", "on", "despite", "since", "when")
)
_COMPLEMENTS = (Role.COMPLEMENT, Role.OPEN_COMPLEMENT)
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument: its function and the token that heads it."""

    function: str
    token: int


class Tree:
    """A parsed sentence with its children indexed; read only."""

    __slots__ = ("_children", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        children: list[list[Token]] = [[] for _ in sentence.tokens]
        for token in sentence.tokens:
            if token.head != token.index:
                children[token.head].append(token)
        self._children = tuple(tuple(one) for one in children)

    def children(self, index: int) -> tuple[Token, ...]:
        """Return the direct dependents of a token, in order."""
        return self._children[index]

    def subtree(self, index: int) -> frozenset[int]:
        """Return the indices of a token and all that hangs on it."""
        found: set[int] = set()
        stack = [index]
        while stack:
            one = stack.pop()
            if one not in found:
                found.add(one)
                stack.extend(child.index for child in self._children[one])
        return frozenset(found)

    def ancestors(self, index: int) -> Iterator[Token]:
        """Yield the heads of a token, nearest first."""
        seen = {index}
        while True:
            head = self.tokens[index].head
            if head in seen:
                return
            seen.add(head)
            yield self.tokens[head]
            index = head

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """Return a token and the nominals coordinated with it, in order."""
        found = [index]
        for one in found:
            joined = [*self._children[one]]
            # "Peru, its neighbour, and Chile signed": the parser hangs the next name on the apposition.
            for child in self._children[one]:
                if child.role is Role.APPOSITION:
                    joined += [c for c in self._children[child.index] if self._is_one(c) and self._is_behind_comma(c)]
            found.extend(
                child.index for child in joined if child.role is Role.CONJUNCT and child.pos in (*_NOMINAL, "ADJ", "X")
            )
        return tuple(sorted(found))

    def _is_one(self, token: Token) -> bool:
        """Say whether a nominal stands for one that is known: a name, or what somebody owns ("N's prime minister")."""
        is_owned = any(child.role is Role.POSSESSOR for child in self._children[token.index])
        return token.pos == "PROPN" or (token.pos == "NOUN" and is_owned)

    def _is_behind_comma(self, conjunct: Token) -> bool:
        """Say whether a comma stands before the coordinator of a conjunct."""
        above = self.tokens[conjunct.head]
        between = self.tokens[above.index + 1 : conjunct.index]
        joint = next((t.index for t in between if t.role is Role.COORDINATOR and t.head == above.index), None)
        return joint is not None and self.tokens[joint - 1].text == ","

    def first_conjunct(self, index: int) -> int:
        """Climb from a coordinated token to the first of its list."""
        seen: set[int] = set()
        while self.tokens[index].role is Role.CONJUNCT and index not in seen:
            seen.add(index)
            index = self.tokens[index].head
        return index

    def particle(self, verb: int) -> str | None:
        """Return the particle of a phrasal verb."""
        return next((c.text.lower() for c in self._children[verb] if c.role is Role.PARTICLE), None)

    def subject(self, verb: int, depth: int = _DEPTH) -> int | None:
        """Return the token of a verb's surface subject, found across shared and reduced clauses."""
        token = self.tokens[verb]
        own = self._own_subjects(token)
        if own:
            # "N, whose son was bitten, urged M": the parser gives both subjects to the clause within.
            return self._antecedent(own[-1], depth)
        lost = self._lost_subject(token)
        if lost is not None:
            return self._antecedent(lost, depth)
        return self._shared_subject(token, depth - 1) if depth else None

    def _own_subjects(self, verb: Token) -> list[int]:
        """Return the surface subjects before a verb; more than one where another verb's is among them."""
        passive = is_passive(self, verb)
        return [
            child.index
            for child in self._children[verb.index]
            if (child.role is Role.AGENT and child.case is None)
            or (passive and child.role is Role.PATIENT and child.index < verb.index)
        ]

    def _lost_subject(self, verb: Token) -> int | None:
        """Return a subject that the parser hung elsewhere: on the auxiliary, or on a clause inside the subject."""
        for child in self._children[verb.index]:
            if child.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY) and child.index < verb.index:
                held = [c.index for c in self._children[child.index] if c.role is Role.AGENT and c.case is None]
                if held:
                    return held[0]
            if child.role is Role.COMPLEMENT and child.index < verb.index and child.pos in ("VERB", "AUX"):
                subjects = self._own_subjects(child)
                if len(subjects) > 1 and self.tokens[subjects[0] + 1].text == ",":
                    return subjects[0]
        return None

    def _shared_subject(self, token: Token, depth: int) -> int | None:
        head = self.tokens[token.head]
        if token.role is Role.CONJUNCT and head.pos in ("VERB", "AUX"):
            return self.subject(head.index, depth) if depth else None
        if token.role is Role.CONJUNCT and head.pos in ("NOUN", "ADJ", "PROPN"):
            return None
        if token.role is Role.PARTICIPLE:
            if "infinitive" in token.features:
                return self._controller_of_noun(head, depth)
            return head.index
        if token.role is Role.RELATIVE:
            return head.index if self._relative_function(token) == "subject" else None
        if token.role in (Role.OPEN_COMPLEMENT, Role.ADVERBIAL_CLAUSE, Role.PREP_CLAUSE, Role.COMPLEMENT):
            return self._controller(token, head, depth)
        return None

    def _controller(self, token: Token, head: Token, depth: int) -> int | None:
        """Return who is understood as the subject of a clause without one."""
        if not depth:
            return None
        if head.pos in ("ADJ", "NOUN") and head.role is Role.ATTRIBUTE:
            return self.subject(head.head, depth)
        if head.pos in ("NOUN", "ADJ"):
            return self._controller_of_noun(head, depth)
        if token.role is Role.COMPLEMENT and "gerund" not in token.features and "infinitive" not in token.features:
            return None
        is_finite = "finite" in token.features and any(c.role is Role.MARK for c in self._children[token.index])
        if token.role is Role.ADVERBIAL_CLAUSE and (
            is_finite
            or any(
                child.role is Role.PASSIVE_AUXILIARY and "finite" in child.features
                for child in self._children[token.index]
            )
        ):
            return None  # "a day after a priest was slain, a lawyer ...": the parser lost the subject that it must have
        by_subject = token.role is Role.PREP_CLAUSE and (token.case or "").split()[-1:] in _BY_SUBJECT
        if token.role in (Role.OPEN_COMPLEMENT, Role.PREP_CLAUSE) and not by_subject:
            for child in self._children[head.index]:
                if child.role in (Role.PATIENT, Role.DATIVE) and child.index < token.index:
                    return self._antecedent(child.index, depth)
        if token.role is Role.ADVERBIAL_CLAUSE and is_passive(self, head):
            by = next((c.index for c in self._children[head.index] if c.role is Role.AGENT and c.case), None)
            # "was hit by rebels, killing two": they kill. "was caught by guards while crossing": the caught crosses.
            is_timed = any(child.role is Role.MARK for child in self._children[token.index])
            if "gerund" in token.features and not is_timed:
                return by
        return self.subject(head.index, depth)

    def _controller_of_noun(self, noun: Token, depth: int) -> int | None:
        for child in self._children[noun.index]:
            if child.role is Role.POSSESSOR:
                return child.index
        verb = self.tokens[noun.head]
        if depth and noun.role in (Role.PATIENT, Role.OBLIQUE, Role.ATTRIBUTE) and verb.pos in ("VERB", "AUX"):
            return self.subject(verb.index, depth - 1)
        return None

    def _relative_function(self, verb: Token) -> str | None:
        """Say which part the noun plays in its relative clause: subject, object or None."""
        for child in self._children[verb.index]:
            if "relative" in child.features and child.role in (Role.AGENT, Role.PATIENT):
                passive = is_passive(self, verb)
                is_subject = (child.role is Role.AGENT and child.case is None) or (passive and child.index < verb.index)
                return "subject" if is_subject else "object"
        roles = {child.role for child in self._children[verb.index]}
        if Role.AGENT in roles and Role.PATIENT not in roles:
            return "object"
        return None if Role.AGENT in roles or Role.PATIENT in roles else "subject"

    def _antecedent(self, index: int, depth: int) -> int:
        """Replace a relative pronoun by the noun that it stands for."""
        token = self.tokens[index]
        if "relative" not in token.features or not depth:
            return index
        for above in self.ancestors(index):
            if above.role is Role.RELATIVE:
                return above.head
        return index

    def antecedent(self, index: int) -> int:
        """Return the noun behind a relative pronoun ("whose", "which"), or the token itself."""
        return self._antecedent(index, _DEPTH)

    def arguments(self, index: int) -> tuple[Argument, ...]:
        """Return the arguments of a predicate token in the order of the text, without duplicates."""
        token = self.tokens[index]
        found = self._of_verb(token) if token.pos in ("VERB", "AUX") else self._of_noun(token)
        return tuple(dict.fromkeys(found))

    def _of_verb(self, verb: Token) -> Iterator[Argument]:
        passive = is_passive(self, verb)
        subject = self.subject(verb.index)
        if subject is not None:
            yield Argument("patient" if passive else "agent", subject)
        has_object = passive
        for child in self._children[verb.index]:
            argument = self._argument(child)
            if argument is not None and argument.token != subject:
                has_object = has_object or argument.function == "patient"
                yield argument
            if child.role is Role.PARTICLE:
                # "called on Lomé to stop": the parser hangs the name on the particle
                below = (one for one in self._children[child.index] if one.role is Role.OBLIQUE and one.case is None)
                yield from (Argument(child.text.lower(), one.index) for one in below)
            raised = self._raised_object(child)
            if raised is not None:
                yield Argument("patient", raised)
            yield from self._predicated(child)
            if child.role is Role.COMPLEMENT and self._is_nominal(child):
                yield Argument("patient", child.index)
            if child.role in (Role.ADVERBIAL_CLAUSE, Role.OPEN_COMPLEMENT, Role.PARTICIPLE):
                helpers = (one for one in self._children[child.index] if one.role is Role.AUXILIARY)
                has_modal = any({"finite", "modal"} & one.features for one in helpers)
                if "infinitive" in child.features and not has_modal:
                    yield Argument("purpose", child.index)
        if not has_object:
            shared = self._shared_object(verb)
            if shared is not None and shared != subject:
                yield Argument("patient", shared)
        if verb.role is Role.CONJUNCT and self.tokens[verb.head].pos in ("VERB", "AUX") and passive:
            head = self.tokens[verb.head]
            for child in self._children[head.index]:
                if child.role is Role.AGENT and child.case and is_passive(self, head):
                    yield Argument("agent", child.index)
        elif passive:
            # "was abducted and killed by gunmen": the agent hangs on the last verb.
            for child in self._children[verb.index]:
                if child.role is Role.CONJUNCT and child.pos == "VERB" and is_passive(self, child):
                    yield from (
                        Argument("agent", one.index)
                        for one in self._children[child.index]
                        if one.role is Role.AGENT and one.case
                    )

    def _predicated(self, child: Token) -> Iterator[Argument]:
        """Yield what is said of an object ("set them free", "called it unjust") and clauses that hang deeper.

        These are the demand with a subject of its own ("asked for the vote to be put off") and the deed of a time limit
        ("gave the envoy two days to leave").
        """
        if child.pos == "ADJ" and (
            child.role is Role.COMPLEMENT or (child.role is Role.ATTRIBUTE and self._has_object(child))
        ):
            yield Argument("attribute", child.index)
        below = self._children[child.index]
        if child.pos == "ADJ" and child.role is Role.ADVERBIAL_CLAUSE:
            mark = next((one for one in below if one.role is Role.ADVERB and one.index < child.index), None)
            if mark is not None:  # "described the junta as illegitimate"
                yield Argument(mark.text.lower(), child.index)
        is_infinitive = any("infinitive" in one.features for one in (child, *below)) and not any(
            {"finite", "modal"} & one.features for one in below if one.role in (Role.AUXILIARY, Role.PASSIVE_AUXILIARY)
        )
        if child.role is Role.ADVERBIAL_CLAUSE and is_infinitive:
            has_subject = any(one.role in (Role.AGENT, Role.PATIENT) and one.index < child.index for one in below)
            if has_subject and any(one.role is Role.MARK for one in below):
                yield Argument("clause", child.index)
        is_given = child.role is Role.PATIENT and any(c.role is Role.DATIVE for c in self._children[child.head])
        if child.role is Role.TEMPORAL or is_given:
            for one in below:
                if one.role in (Role.RELATIVE, Role.PARTICIPLE) and "infinitive" in one.features:
                    yield from (Argument("clause", one.index), Argument("purpose", one.index))

    def _has_object(self, attribute: Token) -> bool:
        return any(one.role is Role.PATIENT for one in self._children[attribute.head])

    def _is_nominal(self, clause: Token) -> bool:
        """Say whether a clause stands for a thing: "condemned what it called an attack"."""
        first = self.tokens[min(self.subtree(clause.index))]
        return first.text.lower() in ("what", "whatever")

    def _raised_object(self, clause: Token) -> int | None:
        """Return the subject of a bare infinitive clause, which is the object above: "help N stop", "urged N to go"."""
        is_small = clause.pos in ("ADJ", "NOUN")  # "holds N responsible"
        if clause.role not in _COMPLEMENTS or not (is_small or "infinitive" in clause.features):
            return None
        children = self._children[clause.index]
        if any(child.role is Role.MARK or "modal" in child.features for child in children):
            return None
        return next(
            (c.index for c in children if c.role is Role.AGENT and c.case is None and c.index < clause.index), None
        )

    def _shared_object(self, verb: Token) -> int | None:
        if verb.role is Role.RELATIVE and self._relative_function(verb) == "object":
            return verb.head
        for after in self.tokens[verb.index + 1 :]:
            if after.role in (Role.COORDINATOR, Role.ADVERB, Role.PUNCTUATION):
                continue
            if after.role is not Role.CONJUNCT or after.pos != "VERB" or is_passive(self, after):
                return None
            if self.first_conjunct(after.index) != self.first_conjunct(verb.index):
                return None
            patient = next((c for c in self._children[after.index] if c.role is Role.PATIENT), None)
            if patient is not None:
                return patient.index if patient.index > after.index else None
        return None

    def _argument(self, child: Token) -> Argument | None:
        index = self._antecedent(child.index, _DEPTH)
        if child.role is Role.AGENT:
            return Argument("agent", index)
        if child.role is Role.PATIENT:
            return Argument("patient", index)
        if child.role is Role.DATIVE:
            return Argument("dative", index)
        if child.role is Role.ATTRIBUTE and child.pos == "NOUN":
            return Argument("attribute", index)  # "was taken prisoner"
        if child.role is Role.OBLIQUE and child.case:
            return Argument(child.case, index)
        if child.role in _COMPLEMENTS or child.role is Role.PREP_CLAUSE:
            return Argument("clause", child.index)
        return None

    def _late_agent(self, noun: Token) -> Iterator[Argument]:
        """Yield the "by" phrase that hangs on the last noun: "a raid on the home of a judge by soldiers"."""
        level = [one for one in self._children[noun.index] if one.role in (Role.OBLIQUE, Role.AGENT)]
        if any(one.case == "by" for one in level):
            return
        for _ in range(2):
            level = [one for above in level for one in self._children[above.index] if one.role is Role.OBLIQUE]
            yield from (Argument("by", one.index) for one in level if one.case == "by" and one.pos in _NOMINAL)

    def _of_noun(self, noun: Token) -> Iterator[Argument]:
        owner = self.tokens[self.first_conjunct(noun.index)]
        sources = [noun] if owner.index == noun.index else [noun, owner]
        yield from self._late_agent(noun)
        for source in sources:
            for child in self._children[source.index]:
                if (
                    child.role in (Role.OBLIQUE, Role.AGENT)
                    and child.case
                    and (source is noun or child.index > noun.index)
                ):
                    yield Argument(child.case, self._antecedent(child.index, _DEPTH))
                    if child.case in ("by", "of"):
                        # "an attack by rebels on a convoy": the target hangs on the rebels.
                        yield from (
                            Argument(one.case, one.index)
                            for one in self._children[child.index]
                            if one.role is Role.OBLIQUE and one.case in ("on", "against", "in", "near", "at")
                        )
                elif child.role is Role.POSSESSOR:
                    yield Argument("possessor", self._antecedent(child.index, _DEPTH))
                elif child.role is Role.ADJECTIVE or (child.role is Role.COMPOUND and source is noun):
                    yield Argument("modifier", child.index)
                elif child.role in (Role.PARTICIPLE, *_COMPLEMENTS) and "infinitive" in child.features:
                    yield Argument("clause", child.index)
