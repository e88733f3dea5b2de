"""The text layer of a PDF, by pypdf."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING, Final

from harmattan.errors import InputError
from harmattan.stages.intake.options import PARSER_FAILURES, Draft, complaint
from harmattan.stages.intake.text import clean_line

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["PDF_MAGIC", "read_pdf", "unwrap"]

PDF_MAGIC: Final = b"%PDF-"
# A line that is this much shorter than the page's longest ends a paragraph.
_SHORT_LINE: Final = 0.75
_HYPHENATED: Final = re.compile(r"(?<=[^\W\d_])-$")


def read_pdf(data: bytes, where: str, *, max_chars: int) -> Draft:
    """Read a PDF's text and its title.

    Lines are joined to paragraphs (see `unwrap`), pages by an empty line. The file's own dates say when it was made,
    not when the article was published, so none is taken.

    Raises:
        InputError: of kind "encrypted", "pdf-no-text", "pdf" or "too-large".
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(
                complaint(
                    where,
                    expected="a PDF that opens without a password",
                    got="an encrypted one",
                    remedy="save a copy without a password",
                ),
                kind="encrypted",
            )
        text = _text_of(reader, where, max_chars)
        title = reader.metadata.title if reader.metadata is not None else None
    except (*PARSER_FAILURES, PyPdfError) as error:
        raise InputError(
            complaint(
                where,
                expected="a PDF",
                got=f"one that cannot be read ({type(error).__name__}: {error})",
                remedy="open it in a viewer and save it again, or save its text as .txt",
            ),
            kind="pdf",
        ) from error
    if not text.strip():
        raise InputError(
            complaint(
                where,
                expected="a PDF with a text layer",
                got="pages without text (scanned images?)",
                remedy="run text recognition (OCR) on it first",
            ),
            kind="pdf-no-text",
        )
    return Draft(
        text=text, title=clean_line(title) if isinstance(title, str) else None
    )  # a damaged file may hold a number there


def unwrap(page: str) -> str:
    """Join the lines of a page to paragraphs, one a line.

    A paragraph ends at an empty line and after a line much shorter than the longest. A hyphen at a line's end before
    a small letter is taken for hyphenation and dropped; before anything else it is part of the word.
    """
    lines = [line.strip() for line in page.splitlines()]
    longest = max((len(line) for line in lines), default=0)
    paragraphs: list[str] = []
    open_end = False
    for line in lines:
        if not line:
            open_end = False
            continue
        if open_end and _HYPHENATED.search(paragraphs[-1]):
            paragraphs[-1] = (paragraphs[-1][:-1] if line[0].islower() else paragraphs[-1]) + line
        elif open_end:
            paragraphs[-1] = f"{paragraphs[-1]} {line}"
        else:
            paragraphs.append(line)
        open_end = len(line) >= _SHORT_LINE * longest
    return "\n".join(paragraphs)


def _text_of(reader: PdfReader, where: str, max_chars: int) -> str:
    pages: list[str] = []
    total = 0
    for page in reader.pages:
        pages.append(unwrap(page.extract_text()))
        total += len(pages[-1])
        if total > max_chars:
            raise InputError(
                complaint(
                    where,
                    expected=f"at most {max_chars:,} characters",
                    got="a longer PDF",
                    remedy="split it, or raise the limit",
                ),
                kind="too-large",
            )
    return "\n\n".join(page for page in pages if page)
