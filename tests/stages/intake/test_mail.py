from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from harmattan.errors import InputError
from harmattan.stages.intake.mail import read_mail
from tests.stages.intake.prose import REPORT, page


def message(*, text: str | None = REPORT, html: str | None = None) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Harbour Gazette – desk <desk@gazette.example>"
    mail["Subject"] = "Council asks for talks – café closed"
    mail["Date"] = "Tue, 09 Mar 2021 23:30:00 -0500"
    if text is not None:
        mail.set_content(text, charset="utf-8")
    if html is not None:
        mail.add_alternative(html, subtype="html") if text is not None else mail.set_content(html, subtype="html")
    return mail


def test_the_plain_part_and_the_headers_are_taken() -> None:
    draft = read_mail(bytes(message(html=page("Other words. " * 30))), "a.eml")
    assert draft.text.strip().replace("\r\n", "\n") == REPORT
    assert draft.title == "Council asks for talks – café closed"
    assert draft.publisher == "Harbour Gazette – desk"
    assert draft.published == date(2021, 3, 9)


def test_the_html_part_is_read_when_there_is_no_plain_one() -> None:
    assert "chairwoman said" in read_mail(bytes(message(text=None, html=page())), "a.eml").text


def test_an_unreadable_date_is_none() -> None:
    raw = bytes(message()).replace(b"Tue, 09 Mar 2021 23:30:00 -0500", b"one fine day")
    assert read_mail(raw, "a.eml").published is None


@pytest.mark.parametrize("charset", ["windows-1252", "no-such-charset"])
def test_bodies_with_a_wrong_or_odd_charset_are_decoded(charset: str) -> None:
    raw = (
        f"From: a@b.example\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n".encode()
    )
    assert "café" in read_mail(raw + "The café was closed by the council. ".encode("cp1252"), "a.eml").text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no header at all",
        b"Subject: x\n\n",
        b"Subject: x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
    ],
)
def test_what_has_no_readable_part_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.eml: expected an e-mail") as caught:
        read_mail(data, "a.eml")
    assert caught.value.kind == "mail"
