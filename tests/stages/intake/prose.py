"""Prose of our own and small makers of files for the tests of intake."""

from __future__ import annotations

import io

from harmattan.stages.intake import IntakeOptions

REPORT = (
    "The regional council met in the harbour town on Tuesday to discuss the closed crossing. "
    "Its chairwoman said that traders had lost a month of income and asked both governments to talk.\n\n"
    "A spokesman for the customs service answered that the gates would open once the inspection was over."
)
FRENCH = (
    "Le conseil régional s'est réuni mardi dans la ville portuaire pour parler du poste frontière fermé. "
    "Sa présidente a demandé aux deux gouvernements de se parler."
)
OPTIONS = IntakeOptions(languages=frozenset({"en"}))


def page(body: str = REPORT, *, head: str = "", title: str = "Council asks for talks") -> str:
    """Return an HTML page with the article in it."""
    paragraphs = "".join(f"<p>{one}</p>" for one in body.split("\n\n"))
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>Contact us</footer></body></html>"
    )


def pdf(text: str | None, *, title: str | None = None, password: str | None = None) -> bytes:
    """Return a PDF of one page with a text layer, or with none."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    sheet = writer.add_blank_page(width=595, height=842)
    if text is not None:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        rows = "".join(f"({line}) Tj 0 -14 Td " for line in text.split("\n"))
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 11 Tf 40 780 Td {rows}ET".encode("latin-1"))
        sheet[NameObject("/Contents")] = writer._add_object(stream)
    if title is not None:
        writer.add_metadata({"/Title": title})
    if password is not None:
        writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
