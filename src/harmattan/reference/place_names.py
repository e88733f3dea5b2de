"""The form of place names by which they are compared, and what feature codes mean for an event.

Feature codes are those of GeoNames (geonames.org/export/codes.html).
"""

from __future__ import annotations

import unicodedata

__all__ = ["AREA_PREC", "fold_name", "where_prec_of"]

_MARKS = dict.fromkeys([*range(0x0300, 0x0370), *range(0x1DC0, 0x1E00), *range(0x20D0, 0x2100), *range(0xFE20, 0xFE30)])
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe", "ə": "e", "ɓ": "b"})
_FOLDED = {ord(letter): " " for letter in "-‐‑–—/_"} | dict.fromkeys(map(ord, ".,'’‘`´ʼʻ‛\"()")) | _LETTERS | _MARKS
_SHORTENED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

AREA_PREC = {"ADM1": 4, "ADM2": 3, "ADM3": 3, "ADM4": 3, "PCLI": 6, "PCLD": 6, "CONT": 6}
"""UCDP's where_prec of areas (GED codebook 23.1, "where_prec"); other areas are 5, waters 7."""

_WATERS = frozenset({"SEA", "GULF", "OCN", "STRT", "BAY", "CHN", "SD", "SHOL"})
_SPOTS = frozenset(
    {
        *("AIRP", "AIRB", "INSM", "PRT", "BDG", "DAM", "PSTB"),  # ways in and out, bases, border posts
        *("CMP", "MN", "PS", "PSN", "MFG", "ITTR", "PRN"),  # works, laboratories, prisons
        *("SQR", "ST", "BLDG", "MSQE", "HSTS", "PAL"),  # squares, streets and single buildings
    }
)


def fold_name(name: str) -> str:
    """Return the key of a name: lower case, no accents, hyphens as spaces, no apostrophes or full stops.

    "Fada N'Gourma", "Fada-N’gourma" and "Fada Ngourma" share a key; so do "St. Louis" and "Saint-Louis".
    """
    text = name.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    words = " ".join(text.translate(_FOLDED).split())
    first, space, rest = words.partition(" ")
    return f"{_SHORTENED[first]} {rest}" if space and first in _SHORTENED else words


def where_prec_of(feature_code: str) -> int:
    """Return UCDP's where_prec for an event in a place of this kind: a spot 1 ... a country 6, waters 7."""
    if feature_code.startswith("PPL") or feature_code in _SPOTS:
        return 1
    if feature_code in _WATERS:
        return 7
    return AREA_PREC.get(feature_code, 5)
