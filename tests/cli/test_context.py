"""An event in its context: marks in colour and without, paragraphs around it, nothing that steers the terminal."""

from __future__ import annotations

import pytest

from harmattan.cli.context import marked_text, render_event
from harmattan.cli.messages import as_text
from harmattan.errors import InputError
from harmattan.model.document import Document
from harmattan.model.spans import EvidenceSpan
from tests.builders import make_document, make_event, make_participant

PARAGRAPHS = (
    "One stands alone.",
    "Two is beside it.",
    "Dockers blocked the old port.",
    "Four is beside it.",
    "Five stands alone.",
)
TEXT = "\n\n".join(PARAGRAPHS)


def blocked(document: Document) -> dict[str, object]:
    start = document.text.index("Dockers")
    end = document.text.index("port.") + len("port.")
    return make_event(
        document,
        "blocked",
        evidence=EvidenceSpan(document.document_id, start, end, document.text[start:end]),
        actors=(make_participant(document.text, "Dockers", country="TGO", sector="LAB"),),
    ).to_json()


def test_without_colour_brackets_name_what_is_marked() -> None:
    document = make_document(TEXT)
    marked = marked_text(document, blocked(document), has_colour=False).plain
    assert "[actor: Dockers] [trigger: blocked] the old port." in marked


def test_with_colour_the_text_stays_whole_and_labels_follow_the_words() -> None:
    document = make_document(TEXT)
    marked = marked_text(document, blocked(document), has_colour=True)
    assert "Dockers‹actor› blocked‹trigger› the old port." in marked.plain
    assert {"bold blue", "bold reverse"} <= {str(span.style) for span in marked.spans}


def test_the_paragraphs_beside_are_shown_and_the_rest_is_not() -> None:
    document = make_document(TEXT)
    marked = marked_text(document, blocked(document), has_colour=False).plain
    assert [line for line in marked.splitlines() if line] == [
        "…",
        PARAGRAPHS[1],
        "[actor: Dockers] [trigger: blocked] the old port.",
        PARAGRAPHS[3],
        "…",
    ]


@pytest.mark.parametrize("text", ["Dockers blocked the old port.", "\n\nDockers blocked the old port.\n"])
def test_a_short_document_is_shown_whole(text: str) -> None:
    document = make_document(text)
    assert "…" not in marked_text(document, blocked(document), has_colour=False).plain.replace("\n", "")


def test_marks_in_each_other_nest() -> None:
    document = make_document("Dockers blocked the old port.")
    event = make_event(
        document,
        "blocked",
        actors=(make_participant(document.text, "Dockers"),),
        recipients=(make_participant(document.text, "the old port"), make_participant(document.text, "port")),
    ).to_json()
    marked = marked_text(document, event, has_colour=False).plain
    assert "[recipient: the old [recipient: port]]." in marked


def test_a_text_cannot_steer_the_terminal() -> None:
    document = make_document("Dockers blocked the old port. \x1b[2J\u202eevil [bold]", title="\x1b]0;t\x07")
    shown = as_text(render_event(document, blocked(document), has_colour=False))
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "[bold]" in shown


def test_an_event_of_another_text_is_refused() -> None:
    event = blocked(make_document(TEXT))
    with pytest.raises(InputError, match="expected the words"):
        render_event(make_document("Something else altogether, but long enough."), event, has_colour=False)
