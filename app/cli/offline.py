"""A program that may not speak to any other computer: with FOVEATE_OFFLINE set, nor may its children."""

from __future__ import annotations

import errno
import os
import sys

VARIABLE = "FOVEATE_OFFLINE"

_SPEAKING = frozenset(
    f"socket.{name}"
    for name in ("connect", "bind", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr")
)
_refused: list[str] = []
_state = {"watching": False}


def stay_offline_if_asked() -> None:
    """Refuse every connection from now on if the environment says so; it cannot be taken back."""
    if os.environ.get(VARIABLE) and not _state["watching"]:
        _state["watching"] = True
        sys.addaudithook(_refuse)


def refused() -> list[str]:
    """What was refused until now, such as `socket.getaddrinfo download.pytorch.org`."""
    return list(_refused)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _SPEAKING:
        return
    whom = arguments[0] if event.startswith("socket.get") else arguments[1]
    if isinstance(whom, (str, bytes)) and not event.startswith("socket.get"):
        return  # a name of this computer's own, such as that of its screen
    _refused.append(f"{event} {whom}")
    raise OSError(errno.ENETUNREACH, f"{VARIABLE} is set: no connection is made")
