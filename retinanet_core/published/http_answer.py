"""One HTTP answer, read in a thread of its own: whoever waits for it can stop waiting at any moment."""

from __future__ import annotations

import http.client
import queue
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from types import TracebackType
from typing import IO, NamedTuple
from urllib.parse import urlsplit

from retinanet_core.errors import Cancelled, WeightsError
from retinanet_core.version import __version__

_CHUNK_BYTES = 1 << 18
_CHUNKS_AHEAD = 8
_POLL_SECONDS = 0.05
_THIS_COMPUTER = {"127.0.0.1", "::1", "localhost"}


class ConnectionLost(Exception):  # noqa: N818  (trying again may well succeed)
    """The connection could not be made, broke off, or went silent.

    Args:
        why: What happened, to stand in the middle of a sentence.
        detail: Technical facts.
        reached: Whether there had been a connection at all.
    """

    def __init__(self, why: str, *, detail: str = "", reached: bool = True) -> None:
        super().__init__(why)
        self.why = why
        self.detail = detail
        self.reached = reached


class _Head(NamedTuple):
    status: int
    headers: Message


class HttpAnswer:
    """What a server answers to GET: `status` and `headers` at once, the body by iterating.

    Proxies are those of the environment or the system. Redirections are followed, but never to an address that is
    neither https nor on this computer.

    Args:
        url: What to get; https, or http on this computer.
        headers: Headers of the request.
        stall: Seconds without a byte after which the connection counts as lost.
        cancelled: Asked many times a second while waiting.

    Raises:
        Cancelled: `cancelled` said so. Also while iterating.
        ConnectionLost: There is no answer, or no more of it. Also while iterating.
        WeightsError: The address, or one that it leads to, is not safe, or the server's certificate is not valid.
    """

    def __init__(
        self, url: str, headers: dict[str, str], *, stall: float, cancelled: Callable[[], bool]
    ) -> None:
        _require_safe(url)
        self._request = urllib.request.Request(  # noqa: S310  (the address was just checked)
            url, headers={"User-Agent": f"Foveate/{__version__}", **headers}
        )
        self._stall = stall
        self._cancelled = cancelled
        self._items: queue.Queue[_Head | bytes | Exception] = queue.Queue(_CHUNKS_AHEAD)
        self._left = threading.Event()
        threading.Thread(target=self._read, name="download", daemon=True).start()
        try:
            head = self._take()
        except BaseException:
            self._left.set()
            raise
        assert isinstance(head, _Head)
        self.status, self.headers = head

    def __enter__(self) -> HttpAnswer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left.set()

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self._take():
            assert isinstance(chunk, bytes)
            yield chunk

    def _take(self) -> _Head | bytes:
        deadline = time.monotonic() + self._stall
        while True:
            if self._cancelled():
                raise Cancelled
            try:
                item = self._items.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                if time.monotonic() > deadline:
                    raise ConnectionLost(f"nothing came for {self._stall:g} s") from None
                continue
            if isinstance(item, Exception):
                raise _translated(item, self._request.full_url) from item
            return item

    def _read(self) -> None:
        """The thread: puts the head, then the body in pieces, then an empty piece or what went wrong."""
        try:
            with _opener().open(self._request, timeout=self._stall) as response:
                self._put(_Head(response.status, response.headers))
                while (chunk := response.read1(_CHUNK_BYTES)) and self._put(chunk):
                    pass
            self._put(b"")
        except urllib.error.HTTPError as error:
            with error:
                self._put(_Head(error.code, error.headers))
        except Exception as error:  # noqa: BLE001  (it is raised again where somebody waits)
            self._put(error)

    def _put(self, item: _Head | bytes | Exception) -> bool:
        """False when nobody waits any more."""
        while not self._left.is_set():
            try:
                self._items.put(item, timeout=_POLL_SECONDS)
            except queue.Full:
                continue
            return True
        return False


def host_of(url: str) -> str:
    """The name of the server in an address."""
    return urlsplit(url).hostname or url


def _require_safe(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _THIS_COMPUTER):
        return
    raise WeightsError(f"{url} is not an https address, so nothing was fetched from it.")


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        try:
            _require_safe(newurl)
        except WeightsError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _opener() -> urllib.request.OpenerDirector:
    """Made anew for every request: the proxies may have changed."""
    return urllib.request.build_opener(_SafeRedirects)


def _translated(error: Exception, url: str) -> Exception:
    """What an error of the network means to whoever wants the file."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    detail = f"{url}: {error!r}"
    if isinstance(reason, ssl.SSLCertVerificationError):
        return WeightsError(
            f"The certificate of {host_of(url)} is not valid here, so nothing was fetched from it; check this "
            "computer's clock, its certificates and the proxy.",
            detail=detail,
        )
    if isinstance(error, urllib.error.URLError):
        return ConnectionLost("it cannot be reached", detail=detail, reached=False)
    if isinstance(error, TimeoutError):
        return ConnectionLost("nothing came for too long", detail=detail)
    if isinstance(error, OSError | http.client.HTTPException):
        return ConnectionLost("the connection broke off", detail=detail)
    return error
