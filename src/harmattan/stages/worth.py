"""The inflected forms of a lexicon: which sentences need a parse, and lemmas that the parser gets wrong."""

from __future__ import annotations

from harmattan.reference.lexicon import Lexicon

__all__ = ["Worth", "deed_nouns", "speech_verbs", "verb_forms"]

_VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"})
_POINTING = ("setting_verb", "happening_noun")
"""Classes of words that say when and where the happening before was."""
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
        for name in _POINTING:
            for word in sorted(lexicon.classes.get(name, ())):
                if " " not in word:
                    forms |= {word} | _inflected(word)
        self._forms = frozenset(forms)

    def __call__(self, words: frozenset[str]) -> bool:
        """Say whether one of the words may be a predicate."""
        return not self._forms.isdisjoint(words)


def verb_forms(lexicon: Lexicon) -> dict[str, str]:
    """Return the lemma of each inflected form of the lexicon's verbs, for words that the parser cannot lemmatise.

    A form that two verbs share is left out unless the pack lists it as irregular.
    """
    verbs = set(lexicon.verbs) | set(lexicon.light_verbs) | set(lexicon.attributions)
    verbs |= {lemma for lemma, _ in lexicon.complements} | {one for one in lexicon.cues if " " not in one}
    found: dict[str, str | None] = {}
    for verb in sorted(verbs):
        for form in _inflected(verb):
            found[form] = None if form in found and found[form] != verb else verb
    known = {form: lemma for form, lemma in found.items() if lemma is not None and form not in verbs}
    return known | {form: lemma for form, lemma in lexicon.forms.items() if lemma in verbs}


def speech_verbs(lexicon: Lexicon) -> frozenset[str]:
    """Return the verbs that tell what is said and nothing else."""
    verbal = {lemma for lemma, frames in lexicon.verbs.items() if all(one.event_type in _VERBAL for one in frames)}
    cues = {lemma for lemma, cues in lexicon.cues.items() if any(one.kind == "verb" for one in cues)}
    return frozenset(verbal | (cues - set(lexicon.verbs)))


def deed_nouns(lexicon: Lexicon) -> frozenset[str]:
    """Return the event nouns that have the form of a verb in -ing: "shelling", "firing"."""
    return frozenset(lemma for lemma in lexicon.nouns if lemma.endswith("ing") and " " not in lemma)


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
