"""Events in the making: triggers of one sentence with their reading, merged and thinned."""

from __future__ import annotations

from dataclasses import dataclass, replace

from harmattan.model.syntax import Role
from harmattan.stages.arguments import Tree
from harmattan.stages.factuality import Reading, read_factuality
from harmattan.stages.predicates import Context, Trigger, find_triggers

__all__ = ["Draft", "drafts_of"]

_ABSORBING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
"""Types whose content is a part of them: what is pledged, asked, refused or threatened is not coded again."""
_TOPICAL = frozenset({"CONSULT", *_ABSORBING})
"""Types whose topics ("talks on a deployment") are no events."""
_ANNOUNCED: dict[str, tuple[str, str | None]] = {
    "CONSULT": ("AGREE", "x-meet"),
    "AID": ("AGREE", "x-pledge"),
    "COOPERATE": ("AGREE", "x-pledge"),
    "SUPPORT": ("AGREE", None),
    "RETREAT": ("CONCEDE", None),
}
_BESIDE = frozenset({"after", "following", "amid", "since", "before", "when", "as", "while"})
"""Words that set a happening beside another in time."""
_TOPIC_CASES = frozenset({"on", "about", "for", "over", "toward", "towards", "regarding", "concerning"})
_DISCUSSING = frozenset({"discuss", "negotiate", "address", "debate", "review", "explore", "examine"})
_MERGING_CASES = frozenset({"in", "during", "by", "for", "with", "at", "of", "from", "over", "after"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A trigger with its factuality; `merged` are further triggers that tell the same happening."""

    trigger: Trigger
    reading: Reading
    event_type: str
    mode: str | None
    merged: tuple[Trigger, ...] = ()

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """All triggers of the happening, the main one first."""
        return (self.trigger, *self.merged)

    @property
    def tokens(self) -> frozenset[int]:
        """The predicate tokens of the happening, the light verbs that carry it included."""
        carriers = {one.carrier for one in self.triggers if one.carrier is not None}
        return frozenset({one.token for one in self.triggers} | carriers)


def drafts_of(context: Context) -> tuple[Draft, ...]:
    """Return the happenings that a sentence reports, in the order of their triggers."""
    drafts = [
        Draft(trigger, read_factuality(context, trigger), trigger.frame.event_type, trigger.frame.mode)
        for trigger in find_triggers(context)
    ]
    drafts = [draft for draft in drafts if not _is_cast(context, draft, drafts)]
    drafts = [draft for draft in drafts if not _only_reports(context, draft) and not _only_carries(draft, drafts)]
    drafts = _assisted(context.tree, drafts)
    drafts = _absorbed(context.tree, drafts)
    # A clause may tell how all of a list came about: it is merged when the list is.
    drafts = _told_twice(context, _told_twice(context, drafts))
    kept = [_disowned(draft) for draft in drafts if draft.reading.is_coded]
    return tuple(_armed(context, _tried(_in_future(draft))) for draft in kept)


def _is_cast(context: Context, draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether a noun is no happening but takes part in one: "clashed with an army patrol"."""
    token = draft.trigger.token
    if draft.trigger.frame.pos != "noun" or token not in context.actors:
        return False
    return any(
        token in other.trigger.tokens_of((*other.trigger.frame.actor, *other.trigger.frame.recipient))
        for other in drafts
        if other is not draft
    )


def _only_carries(draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether verb and object were read, and differently: the longer name tells ("held a joint exercise")."""
    for other in drafts:
        if other.trigger.carrier == draft.trigger.token and other.event_type != draft.event_type:
            return " " in other.trigger.frame.lemma
        if draft.trigger.carrier == other.trigger.token and other.event_type != draft.event_type:
            return " " not in draft.trigger.frame.lemma
    return False


def _is_denial(context: Context, draft: Draft) -> bool:
    """Say whether a rejection denies what its object tells: "dismissed the allegation that soldiers had ..."."""
    tree = context.tree
    verb = tree.tokens[draft.trigger.token]
    if not any(cue.stance == "denies" for cue in context.lexicon.cues.get(verb.lemma, ())):
        return False
    return any(
        argument.function == "patient"
        and context.is_a(argument.token, "@allegation")
        and any(
            child.role in (Role.COMPLEMENT, Role.PARTICIPLE, Role.RELATIVE) and child.pos in ("VERB", "AUX")
            for child in tree.children(argument.token)
        )
        for argument in draft.trigger.arguments
    )


def _only_reports(context: Context, draft: Draft) -> bool:
    """Say whether a promise is none because its clause tells what has been done: "announced that it had freed ..."."""
    tree = context.tree
    if draft.event_type == "REJECT" and _is_denial(context, draft):
        return True
    if draft.event_type not in _ABSORBING or tree.tokens[draft.trigger.token].lemma not in context.lexicon.cues:
        return False
    for argument in draft.trigger.arguments:
        clause = tree.tokens[argument.token]
        if argument.function == "clause" and clause.role is Role.COMPLEMENT:
            helpers = [child for child in tree.children(clause.index) if child.role is Role.AUXILIARY]
            if any("modal" in one.features for one in helpers):
                return False
            return "past" in clause.features or any(one.lemma == "have" for one in helpers)
    return False


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
                    and _path(tree, other.trigger.token, draft.trigger.token)
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


def _path(tree: Tree, low: int, high: int) -> tuple[Role, ...] | None:
    """Return the roles on the way from a token up to another, None when it is not above."""
    roles: list[Role] = []
    current = low
    for above in tree.ancestors(low):
        roles.append(tree.tokens[current].role)
        if above.index == high:
            return tuple(roles)
        current = above.index
    return None


def _absorbed(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Drop what is only the content or topic of a verbal event."""
    kept: list[Draft] = []
    for draft in drafts:
        if not any(_is_content(tree, draft, other) for other in drafts if other is not draft):
            kept.append(draft)
    return kept


def _is_content(tree: Tree, draft: Draft, other: Draft) -> bool:
    if other.event_type not in _TOPICAL or draft.trigger.token == other.trigger.token:
        return False
    for anchor in {other.trigger.token, *({other.trigger.carrier} if other.trigger.carrier is not None else set())}:
        path = _path(tree, draft.trigger.token, anchor)
        if path is None or Role.RELATIVE in path:
            continue
        if draft.trigger.carrier is not None and other.trigger.carrier == draft.trigger.carrier:
            return draft.event_type != other.event_type and draft.trigger.token > other.trigger.token
        last = path[-1]
        if _is_beside(tree, draft.trigger.token, anchor):
            continue
        if other.event_type in _ABSORBING:
            first_clause = last in (
                Role.OPEN_COMPLEMENT,
                Role.COMPLEMENT,
                Role.PATIENT,
                Role.PREP_CLAUSE,
                Role.PARTICIPLE,
                Role.ADVERBIAL_CLAUSE,
            )
            topic = last is Role.OBLIQUE and tree.tokens[_below(tree, draft.trigger.token, anchor)].case not in (
                "after", "following", "during", "amid", "over", "in", "since", "before",
            )  # fmt: skip
            if (first_clause or topic) and not _is_told_beside(tree, draft, anchor):
                return True
        elif draft.event_type != other.event_type and _is_topic(tree, draft, anchor, path):
            return True
    return False


def _is_beside(tree: Tree, low: int, high: int) -> bool:
    """Say whether a happening is told as what went before or along: "agreed to withdraw after two days of clashes"."""
    current = low
    for above in tree.ancestors(low):
        if tree.tokens[current].case in _BESIDE:
            return True
        is_clause = tree.tokens[current].role is Role.ADVERBIAL_CLAUSE
        if is_clause and any(child.text.lower() in _BESIDE for child in tree.children(current)):
            return True
        if above.index == high:
            return False
        current = above.index
    return False


def _is_topic(tree: Tree, draft: Draft, anchor: int, path: tuple[Role, ...]) -> bool:
    """Say whether a happening is only what a meeting was about: "talks on ...", "met to ...", "discussed ..."."""
    chain = [draft.trigger.token]
    for above in tree.ancestors(draft.trigger.token):
        if above.index == anchor:
            break
        chain.append(above.index)
    if any(tree.tokens[one].case in _TOPIC_CASES for one in chain):
        return True
    below = tree.tokens[chain[-1]]
    if path[-1] in (Role.ADVERBIAL_CLAUSE, Role.PARTICIPLE, Role.OPEN_COMPLEMENT) and "infinitive" in below.features:
        return True
    return path[-1] in (Role.PATIENT, Role.CONJUNCT) and tree.tokens[anchor].lemma in _DISCUSSING


def _is_told_beside(tree: Tree, draft: Draft, anchor: int) -> bool:
    """Say whether a clause stands beside the verbal event instead of being its content ("..., killing 12")."""
    below = tree.tokens[_below(tree, draft.trigger.token, anchor)]
    return below.role is Role.ADVERBIAL_CLAUSE and "infinitive" not in below.features


def _below(tree: Tree, low: int, high: int) -> int:
    """Return the token right under `high` on the way from `low`."""
    current = low
    for above in tree.ancestors(low):
        if above.index == high:
            return current
        current = above.index
    return current


def _told_twice(context: Context, drafts: list[Draft]) -> list[Draft]:
    """Merge triggers of one type that tell one happening: "killed in an attack", "attacked ..., killing 12"."""
    merged: dict[int, Draft] = {draft.trigger.token: draft for draft in drafts}
    for draft in drafts:
        for other in drafts:
            low, high = draft.trigger.token, other.trigger.token
            if low == high or low not in merged or high not in merged:
                continue
            rest = frozenset(merged) - {low, high}
            if merged[low].event_type != merged[high].event_type:
                continue
            are_one = (
                _is_accused(context, merged, low, high)
                or _is_toll(context, merged[low], merged[high])
                or _is_same(context, merged[low], merged[high], rest)
            )
            if not are_one:
                continue
            upper, lower = merged[high], merged[low]
            mode = upper.mode or lower.mode
            merged[high] = replace(upper, mode=mode, merged=(*upper.merged, *lower.triggers))
            del merged[low]
    return sorted(merged.values(), key=lambda one: one.trigger.token)


def _is_accused(context: Context, drafts: dict[int, Draft], low: int, high: int) -> bool:
    """Say whether a gerund clause goes on telling the deed of an accusation: "accused N of firing, injuring two"."""
    tree = context.tree
    lower, upper = tree.tokens[low], tree.tokens[high]
    accuser = drafts.get(upper.head)
    return (
        lower.role is Role.ADVERBIAL_CLAUSE
        and "gerund" in lower.features
        and upper.role is Role.PREP_CLAUSE
        and lower.head == upper.head
        and accuser is not None
        and accuser.event_type == "ACCUSE"
    )


def _is_toll(context: Context, lower: Draft, upper: Draft) -> bool:
    """Say whether two listed verbs are the dead and the wounded of one happening."""
    low, high = context.tree.tokens[lower.trigger.token], context.tree.tokens[upper.trigger.token]
    if low.role is not Role.CONJUNCT or low.head != high.index:
        return False
    lemmas = {low.lemma, high.lemma}
    subject = context.tree.subject(low.index)
    if subject is not None and subject == context.tree.subject(high.index):
        if any(context.is_a(subject, test) for test in ("@explosive", "@heavy", "@drone")):
            return True  # "bombs went off and killed four": what they did is one
    if high.lemma in context.lexicon.classes.get("raiding", frozenset()) and not _has_own_setting(context, low.index):
        if context.lexicon.is_in(low.lemma, "harming") or context.lexicon.is_in(low.lemma, "wounding"):
            return True  # "attacked a bus on Monday and killed nine"
    wounding = context.lexicon.classes.get("wounding", frozenset())
    harming = context.lexicon.classes.get("harming", frozenset())
    return bool(lemmas & wounding) and lemmas <= wounding | harming


def _does(tree: Tree, noun: Trigger, verb: Trigger) -> bool:
    """Say whether a happening told by a noun is the subject of the verb."""
    return noun.frame.pos == "noun" and any(
        argument.function == "agent" and tree.first_conjunct(argument.token) == tree.first_conjunct(noun.token)
        for argument in verb.arguments
    )


def _has_own_setting(context: Context, verb: int) -> bool:
    """Say whether a place or an own subject hangs on a verb."""
    return any(
        child.index in context.places or (child.role is Role.AGENT and child.case is None)
        for child in context.tree.children(verb)
    )


def _is_same(context: Context, lower: Draft, upper: Draft, rest: frozenset[int]) -> bool:
    tree = context.tree
    if lower.trigger.carrier == upper.trigger.token:
        return True  # "was placed under house arrest"
    if _does(tree, lower.trigger, upper.trigger) or _does(tree, upper.trigger, lower.trigger):
        return True  # "a raid on N killed 30 and injured 33"
    if lower.trigger.carrier is not None and lower.trigger.carrier == upper.trigger.carrier:
        return False
    path = _path(tree, lower.trigger.token, upper.trigger.token)
    if path is None and lower.trigger.carrier is not None:
        path = _path(tree, lower.trigger.carrier, upper.trigger.token)
    if path is None or path[0] is Role.CONJUNCT or Role.COMPLEMENT in path:
        return False
    if Role.RELATIVE in path and len(path) > 1:
        return False
    if Role.CONJUNCT in path:
        # "killed and wounded when X stormed": the clause hangs on the last verb of the list.
        between = {above.index for above in tree.ancestors(lower.trigger.token)}
        if path[-1] is not Role.CONJUNCT or len(path) != 2 or between & rest:
            return False
        token = tree.tokens[lower.trigger.token]
        above = tree.tokens[token.head]
        if token.role is Role.OBLIQUE and (token.case or "").split()[-1:] == ["in"]:
            return context.lexicon.is_in(above.lemma, "wounding")
        is_clause = token.role is Role.ADVERBIAL_CLAUSE and above.pos == "VERB"
        return is_clause and (_is_when(tree, token.index) or "gerund" in token.features)
    modes = {lower.mode, upper.mode} - {None}
    if len(modes) > 1 and modes & {"abduct", "arrest", "sexual"}:
        return False
    last = tree.tokens[_below(tree, lower.trigger.token, upper.trigger.token)]
    if last.role in (Role.ADVERBIAL_CLAUSE, Role.OPEN_COMPLEMENT):
        return "gerund" in last.features or lower.event_type == "CONSULT" or _is_when(tree, last.index)
    if last.role is Role.PREP_CLAUSE:
        return last.case in ("by", "in")
    if last.role is Role.RELATIVE:
        return upper.trigger.frame.pos == "noun" and lower.mode not in ("abduct",) and len(path) == 1
    if last.role is Role.PARTICIPLE:
        return len(path) == 1
    if last.role is Role.OBLIQUE:
        return (last.case or "").rpartition(" ")[2] in _MERGING_CASES
    return last.role in (Role.PATIENT, Role.AGENT, Role.COMPOUND)


def _is_when(tree: Tree, clause: int) -> bool:
    """Say whether a clause tells how the main one came about: "killed when gunmen stormed"."""
    return any(
        child.text.lower() in ("when", "as", "after") and child.role in (Role.MARK, Role.ADVERB)
        for child in tree.children(clause)
    )


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
_USING = ("agent", "by", "with", "using", "modifier", "patient")


def _armed(context: Context, draft: Draft) -> Draft:
    """Take the mode of an assault from the arms that its words name, where its frame gives none."""
    if draft.event_type != "ASSAULT" or draft.mode is not None:
        return draft
    tokens = [
        token
        for trigger in draft.triggers
        for argument in trigger.arguments
        if argument.function in _USING
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


def _in_future(draft: Draft) -> Draft:
    """Apply PLOVER's rules that what is only announced is verbal: a planned meeting is AGREE, a withdrawal CONCEDE."""
    if draft.reading.factuality == "planned" and draft.event_type in _ANNOUNCED:
        event_type, mode = _ANNOUNCED[draft.event_type]
        return replace(draft, event_type=event_type, mode=mode)
    return draft
