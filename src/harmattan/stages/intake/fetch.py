"""Pages by URL, fetched so that a URL cannot be used to reach into the machine or its network.

Every name is resolved once a hop, every address that it resolves to is checked against the special-purpose registries
(RFC 6890; IANA IPv4 and IPv6), and the connection goes to a checked address: a second resolution cannot change it.
Proxies of the environment are not used, since a proxy would resolve the name again.
"""

from __future__ import annotations

import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import version
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from harmattan.errors import FetchError, InputError
from harmattan.stages.intake.archive import inflate
from harmattan.stages.intake.options import IntakeOptions, clip, complaint

__all__ = ["Fetched", "fetch", "is_public"]

_REDIRECTS: Final = (301, 302, 303, 307, 308)
_MAX_REDIRECTS: Final = 5
_CHUNK: Final = 64 * 1024
# Ranges that Python's ipaddress calls global in some versions, or that carry another address inside.
_CLOSED: Final = tuple(
    ipaddress.ip_network(one)
    for one in (
        "100.64.0.0/10",  # carrier-grade NAT, RFC 6598
        "192.0.0.0/24",  # protocol assignments, RFC 6890
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "198.18.0.0/15",  # benchmarks, RFC 2544
        "64:ff9b:1::/48",  # local NAT64, RFC 8215
        "2001::/23",  # Teredo and other protocol assignments, RFC 2928
        "2002::/16",  # 6to4, RFC 3056
        "fec0::/10",  # site-local, RFC 3879
    )
)
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """A fetched body, after decompression, with the address that it came from in the end."""

    url: str
    body: bytes
    media_type: str | None
    charset: str | None


def fetch(url: str, options: IntakeOptions, *, tls: ssl.SSLContext | None = None) -> Fetched:
    """Fetch a page by http or https, following at most five redirects.

    Args:
        url: an absolute URL without a user name.
        options: limits, time-outs and whether loopback addresses are open.
        tls: how servers prove who they are; None trusts the system's certificate authorities.

    Raises:
        FetchError: the URL is refused, does not answer in time, or answers with an error or too much.
    """
    deadline = time.monotonic() + options.total_timeout_s
    here = url
    for _ in range(_MAX_REDIRECTS + 1):
        parts = _checked_url(here)
        try:
            with _response(parts, options, tls, deadline, here) as response:
                location = response.getheader("Location") if response.status in _REDIRECTS else None
                found = None if response.status in _REDIRECTS else _taken(response, here, options)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() >= deadline:
                raise _late(here, options) from error
            reason = f"{type(error).__name__}: {error}"
            raise _refused(here, "an answer", reason, "try again later, or check the address") from error
        if time.monotonic() >= deadline:
            raise _late(here, options)
        if found is not None:
            return found
        if not location:
            raise _refused(here, "an address to go on to", "a redirect to nowhere", "open the page in a browser")
        here = urljoin(here, location)
    raise _refused(url, f"at most {_MAX_REDIRECTS} redirects", "more", "give the address that they lead to")


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet, for every host the same machine.

    Addresses that carry an IPv4 address (mapped, NAT64) are judged by that one.
    """
    ip: _Address = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    special = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast
    if special or ip.is_reserved or ip.is_unspecified or not ip.is_global:
        return False
    return not any(ip in network for network in _CLOSED if network.version == ip.version)


def _checked_url(url: str) -> SplitResult:
    """Return the parts of a URL that may be fetched."""
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port != 0
    except ValueError as error:
        raise _refused(clip(url), "a URL", str(error), "check the address") from error
    if parts.scheme not in ("http", "https"):
        raise _refused(url, "an http or https URL", f"{parts.scheme or 'no scheme'}", "download it yourself")
    if parts.username is not None or parts.password is not None:
        hidden = f"{parts.scheme}://…@{parts.hostname}"
        raise _refused(hidden, "a URL without a user name", "one with", "download the page yourself")
    if not parts.hostname or not port_is_fine:
        raise _refused(url, "a URL with a host", "none", "check the address")
    return parts


@contextmanager
def _response(
    parts: SplitResult, options: IntakeOptions, tls: ssl.SSLContext | None, deadline: float, url: str
) -> Iterator[http.client.HTTPResponse]:
    """Connect to a checked address of the host, ask for the page and give the answer; cut it off at the deadline."""
    host = (parts.hostname or "").encode("idna").decode("ascii")
    is_tls = parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    addresses = _vetted(host, port, options, url)
    connection: http.client.HTTPConnection
    if is_tls:
        context = tls or ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, port, context=context)
    else:
        connection = http.client.HTTPConnection(host, port)
    connection.auto_open = 0  # it must never resolve the name itself
    sock = _connected(addresses, port, options, deadline)
    try:
        if is_tls:
            sock = context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
        with _cut_off(sock, deadline):
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            connection.sock = sock
            headers = {
                "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf, application/xml;q=0.5",
                "Accept-Encoding": "gzip, deflate",
                "Connection": "close",
                "User-Agent": f"harmattan/{version('harmattan')}",
            }
            connection.request("GET", _target(parts), headers=headers)
            with connection.getresponse() as response:
                yield response
    finally:
        sock.close()
        connection.close()


def _vetted(host: str, port: int, options: IntakeOptions, url: str) -> Sequence[str]:
    """Resolve a host; refuse it when any of its addresses is not public."""
    addresses = _resolved(host, port, options.connect_timeout_s)
    for address in addresses:
        opened = options.allow_loopback and ipaddress.ip_address(address.split("%", 1)[0]).is_loopback
        if not opened and not is_public(address):
            got = f"{host}, which is {address}: a private, local or reserved address"
            raise _refused(url, "a host on the public internet", got, "save the page and give the file")
    return addresses


def _resolved(host: str, port: int, timeout_s: float) -> Sequence[str]:
    """Ask the resolver, which knows no time-out of its own, from a thread that may be left behind."""
    answers: queue.Queue[Sequence[str] | OSError] = queue.Queue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(tuple(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except OSError as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=timeout_s)
    except queue.Empty:
        raise TimeoutError(f"no address for {host} within {timeout_s:g} s") from None
    if isinstance(answer, OSError):
        raise answer
    if not answer:
        raise OSError(f"no address for {host}")
    return answer


def _connected(addresses: Sequence[str], port: int, options: IntakeOptions, deadline: float) -> socket.socket:
    """Connect to the first address that answers."""
    failure: OSError = TimeoutError("timed out")
    for address in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        try:
            sock = socket.create_connection((address, port), timeout=min(options.connect_timeout_s, left))
        except OSError as error:
            failure = error
            continue
        sock.settimeout(options.read_timeout_s)
        return sock
    raise failure


@contextmanager
def _cut_off(sock: socket.socket, deadline: float) -> Iterator[None]:
    """Shut a connection down at the deadline: a server that sends a byte a second never meets a read time-out."""

    def shut() -> None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not SSLSocket's own, which drops its state under a reader

    timer = threading.Timer(max(deadline - time.monotonic(), 0), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._[]')}" if parts.query else path


def _taken(response: http.client.HTTPResponse, url: str, options: IntakeOptions) -> Fetched:
    """Read the body, up to the limit before and after decompression."""
    if response.status != http.HTTPStatus.OK:
        got = f"status {response.status} {response.reason}"
        raise _refused(url, "the page (status 200)", got, "open it in a browser")
    limit = options.max_body_bytes
    chunks: list[bytes] = []
    size = 0
    while chunk := response.read(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            raise _refused(url, f"a body of at most {limit:,} bytes", "more", "save the page and give the file")
    if response.length:
        got = f"one that stops {response.length:,} bytes before its end"
        raise _refused(url, "a whole body", got, "try again later")
    body = b"".join(chunks)
    encoding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        try:
            body = inflate(body, url, max_bytes=limit) if body else body
        except InputError as error:
            raise FetchError(str(error)) from error
    elif encoding != "identity":
        raise _refused(url, "a body as gzip, deflate or plain", clip(encoding), "save the page and give the file")
    header = Message()
    header["Content-Type"] = response.getheader("Content-Type") or ""
    media_type = header.get_content_type() if response.getheader("Content-Type") else None
    return Fetched(url, body, media_type, header.get_content_charset())


def _late(url: str, options: IntakeOptions) -> FetchError:
    got = f"none within {options.total_timeout_s:g} s"
    return _refused(url, "a whole answer", got, "try again later, or raise the time-out")


def _refused(url: str, expected: str, got: str, remedy: str) -> FetchError:
    return FetchError(complaint(url, expected=expected, got=got, remedy=remedy))
