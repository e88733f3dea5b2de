"""Find the claims of one parsed sentence: speaker, cue and content (the parts of an attribution, Pareti 2015).

Cues are verbs ("said", "denied"), prepositions ("according to") and nouns ("the ministry's claim that").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from harmattan.model.event import Stance
from harmattan.model.spans import Span
from harmattan.model.syntax import Role, Token
from harmattan.reference.lexicon import Cue, Lexicon
from harmattan.stages.arguments import Tree, is_passive
from harmattan.stages.quotes import Quotes

__all__ = ["ANAPHORIC", "ClaimReader", "FoundClaim", "claims_in", "is_content_clause"]

ANAPHORIC = "anaphoric denial"
"""Rule of a denial that takes up what was said before: "the group denied it"."""

_SPEAKING = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
_LONGEST_PREPOSITION = 4
_SHORTEST_QUOTE = 4
_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim: the token that heads its speaker, the cue, the claimed ranges (whole quotes may reach beyond).

    `is_attitude`: it tells what the speaker wants, judges, knows or leaves unsaid, and vouches for nothing.
    """

    speaker: int
    cue_token: int | None
    cue: Span
    stance: Stance
    content: tuple[_Range, ...]
    rule: str
    is_attitude: bool = False


def claims_in(tree: Tree, lexicon: Lexicon, quotes: Quotes, text: str) -> Iterator[FoundClaim]:
    """Yield the claims of a sentence in the order of their cues.

    The content is empty where it stands in the sentence before (an anaphoric denial) or after ("he said:").
    """
    reader = ClaimReader(tree, lexicon, quotes, text)
    for token in tree.tokens:
        if token.pos in ("VERB", "AUX"):
            yield from reader.of_verb(token)
        elif token.pos == "NOUN":
            yield from reader.of_noun(token)
        if token.role is Role.OBLIQUE:
            yield from reader.of_preposition(token)


def is_content_clause(tree: Tree, clause: Token) -> bool:
    """Say whether a clause on a noun tells what it is about ("the claim that rebels fled"), and is no relative one."""
    if clause.role is Role.COMPLEMENT:
        return True
    children = tree.children(clause.index)
    if clause.role not in (Role.RELATIVE, Role.PARTICIPLE):
        return False
    # A pronoun whose place in the clause is taken ("the claim that guards beat him") only opens it.
    pronouns = {child.role for child in children if "relative" in child.features}
    others = {child.role for child in children if "relative" not in child.features and child.case is None}
    return any(child.role is Role.MARK for child in children) or bool(pronouns & others)


@dataclass(frozen=True, slots=True)
class ClaimReader:
    """Reads one sentence."""

    tree: Tree
    lexicon: Lexicon
    quotes: Quotes
    text: str

    def of_verb(self, verb: Token, *, is_made: bool = True) -> Iterator[FoundClaim]:
        """Yield the claims of a verb that are made, or those that are not ("would say that")."""
        cue = self._cue((verb.lemma, verb.text.lower()), "verb")
        if cue is None or verb.role in (Role.ADJECTIVE, Role.COMPOUND) or self._is_made(verb, cue) != is_made:
            return
        speaker = self.speaker(verb)
        if speaker is None:
            return
        negated = any(child.role is Role.NEGATION for child in self.tree.children(verb.index))
        stance: Stance = "doubts" if negated and cue.stance == "denies" else cue.stance  # type: ignore[assignment]
        span = self.verb_span(verb)
        content = self._content(verb, cue, speaker)
        if content or self._introduces():
            yield FoundClaim(speaker, verb.index, span, stance, content, f"verb:{verb.lemma}")
        if stance == "denies" and self._is_anaphoric(verb):
            yield FoundClaim(speaker, verb.index, span, stance, self._before(verb), ANAPHORIC)

    def _cue(self, words: tuple[str, ...], kind: str) -> Cue | None:
        cues = (cue for word in dict.fromkeys(words) for cue in self.lexicon.cues.get(word, ()))
        return next((cue for cue in cues if cue.kind == kind), None)

    def _is_made(self, verb: Token, cue: Cue) -> bool:
        """Say whether the claim is made: not "would say", "to say", "did not say", "nobody said"."""
        for child in self.tree.children(verb.index):
            word = child.text.lower()
            if child.role is Role.AUXILIARY and (self.lexicon.scope(word, "modal") or word == "to"):
                return False
            if cue.stance == "asserts" and (child.role is Role.NEGATION or self._is_nobody(child)):
                return False
        return True

    def _is_nobody(self, child: Token) -> bool:
        if child.role is not Role.AGENT:
            return False
        words = [child, *(c for c in self.tree.children(child.index) if c.role in (Role.DETERMINER, Role.NEGATION))]
        return any(self.lexicon.scope(word.text.lower(), "determiner") == "denied" for word in words)

    def speaker(self, verb: Token) -> int | None:
        """Return who speaks: the subject, the "by" phrase of a passive, or the noun after "said"."""
        tree = self.tree
        children = tree.children(verb.index)
        has_object = any(c.role is Role.PATIENT and c.index > verb.index for c in children)
        if verb.role is Role.PARTICIPLE and has_object and "gerund" not in verb.features:
            speaker: int | None = verb.head  # "the militia, which fled, accused Chad": the parser lost the main verb
        elif is_passive(tree, verb):
            speaker = next((c.index for c in children if c.role is Role.AGENT and c.case == "by"), None)
        else:
            speaker = self._behind(verb)
            if speaker is None:
                speaker = tree.subject(self._issuing(verb))
        outside = self.quotes.at(verb.start) is None
        if speaker is not None and outside and self.quotes.at(tree.tokens[speaker].start) is not None:
            return None
        if speaker is None:
            return None
        token = self.tree.tokens[speaker]
        return speaker if token.pos in _SPEAKING and token.role is not Role.EXPLETIVE else None

    def _behind(self, verb: Token) -> int | None:
        """Return the noun right after a verb that closes what is said: "..., said the mayor"."""
        before = self.tree.tokens[verb.index - 1] if verb.index else None
        if before is None or before.role is not Role.PUNCTUATION or verb.index + 1 >= len(self.tree.tokens):
            return None
        if "finite" not in verb.features:
            return None
        children = self.tree.children(verb.index)
        has_subject = any(c.role is Role.AGENT and c.index < verb.index for c in children)
        has_clause = any(c.role is Role.COMPLEMENT and c.index > verb.index for c in children)
        can_invert = self.lexicon.is_in(verb.lemma, "inverted_cue")
        for child in children:
            is_next = child.index > verb.index and min(self.tree.subtree(child.index)) == verb.index + 1
            is_object = child.role in (Role.PATIENT, Role.DATIVE) and can_invert and not has_subject and not has_clause
            if is_next and (child.role is Role.AGENT or is_object):
                return child.index
        return None

    def _issuing(self, verb: Token) -> int:
        """Return the verb whose subject speaks: in "wrote to the king saying that", who wrote."""
        noun = self.tree.tokens[verb.head]
        above = self.tree.tokens[noun.head]
        is_after_object = noun.role in (Role.PATIENT, Role.OBLIQUE, Role.DATIVE) and above.pos == "VERB"
        if verb.role is Role.PARTICIPLE and "gerund" in verb.features and is_after_object:
            return above.index if not is_passive(self.tree, above) else verb.index
        return verb.index

    def verb_span(self, verb: Token) -> Span:
        """Return the verb with its auxiliaries where they stand right before it ("had stated")."""
        first = verb.index
        helping = (Role.AUXILIARY, Role.PASSIVE_AUXILIARY, Role.NEGATION)
        helpers = {child.index for child in self.tree.children(verb.index) if child.role in helping}
        while first - 1 in helpers:
            first -= 1
        return Span.of(self.text, self.tree.tokens[first].start, verb.end)

    def _content(self, verb: Token, cue: Cue, speaker: int) -> tuple[_Range, ...]:
        """Return what is claimed: the complement clause, the object of a denial, the quote, or the clause around."""
        tree = self.tree
        parts = [tree.subtree(one) for one in self._complements(verb, cue) if one != speaker]
        if not parts and self._is_parenthesis(verb):
            parts = [tree.subtree(verb.head) - tree.subtree(verb.index)]
        if not parts and speaker > verb.index:
            parts = [
                tree.subtree(c.index) for c in tree.children(verb.index) if c.role is Role.AGENT and c.index < speaker
            ]
        around = tree.subtree(speaker)  # "leaders who say that ...": the clause hangs on its speaker
        taken = {verb.index} if verb.index in around else around | {verb.index}
        if cue.stance == "denies":
            taken |= {token for part in parts for one in part for token in self._aside(one)}
        taken |= {token for part in parts for one in part for token in self._next_speech(one)}
        ranges = [piece for part in parts for piece in self.pieces(part - taken)]
        return self.quoted(verb.start, ranges) if ranges else self.own_quotes(verb)

    def _next_speech(self, index: int) -> frozenset[int]:
        """Return a clause in which somebody else goes on to speak: "N said it rained and M said it snowed"."""
        verb = self.tree.tokens[index]
        if verb.role is not Role.CONJUNCT or self._cue((verb.lemma,), "verb") is None or "finite" not in verb.features:
            return frozenset()
        children = self.tree.children(index)
        has_subject = any(child.role is Role.AGENT and child.case is None for child in children)
        is_marked = any(child.role is Role.MARK for child in children)
        return self.tree.subtree(index) if has_subject and not is_marked else frozenset()

    def _aside(self, index: int) -> frozenset[int]:
        """Return a relative clause behind a comma, which a denial does not reach; else nothing."""
        token = self.tree.tokens[index]
        if token.role is not Role.RELATIVE:
            return frozenset()
        clause = self.tree.subtree(index)
        before = min(clause) - 1
        return clause if before >= 0 and self.tree.tokens[before].text == "," else frozenset()

    def _complements(self, verb: Token, cue: Cue) -> Iterator[int]:
        for child in self.tree.children(verb.index):
            frames = self.lexicon.complements.get((verb.lemma, (child.case or "to").split()[-1]))
            effect = frames.effect if frames is not None else None
            if child.role is Role.COMPLEMENT:
                yield child.index
            elif child.role in (Role.OPEN_COMPLEMENT, Role.PREP_CLAUSE, Role.OBLIQUE):
                is_gerund = child.role is Role.OPEN_COMPLEMENT and "gerund" in child.features
                if is_gerund or effect not in (None, "requested"):
                    yield child.index
            elif child.role is Role.PATIENT and child.index > verb.index:
                if self._is_claimed_thing(verb, cue, child):
                    yield child.index
                else:
                    yield from self._misplaced(verb, child)

    def _is_claimed_thing(self, verb: Token, cue: Cue, thing: Token) -> bool:
        """Say whether an object is what is claimed: "denied the killing"; one rejects talks, but also a report."""
        if self.lexicon.is_in(verb.lemma, "object_cue"):
            return thing.pos != "PRON"
        return cue.stance == "denies" and self.lexicon.is_in(thing.lemma, "allegation") and thing.pos != "PRON"

    def _misplaced(self, verb: Token, thing: Token) -> Iterator[int]:
        """Yield the content that the parser hung on the object: "accused the army of shelling the town"."""
        for child in self.tree.children(thing.index):
            is_content = (verb.lemma, child.case or "") in self.lexicon.complements
            if child.role in (Role.PREP_CLAUSE, Role.OBLIQUE) and is_content:
                yield child.index

    def _is_parenthesis(self, verb: Token) -> bool:
        """Recognise ", officials said," and "as officials said" inside the clause that they vouch for."""
        head = self.tree.tokens[verb.head]
        if verb.role not in (Role.DEPENDENT, Role.ADVERBIAL_CLAUSE) or head.pos not in ("VERB", "AUX"):
            return False
        marks = [c.text.lower() for c in self.tree.children(verb.index) if c.role in (Role.MARK, Role.ADVERB)]
        has_own_subject = any(c.role is Role.AGENT and c.case is None for c in self.tree.children(verb.index))
        return has_own_subject and "gerund" not in verb.features and set(marks) <= {"as"}

    def pieces(self, part: frozenset[int]) -> Iterator[_Range]:
        """Yield the unbroken runs of a set of tokens, without punctuation at their edges."""
        tokens = self.tree.tokens
        order = sorted(part)
        breaks = [n + 1 for n, (low, high) in enumerate(pairwise(order)) if self._is_broken(low, high)]
        for first, last in pairwise([0, *breaks, len(order)]):
            run = order[first:last]
            while run and tokens[run[0]].role is Role.PUNCTUATION and tokens[run[0]].text in (",", ";", ":", "-"):
                run = run[1:]
            while run and self._is_edge(tokens[run[-1]]):
                run = run[:-1]
            if run:
                yield tokens[run[0]].start, tokens[run[-1]].end

    def _is_edge(self, token: Token) -> bool:
        is_mark = token.role is Role.PUNCTUATION and token.text in (",", ";", ":", ".")
        return is_mark or token.role is Role.COORDINATOR

    def _is_broken(self, low: int, high: int) -> bool:
        return any(self.tree.tokens[i].role is not Role.PUNCTUATION for i in range(low + 1, high))

    def quoted(self, cue: int, ranges: list[_Range]) -> tuple[_Range, ...]:
        """Widen ranges to the whole quotes that they begin in; a claim made inside a quote stays inside."""
        around = self.quotes.at(cue)
        found: list[_Range] = []
        for start, end in ranges:
            if around is not None:
                found.append((max(start, around[0]), min(end, around[1])))
                continue
            first = self.quotes.at(start) or self.quotes.at(max(start - 1, 0))
            last = self.quotes.at(end - 1) or self.quotes.at(end)
            low = first[0] if first else start
            high = first[1] if first and first[1] < end and last is None else last[1] if last else end
            if not low <= cue < high:
                found.append((low, high))
            else:
                found.append((start, end))
        return tuple(sorted({one for one in found if one[1] > one[0]}))

    def own_quotes(self, verb: Token) -> tuple[_Range, ...]:
        """Return the quotes of the sentence that say something, for a cue without a clause; not its scare quotes."""
        if self.quotes.at(verb.start) is not None:
            return ()
        sentence = self.tree.sentence
        return tuple(
            (start, end)
            for start, end in self.quotes.within(sentence.start, sentence.end)
            if len(self.text[start:end].split()) >= _SHORTEST_QUOTE
            and any(start <= token.start < end and token.pos in ("VERB", "AUX") for token in self.tree.tokens)
        )

    def _introduces(self) -> bool:
        """Say whether the sentence ends in a colon: what is said comes in the next one."""
        return self.tree.tokens[-1].text == ":"

    def _is_anaphoric(self, verb: Token) -> bool:
        """Recognise "denied it", "rejected the accusation", "which the group denies", "a charge that it rejects"."""
        is_modifier = verb.role in (Role.RELATIVE, Role.PARTICIPLE)
        if is_modifier and self.lexicon.is_in(self.tree.tokens[verb.head].lemma, "allegation"):
            return True
        if is_passive(self.tree, verb):
            return False
        is_denial = self.lexicon.is_in(verb.lemma, "object_cue")
        return any(
            self.lexicon.is_in(child.lemma, "allegation") or (is_denial and "relative" in child.features)
            for child in self.tree.children(verb.index)
            if child.role is Role.PATIENT
        )

    def _before(self, verb: Token) -> tuple[_Range, ...]:
        """Return the clause of the sentence before a denial; empty where it opens the sentence."""
        first = min(self.tree.subtree(verb.index) - self._left_clauses(verb), default=verb.index)
        if any(token.pos in ("VERB", "AUX") for token in self.tree.tokens[:first]):
            return ((self.tree.sentence.start, self.tree.tokens[first].start),)
        return ()

    def _left_clauses(self, verb: Token) -> frozenset[int]:
        clauses = (Role.COMPLEMENT, Role.ADVERBIAL_CLAUSE, Role.CONJUNCT, Role.DEPENDENT)
        left = [c.index for c in self.tree.children(verb.index) if c.role in clauses and c.index < verb.index]
        return frozenset(token for one in left for token in self.tree.subtree(one)) | {
            c.index for c in self.tree.children(verb.index) if c.role in (Role.PUNCTUATION, Role.COORDINATOR)
        }

    def of_preposition(self, source: Token) -> Iterator[FoundClaim]:
        found = self._preposition(source)
        if found is None:
            return
        cue, first, last = found
        tree = self.tree
        top = self._vouched_clause(source, first)
        phrase = tree.subtree(source.index) | set(range(first, last + 1))
        ranges = self.quoted(tree.tokens[first].start, list(self.pieces(tree.subtree(top) - phrase)))
        if ranges:
            span = Span.of(self.text, tree.tokens[first].start, tree.tokens[last].end)
            yield FoundClaim(source.index, None, span, cue.stance, ranges, f"preposition:{cue.cue}")  # type: ignore[arg-type]

    def _preposition(self, source: Token) -> tuple[Cue, int, int] | None:
        cases = [child.index for child in self.tree.children(source.index) if child.role is Role.CASE]
        for last in cases:
            for first in range(max(last - _LONGEST_PREPOSITION + 1, 0), last + 1):
                words = " ".join(token.text.lower() for token in self.tree.tokens[first : last + 1])
                cue = self._cue((words,), "preposition")
                if cue is not None:
                    return cue, first, last
        return None

    def _vouched_clause(self, source: Token, first: int) -> int:
        """Return the clause that "according to X" covers: the sentence at its edges, else the clause around."""
        tree = self.tree
        ancestors = list(tree.ancestors(source.index))
        after = max(tree.subtree(source.index)) + 1
        rest = tree.tokens[after:]
        is_edge = first == 0 or all(token.role is Role.PUNCTUATION for token in rest)
        clauses = [one for one in ancestors if one.pos in ("VERB", "AUX") and tree.subject(one.index) is not None]
        if not clauses:
            return ancestors[-1].index if ancestors else source.index
        return (clauses[-1] if is_edge else clauses[0]).index

    def of_noun(self, noun: Token) -> Iterator[FoundClaim]:
        cue = self._cue((noun.lemma,), "noun")
        if cue is None:
            return
        children = self.tree.children(noun.index)
        content = [
            c.index
            for c in children
            if is_content_clause(self.tree, c) or (c.role is Role.PREP_CLAUSE and c.case == "of")
        ]
        if not content:
            return
        verb = self.tree.tokens[noun.head]
        speaker = next((c.index for c in children if c.role is Role.POSSESSOR), None)
        if speaker is None:
            sources = (c for c in children if c.role is Role.OBLIQUE and self.lexicon.is_in(c.case, "source_case"))
            speaker = next((c.index for c in sources), None)
        is_issued = noun.role is Role.PATIENT and verb.lemma in self.lexicon.light_verbs
        if speaker is None and is_issued and not is_passive(self.tree, verb):
            speaker = self.tree.subject(verb.index)
        if speaker is None or self.tree.tokens[speaker].pos not in _SPEAKING:
            return
        pieces = [piece for one in content for piece in self.pieces(self.tree.subtree(one))]
        ranges = self.quoted(noun.start, pieces)
        span = Span.of(self.text, noun.start, noun.end)
        yield FoundClaim(speaker, None, span, cue.stance, ranges, f"noun:{noun.lemma}")  # type: ignore[arg-type]
