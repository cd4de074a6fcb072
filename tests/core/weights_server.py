"""A real HTTP server on this computer that misbehaves as told, and what it serves."""

from __future__ import annotations

import hashlib
import http.server
import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from retinanet_core.published.table import MIB, PublishedWeights

DATA = random.Random(1).randbytes(300_000)
OTHER = random.Random(2).randbytes(300_000)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers each request with the next of the server's answers; the last one is repeated."""

    server: Server

    def do_GET(self) -> None:
        server = self.server
        server.asked.append((self.path, dict(self.headers)))
        server.sent.append(0)
        self.number = len(server.asked) - 1
        server.answers[min(self.number, len(server.answers) - 1)](self)

    def do_CONNECT(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.send_error(407)

    def begin(self, status: int, **headers: object) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def body(self, data: bytes) -> None:
        self.wfile.write(data)
        self.server.sent[self.number] += len(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    """Attributes:
    answers: What it does, request by request.
    asked: Path and headers of every request.
    sent: Bytes of body sent to each.
    etag: The validator of `honest` answers.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Answer] = [honest()]
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.sent: list[int] = []
        self.etag = '"first"'
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def ranges(self) -> list[str]:
        """The Range header of every request; "" where there was none."""
        return [headers.get("Range", "") for _, headers in self.asked]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone is what many tests are about."""


Answer = Callable[[Handler], None]


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def entry_at(url: str, data: bytes = DATA, *, digits: int = 8) -> PublishedWeights:
    """The table entry of a file with this content; `url` is the server."""
    start = hashlib.sha256(data).hexdigest()[:digits]
    return PublishedWeights(
        name="tiny",
        what="a tiny one",
        kind="backbone",
        url=f"{url}/models/tiny.pth",
        sha256_start=start,
        mebibytes=len(data) / MIB,
        licence="None at all.",
    )


def honest(data: bytes = DATA) -> Answer:
    """Honours Range as long as If-Range fits."""

    def answer(handler: Handler) -> None:
        tag = handler.server.etag
        start = wanted_start(handler)
        if not start or handler.headers.get("If-Range") != tag:
            handler.begin(200, Content_Length=len(data), ETag=tag)
            handler.body(data)
        elif start >= len(data):
            handler.begin(416, Content_Range=f"bytes */{len(data)}", Content_Length=0)
        else:
            place = f"bytes {start}-{len(data) - 1}/{len(data)}"
            handler.begin(206, Content_Length=len(data) - start, Content_Range=place, ETag=tag)
            handler.body(data[start:])

    return answer


def without_ranges(data: bytes = DATA) -> Answer:
    def answer(handler: Handler) -> None:
        handler.begin(200, Content_Length=len(data), ETag=handler.server.etag)
        handler.body(data)

    return answer


def breaks_after(count: int, data: bytes = DATA, **headers: object) -> Answer:
    """Closes the connection in the middle."""

    def answer(handler: Handler) -> None:
        handler.begin(200, **{"Content_Length": len(data), "ETag": handler.server.etag, **headers})
        handler.body(data[:count])

    return answer


def stalls_after(count: int, data: bytes = DATA) -> Answer:
    """Sends no more, but holds the connection."""

    def answer(handler: Handler) -> None:
        breaks_after(count, data)(handler)
        handler.server.closing.wait(10)

    return answer


def endless(handler: Handler) -> None:
    """Says no length and never stops."""
    handler.begin(200)
    while not handler.server.closing.is_set():
        handler.body(DATA)


def plain(status: int, data: bytes = b"", **headers: object) -> Answer:
    def answer(handler: Handler) -> None:
        handler.begin(status, Content_Length=len(data), **headers)
        handler.body(data)

    return answer


def wanted_start(handler: Handler) -> int:
    return int(handler.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))


def closed_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
