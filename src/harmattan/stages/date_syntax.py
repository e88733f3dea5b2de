"""How a date hangs in its sentence: its head, the verb over it, and whether that puts it before or after the day."""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.model.syntax import Role, Sentence, Token
from harmattan.reference.words import Words
from harmattan.stages.date_periods import Direction

__all__ = [
    "direction_of",
    "fronted",
    "head_of",
    "is_clause_mark",
    "is_quoted",
    "is_told_of_past",
    "points_back",
    "tokens_of",
]

_FAR = 2
"""A date as many steps below a verb is that of a noun between, if it stands before the verb; one further is anyway."""

_OPENING, _CLOSING = "“«", "”»"


def direction_of(sentence: Sentence, head: int, words: Words) -> Direction:
    """Say whether the verb over a token puts it before or after publication; "open" where neither is clear.

    A verb under "will", an infinitive under a verb of plan or promise, and a finite present tense of a whole
    sentence lie ahead; past tenses and perfects lie behind. A present tense says nothing of a noun's date.
    """
    if not sentence.is_parsed:
        return "open"
    verb = _governor(sentence, head)
    if verb is None:
        return "open"
    above = sentence.tokens[verb.head]
    date_token = sentence.tokens[head]
    if words.is_date_kind("future_case", date_token.case or ""):
        return "future"
    is_state = words.is_date_kind("future_state", verb.lemma) and date_token.head == verb.index
    if is_state and verb.pos not in ("VERB", "AUX"):
        return "future"
    auxiliaries = _auxiliaries(sentence, verb)
    if any(_is_word(words, "future_auxiliary", one) for one in auxiliaries):
        return "future"
    is_infinitive = "infinitive" in verb.features or any("marker" in one.features for one in auxiliaries)
    if verb.role is not Role.CONJUNCT and above.index != verb.index and is_infinitive:
        over = [*_auxiliaries(sentence, above), *_auxiliaries(sentence, sentence.tokens[above.head])]
        if any(_is_word(words, "past_auxiliary", one) for one in over):
            return "past"
        is_future = words.is_date_kind("future_governor", above.lemma)
        return "future" if is_future else _tense_of(sentence, above, auxiliaries=())
    if verb.role is Role.CONJUNCT and above.pos == "VERB" and not auxiliaries and "infinitive" in verb.features:
        return direction_of(sentence, above.index, words)
    tense = _tense_of(sentence, verb, auxiliaries=auxiliaries)
    return "open" if tense == "future" and _is_of_noun(sentence, head, verb) else tense


def _is_of_noun(sentence: Sentence, head: int, verb: Token) -> bool:
    """Say whether a date tells of a noun and not of the verb: "Wednesday's arrests show", "the raid in May is"."""
    steps, token = 0, sentence.tokens[head]
    while token.index != verb.index and steps < len(sentence.tokens):
        steps, token = steps + 1, sentence.tokens[token.head]
    return steps > _FAR or (steps == _FAR and head < verb.index)


def _auxiliaries(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    roles = (Role.AUXILIARY, Role.PASSIVE_AUXILIARY)
    return tuple(child for child in sentence.children(verb.index) if child.role in roles)


def _is_word(words: Words, kind: str, token: Token) -> bool:
    return words.is_date_kind(kind, token.lemma) or words.is_date_kind(kind, token.text.lower())


def _tense_of(sentence: Sentence, verb: Token, *, auxiliaries: Sequence[Token]) -> Direction:
    """Read a verb's own tense and its auxiliaries'."""
    features = verb.features.union(*(one.features for one in auxiliaries)) if auxiliaries else verb.features
    if "past" in features:
        return "past"
    is_sentence = sentence.text.rstrip().endswith((".", "!", "?", '"', "”"))
    if "present" in features and is_sentence and "gerund" not in verb.features:
        return "future"
    return "past" if "gerund" in verb.features else "open"


def _governor(sentence: Sentence, head: int) -> Token | None:
    """Return the nearest verb, or adjective such as "due", over a token (the token itself if it is one)."""
    token = sentence.tokens[head]
    for _ in range(len(sentence.tokens)):
        if token.pos in ("VERB", "AUX") or (token.pos == "ADJ" and token.index != head):
            return token
        if token.head == token.index:
            return None
        token = sentence.tokens[token.head]
    return None


def tokens_of(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """Return the first and last token that share a code point with a range."""
    inside = [token.index for token in sentence.tokens if token.start < end and start < token.end]
    return (inside[0], inside[-1]) if inside else None


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """Return the token through which a phrase hangs on the rest of the sentence."""
    outward = [
        token.index
        for token in sentence.tokens[first : last + 1]
        if not first <= token.head <= last or token.head == token.index
    ]
    weak = (Role.CASE, Role.PUNCTUATION, Role.MARK, Role.DETERMINER)
    strong = [index for index in outward if sentence.tokens[index].role not in weak]
    return (strong or outward or [last])[0]


def is_told_of_past(sentence: Sentence, head: int, words: Words) -> bool:
    """Say whether a past perfect stands over a date: what had happened up to then."""
    verb = _governor(sentence, head)
    return verb is not None and any(_is_word(words, "past_auxiliary", one) for one in _auxiliaries(sentence, verb))


def fronted(sentence: Sentence, first: int, head: int) -> int:
    """Return the preposition of a date that the parser takes for part of a name: "In March Kenya's king"."""
    before = sentence.tokens[first - 1] if first else None
    is_swallowed = sentence.tokens[head].role in (Role.COMPOUND, Role.NUMBER) and sentence.tokens[head].head > head
    if before is None or before.pos != "ADP" or not is_swallowed or sentence.tokens[before.head].pos != "VERB":
        return head
    return before.index


def is_clause_mark(sentence: Sentence, head: int, last: int) -> bool:
    """Say whether the last word of "two days after" opens the clause that the phrase hangs on."""
    mark = sentence.tokens[last]
    return mark.role is Role.MARK and sentence.tokens[head].head == mark.head


def points_back(sentence: Sentence, last: int) -> bool:
    """Say whether nothing but "that" follows: "a week before", "two days after that"."""
    word = sentence.tokens[last]
    return word.role is Role.ADVERB or (word.role is Role.CASE and sentence.tokens[word.head].pos == "PRON")


def is_quoted(sentence: Sentence, offset: int) -> bool:
    """Say whether a place in a sentence stands inside quotation marks that open in it."""
    before = sentence.text[: offset - sentence.start]
    curled = sum(before.count(one) for one in _OPENING) - sum(before.count(one) for one in _CLOSING)
    return curled > 0 or before.count('"') % 2 == 1
