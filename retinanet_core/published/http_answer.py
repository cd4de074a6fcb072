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
from typing import IO, Any, NamedTuple
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
        reached: Whether the server had answered before.
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

    Proxies are those of the environment or the system. Redirections are followed, but only to https; from this
    computer also to this computer.

    Args:
        url: What to get; https, or http on this computer.
        headers: Headers of the request.
        stall: Seconds without a byte after which the connection counts as lost.
        cancelled: Asked many times a second while waiting.

    Raises:
        Cancelled: `cancelled` said so. Also while iterating.
        ConnectionLost: There is no answer, or no more of it. Also while iterating.
        WeightsError: The address, or one that it leads to, is not safe, the server's certificate is not valid, or
            the proxy is set to something that is no address.
    """

    def __init__(
        self, url: str, headers: dict[str, str], *, stall: float, cancelled: Callable[[], bool]
    ) -> None:
        _require_safe(url, local=_is_local(url))
        self._request = urllib.request.Request(  # noqa: S310  (the address was just checked)
            url, headers={"User-Agent": f"Foveate/{__version__}", **headers}
        )
        self._stall = stall
        self._cancelled = cancelled
        self._items: queue.Queue[_Head | bytes | Exception] = queue.Queue(_CHUNKS_AHEAD)
        self._left = threading.Event()
        self._reached = False
        threading.Thread(target=self._read, name="download", daemon=True).start()
        try:
            head = self._take()
        except BaseException:
            self._left.set()
            raise
        assert isinstance(head, _Head)
        self._reached = True
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
                    raise ConnectionLost(
                        f"nothing came for {self._stall:g} s", reached=self._reached
                    ) from None
                continue
            if isinstance(item, Exception):
                raise _translated(item, self._request.full_url, reached=self._reached) from item
            return item

    def _read(self) -> None:
        """The thread: puts the head, then the body in pieces, then an empty piece or what went wrong."""
        try:
            with _opener(self._request.full_url).open(self._request, timeout=self._stall) as response:
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


def _is_local(url: str) -> bool:
    return urlsplit(url).hostname in _THIS_COMPUTER


def _require_safe(url: str, *, local: bool) -> None:
    """`local`: http on this computer is safe too, as it is where the first address is on this computer."""
    scheme = urlsplit(url).scheme
    if scheme == "https" or (scheme == "http" and local and _is_local(url)):
        return
    raise WeightsError(f"{url} is not an https address, so nothing was fetched from it.")


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """`local`: the first address is on this computer."""

    def __init__(self, *, local: bool) -> None:
        self._local = local

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        try:
            _require_safe(newurl, local=self._local)
        except WeightsError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


class _Proxies(urllib.request.ProxyHandler):
    def proxy_open(self, req: urllib.request.Request, proxy: str, type: str) -> Any:  # noqa: ANN401  (as there)
        try:
            return super().proxy_open(req, proxy, type)
        except ValueError:
            # What the setting says is not repeated: it may hold a password.
            raise WeightsError(
                f"The proxy for {type} addresses is not set to an address such as http://proxy.example:3128, so "
                f"nothing was fetched; correct {type}_proxy or the proxy settings of this computer."
            ) from None


def _opener(url: str) -> urllib.request.OpenerDirector:
    """Made anew for every request: the proxies may have changed."""
    return urllib.request.build_opener(_Proxies, _SafeRedirects(local=_is_local(url)))


def _translated(error: Exception, url: str, *, reached: bool) -> Exception:
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
        return ConnectionLost("nothing came for too long", detail=detail, reached=reached)
    if isinstance(error, OSError | http.client.HTTPException):
        return ConnectionLost("the connection broke off", detail=detail, reached=reached)
    return error
