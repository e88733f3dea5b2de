from __future__ import annotations

import datetime
import gzip
import http.server
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from harmattan.errors import FetchError
from harmattan.model.document import Document
from harmattan.stages.intake import IntakeOptions, Quarantined, read_sources
from harmattan.stages.intake.fetch import fetch, is_public
from tests.stages.intake.prose import REPORT, page, pdf

OPEN = IntakeOptions(
    languages=frozenset({"en"}),
    allow_loopback=True,
    max_body_bytes=100_000,
    connect_timeout_s=2,
    read_timeout_s=0.5,
    total_timeout_s=1.5,
)


class _Site(http.server.BaseHTTPRequestHandler):
    answers: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {
        "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, page(REPORT).encode()),
        "/text": (200, {"Content-Type": "text/plain; charset=windows-1252"}, f"Café: {REPORT}".encode("cp1252")),
        "/paper": (
            200,
            {"Content-Type": "application/octet-stream"},
            pdf("The council met on Tuesday in the harbour."),
        ),
        "/gzip": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(REPORT.encode())),
        "/deflate": (
            200,
            {"Content-Type": "text/plain", "Content-Encoding": "deflate"},
            zlib.compress(REPORT.encode()),
        ),
        "/brotli": (200, {"Content-Type": "text/plain", "Content-Encoding": "br"}, b"x"),
        "/bomb": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(bytes(10**7))),
        "/large": (200, {"Content-Type": "text/plain"}, b"word " * 30_000),
        "/short": (200, {"Content-Type": "text/plain", "Content-Length": "9999"}, REPORT.encode()),
        "/image": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
        "/gone": (404, {"Content-Type": "text/html"}, b"gone"),
        "/empty": (200, {"Content-Type": "text/plain"}, b""),
        "/on": (301, {"Location": "/page"}, b""),
        "/round": (302, {"Location": "/round"}, b""),
        "/private": (302, {"Location": "http://10.1.2.3/"}, b""),
        "/metadata": (307, {"Location": "http://169.254.169.254/latest/"}, b""),
        "/mapped": (302, {"Location": "http://[::ffff:10.0.0.1]/"}, b""),
        "/file": (302, {"Location": "file:///etc/hostname"}, b""),
        "/nowhere": (302, {}, b""),
    }

    def do_GET(self) -> None:
        self.server.hosts.append(self.headers["Host"])  # type: ignore[attr-defined]
        if self.path.startswith("/drip"):
            self._drip()
            return
        if self.path == "/silent":
            time.sleep(1)
            return
        status, headers, body = self.answers[self.path.split("?")[0]]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        if self.path == "/drip-body":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
        try:
            for _ in range(40):
                self.wfile.write(b"x")
                time.sleep(0.1)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Iterator[http.server.ThreadingHTTPServer]:
    with _serve() as server:
        yield server
        server.shutdown()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Site)
        self.hosts: list[str] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        return


def _serve(tls: ssl.SSLContext | None = None) -> _Server:
    server = _Server()
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server


def at(server: http.server.HTTPServer, path: str, host: str = "127.0.0.1") -> str:
    return f"http://{host}:{server.server_port}{path}"


def read(url: str, options: IntakeOptions = OPEN) -> Document | Quarantined:
    (found,) = read_sources([url], options)
    return found


@pytest.mark.parametrize("path", ["/page", "/on", "/gzip", "/deflate", "/text", "/page?q=a%20b&c=é"])
def test_pages_are_read_over_redirects_and_compression(site: _Server, path: str) -> None:
    document = read(at(site, path))
    assert isinstance(document, Document)
    assert "chairwoman said that traders" in document.text
    final = "/page" if path == "/on" else path
    assert document.url == at(site, final)


def test_charset_of_the_header_and_untold_types_are_honoured(site: _Server) -> None:
    text, paper = read(at(site, "/text")), read(at(site, "/paper"))
    assert isinstance(text, Document) and text.text.startswith("Café: ")
    assert isinstance(paper, Document) and paper.text.startswith("The council met")


@pytest.mark.parametrize(
    ("path", "came"),
    [
        ("/brotli", "got 'br'"),
        ("/bomb", "at most 100,000 bytes after decompression, got more"),
        ("/large", "a body of at most 100,000 bytes, got more"),
        ("/short", "bytes before its end"),
        ("/image", "expected HTML, text or PDF, got image/png"),
        ("/gone", "got status 404"),
        ("/round", "at most 5 redirects"),
        ("/private", "10.1.2.3: a private, local or reserved address"),
        ("/metadata", "169.254.169.254: a private, local or reserved address"),
        ("/mapped", "::ffff:10.0.0.1: a private, local or reserved address"),
        ("/file", "expected an http or https URL, got file"),
        ("/nowhere", "a redirect to nowhere"),
        ("/silent", "expected an answer, got TimeoutError"),
        ("/drip", "none within 1.5 s"),
        ("/drip-body", "none within 1.5 s"),
    ],
)
def test_answers_that_cannot_be_used_are_refused(site: _Server, path: str, came: str) -> None:
    found = read(at(site, path))
    assert isinstance(found, Quarantined)
    assert (found.where, found.kind) == (at(site, path), "fetch")
    assert came in found.reason


def test_an_empty_page_is_quarantined_as_empty(site: _Server) -> None:
    found = read(at(site, "/empty"))
    assert isinstance(found, Quarantined)
    assert found.kind == "empty"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.0.0.1", "[::1]", "0.0.0.0"])
def test_this_machine_is_closed_unless_opened(site: _Server, host: str) -> None:
    before = len(site.hosts)
    with pytest.raises(FetchError, match=r"a private, local or reserved address|gaierror"):
        fetch(at(site, "/page", host), replace(OPEN, allow_loopback=False))
    assert len(site.hosts) == before


@pytest.mark.parametrize(
    ("url", "came"),
    [
        ("ftp://news.example/a", "got ftp"),
        ("file:///etc/hostname", "got file"),
        ("gopher://127.0.0.1:70/", "got gopher"),
        ("http://", "a URL with a host"),
        ("http://news.example:0/", "a URL with a host"),
        ("http://news.example:99999/", "a URL"),
        ("http://[::1", "a URL"),
        ("http://name:secret@news.example/", "without a user name"),
        ("http://10.0.0.1/", "10.0.0.1: a private"),
        ("http://..a/", "Unicode"),
    ],
)
def test_urls_that_may_not_be_fetched_are_refused(url: str, came: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(url, OPEN)
    assert came in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "172.15.0.1", "100.63.0.1"],
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "127.8.8.8",
            "169.254.169.254",
            "172.16.0.1",
            "192.168.1.1",
        ),
        *(
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
        ),
        *("255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::10.0.0.1"),
        *(
            "64:ff9b:1::1",
            "2001::1",
            "2002:a00:1::",
            "2001:db8::1",
            "fc00::1",
            "fe80::1",
            "fe80::1%1",
            "fec0::1",
            "ff02::1",
        ),
    ],
)
def test_private_and_special_addresses_are_not(address: str) -> None:
    assert not is_public(address)


def _answer(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names resolve to one answer after the other; return the list of the names that were asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        try:
            ipaddress.ip_address(host)
        except ValueError:
            found = answers[min(len(asked), len(answers) - 1)]
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]
        return real(host, port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def test_a_name_is_resolved_once_so_that_it_cannot_change(site: _Server, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _answer(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    url = at(site, "/page", "news.example")
    assert fetch(url, OPEN).url == url
    assert asked == ["news.example"]
    assert site.hosts[-1] == f"news.example:{site.server_port}"


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["8.8.8.8", "192.168.0.1"], ["100.64.1.1"]])
def test_a_name_with_any_private_address_is_refused(addresses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    _answer(monkeypatch, addresses)
    with pytest.raises(FetchError, match="a private, local or reserved address"):
        fetch("http://news.example/", OPEN)


def test_a_resolver_that_does_not_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(1) or [])
    with pytest.raises(FetchError, match=r"no address for news.example within 0.1 s"):
        fetch("http://news.example/", replace(OPEN, connect_timeout_s=0.1))


def test_a_closed_port_is_told() -> None:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        with pytest.raises(FetchError, match="ConnectionRefusedError"):
            fetch(f"http://127.0.0.1:{sock.getsockname()[1]}/", OPEN)


def test_tls_checks_the_name_although_it_connects_to_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = _certificate(tmp_path, "news.example")
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate))
    _answer(monkeypatch, ["127.0.0.1"])
    with _serve(serving) as server:
        address = f"news.example:{server.server_port}/text"
        assert b"chairwoman" in fetch(f"https://{address}", OPEN, tls=trusting).body
        with pytest.raises(FetchError, match="CERTIFICATE_VERIFY_FAILED"):
            fetch(f"https://{address}", OPEN)
        with pytest.raises(FetchError, match="CERTIFICATE_VERIFY_FAILED"):
            fetch(f"https://other.{address}", OPEN, tls=trusting)
        server.shutdown()


def _certificate(folder: Path, name: str) -> Path:
    """Write a self-signed certificate and its key to one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    built = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + built.public_bytes(serialization.Encoding.PEM))
    return path
