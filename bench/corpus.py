"""The texts that benchmarks read: a file or folder, the shared corpus where it is present, or the shipped examples.

Nothing of a corpus is copied into the project; a measurement names it by the hash of its texts.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from harmattan.reference.packs import data_dir

__all__ = ["ROOT", "SHARED", "Article", "Corpus", "article", "examples", "open_corpus", "repeated"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
_DEFAULT = SHARED / "data" / "masakhanews-fr-en" / "eng"
_LARGEST_CELL = 1 << 27


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its day of publication, where that is known."""

    name: str
    text: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles in a fixed order."""

    name: str
    articles: tuple[Article, ...]

    @property
    def sha256(self) -> str:
        """The hash of all texts in order."""
        total = hashlib.sha256()
        for one in self.articles:
            total.update(hashlib.sha256(one.text.encode("utf-8", "surrogatepass")).digest())
        return total.hexdigest()


def open_corpus(path: Path | None, *, documents: int | None = None) -> Corpus:
    """Open a corpus.

    Args:
        path: a text file, a TSV or CSV with a column `text`, or a folder of these; None for the shared English news
            (MasakhaNEWS, dev part), or the shipped examples where that is absent.
        documents: how many articles: the first ones, or from the start again when there are fewer.

    Raises:
        ValueError: nothing to read there.
    """
    source = path or (_DEFAULT if _DEFAULT.is_dir() else None)
    if source is None:
        found, name = examples(), "shipped examples"
    else:
        files = sorted(one for one in source.rglob("*") if one.is_file()) if source.is_dir() else [source]
        found = tuple(one for file in files for one in _articles(file))
        name = source.name if path else "masakhanews-en"
    if not found:
        raise ValueError(f"{source}: no articles; expected text files, or TSV or CSV with a column 'text'")
    return Corpus(name, tuple(islice(cycle(found), documents)) if documents else found)


def repeated(corpus: Corpus, documents: int) -> Iterator[Article]:
    """Yield so many articles; those of a second and later round have new words, as fresh news would.

    Without new words a vocabulary that grows with each unseen word would look as if it did not. In every twelfth word
    that starts with a capital, the vowels change place in the alphabet with the round.
    """
    for number in range(documents):
        one = corpus.articles[number % len(corpus.articles)]
        lap = number // len(corpus.articles)
        yield one if lap == 0 else Article(f"{one.name}#{lap}", _varied(one.text, lap), one.published)


def _varied(text: str, lap: int) -> str:
    letters = "aeiouy"
    words = text.split(" ")
    capitals = [at for at, word in enumerate(words) if word[:1].isupper() and len(word) > 4]
    for at in capitals[lap % 12 :: 12]:
        turned = str.maketrans(letters, letters[lap % 5 + 1 :] + letters[: lap % 5 + 1])
        words[at] = words[at].translate(turned) + letters[lap // 5 % 6]
    return " ".join(words)


def examples() -> tuple[Article, ...]:
    """Return the articles that ship with the package."""
    folder = data_dir() / "examples"
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(article(folder / f"{row['slug']}.txt", date.fromisoformat(row["published"])) for row in rows)


def article(path: Path, published: date | None = None) -> Article:
    """Read a text file."""
    return Article(path.stem, path.read_text(encoding="utf-8"), published)


def _articles(path: Path) -> Sequence[Article]:
    if path.suffix == ".txt":
        return (article(path),)
    if path.suffix not in (".tsv", ".csv"):
        return ()
    csv.field_size_limit(_LARGEST_CELL)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ",")
        if "text" not in (rows.fieldnames or ()):
            return ()
        return tuple(
            Article(f"{path.stem}:{number}", row["text"]) for number, row in enumerate(rows, start=1) if row["text"]
        )
