"""E-mail messages (RFC 5322, MIME): newsletters and wire copy as saved from a mailbox."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime

from harmattan.errors import InputError
from harmattan.stages.intake.html import read_html
from harmattan.stages.intake.options import PARSER_FAILURES, Draft, complaint
from harmattan.stages.intake.text import clean_line, decode

__all__ = ["read_mail"]


def read_mail(data: bytes, where: str) -> Draft:
    """Read a message: its plain part, else its HTML part.

    The subject is the title, the sender's display name the publisher, the Date header's day (as written there) the
    day of publication. Attachments are left alone.

    Raises:
        InputError: of kind "mail" when it is no message or has no readable part.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        part = message.get_body(preferencelist=("plain", "html")) if message.keys() else None
    except PARSER_FAILURES as error:
        raise _refusal(where, f"one that cannot be read ({type(error).__name__})") from error
    if not message.keys():
        raise _refusal(where, "no header lines")
    if part is None:
        raise _refusal(where, f"only {message.get_content_type()}")
    body = _payload(part, where)
    charset = part.get_content_charset()
    if part.get_content_type() == "text/html":
        text = read_html(body, where, charset=charset).text
    else:
        text = decode(body, where, charset=charset)
    return Draft(
        text=text,
        title=clean_line(_header(message, "subject")),
        publisher=clean_line(parseaddr(_header(message, "from") or "")[0]),
        published=_day(_header(message, "date")),
    )


def _payload(part: Message, where: str) -> bytes:
    try:
        body = part.get_payload(decode=True)
    except PARSER_FAILURES as error:
        raise _refusal(where, f"a part that cannot be decoded ({type(error).__name__})") from error
    if not isinstance(body, bytes) or not body.strip():
        raise _refusal(where, "an empty one")
    return body


def _header(message: EmailMessage, name: str) -> str | None:
    """Return a header; None when it is absent or beyond reading."""
    try:
        value = message[name]
        return None if value is None else str(value)
    except PARSER_FAILURES:
        return None


def _day(value: str | None) -> date | None:
    try:
        return parsedate_to_datetime(value).date() if value else None
    except PARSER_FAILURES:
        return None


def _refusal(where: str, got: str) -> InputError:
    return InputError(
        complaint(
            where,
            expected="an e-mail message with a text or HTML part",
            got=got,
            remedy="save it again from the mail program as .eml, or save its text as .txt",
        ),
        kind="mail",
    )
