"""Put the stages together: the explicit table, checked for unmet needs, and the coder that runs it.

A stage is registered in `stage_table`; nothing else knows the order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from harmattan import __version__
from harmattan.errors import AssemblyError, InputError, LanguageError
from harmattan.model.annotations import DOCUMENT, EVENTS, EXPLANATIONS, Explanation
from harmattan.model.document import Document
from harmattan.model.event import Event
from harmattan.model.layers import Layers
from harmattan.protocols import Stage

if TYPE_CHECKING:
    from harmattan.stages.geoparsing import Geoparser

__all__ = ["LANGUAGES", "Coded", "Coder", "check_table", "geoparser", "packs_digest", "stage_table"]

LANGUAGES = ("en",)
"""The languages that have a pack with predicates and a parser."""


@dataclass(frozen=True, slots=True)
class Coded:
    """The events of a document and how each field was made."""

    document: Document
    events: tuple[Event, ...]
    explanations: tuple[Explanation, ...]


class Coder:
    """Codes documents into events.

    Models and packs load on first use and are kept for the process. The same document gives the same events, byte for
    byte, in any order and in any process.

    Example:
        >>> from datetime import date
        >>> coder = Coder()
        >>> events = coder.code("Rebels attacked Goma on Monday.", published=date(2024, 5, 8))
    """

    def code(
        self,
        text: str,
        *,
        published: date | None = None,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
        language: str = "en",
    ) -> tuple[Event, ...]:
        """Return the events of a text in the order of their triggers.

        Args:
            text: the article; offsets of the events count its code points.
            published: the day of publication; without it relative dates stay unresolved.
            title, publisher, url: where it came from; part of the document's id.
            language: ISO 639-1 code.

        Raises:
            InputError: the text is empty or holds lone surrogates.
            LanguageError: there is no pack for the language.
        """
        if not text.strip():
            raise InputError("the text is empty; expected an article")
        document = Document(text, language, title=title, publisher=publisher, url=url, published=published)
        return self.code_document(document).events

    def code_document(self, document: Document) -> Coded:
        """Return the events of a document with their explanations.

        Raises:
            InputError: the text holds lone surrogates.
            LanguageError: there is no pack for the language.
        """
        if any("\ud800" <= letter <= "\udfff" for letter in document.text):
            raise InputError(
                f"document {document.document_id}: the text holds lone surrogates; decode it as UTF-8 first"
            )
        from harmattan.stages.bordering import with_borders

        layers = Layers().including({DOCUMENT: document})
        for stage in _stages(document.language):
            layers = layers.including(stage.run(layers))
        events: tuple[Event, ...] = layers[EVENTS]
        return Coded(document, with_borders(events), layers[EXPLANATIONS])

    @property
    def made_by(self) -> str:
        """Name and version of the coder."""
        return _made_by("en")

    @property
    def packs(self) -> str:
        """The digest of the packs that the coder reads."""
        return packs_digest()


def check_table(stages: Sequence[Stage]) -> None:
    """Refuse a table in which a stage needs a layer that no earlier one provides, or two provide the same.

    Raises:
        AssemblyError: naming the stage and the layer.
    """
    present = {DOCUMENT.name}
    for stage in stages:
        for layer in stage.requires:
            if layer.name not in present:
                raise AssemblyError(
                    f"stage {stage.name!r} needs layer {layer.name!r}; before it there are "
                    f"{', '.join(sorted(present))}. Put the stage that provides it earlier in the table"
                )
        for layer in stage.provides:
            if layer.name in present:
                raise AssemblyError(f"stage {stage.name!r} provides layer {layer.name!r} a second time")
            present.add(layer.name)


def stage_table(language: str, *, parses_all: bool = False) -> tuple[Stage, ...]:
    """Return the stages for a language in the order in which they run.

    Args:
        language: one that has a pack.
        parses_all: parse every sentence, not only those that may hold an event: for measures that ask about any word.
    """
    from harmattan.reference.casing import load_case_words
    from harmattan.reference.countries import load_countries
    from harmattan.reference.gazetteer import Gazetteer
    from harmattan.reference.lexicon import language_pack, shipped_lexicon
    from harmattan.reference.place_words import load_place_words, surnames_of
    from harmattan.reference.roster import load_roster
    from harmattan.reference.who import shipped_who
    from harmattan.reference.words import load_words
    from harmattan.stages.actors import ActorsStage
    from harmattan.stages.casing import CasingStage, known_names
    from harmattan.stages.claims import ClaimsStage
    from harmattan.stages.coding import CodingStage
    from harmattan.stages.dates import DatesStage
    from harmattan.stages.places import PlacesStage
    from harmattan.stages.quantities import QuantitiesStage
    from harmattan.stages.segment import SegmentStage
    from harmattan.stages.spacy_models import load_parser, load_sentence_model, load_vocabulary
    from harmattan.stages.syntax import SyntaxStage
    from harmattan.stages.verbless import verb_finder
    from harmattan.stages.worth import Worth, deed_nouns, speech_verbs, verb_forms

    pack = language_pack(language)
    lexicon = shipped_lexicon(language)
    words = load_words(pack)
    countries = load_countries()
    parser = load_parser(language)
    forms = verb_forms(lexicon)
    speech = speech_verbs(lexicon)

    def country_of(word: str) -> str | None:
        codes = countries.by_adjective(word)
        return codes[0] if len(codes) == 1 else None

    place_words = load_place_words(pack.path)
    case_words = load_case_words(pack, load_vocabulary(language), lexicon, titles=place_words.kinds["title"])
    who = shipped_who()
    return (
        CasingStage(case_words, known_names(lambda text: who.find(text, on=None), case_words)),
        SegmentStage(load_sentence_model(language), lexicon.classes.get("abbreviation", frozenset())),
        SyntaxStage(
            parser,
            (lambda words: True) if parses_all else Worth(lexicon),
            forms,
            verb_finder(parser, forms, lexicon),
            frozenset(lexicon.agents),
            speech,
            deed_nouns(lexicon),
        ),
        PlacesStage(Gazetteer.open(), place_words, country_of, surnames_of(load_roster().offices)),
        DatesStage(words),
        ActorsStage(lexicon, who),
        QuantitiesStage(words),
        ClaimsStage(lexicon),
        CodingStage(lexicon, words, made_by=_made_by(language), packs=packs_digest()),
    )


@lru_cache(maxsize=4)
def geoparser(language: str = "en") -> Geoparser:
    """Return the finder of places in texts, for a language that has a pack; it is kept for the process.

    Raises:
        LanguageError: there is no pack for the language.
    """
    from harmattan.reference.countries import load_countries
    from harmattan.reference.gazetteer import Gazetteer
    from harmattan.reference.lexicon import language_pack
    from harmattan.reference.place_words import load_place_words
    from harmattan.stages.geoparsing import Geoparser

    _refuse_unknown(language)
    countries = load_countries()

    def codes_of(form: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*countries.by_adjective(form), *countries.by_demonym(form))))

    def metonym(name: str) -> str | None:
        found = countries.metonym(name)
        return found[0] if found else None

    return Geoparser(Gazetteer.open(), load_place_words(language_pack(language).path), codes_of, metonym)


def _made_by(language: str) -> str:
    return f"coder-{language}/{__version__}"


@lru_cache(maxsize=4)
def _stages(language: str) -> tuple[Stage, ...]:
    _refuse_unknown(language)
    table = stage_table(language)
    check_table(table)
    return table


def _refuse_unknown(language: str) -> None:
    if language not in LANGUAGES:
        raise LanguageError(
            f"language {language!r} has no pack; installed are {', '.join(LANGUAGES)}. "
            "Give the language if it was detected wrongly, or add a pack (docs/packs.md)"
        )


@lru_cache(maxsize=1)
def packs_digest() -> str:
    """Return 16 hex digits over the contents of all packs that ship and of what the user added to them."""
    from harmattan.reference.gazetteer_added import added_digest, added_files
    from harmattan.reference.packs import data_dir, open_pack
    from harmattan.reference.user_packs import user_pack

    total = hashlib.sha256()
    for folder in sorted(one.parent for one in data_dir().rglob("pack.toml")):
        total.update(open_pack(folder).digest.encode())
    total.update((added_digest(added_files()) or "").encode())
    own = user_pack()
    if own is not None:
        total.update(own.digest.encode())
    return total.hexdigest()[:16]
