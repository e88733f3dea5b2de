"""Who says what (PolNeAR, Newell et al. 2018): F1 of source, cue and content spans and of whole attributions.

The stages of the coder that its claims need are run on the article. A span is the set of its words, so punctuation at
an edge changes nothing (where it has none, as a colon, of its characters). A predicted span *overlaps* a gold one of
its role when they share a word and is *exact* when they have the same words. Spans are paired one to one, the largest
share first, over the whole article, and count once however many attributions they serve: F1 is over all spans that
gold has and all that the coder gave. An attribution is right when source, cue and content each overlap (exact: each
are the same) those of one gold attribution, again one to one. An attribution without a source in gold has none to
find; it is right when the coder gave none either. What a quote goes on to say in later sentences is part of its
attribution. Claims in text that the annotators set aside are not counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bench.brat import Annotated, Attribution, Ranges, annotated_articles
from bench.gold import DATA, Run, Scored, gold_task
from bench.results import Wrong
from bench.scores import Counts, Figures, f1, summarise
from harmattan.assembly import stage_table
from harmattan.model.annotations import CLAIMS, DOCUMENT, SENTENCES, ClaimMention
from harmattan.model.document import Document
from harmattan.model.layers import Layers
from harmattan.model.syntax import Role, Sentence
from harmattan.protocols import Stage
from harmattan.stages.quotes import Quotes

__all__ = ["ROLES", "TASK", "Given", "claims_of", "compare", "figures_of", "given_of", "words_of"]

ROLES = ("source", "cue", "content")
_MEASURES = ("overlap", "exact")
_WORD = re.compile(r"\w+")

Words = frozenset[int]
Parts = tuple[Words, Words, Words]


@dataclass(frozen=True, slots=True)
class Given:
    """An attribution that the coder found, and the rule that found it."""

    attribution: Attribution
    rule: str


def words_of(text: str, ranges: Ranges) -> Words:
    """Return the offsets at which the words of some ranges start; of their characters where they hold no word."""
    words = frozenset(start + match.start() for start, end in ranges for match in _WORD.finditer(text[start:end]))
    return words or frozenset(at for start, end in ranges for at in range(start, end))


def compare(article: Annotated, given: Sequence[Given]) -> tuple[Counts, list[Wrong]]:
    """Count the spans and attributions of an article that are right, given and wanted; list those that are wrong."""
    aside = words_of(article.text, article.discarded)
    kept = [one for one in given if not words_of(article.text, one.attribution.cue) & aside]
    ours = [_parts(article.text, one.attribution) for one in kept]
    gold = [_parts(article.text, one) for one in article.attributions]
    counts: Counter[str] = Counter()
    for number, role in enumerate(ROLES):
        mine, theirs = (sorted({one[number] for one in side if one[number]}, key=min) for side in (ours, gold))
        shares = {(a, b): _share(one, other) for a, one in enumerate(mine) for b, other in enumerate(theirs)}
        _add(counts, role, len(mine), len(theirs), shares)
    shares = {(a, b): _joint(one, other) for a, one in enumerate(ours) for b, other in enumerate(gold)}
    pairs = _add(counts, "attribution", len(ours), len(gold), shares)
    return counts, list(_wrong(article, kept, ours, gold, pairs))


def _parts(text: str, one: Attribution) -> Parts:
    return words_of(text, one.source), words_of(text, one.cue), words_of(text, one.content)


def _share(one: Words, other: Words) -> float:
    """Return how much two spans share: 1 for the same, 0 for nothing (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 1.0


def _joint(one: Parts, other: Parts) -> float:
    """Return the mean share of the three parts, 0 where one of them shares nothing."""
    shares = [_share(mine, theirs) for mine, theirs in zip(one, other, strict=True)]
    return sum(shares) / len(shares) if all(shares) else 0.0


def _add(
    counts: Counter[str], name: str, given: int, wanted: int, shares: dict[tuple[int, int], float]
) -> dict[int, int]:
    """Count what is given, wanted and right of a kind; return the overlapping pairs."""
    pairs = _paired(shares)
    counts[f"given:{name}"] += given
    counts[f"wanted:{name}"] += wanted
    counts[f"overlap:{name}"] += len(pairs)
    counts[f"exact:{name}"] += sum(shares[pair] == 1.0 for pair in pairs.items())
    return pairs


def _paired(shares: dict[tuple[int, int], float]) -> dict[int, int]:
    """Pair given with wanted one to one, the largest share first, then in the order of the text."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for (mine, theirs), share in sorted(shares.items(), key=lambda item: (-item[1], item[0])):
        if share > 0 and mine not in pairs and theirs not in taken:
            pairs[mine] = theirs
            taken.add(theirs)
    return pairs


def figures_of(counts: Counts) -> Figures:
    """Return the F1 of each role and of whole attributions, overlapping and exact."""
    found = {}
    for measure in _MEASURES:
        for name in (*ROLES, "attribution"):
            right, given, wanted = (counts.get(f"{one}:{name}", 0) for one in (measure, "given", "wanted"))
            figure = "attribution_f1" if (name, measure) == ("attribution", "overlap") else f"{name}_{measure}_f1"
            found[figure] = f1(right, given, wanted)
    return found


def _wrong(
    article: Annotated, given: Sequence[Given], ours: list[Parts], gold: list[Parts], pairs: dict[int, int]
) -> Iterator[Wrong]:
    """Yield each attribution that was missed, found in part, or made up."""
    left = {a: one for a, one in enumerate(ours) if a not in pairs}
    for number, (attribution, parts) in enumerate(zip(article.attributions, gold, strict=True)):
        if number in pairs.values():
            continue
        near = next((a for a, one in left.items() if one[1] & parts[1]), None)
        shown = _shown(article, attribution)
        if near is None:
            yield Wrong("missed" if parts[0] else "missed, without a source", article.name, shown)
        else:
            del left[near]
            other = [role for role, mine, theirs in zip(ROLES, ours[near], parts, strict=True) if not mine & theirs]
            yield Wrong(
                f"other {' and '.join(other)}" if parts[0] else "no source in gold",
                article.name,
                f"{shown}\n    given {_shown(article, given[near].attribution)} {given[near].rule}",
            )
    for a in left:
        yield Wrong(f"not in gold, {given[a].rule}", article.name, _shown(article, given[a].attribution))


def _shown(article: Annotated, one: Attribution) -> str:
    """Return an attribution as its parts."""

    def text(ranges: Ranges) -> str:
        return " ".join(" … ".join(article.text[start:end] for start, end in ranges).split())[:160]

    return f"[{text(one.source)} = source] [{text(one.cue)} = cue] [{text(one.content)} = content]"


def claims_of(text: str) -> tuple[tuple[Sentence, ...], tuple[ClaimMention, ...]]:
    """Return the sentences of a text and the claims in it, as the coder makes them."""
    layers = Layers().including({DOCUMENT: Document(text, "en", published=None)})
    for stage in _stages():
        layers = layers.including(stage.run(layers))
    return layers[SENTENCES], layers[CLAIMS]


@lru_cache(maxsize=1)
def _stages() -> tuple[Stage, ...]:
    """Return the stages that claims need, in their order; a stage sees no layer that it does not require."""
    needed = {CLAIMS.name}
    found = []
    for stage in reversed(stage_table("en")):
        if needed & {layer.name for layer in stage.provides}:
            needed |= {layer.name for layer in stage.requires}
            found.append(stage)
    return tuple(reversed(found))


def given_of(text: str) -> list[Given]:
    """Return the attributions that the coder finds in a text, as the corpus marks them.

    Claims of one cue and speaker are one attribution. Where a relative pronoun stands for the speaker, it is the source
    ("the aide, who said"). The corpus marks outermost attributions only: no claim within what another claims, and none
    between quotation marks.
    """
    if not text.strip():
        return []
    sentences, claims = claims_of(text)
    quotes = Quotes.of(text)
    content: dict[tuple[Ranges, Ranges], set[tuple[int, int]]] = {}
    rules: dict[tuple[Ranges, Ranges], str] = {}
    for one in claims:
        if quotes.at(one.cue.start) is None:
            key = ((_source(sentences[one.speaker_sentence], one),), ((one.cue.start, one.cue.end),))
            content.setdefault(key, set()).update(one.content)
            rules.setdefault(key, one.rule)
    held = sorted((start, end, key) for key, ranges in content.items() for start, end in ranges)
    return [
        Given(Attribution(*key, tuple(sorted(ranges))), rules[key])
        for key, ranges in content.items()
        if not any(start <= key[1][0][0] < end for start, end, other in held if other != key)
    ]


def _source(sentence: Sentence, claim: ClaimMention) -> tuple[int, int]:
    """Return the range of a claim's speaker, or of the relative pronoun that stands for it beside the cue."""
    tokens = sentence.tokens
    if claim.cue_token is not None:
        for child in tokens[claim.speaker_last + 1 : claim.cue_token]:
            if child.head == claim.cue_token and child.role is Role.AGENT and "relative" in child.features:
                return child.start, child.end
    return tokens[claim.speaker_first].start, tokens[claim.speaker_last].end


def _scored(article: Annotated) -> tuple[Counts, list[Wrong]]:
    return compare(article, given_of(article.text))


def measure(path: Path, run: Run) -> Scored:
    """Score the articles of a folder."""
    articles = run.sample(annotated_articles(path))
    scored = run.mapped(_scored, articles, "claims")
    figures, intervals = summarise([counts for counts, _ in scored], figures_of)
    return Scored(
        figures,
        intervals,
        sum(len(one.attributions) for one in articles),
        len(articles),
        tuple(row for _, rows in scored for row in rows),
    )


TASK = gold_task(
    "claims",
    "who says what: source, cue and content (PolNeAR)",
    metric="source_overlap_f1",
    default=DATA / "polnear" / "train",
    measure=measure,
)
