"""Events in the making: triggers of one sentence with their reading, merged and thinned."""

from __future__ import annotations

from dataclasses import replace

from harmattan.model.syntax import Role
from harmattan.stages.absorbing import absorbed, standing
from harmattan.stages.arguments import Tree
from harmattan.stages.context import Context
from harmattan.stages.demands import with_demands
from harmattan.stages.draft import Draft, path_between
from harmattan.stages.factuality import read_factuality
from harmattan.stages.predicates import find_triggers
from harmattan.stages.retelling import told_once, with_wounded

__all__ = ["drafts_of"]

_ANNOUNCED: dict[str, tuple[str, str | None]] = {
    "CONSULT": ("AGREE", "x-meet"),
    "AID": ("AGREE", "x-pledge"),
    "COOPERATE": ("AGREE", "x-pledge"),
    "SUPPORT": ("AGREE", None),
    "RETREAT": ("CONCEDE", None),
}


def drafts_of(context: Context) -> tuple[Draft, ...]:
    """Return the happenings that a sentence reports, in the order of their triggers."""
    drafts = [
        Draft(trigger, read_factuality(context, trigger), trigger.frame.event_type, trigger.frame.mode)
        for trigger in find_triggers(context)
    ]
    drafts = _assisted(context.tree, standing(context, with_demands(context, drafts)))
    drafts = absorbed(context, drafts)
    # A clause may tell how all of a list came about: it is merged when the list is.
    drafts = told_once(context, told_once(context, drafts))
    drafts = [with_wounded(context, draft, drafts) for draft in drafts]
    kept = [_disowned(draft) for draft in drafts if draft.reading.is_coded]
    return tuple(
        _armed(context, _tried(_in_future(_refused(context, _threatened(context, _moded(draft)))))) for draft in kept
    )


def _assisted(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Turn troops sent in order to help someone into one act of military aid (PLOVER: AID, troops in assistance)."""
    gone: set[int] = set()
    found: list[Draft] = []
    for draft in drafts:
        if draft.event_type == "MOBILIZE":
            helper = next(
                (
                    other
                    for other in drafts
                    if other.event_type == "AID"
                    and path_between(tree, other.trigger.token, draft.trigger.token)
                    in ((Role.ADVERBIAL_CLAUSE,), (Role.OPEN_COMPLEMENT,), (Role.PARTICIPLE,))
                ),
                None,
            )
            if helper is not None:
                gone.add(helper.trigger.token)
                draft = replace(  # noqa: PLW2901
                    draft, event_type="AID", mode="x-military", merged=(*draft.merged, helper.trigger)
                )
        found.append(draft)
    return [draft for draft in found if draft.trigger.token not in gone or draft.merged]


def _tried(draft: Draft) -> Draft:
    """An attempt on a life is an act (stage attempted); an attempt to talk, help or leave is only possible."""
    if draft.reading.stage != "attempted" or draft.reading.factuality != "asserted" or draft.event_type == "ASSAULT":
        return draft
    return replace(draft, reading=replace(draft.reading, factuality="possible"))


_ARMS = (
    ("suicide_bomber", "suicide-attack"),
    ("drone", "drone"),
    ("aircraft", "aerial"),
    ("explosive", "explosives"),
    ("heavy", "heavy-weapons"),
    ("smallarm", "firearms"),
    ("blade", "primitive"),
)
"""Classes of arms and the mode of ASSAULT (PLOVER) that their use is, the most telling first."""
_USING = ("agent", "modifier", "patient")


def _armed(context: Context, draft: Draft) -> Draft:
    """Take the mode of an assault from the arms that its words name, where its frame gives none."""
    if draft.event_type != "ASSAULT" or draft.mode is not None:
        return draft
    tokens = [
        token
        for trigger in draft.triggers
        for argument in trigger.arguments
        if argument.function in _USING or context.lexicon.is_in(argument.function, "instrument_case")
        for token in context.tree.conjuncts(argument.token)
    ]
    for name, mode in _ARMS:
        if any(context.is_a(token, f"@{name}") and _is_in_use(draft, token) for token in tokens):
            return replace(draft, mode=mode)
    return draft


def _is_in_use(draft: Draft, token: int) -> bool:
    """Say whether a named arm is used, and not what is hit: an attacked drone attacks nobody."""
    return all(argument.function != "patient" or argument.token != token for argument in draft.trigger.arguments)


def _disowned(draft: Draft) -> Draft:
    """Read a deed whose only actor denies a part in it as denied of that actor."""
    functions = {argument.function for argument in draft.trigger.arguments}
    if "denied" not in functions or functions & {"by", "suspected", "claimed", "subject"}:
        return draft
    return replace(draft, reading=replace(draft.reading, factuality="denied"))


_CONTENT_MODES: dict[tuple[str, str], tuple[tuple[str | None, str], ...]] = {
    ("THREATEN", "ASSAULT"): ((None, "violence"),),
    ("THREATEN", "MOBILIZE"): ((None, "violence"),),
    ("THREATEN", "COERCE"): (("arrest", "arrest"), (None, "restrict")),
    ("THREATEN", "SANCTION"): (("expel", "expel"), (None, "relations")),
    ("REQUEST", "AID"): ((None, "assist"),),
    ("REQUEST", "MOBILIZE"): ((None, "assist"),),
    ("REQUEST", "CONSULT"): ((None, "meet"),),
    ("REQUEST", "RETREAT"): ((None, "yield"),),
    ("REQUEST", "CONCEDE"): ((None, "yield"),),
}
"""The mode (PLOVER) that a threat or demand has from the type and mode of what it is about; None: any mode."""


def _moded(draft: Draft) -> Draft:
    """Take the mode of a threat or demand from its content, where its own words leave it open."""
    if draft.mode not in (None, "change"):
        return draft
    for trigger in draft.content:
        modes = _CONTENT_MODES.get((draft.event_type, trigger.frame.event_type), ())
        for wanted, mode in modes:
            if wanted in (None, trigger.frame.mode):
                return replace(draft, mode=mode)
    return draft


def _threatened(context: Context, draft: Draft) -> Draft:
    """Read what speakers say that they themselves will do to others as a threat: "we will crush the rebels"."""
    if draft.event_type != "ASSAULT" or not any(kind == "planned" for kind, _ in draft.reading.effects):
        return draft
    tree, lexicon = context.tree, context.lexicon
    words = [
        tree.tokens[index].text.lower()
        for argument in draft.trigger.arguments
        if argument.function == "agent"
        for index in (argument.token, *(c.index for c in tree.children(argument.token) if c.role is Role.POSSESSOR))
    ]
    if not any(lexicon.is_in(word, "pronoun_we") for word in words):
        return draft
    factuality = draft.reading.factuality
    reading = replace(draft.reading, factuality="asserted" if factuality == "planned" else factuality)
    return replace(draft, event_type="THREATEN", mode="violence", reading=reading)


_REFUSALS: dict[str, str | None] = {
    "CONSULT": "meet",
    "AID": "assist",
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "COOPERATE": None,
    "AGREE": None,
    "SUPPORT": None,
}
"""What one will not do is a REJECT (PLOVER) of this mode."""


def _refused(context: Context, draft: Draft) -> Draft:
    """Read what somebody says that they will not do as a refusal: "Moscow would not hold talks with Kyiv"."""
    if draft.reading.factuality != "denied" or draft.event_type not in _REFUSALS:
        return draft
    lexicon, effects = context.lexicon, draft.reading.effects
    is_will = any(kind in ("planned", "conditional") and lexicon.scope(word, "modal") for kind, word in effects)
    is_not = all(lexicon.scope(word, "negation") for kind, word in effects if kind == "denied")
    deciders = [one.token for one in draft.trigger.arguments if one.function in ("agent", "subject")]
    is_own = any(not context.is_a(one, "@troops") for one in deciders)  # soldiers stay because others decide so
    if not (is_will and is_not and is_own):
        return draft
    reading = replace(draft.reading, factuality="asserted")
    return replace(draft, event_type="REJECT", mode=_REFUSALS[draft.event_type], reading=reading)


def _in_future(draft: Draft) -> Draft:
    """Apply PLOVER's rules that what is only announced is verbal: a planned meeting is AGREE, a withdrawal CONCEDE."""
    if draft.reading.factuality == "planned" and draft.event_type in _ANNOUNCED:
        event_type, mode = _ANNOUNCED[draft.event_type]
        return replace(draft, event_type=event_type, mode=mode)
    return draft
