"""The language of a text, and which languages have a pack."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from harmattan.errors import LanguageError
from harmattan.reference.packs import data_dir
from harmattan.stages.intake.options import clip, complaint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from py3langid.langid import LanguageIdentifier

__all__ = ["choose_language", "detect_language", "installed_languages"]

_SAMPLE: Final = 3000
# Forty letters are about seven words. Below, py3langid's best guess on headlines is wrong in every second case.
_FEW_LETTERS: Final = 40
_CLEAR: Final = 0.5
_CLEAR_WHEN_SHORT: Final = 0.9
_ISO_639_1: Final = re.compile(r"([a-z]{2})(?:[-_][A-Za-z0-9]+)*")


def installed_languages() -> frozenset[str]:
    """Return the ISO 639-1 codes of the languages whose pack ships with Harmattan."""
    root = data_dir() / "languages"
    if not root.is_dir():
        return frozenset()
    return frozenset(one.name for one in root.iterdir() if (one / "pack.toml").is_file())


def detect_language(text: str) -> tuple[str | None, float]:
    """Return the ISO code of a text's language and its probability; the code is None when it is not clear.

    The first 3,000 characters decide, by py3langid over all languages that it knows: told only of English and
    French, it would find Hausa to be one of the two.
    """
    sample = text[:_SAMPLE]
    letters = sum(1 for char in sample if char.isalpha())
    if not letters:
        return None, 0.0
    code, probability = _identifier().classify(sample)
    needed = _CLEAR if letters > _FEW_LETTERS else _CLEAR_WHEN_SHORT
    return (code if probability >= needed else None), float(probability)


def choose_language(text: str, where: str, *, stated: str | None, languages: Iterable[str]) -> str:
    """Return the language of a document, one with a pack.

    Args:
        text: the document's text.
        where: named in messages.
        stated: what the caller or the record says it is ("en", "en-GB"); what is no ISO 639-1 code counts as unsaid.
        languages: those with a pack.

    Raises:
        LanguageError: the language has no pack, or it is not clear.
    """
    packs = sorted(languages)
    expected = f"a language with a pack ({', '.join(packs) or 'none is installed'})"
    match = _ISO_639_1.fullmatch(stated.strip()[:2].lower() + stated.strip()[2:]) if stated else None
    if match is not None:
        if match[1] not in packs:
            remedy = "install a pack for it, or correct the stated language"
            raise LanguageError(complaint(where, expected=expected, got=f"{stated!r} as stated", remedy=remedy))
        return match[1]
    code, probability = detect_language(text)
    if code is None:
        got = f"a text whose language is not clear ({clip(text.strip(), width=50)})"
        raise LanguageError(complaint(where, expected=expected, got=got, remedy="state it with --language"))
    if code not in packs:
        got = f"{code!r} (probability {probability:.2f})"
        remedy = "install a pack for it, or state the language with --language if this is wrong"
        raise LanguageError(complaint(where, expected=expected, got=got, remedy=remedy))
    return code


@functools.cache
def _identifier() -> LanguageIdentifier:
    """Load the model, once a process (0.7 s)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
