"""Fetch a file over HTTPS: whole or not at all, resumed where the server allows it.

What leaves the machine is a plain GET for the address: no cookie, no password, no referrer, and
a `User-Agent` with the program's name and version. Addresses and redirects must be HTTPS.
"""

from __future__ import annotations

import hashlib
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path

import httpx

from counterfoil import __version__
from counterfoil.engines.download_fault import (
    Retryable,
    host_of,
    in_words,
    onward,
    refused,
    status_fault,
)
from counterfoil.engines.part_file import PartFile
from counterfoil.errors import DataError
from counterfoil.ports.fetcher import Fetched, Prior

_REDIRECTS = 5
_CHUNK = 1 << 20
_OK, _PARTIAL, _UNCHANGED, _UNSATISFIABLE = 200, 206, 304, 416
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = 429
_SERVER_FAULT = 500


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What a fetch may take: bytes per file, seconds, tries.

    `total_seconds` is for one file with all its tries; `backoff_seconds` is the pause before the
    second try, doubled before each further one.
    """

    max_bytes: int = 2 << 30
    connect_seconds: float = 15.0
    read_seconds: float = 60.0
    total_seconds: float = 3600.0
    tries: int = 4
    backoff_seconds: float = 2.0


class HttpsFetcher:
    """Fetches files with httpx. Close it after use."""

    def __init__(
        self,
        limits: FetchLimits,
        *,
        ca_file: str = "",
        proxy: str = "",
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Set up the connection; raise DataError where the CA file or the proxy is unusable.

        The environment's proxies, certificates and .netrc are not looked at: the settings say it.
        """
        self._limits, self._tell = limits, tell
        seconds = httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds)
        no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        try:
            self._client = httpx.Client(
                verify=ssl.create_default_context(cafile=ca_file) if ca_file else True,
                proxy=proxy or None,
                trust_env=False,
                timeout=seconds,
                cookies=no_cookies,
            )
        except (OSError, ssl.SSLError) as fault:
            do = "Give a file of certificates in PEM form."
            what = f"the certificates cannot be read ({fault.strerror or fault})"
            raise DataError(what, where=f"fetch.ca_file {ca_file}", do=do) from fault
        except (ValueError, httpx.InvalidURL) as fault:
            do = 'Write it as "http://proxy.example.edu:3128".'
            raise DataError("the proxy's address is not one", where="fetch.proxy", do=do) from fault
        self._client.headers = httpx.Headers(
            {"User-Agent": f"counterfoil/{__version__}", "Accept": "*/*"}
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def fetch(self, url: str, target: Path, prior: Prior) -> Fetched:
        """Fetch a file to `target`; raise DataError, with nothing at `target`, on any fault."""
        part = PartFile(target, url)
        end = time.monotonic() + self._limits.total_seconds
        pause = self._limits.backoff_seconds
        for number in range(1, self._limits.tries + 1):
            try:
                return self._once(url, target, prior, part, end)
            except OSError as fault:
                what = f"the file cannot be written ({fault.strerror or fault})"
                raise refused(url, what, "Is the disk full?") from fault
            except Retryable as fault:
                if number == self._limits.tries or time.monotonic() + pause > end:
                    raise refused(url, fault.what, fault.do, tries=number) from fault
                self._tell(f"{fault.what}; next try in {pause:g} s")
                time.sleep(pause)
                pause *= 2
        raise AssertionError("tries is at least 1")

    def _once(self, url: str, target: Path, prior: Prior, part: PartFile, end: float) -> Fetched:
        headers = {"Accept-Encoding": "identity"}
        resumed = part.size
        if resumed:
            headers |= {"Range": f"bytes={resumed}-", "If-Range": part.validator}
        elif prior.etag:
            headers["If-None-Match"] = prior.etag
        elif prior.last_modified:
            headers["If-Modified-Since"] = prior.last_modified
        with self._answer(url, headers) as (answer, hosts):
            if answer.status_code == _UNCHANGED and not resumed and (prior != Prior()):
                return Fetched(True, 0, "", prior, hosts)  # noqa: FBT003 - the field's own order
            if not self._fits(answer, part):
                resumed = 0
            said = Prior(answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
            self._receive(answer, part, said, end)
        digest = hashlib.sha256()
        with part.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        size = part.finish(target)
        return Fetched(False, size, digest.hexdigest(), said, hosts, resumed)  # noqa: FBT003

    @contextmanager
    def _answer(
        self, url: str, headers: dict[str, str]
    ) -> Iterator[tuple[httpx.Response, tuple[str, ...]]]:
        """Yield the answer after redirects, each of them HTTPS, and the hosts asked."""
        here, hosts = url, list[str]()
        for _ in range(_REDIRECTS + 1):
            host = host_of(here)
            if not host:
                what = f"the server sends us on to an address that is not HTTPS ({here[:200]})"
                raise refused(url, what if hosts else "the address is not HTTPS")
            hosts.append(host)
            with in_words(url), self._client.stream("GET", here, headers=headers) as answer:
                if answer.status_code not in _MOVED:
                    _check_status(url, answer)
                    yield answer, tuple(dict.fromkeys(hosts))
                    return
                here = onward(here, answer.headers.get("Location", ""))
        raise refused(url, f"the server sends us on more than {_REDIRECTS} times, perhaps for ever")

    def _fits(self, answer: httpx.Response, part: PartFile) -> bool:
        """Tell whether the answer goes on where the part ends; if not, the part is emptied."""
        if answer.status_code == _PARTIAL and part.size:
            came = answer.headers.get("Content-Range", "")
            same = answer.headers.get("ETag", part.etag) == part.etag
            if came.startswith(f"bytes {part.size}-") and same:
                return True
        part.clear()
        if answer.status_code in {_PARTIAL, _UNSATISFIABLE}:
            raise Retryable("the server's copy is another one than the part that is here")
        return False

    def _receive(self, answer: httpx.Response, part: PartFile, said: Prior, end: float) -> None:
        packed = answer.headers.get("Content-Encoding", "identity").lower() != "identity"
        length = answer.headers.get("Content-Length", "")
        announced = part.size + int(length) if length.isdigit() and not packed else None
        top = self._limits.max_bytes
        if announced is not None and announced > top:
            part.clear()
            raise self._too_large(str(answer.url))
        # A packed stream cannot be resumed by its unpacked length.
        with part.writing("" if packed else said.etag, "" if packed else said.last_modified) as f:
            for chunk in answer.iter_bytes():
                if part.size + len(chunk) > top:
                    part.clear()
                    raise self._too_large(str(answer.url))
                part.write(f, chunk)
                self._tell(f"{host_of(str(answer.url))}: {part.size >> 20} MB")
                if time.monotonic() > end:
                    raise refused(str(answer.url), "it took longer than fetch.total_seconds allows")
        if announced is not None and part.size != announced:
            what = f"{part.size} bytes came, {announced} were announced"
            part.clear()
            raise Retryable(what)
        if not part.size:
            raise Retryable("the server sent an empty file")

    def _too_large(self, url: str) -> DataError:
        do = "If the dataset has grown, raise fetch.max_mb."
        return refused(url, f"the file is larger than {self._limits.max_bytes >> 20} MB", do)


def _check_status(url: str, answer: httpx.Response) -> None:
    code = answer.status_code
    if code in {_OK, _PARTIAL, _UNCHANGED, _UNSATISFIABLE}:
        return
    if code == _BUSY or code >= _SERVER_FAULT:
        raise Retryable(f"the server answers {code}: it is busy or broken", "Try again later.")
    raise status_fault(url, code)
