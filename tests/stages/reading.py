"""Own-prose sentences through the real parser, for tests of stages."""

from __future__ import annotations

from datetime import date

from harmattan.model.annotations import DOCUMENT, TEXT
from harmattan.model.document import Document
from harmattan.model.layers import Layers
from harmattan.reference.packs import data_dir, open_pack
from harmattan.reference.words import Words, load_words
from harmattan.stages.segment import SegmentStage
from harmattan.stages.spacy_models import load_parser, load_sentence_model
from harmattan.stages.syntax import SyntaxStage


def english() -> Words:
    """Return the word tables of the English pack."""
    return load_words(open_pack(data_dir() / "languages" / "en"))


def parsed(text: str, published: date | None, *, is_parsed: bool = True) -> Layers:
    """Return a document's sentences, all parsed or none."""
    layers = Layers().including({DOCUMENT: Document(text, "en", published=published), TEXT: text})
    for stage in (
        SegmentStage(load_sentence_model("en")),
        SyntaxStage(load_parser("en"), lambda words: is_parsed),
    ):
        layers = layers.including(stage.run(layers))
    return layers
