"""Find the verb of a headline that the parser read as a noun: "Rebels attack Goma", "Peru expels envoy".

A sentence in which no finite verb has a subject is parsed once more with a plain past tense in place of the word that
may be its verb; where that word then heads the sentence behind a subject, the new tree is kept under the old words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from harmattan.model.syntax import Role, Token
from harmattan.reference.lexicon import Lexicon
from harmattan.stages.spacy_models import ParserModel

__all__ = ["PlainPast", "VerbFinder", "verb_finder"]

_NOMINAL = ("NOUN", "PROPN", "NUM")
_SHORTEST = 3
_SUBJECTS = (Role.AGENT, Role.PATIENT, Role.EXPLETIVE, Role.DEPENDENT)


@dataclass(frozen=True, slots=True)
class PlainPast:
    """Verbs that no parser takes for anything else: one with an object ("took"), one without ("went")."""

    transitive: str
    intransitive: str


class VerbFinder:
    """Gives sentences without a finite verb the one that they hide.

    Args:
        model: the parser.
        forms: lemmas of the inflected forms of the pack's verbs.
        nouns: the pack's event nouns: before a preposition "talks" and "attacks" are no verbs.
        stand_in: the verbs to parse with.
    """

    __slots__ = ("_forms", "_lemmas", "_model", "_nouns", "_stand_in")

    def __init__(
        self, model: ParserModel, forms: Mapping[str, str], nouns: frozenset[str], stand_in: PlainPast
    ) -> None:
        self._model = model
        self._forms = dict(forms)
        self._lemmas = frozenset(forms.values())
        self._nouns = nouns
        self._stand_in = stand_in

    def mended(self, text: str, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return the tokens of a sentence, parsed anew where it has no finite verb and a word can be it."""
        if len(tokens) < _SHORTEST or _has_clause(tokens):
            return tokens
        for token, lemma in self._candidates(tokens):
            after = tokens[token.index + 1]
            word = self._stand_in.intransitive if after.pos in ("ADP", "SCONJ", "PART") else self._stand_in.transitive
            changed = text[: token.start] + word + text[token.end :]
            parsed = next(iter(self._model.parse([self._model.tokenize(changed)])))
            if len(parsed) == len(tokens) and _heads(parsed, token.index):
                return _as_written(tokens, parsed, token.index, lemma)
        return tokens

    def _candidates(self, tokens: tuple[Token, ...]) -> Iterator[tuple[Token, str]]:
        """Yield the words that may be the verb: inflected ones first, a bare form only behind a plural."""
        bare: list[tuple[Token, str]] = []
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
            lower = token.text.lower()
            lemma = self._forms.get(lower, lower if lower in self._lemmas else None)
            is_behind_noun = before.pos in _NOMINAL or before.text[:1].isupper()
            if lemma is None or not is_behind_noun or "gerund" in token.features or after.pos == "PUNCT":
                continue
            is_noun_too = lemma in self._nouns and after.pos in ("ADP", "SCONJ", "CCONJ", "PART", "VERB")
            if is_noun_too or token.role is Role.PARTICIPLE:
                continue
            if lower != lemma:
                yield token, lemma
            elif "plural" in before.features:
                bare.append((token, lemma))
        yield from bare


def verb_finder(model: ParserModel, forms: Mapping[str, str], lexicon: Lexicon) -> VerbFinder | None:
    """Return the finder for a language, None where its pack names no verbs to parse with."""
    words = [sorted(lexicon.classes.get(f"plain_past_{kind}", ())) for kind in ("transitive", "intransitive")]
    if not all(words):
        return None
    nouns = frozenset(lemma.split()[-1] for lemma in lexicon.nouns)
    return VerbFinder(model, forms, nouns, PlainPast(words[0][0], words[1][0]))


def _has_clause(tokens: tuple[Token, ...]) -> bool:
    """Say whether a finite verb stands behind its subject."""
    finite = {one.index for one in tokens if "finite" in one.features or "modal" in one.features}
    finite |= {tokens[index].head for index in finite if tokens[index].pos == "AUX"}
    return any(one.head in finite and one.role in _SUBJECTS and one.index < one.head for one in tokens)


def _heads(tokens: tuple[Token, ...], verb: int) -> bool:
    """Say whether a word heads its sentence with a subject before it."""
    has_subject = any(one.head == verb and one.role is Role.AGENT and one.index < verb for one in tokens)
    return tokens[verb].role is Role.ROOT and has_subject


def _as_written(tokens: tuple[Token, ...], parsed: tuple[Token, ...], verb: int, lemma: str) -> tuple[Token, ...]:
    """Return a new tree over the old words."""
    return tuple(
        replace(new, start=old.start, end=old.end, text=old.text, lemma=lemma if new.index == verb else new.lemma)
        for old, new in zip(tokens, parsed, strict=True)
    )
