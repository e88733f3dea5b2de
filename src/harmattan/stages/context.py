"""A sentence with what earlier stages found in it, and the tests that frames put to its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from harmattan.model.annotations import ACTORS, DATES, PLACES, ActorMention, PlaceMention
from harmattan.model.layers import Layers
from harmattan.model.syntax import Role, Sentence
from harmattan.reference.lexicon import Lexicon
from harmattan.stages.arguments import Tree

__all__ = ["Context", "context_of"]

_PERSON_KINDS = ("office", "rank", "group", "person", "leader")
_CLASS_SECTORS = {
    "armed": frozenset({"MIL", "REB", "UAF", "PRM", "COP", "CRM"}),
    "rebels": frozenset({"REB", "PRM", "UAF"}),
    "troops": frozenset({"MIL"}),
    "police": frozenset({"COP"}),
    "office": frozenset({"GOV", "LEG", "JUD"}),
}
"""Sectors of names that pass a test on a class of nouns."""


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence with what earlier stages found in it, by head token; `dates` are the tokens of its date phrases."""

    tree: Tree
    lexicon: Lexicon
    actors: Mapping[int, ActorMention]
    places: Mapping[int, PlaceMention]
    dates: frozenset[int] = frozenset()

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


def context_of(layers: Layers, sentence: Sentence, lexicon: Lexicon) -> Context:
    """Return a parsed sentence with its actors, places and dates."""
    actors = {one.head: one for one in layers[ACTORS] if one.sentence == sentence.index}
    places = {one.head: one for one in layers[PLACES] if one.sentence == sentence.index}
    dates = (one for one in layers[DATES] if one.sentence == sentence.index)
    days = frozenset(index for one in dates for index in range(one.first, one.last + 1))
    return Context(Tree(sentence), lexicon, actors, places, days)
