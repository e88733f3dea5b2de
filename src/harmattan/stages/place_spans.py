"""Find the stretches of a sentence that may be place names: capitalised words which the gazetteer knows.

The longest name wins, so that "Gulf of Guinea", "Papua New Guinea" and "Benin City" never give Guinea or Benin.
A name inside a longer proper name ("Bank of England", "Michael Jordan") is none. Linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from harmattan.model.place import Place
from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.gazetteer import Gazetteer
from harmattan.reference.place_names import fold_name
from harmattan.reference.place_words import PlaceWords

__all__ = [
    "NameSpan",
    "are_listed",
    "is_capitalised",
    "is_governed",
    "is_title_case",
    "longest_at",
    "name_spans",
    "names_state",
    "person_words",
    "speakers",
    "with_context",
]

_MOST_TOKENS = 12
_HYPHENS = frozenset("-‐‑–")
_GLUE = frozenset({"-", "‐", "‑", "–", "'", "’", "."})
_ENDS = frozenset('.!?"”')
_SIZEABLE = 4.0
"""Weight from which a town, of some 10,000 people, is expected in a pair such as "the X-Y road"."""
_BARE_POS = frozenset({"PROPN", "NOUN", "X"})


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A stretch that may name a place, with what stands around it.

    `unit` is the word that says what kind it is ("province", "town"), `unit_token` where that word stands.
    `is_locative` says that a word of place governs it, `is_inside` one that no person could follow ("in", not "from");
    `is_strict` that a weak candidate will not do here (a headline in title case, the first word of a sentence).
    """

    sentence: int
    first: int
    last: int
    key: str
    places: tuple[Place, ...]
    unit: str | None = None
    unit_token: int | None = None
    is_locative: bool = False
    is_inside: bool = False
    is_strict: bool = False


def is_capitalised(token: Token) -> bool:
    """Say whether a token begins with a capital letter."""
    return token.text[:1].isupper()


def is_title_case(sentence: Sentence) -> bool:
    """Say whether a sentence is a headline whose words all begin with a capital."""
    if sentence.tokens[-1].text in _ENDS:
        return False
    long_words = [token for token in sentence.tokens if len(token.text) >= 4 and token.text.isalpha()]
    capitals = sum(map(is_capitalised, long_words))
    return len(long_words) >= 4 and capitals >= 0.75 * len(long_words)


def name_spans(sentence: Sentence, text: str, *, gazetteer: Gazetteer, words: PlaceWords) -> tuple[NameSpan, ...]:
    """Return the possible place names of a sentence, in order, without overlaps."""
    title_case = is_title_case(sentence)
    found: list[NameSpan] = []
    i = 0
    while i < len(sentence.tokens):
        match = longest_at(sentence, text, i, gazetteer, words)
        if match is None:
            i += 1
            continue
        last, key, places = match
        beside = names_state(places) and bool(found) and found[-1].last == i - 1
        following = longest_at(sentence, text, last + 1, gazetteer, words) if last + 1 < len(sentence.tokens) else None
        before_state = following is not None and names_state(following[2])
        embedded = _is_embedded(sentence, i, last, words, is_loose=title_case or beside or before_state)
        if not names_state(places):
            embedded = embedded or _goes_on(sentence, text, last, gazetteer, words)
            embedded = embedded or _came_before(sentence, text, i, gazetteer, words)
        if not embedded and not _is_stopped(sentence, i, last, key, places, words):
            strict = title_case or (i == 0 and i == last)
            span = NameSpan(sentence.index, i, last, key, places, is_strict=strict)
            span = with_context(sentence, span, words)
            if span.unit is None or not words.has("natural_unit", span.unit) or _is_natural(places):
                found.append(span)
        i = last + 1
    return tuple(_spread(sentence, found, words))


def person_words(sentence: Sentence, words: PlaceWords) -> Iterator[str]:
    """Yield the folded last words of proper names of two to four words, and first ones that are given names.

    "Sean Reading" makes Reading a surname in this document, "Chad Wilson" makes Chad a person.
    """
    run: list[Token] = []
    for token in (*sentence.tokens, None):
        low = token.text.lower() if token else ""
        if token and is_capitalised(token) and token.text.isalpha() and token.pos in _BARE_POS:
            if run or not words.has("function", low):
                run.append(token)
            continue
        last = run[-1].text.lower() if run else ""
        if 2 <= len(run) <= 4 and not any(
            words.has(kind, last) for kind in ("organisation", "admin_unit", "other_unit")
        ):
            yield fold_name(last)
            if (first := fold_name(run[0].text)) in words.given:
                yield first
        run = []


def speakers(sentence: Sentence, words: PlaceWords) -> Iterator[str]:
    """Yield the folded single names that speak or follow a title in lower case: "Talla said", "coach Talla"."""
    tokens = sentence.tokens
    for token in tokens:
        if not is_capitalised(token) or token.pos not in _BARE_POS:
            continue
        before = tokens[token.index - 1] if token.index else None
        if before is not None and before.text.islower() and words.has("title", before.text):
            yield fold_name(token.text)
        if token.role is Role.AGENT and words.has("speech", tokens[token.head].lemma):
            yield fold_name(token.text)


def _is_natural(places: tuple[Place, ...]) -> bool:
    """Say whether a river, a forest or the like is among the places, and not only towns and units named after it."""
    return any(not (place.feature_code or "").startswith(("PPL", "ADM", "PCL")) for place in places)


def names_state(places: tuple[Place, ...]) -> bool:
    """Say whether a name is first of all that of a state or territory."""
    return places[0].feature_code in ("PCLI", "PCLD")


def longest_at(
    sentence: Sentence, text: str, i: int, gazetteer: Gazetteer, words: PlaceWords
) -> tuple[int, str, tuple[Place, ...]] | None:
    """Return the last token, the key and the places of the longest known name that begins at a token."""
    tokens = sentence.tokens
    hyphened = i + 1 < len(tokens) and tokens[i + 1].text in _HYPHENS and tokens[i].text.isalpha()
    if not is_capitalised(tokens[i]) and not hyphened:
        return None
    first = fold_name(tokens[i].text + " x").split(" ")[0]
    longest = gazetteer.longest_name(first)
    if not longest:
        return None
    ends = []
    for j in range(i, min(i + _MOST_TOKENS, len(tokens))):
        token = tokens[j]
        low = token.text.lower()
        capital = is_capitalised(token) or (hyphened and token.text[0].isalnum())
        if j > i and not capital and token.text not in _GLUE and not words.has("connector", low):
            if words.has("other_unit", low) or words.has("admin_unit", low):
                ends.append(j)
            break
        if capital:
            ends.append(j)
    for j in reversed(ends):
        stretch = text[tokens[i].start : tokens[j].end]
        if stretch.count("\n") > 1:
            continue
        key = fold_name(stretch)
        if key.count(" ") < longest and (places := gazetteer.lookup_key(key)):
            if hyphened and not is_capitalised(tokens[i]) and places[0].feature_code != "RGN":
                continue
            return j, key, places
    return None


def _is_embedded(sentence: Sentence, first: int, last: int, words: PlaceWords, *, is_loose: bool) -> bool:
    """Say whether the stretch is part of a longer proper name or compound.

    Where it `is_loose`, in a headline or beside a state ("West Africa Benin"), capitals next to it say nothing.
    """
    tokens = sentence.tokens
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if (before and before.text in "&@#") or (after and after.text == "&"):
        return True
    if after and after.text in _HYPHENS and after.start == tokens[last].end and last + 2 < len(tokens):
        if not is_capitalised(tokens[last + 2]) and tokens[last + 2].start == after.end:
            return True
    if before and words.has("genitive", before.text.lower()) and first >= 2:
        governor = tokens[first - 2]
        if is_capitalised(governor) and words.has("institution", governor.text.lower()):
            return True
    if is_loose:
        return bool(after and words.has("organisation", after.text.lower()))
    return _joins_before(tokens, first, words) or _joins_after(tokens, last, words)


def _goes_on(sentence: Sentence, text: str, last: int, gazetteer: Gazetteer, words: PlaceWords) -> bool:
    """Say whether a longer name goes on after a hyphen or a foreign particle: "Arc de X", "Champs-X".

    "Mali-Niger" does not, as the second part is the name of a place of some size itself.
    """
    tokens = sentence.tokens
    if last + 2 >= len(tokens) or not is_capitalised(tokens[last + 2]):
        return False
    link = tokens[last + 1]
    is_hyphened = link.text in _HYPHENS and link.start == tokens[last].end and tokens[last + 2].start == link.end
    if not is_hyphened and not (words.has("connector", link.text) and not words.has("function", link.text)):
        return False
    return not is_hyphened or not _is_sizeable(longest_at(sentence, text, last + 2, gazetteer, words), gazetteer)


def _came_before(sentence: Sentence, text: str, first: int, gazetteer: Gazetteer, words: PlaceWords) -> bool:
    """Say whether a name is the end of a hyphened one whose first part is no place of some size: "Lokoti-Bangui"."""
    tokens = sentence.tokens
    if first < 2 or tokens[first - 1].text not in _HYPHENS or not is_capitalised(tokens[first - 2]):
        return False
    is_joined = tokens[first - 2].end == tokens[first - 1].start and tokens[first - 1].end == tokens[first].start
    low = tokens[first - 2].text.lower()
    if not is_joined or not low.isalpha() or words.has("connector", low) or fold_name(low) in words.demonyms:
        return False
    return not _is_sizeable(longest_at(sentence, text, first - 2, gazetteer, words), gazetteer)


def _is_sizeable(found: tuple[int, str, tuple[Place, ...]] | None, gazetteer: Gazetteer) -> bool:
    """Say whether a name may stand for itself in "X-Y": a state, a region, or a town or unit of some size."""
    return found is not None and (names_state(found[2]) or gazetteer.weight(found[2][0]) >= _SIZEABLE)


def _joins_before(tokens: tuple[Token, ...], first: int, words: PlaceWords) -> bool:
    if not first:
        return False
    before = tokens[first - 1]
    low = before.text.lower()
    if not is_capitalised(before) or not before.text[-1].isalpha():
        return low.rstrip(".") in words.kinds["title"] and before.text.endswith(".")
    free = ("function", "direction_adjective", "follows_freely", "border", "locative", "locative_weak")
    if any(words.has(kind, low) for kind in free) and not words.has("title", low):
        return False
    if fold_name(low) in words.demonyms or before.pos in ("ADP", "DET", "ADV", "VERB", "AUX", "SCONJ", "CCONJ", "PRON"):
        return False
    return not (first == 1 and before.pos in ("NOUN", "ADJ"))


def _joins_after(tokens: tuple[Token, ...], last: int, words: PlaceWords) -> bool:
    if last + 1 >= len(tokens):
        return False
    after = tokens[last + 1]
    low = after.text.lower()
    if after.text.isdigit() and len(after.text) == 4 and after.text[:2] == "20":
        return True
    if words.has("organisation", low) and not is_capitalised(after):
        return False
    if not is_capitalised(after) or not after.text[0].isalpha():
        return False
    free = ("follows_freely", "admin_unit", "settlement", "title")
    return not any(words.has(kind, low) for kind in free) or words.has("organisation", low)


def _is_stopped(
    sentence: Sentence, first: int, last: int, key: str, places: tuple[Place, ...], words: PlaceWords
) -> bool:
    """Say whether the word is a common one, an abbreviation in other letters, or no noun here."""
    token = sentence.tokens[first]
    is_state = names_state(places)
    if len(key) <= 3 and " " not in key:
        written = sentence.tokens[first].text
        return not (
            (is_state and written.isupper()) or (len(key) == 3 and not written.isupper() and key not in words.stopped)
        )
    if all(words.has("direction_adjective", part) or words.has("coordinator", part) for part in key.split(" ")):
        return _unit_after(sentence.tokens, last, words) is None
    if key in words.stopped:
        return True
    if first != last:
        return False
    is_noun = token.pos in _BARE_POS or is_governed(sentence.tokens, first, words)
    return not is_state and not is_noun and places[0].feature_code != "PPLC"


def is_governed(tokens: tuple[Token, ...], first: int, words: PlaceWords) -> bool:
    """Say whether a name stands right behind a word that only places follow: taggers take rare names for adverbs."""
    before = tokens[first - 1] if first else None
    if before is None:
        return False
    low = before.text.lower()
    return words.has("locative_strict", low) or (before.pos == "VERB" and words.has("locative", low))


def with_context(sentence: Sentence, span: NameSpan, words: PlaceWords) -> NameSpan:
    """Add the unit word beside a name and whether a preposition of place governs it."""
    tokens = sentence.tokens
    unit, where = _unit_beside(tokens, span, words)
    start = min(span.first, where) if where is not None else span.first
    i = start - 1
    skipped = ("article", "direction_adjective", "direction_modifier")
    while i >= 0 and (tokens[i].text in _HYPHENS or any(words.has(kind, tokens[i].text.lower()) for kind in skipped)):
        i -= 1
    low = tokens[i].text.lower() if i >= 0 else ""
    of_direction = words.has("genitive", low) and i >= 1 and words.has("direction_noun", tokens[i - 1].text.lower())
    after = tokens[span.last + 1] if span.last + 1 < len(tokens) else None
    is_attribute = (
        unit is None
        and (span.places[0].feature_code or "").startswith(("PPL", "ADM"))
        and span.first > 0
        and words.has("article", tokens[span.first - 1].text.lower())
        and after is not None
        and after.pos == "NOUN"
        and not is_capitalised(after)
    )
    if is_attribute:
        return span
    of_spot = words.has("genitive", low) and i >= 1 and words.has("spot_noun", tokens[i - 1].text.lower())
    pair = f"{tokens[i - 1].text.lower()} {low}" if i >= 1 else ""
    phrase = " ".join(token.text.lower() for token in tokens[max(0, i - 4) : i + 1])
    is_near = any(phrase == one or phrase.endswith(f" {one}") for one in words.kinds["near"])
    is_said = _is_explained(tokens, span.last, words) or _is_taken(tokens, span, words)
    is_called = unit is not None or of_direction or of_spot or is_near or is_said
    return replace(
        span,
        unit=unit,
        unit_token=where,
        is_locative=words.has("locative", low) or words.has("locative", pair) or is_called,
        is_inside=words.has("locative_strict", low) or is_called,
    )


def _is_explained(tokens: tuple[Token, ...], last: int, words: PlaceWords) -> bool:
    """Say whether ", a town" or ", its capital" follows a name."""
    low = [token.text.lower() for token in tokens[last + 1 : last + 5]]
    if len(low) < 3 or low[0] != "," or not any(words.has(kind, low[1]) for kind in ("article", "possessive")):
        return False
    k = 3 if len(low) > 3 and any(words.has(kind, low[2]) for kind in ("border", "direction_adjective", "own")) else 2
    return words.has("settlement", low[k])


def _is_taken(tokens: tuple[Token, ...], span: NameSpan, words: PlaceWords) -> bool:
    """Say whether a name is what was captured, shelled or entered: "X was shelled"."""
    token = tokens[span.last]
    return token.role is Role.PATIENT and words.has("locative_strict", tokens[token.head].text.lower())


def _unit_after(tokens: tuple[Token, ...], last: int, words: PlaceWords) -> str | None:
    low = tokens[last + 1].text.lower() if last + 1 < len(tokens) else ""
    return low if words.has("admin_unit", low) else None


def _unit_beside(tokens: tuple[Token, ...], span: NameSpan, words: PlaceWords) -> tuple[str | None, int | None]:
    """Return the word of kind before ("town of X", "X province") and its token."""
    after = span.last + 1
    if after < len(tokens):
        low = tokens[after].text.lower()
        if words.has("admin_unit", low) or words.has("other_unit", low):
            return low, after
        if words.has("settlement", low) and tokens[after].text.islower() and not words.has("capital_noun", low):
            return low, after
    i = span.first - 1
    if i >= 1 and words.has("genitive", tokens[i].text.lower()):
        i -= 1
        low = tokens[i].text.lower()
        if words.has("admin_unit", low) or words.has("settlement", low):
            return low, i
    return None, None


def _spread(sentence: Sentence, spans: list[NameSpan], words: PlaceWords) -> Iterator[NameSpan]:
    """Carry a preposition forward and a plural unit backward over a list: "in A, B and C", "A and B states"."""
    for k in range(1, len(spans)):
        if spans[k - 1].is_locative and are_listed(sentence, spans[k - 1], spans[k], words):
            spans[k] = replace(spans[k], is_locative=True, is_inside=spans[k - 1].is_inside)
    for k in range(len(spans) - 2, -1, -1):
        unit = spans[k + 1].unit
        if (
            unit
            and words.has("plural_unit", unit)
            and spans[k].unit is None
            and are_listed(sentence, spans[k], spans[k + 1], words)
        ):
            spans[k] = replace(spans[k], unit=unit, is_locative=True, is_inside=True)
    yield from spans


def are_listed(sentence: Sentence, left: NameSpan, right: NameSpan, words: PlaceWords) -> bool:
    """Say whether two names are members of one list."""
    between = sentence.tokens[left.last + 1 : right.first]
    kinds = ("article", "coordinator")
    return 1 <= len(between) <= 3 and all(
        token.text in ",/" or any(words.has(kind, token.text.lower()) for kind in kinds) for token in between
    )
