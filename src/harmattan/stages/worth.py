"""Say which sentences need a parse: those with a predicate, a cue or an agent beside a name."""

from __future__ import annotations

from harmattan.reference.lexicon import Lexicon

__all__ = ["Worth"]

_SUFFIXES = ("s", "es", "d", "ed", "ing", "er", "ers")


class Worth:
    """Tests a sentence's lower-case words against the inflected forms of the lexicon's predicates."""

    __slots__ = ("_forms",)

    def __init__(self, lexicon: Lexicon) -> None:
        verbs = set(lexicon.verbs)
        nouns = {lemma.split()[-1] for lemma in lexicon.nouns}
        forms = set(verbs | nouns)
        for word in sorted(verbs | nouns):
            forms |= _inflected(word)
        forms |= {form for form, lemma in lexicon.forms.items() if lemma in verbs or lemma in nouns}
        self._forms = frozenset(forms)

    def __call__(self, words: frozenset[str]) -> bool:
        """Say whether one of the words may be a predicate."""
        return not self._forms.isdisjoint(words)


def _inflected(word: str) -> set[str]:
    """Return the regular forms of an English-like word; too many do no harm, one too few loses a sentence."""
    forms = {word + suffix for suffix in _SUFFIXES}
    if word.endswith("e"):
        forms |= {word[:-1] + suffix for suffix in ("ing", "ed", "es", "er")}
    if word.endswith("y"):
        forms |= {word[:-1] + suffix for suffix in ("ies", "ied", "ier")}
    if len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in "aeiou":
        forms |= {word + word[-1] + suffix for suffix in ("ed", "ing", "er")}
    return forms
