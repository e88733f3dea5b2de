"""The tables of a language's predicates and cues: their columns, and those whose cells may not be empty.

The reader (`lexicon`) and the checker (`check`) of a language pack both go by them; `docs/packs.md` describes every
column in words, and a test holds the three together.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["WORD_TABLES", "WordTable"]

WordTable = tuple[tuple[str, ...], tuple[str, ...]]
"""The columns of a table, and the required ones among them."""

_VERBS: WordTable = (
    (
        "lemma",
        "particle",
        "subject",
        "object",
        "oblique",
        "clause",
        "event_type",
        "mode",
        "contexts",
        "actor",
        "recipient",
        "theme",
        "stage",
        "example",
    ),
    ("lemma", "event_type"),
)
_NOUNS: WordTable = (
    ("lemma", "needs", "event_type", "mode", "contexts", "actor", "recipient", "theme", "stage", "example"),
    ("lemma", "event_type"),
)


def _all_required(*columns: str) -> WordTable:
    return columns, columns


WORD_TABLES: Mapping[str, WordTable] = MappingProxyType(
    {
        "verbs.csv": _VERBS,
        "general_verbs.csv": _VERBS,
        "nouns.csv": _NOUNS,
        "classes.csv": _all_required("class", "lemmas"),
        "syntax_classes.csv": _all_required("class", "lemmas"),
        "complements.csv": (("lemma", "pos", "frame", "effect", "example"), ("lemma", "pos", "frame", "effect")),
        "cues.csv": (("cue", "kind", "stance", "effect"), ("cue", "kind", "stance")),
        "attitudes.csv": _all_required("pos", "frames", "words"),
        "light_verbs.csv": (("lemma", "particle", "subject_is", "example"), ("lemma", "subject_is")),
        "scope.csv": _all_required("word", "kind", "effect"),
        "agents.csv": (("lemma", "sector", "kind"), ("lemma", "kind")),
        "attributions.csv": _all_required("lemma", "preposition", "attribution"),
        "offices.csv": _all_required("words", "offices"),
        "context_words.csv": _all_required("context", "lemmas"),
        "blocks.csv": (("lemma", "relation", "words", "example"), ("lemma", "relation", "words")),
        "prepositions.csv": _all_required("preposition", "place_role"),
        "irregular_forms.csv": (("form", "lemma"), ()),
        "person_nouns.csv": (("lemma", "side", "is_unit"), ("lemma", "side")),
    }
)
