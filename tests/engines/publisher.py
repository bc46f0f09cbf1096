"""A publisher's server on this machine: HTTPS, with answers as scripted, faults included."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import trustme

Handler = http.server.BaseHTTPRequestHandler
Answer = Callable[[Handler], None]


@dataclass
class Publisher:
    """The server: `answers` per path, one for each request; the last one stays."""

    port: int
    ca_file: Path
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "localhost") -> str:
        """Return the address of a path."""
        return f"https://{host}:{self.port}/{path}"

    def says(self, path: str, *answers: Answer) -> str:
        """Script the answers of a path and return its address."""
        self.answers["/" + path] = list(answers)
        return self.url(path)


def whole(body: bytes, etag: str = '"one"', *, ranges: bool = True) -> Answer:
    """Answer with the body, with the rest of it, or that nothing changed, as asked."""

    def answer(handler: Handler) -> None:
        asked = handler.headers
        start = 0
        if ranges and asked.get("Range") and asked.get("If-Range") == etag:
            start = int(asked["Range"].removeprefix("bytes=").rstrip("-"))
        if etag and asked.get("If-None-Match") == etag:
            head(handler, 304, {"ETag": etag})
            return
        headers = {"Content-Length": str(len(body) - start)} | ({"ETag": etag} if etag else {})
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        head(handler, 206 if start else 200, headers)
        handler.wfile.write(body[start:])

    return answer


def cut(body: bytes, after: int, etag: str = '"one"') -> Answer:
    """Announce the body, send so many bytes of it, and hang up."""

    def answer(handler: Handler) -> None:
        head(handler, 200, {"Content-Length": str(len(body))} | ({"ETag": etag} if etag else {}))
        handler.wfile.write(body[:after])

    return answer


def stalled(server: Publisher, body: bytes) -> Answer:
    """Send half and then nothing, until the server closes."""

    def answer(handler: Handler) -> None:
        head(handler, 200, {"Content-Length": str(len(body))})
        handler.wfile.write(body[: len(body) // 2])
        handler.wfile.flush()
        server.closing.wait(5)

    return answer


def dripping(server: Publisher) -> Answer:
    """Send a byte now and then, for ever."""

    def answer(handler: Handler) -> None:
        head(handler, 200, {})
        while not server.closing.wait(0.02):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    return answer


def endless(handler: Handler) -> None:
    """Send without end and without a length."""
    head(handler, 200, {"ETag": '"endless"'})
    while True:
        handler.wfile.write(b"x" * 65536)


def packed(body: bytes) -> Answer:
    """Send the body as gzip, whatever was asked for."""

    def answer(handler: Handler) -> None:
        data = gzip.compress(body)
        headers = {"Content-Encoding": "gzip", "Content-Length": str(len(data)), "ETag": '"z"'}
        head(handler, 200, headers)
        handler.wfile.write(data)

    return answer


def status(code: int, location: str = "") -> Answer:
    """Answer with a status, perhaps with an address to go on to."""

    def answer(handler: Handler) -> None:
        head(handler, code, {"Location": location} if location else {})

    return answer


def head(handler: Handler, code: int, headers: dict[str, str]) -> None:
    """Send a status line and headers; a cookie with each, which nobody may send back."""
    handler.send_response(code)
    for name, value in {**headers, "Set-Cookie": "track=me; Path=/"}.items():
        handler.send_header(name, value)
    handler.end_headers()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients hang up on purpose here."""


@contextlib.contextmanager
def publishing(folder: Path) -> Iterator[Publisher]:
    """Run a server for `localhost` and `127.0.0.1`; its CA stands in `ca_file`."""
    authority = trustme.CA()
    ca_file = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))

    class Scripted(Handler):
        def do_GET(self) -> None:  # noqa: N802 - http.server's word
            server.asked.append((self.path, dict(self.headers)))
            script = server.answers.get(self.path) or [status(404)]
            (script.pop(0) if len(script) > 1 else script[0])(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    running = _Server(("127.0.0.1", 0), Scripted)
    server = Publisher(running.server_address[1], ca_file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    running.socket = context.wrap_socket(
        running.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        running.shutdown()
        running.server_close()
        thread.join(5)
