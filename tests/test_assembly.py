"""The table of stages is checked, and the coder refuses what it cannot read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import pytest

from harmattan import Coder, Document
from harmattan.assembly import LANGUAGES, check_table, packs_digest, stage_table
from harmattan.errors import AssemblyError, HarmattanError, InputError, LanguageError
from harmattan.model.annotations import DOCUMENT, EVENTS, EXPLANATIONS
from harmattan.model.layers import Layer, Layers

FIRST: Layer[str] = Layer("first")
SECOND: Layer[str] = Layer("second")


@dataclass
class Made:
    """A stage that does nothing."""

    version: ClassVar[str] = "1"
    name: str
    requires: tuple[Layer[Any], ...] = ()
    provides: tuple[Layer[Any], ...] = ()

    def run(self, layers: Layers) -> Mapping[Layer[Any], Any]:
        return dict.fromkeys(self.provides, "")


REFUSED = [
    ([Made("late", (FIRST,), (SECOND,))], "late", "first"),
    ([Made("late", (FIRST,), (SECOND,)), Made("early", (), (FIRST,))], "late", "first"),
    ([Made("one", (), (FIRST,)), Made("two", (), (FIRST,))], "two", "first"),
    ([Made("one", (DOCUMENT,), (DOCUMENT,))], "one", "document"),
    ([Made("self", (FIRST,), (FIRST,))], "self", "first"),
]

ACCEPTED = [
    [],
    [Made("one", (DOCUMENT,), (FIRST,))],
    [Made("one", (), (FIRST,)), Made("two", (DOCUMENT, FIRST), (SECOND,))],
    [Made("one", (), (FIRST, SECOND))],
    [Made("one", (), (FIRST,)), Made("reader", (FIRST,), ())],
]


@pytest.mark.parametrize(("stages", "stage", "layer"), REFUSED)
def test_a_table_with_unmet_needs_or_double_provision_is_refused(stages: list[Any], stage: str, layer: str) -> None:
    with pytest.raises(AssemblyError, match=f"{stage}.*{layer}"):
        check_table(stages)


@pytest.mark.parametrize("stages", ACCEPTED)
def test_a_table_whose_needs_are_met_passes(stages: list[Any]) -> None:
    assert check_table(stages) is None  # type: ignore[func-returns-value]


def test_a_refusal_says_what_there_is_and_what_to_do() -> None:
    stages: list[Any] = [Made("late", (FIRST,), (SECOND,))]
    with pytest.raises(AssemblyError) as refused:
        check_table(stages)
    assert "document" in str(refused.value)
    assert "earlier" in str(refused.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_table_is_sound(language: str) -> None:
    table = stage_table(language)
    check_table(table)
    provided = [layer for stage in table for layer in stage.provides]
    assert provided[-2:] == [EVENTS, EXPLANATIONS]
    assert len({stage.name for stage in table}) == len(table)
    assert all(stage.version for stage in table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_stage_gives_exactly_what_it_provides(language: str) -> None:
    layers = Layers().including({DOCUMENT: Document("Rebels attacked Goma.", language)})
    for stage in stage_table(language):
        given = stage.run(layers)
        assert set(given) == set(stage.provides), stage.name
        layers = layers.including(given)


@pytest.mark.parametrize("language", ["xx", "sw", "", "EN", "eng"])
def test_a_language_without_a_pack_is_refused(coder: Coder, language: str) -> None:
    with pytest.raises(LanguageError) as refused:
        coder.code("Rebels attacked Goma.", language=language)
    assert repr(language) in str(refused.value)
    assert "en" in str(refused.value)


@pytest.mark.parametrize("text", ["", " ", "\n\t\n", "\u2028 \u00a0"])
def test_an_empty_text_is_refused(coder: Coder, text: str) -> None:
    with pytest.raises(InputError, match="empty"):
        coder.code(text)


@pytest.mark.parametrize("text", ["\ud800", "Rebels \udfff attacked Goma.", "Goma\udc80"])
def test_lone_surrogates_are_refused(coder: Coder, text: str) -> None:
    with pytest.raises(InputError, match="surrogate"):
        coder.code(text)


@pytest.mark.parametrize("text", ["Rebels \U0001f525 attacked Goma.", "Rebels\x00attacked Goma.", "\ufeffRebels left."])
def test_odd_but_sound_text_is_read(coder: Coder, text: str) -> None:
    assert isinstance(coder.code(text), tuple)


def test_a_text_without_news_has_no_events(coder: Coder) -> None:
    assert coder.code("The lake is calm in the evening.") == ()


def test_code_and_code_document_agree(coder: Coder) -> None:
    text = "Rebels attacked Goma on Monday."
    day = date(2024, 5, 16)
    document = Document(text, "en", title="News", publisher="Wire", url="https://example.org/1", published=day)
    events = coder.code(text, published=day, title="News", publisher="Wire", url="https://example.org/1")
    assert events == coder.code_document(document).events
    assert events[0].document == document


def test_two_coders_in_any_order_give_the_same_bytes() -> None:
    texts = ["Rebels attacked Goma.", "Peru expelled the ambassador of Mexico.", "The lake is calm."]

    def lines(order: list[str]) -> dict[str, str]:
        one = Coder()
        return {text: json.dumps([event.to_json() for event in one.code(text)]) for text in order}

    assert lines(texts) == lines(texts[::-1])


def test_the_digest_of_the_packs_is_stable_and_short() -> None:
    assert re.fullmatch("[0-9a-f]{16}", packs_digest())
    assert packs_digest() == Coder().packs


def test_refusals_are_harmattan_errors() -> None:
    assert all(issubclass(one, HarmattanError) for one in (AssemblyError, InputError, LanguageError))
