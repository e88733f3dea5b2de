"""Sort the titles of the roster into offices."""

from __future__ import annotations

import re

__all__ = ["office_of"]

_NEVER = re.compile(
    r"\b(permanent representative|under.?secretary|spokes|cabinet|white house|downing street|presidential executive|"
    r"kremlin|head of the minister|chief of staff to|chief of staff of the president|ambassador|military equipment|"
    r"procurement|people's congress|national people|food security|social security|territorial development|"
    r"public administration|trade|atomic|advisor|adviser|production|household|regional council|chamber of deputies|"
    r"heir|premier of (?!the state council)|crimea|azad kashmir|bashkortostan|sakha|territory|member of)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"foreign (affairs|and)|external (affairs|relations)|foreign affairs|secretary of state$", re.I)
_DEFENCE = re.compile(r"\b(defen[cs]e|armed forces)\b", re.I)
_INTERIOR = re.compile(
    r"\b(interior|internal (affairs|security)|home affairs|homeland security|public security|"
    r"territorial administration|"
    r"minister of (national )?security|security and civil protection)\b",
    re.I,
)
_JUNIOR = re.compile(
    r"\b(minister of state|deputy|vice|assistant|junior|delegate|secretary of state for .* (?:trade))\b", re.I
)
_ARMY = re.compile(
    r"^(chief of (the )?(general|defence|joint|army) staff|chief of (the )?army staff|"
    r"chief of staff of the (army|armed forces)|"
    r"chief of (the )?(army|defence forces?|national defence force)|head of the armed forces|commander.in.chief.*|"
    r"supreme commander.*|chief of (the )?defence staff|chief of the general staff.*|"
    r"chairman of the joint chiefs of staff|"
    r"chair of the chiefs of staff|chief of the (joint )?staff|chief of the army staff)$",
    re.I,
)


def office_of(kind: str, title: str) -> str | None:
    """Return the office for a kind and a title of the roster, or None for what is none of ours."""
    if _NEVER.search(title):
        return None
    if kind == "head of state":
        return _head_of_state(title)
    if kind == "head of government":
        return _head_of_government(title)
    if kind == "vice president":
        return "vice_president"
    if kind == "army/staff chief":
        if _ARMY.match(title):
            return "army_chief"
        return (
            "deputy_army_chief" if title.lower().startswith("vice") else "service_chief" if "Staff" in title else None
        )
    base = {
        "foreign": ("foreign", _FOREIGN),
        "defence": ("defence", _DEFENCE),
        "interior/security": ("interior", _INTERIOR),
    }
    name, pattern = base.get(kind, ("", _FOREIGN))
    if not name or not pattern.search(title):
        return None
    is_junior = _JUNIOR.search(title) and not re.match(r"deputy prime minister", title, re.I)
    return f"deputy_{name}_minister" if is_junior else f"{name}_minister"


def _head_of_state(title: str) -> str | None:
    if title.startswith("represented by") or title == "Governor-General":
        return "governor_general"
    if "General Assembly" in title:
        return "assembly_president"
    if re.search(r"\bPrime Minister\b", title) and not re.search("Sultan|King|Amir", title):
        return None
    return "head_of_state" if not title.rsplit(" | ", maxsplit=1)[-1].startswith(("Deputy", "Vice")) else None


def _head_of_government(title: str) -> str | None:
    if title == "Prime Minister" or title.startswith("Prime"):
        return "head_of_government"
    if re.search(r"\b(Deputy|First Deputy|Second Deputy)\b", title):
        last = title.rsplit(" | ", maxsplit=1)[-1]
        return "head_of_government" if last in ("Prime Minister", "President") else "deputy_head_of_government"
    return "head_of_government"
