"""Lay the names that the packs know over the tokens of a document, and settle those that company decides.

"Congolese" means the state that the rest of the document speaks of; "Jordan" before a surname is a person; in
"Rwandan-backed rebels" and "pro-Russian fighters" the adjective says nothing of whose the men are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from harmattan.model.annotations import PlaceMention
from harmattan.model.spans import Span
from harmattan.model.syntax import Role, Sentence
from harmattan.reference.actors import INTERNATIONAL
from harmattan.reference.lexicon import Lexicon
from harmattan.reference.who import Who, WhoMatch
from harmattan.stages.actor_memory import ARMED, Record
from harmattan.stages.arguments import Tree
from harmattan.stages.nominals import head_of_range

__all__ = ["Named", "country_focus", "leads_clearly", "name_sentences", "own_acronyms", "peoples_of", "states_in_play"]

_FOCUS_SHARE = 0.34
"""The share of country mentions from which one country may be what a document is about."""
_FOCUS_LEAD = 1.5
"""How many times as often as the next country it must be named."""
_CLEAR_LEAD = 2
"""How many times as often for the title of a person with a name to be that country's."""
_COMMON_NAMED = frozenset({"PTY", "LEG", "JUD", "LAB", "OPP"})
"""Sectors of bodies whose names several states use: the Socialist Party, the Supreme Court."""
_HOMELY = frozenset({"PTY", "LAB", "SOC", "OPP", "EDU", "MED", "GOV", "JUD"})
"""Sectors of bodies that act at home, so that abroad their short acronym is another's."""
_ABROAD = 2
"""How often a text must name other countries than theirs for that."""
_SHORT_ACRONYM = 4
_GOING_ON = re.compile(r" for (?:the )?[A-Z]")
_STATE_KINDS = ("country", "capital", "adjective")
_OWNING = (" ", "'s ", "’s ")
"""What stands between a state and what it owns."""
_ELSEWHERE = 3
"""How often a text must name other countries than a group's for its acronym to be someone else's."""
_LONGEST_NAME, _SHORT_WORD = 10, 3
"""The most words that an acronym stands for; the longest word in it without a letter in the acronym ("for")."""
_HYPHENS = ("-", "‐", "‑", "–")
_LONGER_BY = 3
"""By how many letters a place name must outgrow the country's name inside it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name that the matcher found, by the tokens that it covers."""

    first: int
    last: int
    head: int
    record: Record
    kind: str


def states_in_play(places: Iterable[PlaceMention], matches: Iterable[WhoMatch]) -> Counter[str]:
    """Count how often each state is named: as a place, by adjective, or by someone known to be its own."""
    votes: Counter[str] = Counter()
    counted: set[int] = set()
    for mention in places:
        if mention.place is not None and mention.place.country:
            votes[mention.place.country] += 1
            counted |= set(range(mention.span.start, mention.span.end))
    for match in matches:
        if match.country and match.country not in INTERNATIONAL and match.start not in counted:
            # "N's villagers, most of them Serbs": a people is not the state that the text is about.
            # Nor is it the home of the agency that it is from: "told Reuters that the army had fired".
            votes[match.country] += match.kind != "demonym" and match.sector != "JRN"
    return votes


def country_focus(votes: Counter[str]) -> str | None:
    """Return the country that a document is about: the only one, or one that leads clearly and is named twice."""
    ranked = sorted(((one, count) for one, count in votes.items() if count), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    country, count = ranked[0]
    if len(ranked) == 1:
        return country
    leads = count >= _FOCUS_LEAD * ranked[1][1] and count / sum(votes.values()) >= _FOCUS_SHARE
    return country if count >= 2 and leads else None


def leads_clearly(votes: Counter[str], country: str | None) -> bool:
    """Say whether a country is named at least twice as often as any other."""
    others = [count for one, count in votes.items() if one != country]
    return country is not None and votes[country] >= _CLEAR_LEAD * max(others, default=0)


def name_sentences(
    text: str,
    sentences: Sequence[Sentence],
    trees: Sequence[Tree],
    matches: Iterable[WhoMatch],
    places: Iterable[PlaceMention],
    lexicon: Lexicon,
    who: Who,
    votes: Counter[str],
) -> list[tuple[Named, ...]]:
    """Return the names of each sentence, those left out that their company takes another meaning from."""
    longer = {(one.span.start, one.span.end): one for one in places if one.rule == "name" and not one.is_dateline}
    matches = list(matches)
    sure = frozenset(one.actor_id for one in matches if one.kind == "actor" and one.actor_id)
    strangers = _strangers(text, matches, votes, who)
    kept = [
        _settled(one, votes, who, text, sure)
        for one in matches
        if not _is_part_of_place(one, longer) and not (one.kind == "actor" and one.actor_id in strangers)
    ]
    found: list[tuple[Named, ...]] = []
    at = 0
    for sentence, tree in zip(sentences, trees, strict=True):
        inside: list[Named] = []
        while at < len(kept) and kept[at].start < sentence.end:
            match = kept[at]
            at += 1
            named = _on_tokens(text, sentence, tree, match)
            if named is None or _is_in_personal_name(tree, named, lexicon) or _ends_name(tree, named, kept):
                continue
            if _is_a_states_own(text, match, inside) or _is_a_town(tree, named, lexicon) or _goes_on(text, match):
                continue
            if not _stands_alone(tree, named, match, lexicon):
                inside.append(replace(named, kind="muted", record=replace(named.record, kind="muted", country=None)))
                continue
            shared = _shared_word(text, tree, named, match, who)
            inside.extend((shared, named) if shared is not None else (named,))
        found.append(tuple(_with_branches(tree, inside)))
    return found


def _with_branches(tree: Tree, names: Sequence[Named]) -> list[Named]:
    """Read a country right behind a body's name as its branch there: "Oxfam America" is not the state."""
    found: list[Named] = []
    for one in names:
        body = found[-1] if found else None
        is_behind = body is not None and body.kind == "actor" and body.last + 1 == one.first
        if body is not None and is_behind and one.kind == "country" and tree.tokens[body.head].head == one.head:
            found[-1] = replace(body, last=one.last, head=one.head)
        else:
            found.append(one)
    return found


def own_acronyms(text: str, matches: Iterable[WhoMatch]) -> list[WhoMatch]:
    """Give an acronym the meaning that the text gives it: in "Reporters Without Borders (RSF)" it is no force.

    An acronym in brackets behind a name that the lists lack, and whose initials it has, is no name of theirs here.
    """
    found = list(matches)
    given: dict[str, WhoMatch | None] = {}
    for before, match in zip([None, *found], found, strict=False):
        words = text[match.start : match.end]
        is_bracketed = text[match.start - 1 : match.start] == "(" and text[match.end : match.end + 1] == ")"
        if match.kind != "actor" or not is_bracketed or not words.isupper() or words in given:
            continue
        if before is not None and before.kind == "actor" and text[before.end : match.start] == " (":
            given[words] = before
        elif _has_initials(text[: match.start - 1], words):
            given[words] = None
    kept: list[WhoMatch] = []
    for match in found:
        words = text[match.start : match.end]
        if match.kind != "actor" or words not in given:
            kept.append(match)
            continue
        meant = given[words]
        if meant is not None:
            kept.append(replace(meant, start=match.start, end=match.end))
    return kept


def peoples_of(text: str, matches: Iterable[WhoMatch]) -> dict[str, str]:
    """Map the first word of each armed group's name to its country: where "N National Union" is, "N rebels" are too."""
    found: dict[str, str] = {}
    for one in matches:
        words = text[one.start : one.end].split()
        if one.kind == "actor" and one.sector in ARMED and len(words) > 1 and one.country not in (None, *INTERNATIONAL):
            found.setdefault(words[0], one.country or "")
    return found


def _strangers(text: str, matches: Sequence[WhoMatch], votes: Counter[str], who: Who) -> frozenset[str]:
    """Return groups and bodies that are named by acronym alone where the text speaks of other countries only.

    In an article on Malaysia "RSF" is no Sudanese force, and in one on a front an "APC" no party.
    """
    spoken: Counter[str] = Counter(one.actor_id for one in matches if one.kind == "actor" and one.actor_id)
    spelled = {one.actor_id for one in matches if not text[one.start : one.end].isupper()}
    found: set[str] = set()
    for one in matches:
        is_homely = one.sector in _HOMELY and one.end - one.start <= _SHORT_ACRONYM
        is_doubtful = (one.sector in ARMED or is_homely) and one.country not in INTERNATIONAL
        if one.kind != "actor" or not (is_doubtful or one.sector in ARMED):
            continue
        if one.actor_id is None or one.actor_id in spelled:
            continue
        home = who.countries_of(one.actor_id)
        at_home = sum(votes[code] for code in home) - spoken[one.actor_id]
        elsewhere = _ELSEWHERE if one.sector in ARMED else _ABROAD
        if at_home <= 0 and sum(count for code, count in votes.items() if code not in home) >= elsewhere:
            found.add(one.actor_id)
    return frozenset(found)


def _has_initials(before: str, acronym: str) -> bool:
    """Say whether the capitalised words at the end of a text begin with the letters of an acronym."""
    initials = ""
    for word in reversed(before.split()[-_LONGEST_NAME:]):
        if word[:1].isupper():
            initials = word[0] + initials
            if initials == acronym:
                return True
        elif len(word) > _SHORT_WORD:
            return False
    return False


def _settled(match: WhoMatch, votes: Counter[str], who: Who, text: str, sure: frozenset[str]) -> WhoMatch:
    """Give an ambiguous name the one country among its meanings that the document names most."""
    if match.country is None and match.kind == "actor":
        return who.settled_actor(match, text[match.start : match.end], votes, sure)
    if match.country is not None or match.kind not in (*_STATE_KINDS, "demonym"):
        return match
    ranked = sorted(((votes.get(one, 0), one) for one in match.countries), reverse=True)
    if not ranked or not ranked[0][0] or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return match
    return who.settled(match, ranked[0][1])


def _is_part_of_place(match: WhoMatch, places: Mapping[tuple[int, int], PlaceMention]) -> bool:
    """Say whether a country's name is only a part of a longer place name ("Guinea" in "Gulf of Guinea")."""
    if match.kind not in _STATE_KINDS:
        return False
    length = match.end - match.start
    return any(start <= match.start and match.end <= end and end - start > length + _LONGER_BY for start, end in places)


def _on_tokens(text: str, sentence: Sentence, tree: Tree, match: WhoMatch) -> Named | None:
    covered = [t.index for t in sentence.tokens if t.start < match.end and t.end > match.start]
    if match.start < sentence.start or not covered or match.end > sentence.tokens[covered[-1]].end:
        return None
    first, last = covered[0], covered[-1]
    record = Record.of(match, Span.of(text, match.start, match.end), sentence.index)
    return Named(first, last, head_of_range(tree, first, last), record, match.kind)


def _stands_alone(tree: Tree, named: Named, match: WhoMatch, lexicon: Lexicon) -> bool:
    """Say whether a name of a state says whose the men are: no prefix as in "pro-", no "-backed" after it."""
    if named.kind not in (*_STATE_KINDS, "demonym"):
        return True
    tokens = tree.tokens
    before, after = named.first - 1, named.last + 1
    if before >= 1 and tokens[before].text in _HYPHENS and lexicon.is_in(tokens[before - 1].text.lower(), "prefix"):
        return False
    inside = tokens[named.last]
    if inside.end > match.end and inside.text[match.end - inside.start :][:1] in _HYPHENS:
        return lexicon.is_in(inside.text.rsplit("-", maxsplit=1)[-1].lower(), "leading")  # "U.S.-brokered" in one token
    if after + 1 < len(tokens) and tokens[after].text in _HYPHENS and tokens[after].start == match.end:
        linked = tokens[after + 1].text
        if linked.islower() and not lexicon.is_in(linked, "leading"):
            return False
    return True


def _is_in_personal_name(tree: Tree, named: Named, lexicon: Lexicon) -> bool:
    """Say whether "Jordan" or "Georgia" is a first name or surname: a word of a name stands right beside it."""
    tokens = tree.tokens
    if named.kind not in (*_STATE_KINDS, "demonym") or named.first != named.last:
        return False
    if not lexicon.is_in(tokens[named.first].text.lower(), "first_name"):
        return False
    for index in (named.first - 1, named.last + 1):
        if not 0 <= index < len(tokens):
            continue
        word = tokens[index]
        is_joined = Role.COMPOUND in (word.role, tokens[named.first].role) and (
            word.head == named.first or tokens[named.first].head in (index, word.head)
        )
        is_name = word.pos == "PROPN" and word.text[:1].isupper() and not word.text.isupper()
        is_name = is_name and not lexicon.is_in(word.text.lower(), "month")
        if is_joined and is_name and word.text.lower() not in lexicon.agents:
            return True
    return False


def _is_a_states_own(text: str, match: WhoMatch, before: Sequence[Named]) -> bool:
    """Say whether a state stands before a name that is another's: "N's Security Council", "N's Socialist Party"."""
    if not before or match.kind != "actor":
        return False
    words = text[match.start : match.end]
    state = before[-1]
    between = text[state.record.span.end : match.start]
    is_plain = " " in words and not words.split()[0].isupper()
    is_common = match.country in INTERNATIONAL or match.sector in _COMMON_NAMED
    is_others = is_common and state.record.country not in (None, match.country)
    return is_plain and is_others and state.kind in _STATE_KINDS and between in _OWNING


def _goes_on(text: str, match: WhoMatch) -> bool:
    """Say whether a common name is only the beginning of another's: "the Patriotic Front for Renewal"."""
    is_common = match.kind == "actor" and match.sector in _COMMON_NAMED
    return is_common and _GOING_ON.match(text, match.end) is not None


def _is_a_town(tree: Tree, named: Named, lexicon: Lexicon) -> bool:
    """Say whether a body's name is a place here: "the town of Duma"."""
    word = tree.tokens[named.head]
    is_one_word = named.kind == "actor" and named.first == named.last and not word.text.isupper()
    return is_one_word and word.case == "of" and lexicon.is_in(tree.tokens[word.head].lemma, "area")


def _ends_name(tree: Tree, named: Named, matches: Sequence[WhoMatch]) -> bool:
    """Say whether a word for one of a people, or a group, ends the name of someone else: "N Turk", "N Hizbullah"."""
    word = tree.tokens[named.head]
    is_group = named.kind == "actor" and named.record.sector in ARMED and not word.text.isupper()
    if not (named.kind == "demonym" or is_group) or named.first != named.last or named.first == 0:
        return False
    if "plural" in word.features:
        return False
    before = tree.tokens[named.first - 1]
    is_joined = before.pos == "PROPN" and before.role is Role.COMPOUND and before.head == word.index
    return is_joined and not any(one.start < before.end and one.end > before.start for one in matches)


def _shared_word(text: str, tree: Tree, named: Named, match: WhoMatch, who: Who) -> Named | None:
    """Read "North and South Korea" as two: the first part borrows the end of the second."""
    tokens = tree.tokens
    if named.kind not in ("country", "adjective") or named.first == named.last or named.first < 2:
        return None
    if tokens[named.first - 1].role is not Role.COORDINATOR:
        return None
    borrowed = tokens[named.first - 2]
    rest = text[tokens[named.first].end : match.end]
    other = who.state(borrowed.text + rest, named.kind)
    if other is None or not borrowed.text[:1].isupper():
        return None
    span = Span.of(text, borrowed.start, borrowed.end)
    record = replace(Record.of(other, span, named.record.sentence), span=span)
    return Named(borrowed.index, borrowed.index, borrowed.index, record, named.kind)
