"""Why a fetch failed, in plain words."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

import httpx

from counterfoil.errors import DataError

_STATUS = {
    400: "the server does not understand the request (400)",
    401: "the server asks for a password (401)",
    403: "the server forbids it (403); some publishers refuse programs",
    404: "there is nothing at this address (404)",
    407: "the proxy asks for a password (407)",
    410: "the file is gone for good (410)",
    451: "the file is withheld for legal reasons (451)",
}
_BY_HAND = (
    "Look at `counterfoil catalogue` for the page, save the file with a browser and import it."
)
_NOTHING = "Nothing was imported."


def host_of(url: str) -> str:
    """Return the host of an HTTPS address, empty for anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme == "https" else ""


def onward(here: str, location: str) -> str:
    """Return the address a redirect leads to; as it was written where it is none."""
    try:
        return urljoin(here, location)
    except ValueError:
        return location


class Retryable(Exception):
    """A fault that may pass: what happened, and what to do if it does not."""

    def __init__(self, what: str, do: str = "Try again later.") -> None:
        """Keep both parts."""
        self.what, self.do = what, do
        super().__init__(what)


def refused(url: str, what: str, do: str = "", *, tries: int = 1) -> DataError:
    """Return the error for an address; the query of the address is left out."""
    often = f" (tried {tries} times)" if tries > 1 else ""
    where = url.split("?", 1)[0][:300]
    return DataError(what + often, where=where, do=f"{do or _BY_HAND} {_NOTHING}")


def status_fault(url: str, code: int) -> DataError:
    """Return the error for an answer that trying again will not change."""
    return refused(url, _STATUS.get(code, f"the server answers {code}"))


@contextmanager
def in_words(url: str) -> Iterator[None]:
    """Turn httpx's errors into DataError, or into Retryable where another try may help."""
    try:
        yield
    except httpx.TimeoutException as fault:
        phase = "be reached" if isinstance(fault, httpx.ConnectTimeout) else "go on sending"
        what = f"the server did not {phase} in time"
        raise Retryable(what, "Try again later, or raise the seconds in [fetch].") from fault
    except httpx.RemoteProtocolError as fault:
        raise Retryable("the connection was cut off in the middle") from fault
    except httpx.DecodingError as fault:
        raise refused(url, "the server sent packed content that is damaged") from fault
    except httpx.TransportError as fault:
        raise _transport_fault(url, fault) from fault
    except (httpx.InvalidURL, UnicodeError) as fault:
        raise refused(url, "this is not an address") from fault


def _transport_fault(url: str, fault: httpx.TransportError) -> Exception:
    causes = list(_causes(fault))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        do = "If your network looks into HTTPS, name its certificate in fetch.ca_file."
        return refused(url, "the server's certificate is not one this machine trusts (TLS)", do)
    if isinstance(fault, httpx.UnsupportedProtocol):
        return refused(url, "the address is not HTTPS")
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        what = f"the name {host_of(url)} cannot be resolved"
        return Retryable(what, "Is this machine connected to the network?")
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return Retryable("no secure connection could be agreed on (TLS)")
    if isinstance(fault, httpx.ProxyError):
        return Retryable("the proxy refuses the connection", "Look at fetch.proxy.")
    reached = not isinstance(fault, httpx.ConnectError)
    what = "the connection broke off in the middle" if reached else "the server cannot be reached"
    return Retryable(what)


def _causes(fault: BaseException) -> Iterator[BaseException]:
    here: BaseException | None = fault
    seen: set[int] = set()
    while here is not None and id(here) not in seen:
        seen.add(id(here))
        yield here
        here = here.__cause__ or here.__context__
