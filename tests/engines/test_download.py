"""Fetching over HTTPS from a server with every fault: whole, or nothing and a reason."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from counterfoil import __version__
from counterfoil.engines.download import FetchLimits, HttpsFetcher
from counterfoil.errors import DataError
from counterfoil.ports.fetcher import Prior
from tests.engines.publisher import (
    Answer,
    Handler,
    Publisher,
    cut,
    dripping,
    endless,
    packed,
    publishing,
    stalled,
    status,
    whole,
)

BODY = bytes(range(256)) * 1200  # longer than one read
OTHER = BODY[::-1]
LIMITS = FetchLimits(
    max_bytes=1 << 20,
    connect_seconds=2,
    read_seconds=0.2,
    total_seconds=10,
    tries=3,
    backoff_seconds=0.01,
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publisher]:
    """The publisher's server."""
    with publishing(tmp_path_factory.mktemp("publisher")) as running:
        yield running


@pytest.fixture(autouse=True)
def forget(server: Publisher) -> None:
    """Each test counts its own requests."""
    server.asked.clear()


@pytest.fixture
def fetcher(server: Publisher) -> Iterator[HttpsFetcher]:
    """A fetcher that trusts the server and has little patience."""
    one = HttpsFetcher(LIMITS, ca_file=str(server.ca_file))
    yield one
    one.close()


def _left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_good_file(server: Publisher, fetcher: HttpsFetcher, tmp_path: Path) -> None:
    """A file arrives whole, with its hash and what the server says of it, and nothing beside it."""
    target = tmp_path / "list.csv"
    got = fetcher.fetch(server.says("good", whole(BODY)), target, Prior())
    assert target.read_bytes() == BODY
    assert (got.size, got.sha256) == (len(BODY), hashlib.sha256(BODY).hexdigest())
    assert got.prior.etag == '"one"'
    assert (got.is_unchanged, got.hosts, got.resumed_at) == (False, ("localhost",), 0)
    assert _left(tmp_path) == {"list.csv"}


def test_nothing_about_the_user_is_sent(
    server: Publisher, fetcher: HttpsFetcher, tmp_path: Path
) -> None:
    """A request holds the program's name and no cookie, even after the server has set one."""
    url = server.says("private", status(302, server.url("private2")))
    server.says("private2", whole(BODY))
    for name in ("a", "b"):
        fetcher.fetch(url, tmp_path / name, Prior())
    assert len(server.asked) == 4
    for _, headers in server.asked:
        assert headers["User-Agent"] == f"counterfoil/{__version__}"
        sent = {name.lower() for name in headers}
        assert sent == {"host", "accept", "accept-encoding", "connection", "user-agent"}
        assert headers["Accept-Encoding"] == "identity"


def test_what_is_here_and_unchanged(
    server: Publisher, fetcher: HttpsFetcher, tmp_path: Path
) -> None:
    """With the tag of the copy that is here, an unchanged file is not sent again."""
    url = server.says("same", whole(BODY))
    got = fetcher.fetch(url, tmp_path / "a", Prior('"one"'))
    assert (got.is_unchanged, got.size) == (True, 0)
    assert _left(tmp_path) == set()
    assert fetcher.fetch(url, tmp_path / "a", Prior('"older"')).size == len(BODY)


def test_cut_off_then_resumed(server: Publisher, fetcher: HttpsFetcher, tmp_path: Path) -> None:
    """A file cut off in the middle goes on where it stopped, and is the same file."""
    url = server.says("cut", cut(BODY, 100_000), whole(BODY))
    got = fetcher.fetch(url, tmp_path / "a", Prior())
    assert (tmp_path / "a").read_bytes() == BODY
    assert got.resumed_at == 100_000
    assert server.asked[1][1]["Range"] == "bytes=100000-"
    assert server.asked[1][1]["If-Range"] == '"one"'


def test_resumed_by_another_run(server: Publisher, fetcher: HttpsFetcher, tmp_path: Path) -> None:
    """What came before the last try failed is used the next time the program runs."""
    url = server.says("later", cut(BODY, 50_000), status(503))
    with pytest.raises(DataError, match="503"):
        fetcher.fetch(url, tmp_path / "a", Prior())
    assert _left(tmp_path) == {"a.part", "a.part.json"}
    server.says("later", whole(BODY))
    with_new = HttpsFetcher(LIMITS, ca_file=str(server.ca_file))
    got = with_new.fetch(url, tmp_path / "a", Prior())
    with_new.close()
    assert got.resumed_at == 50_000
    assert (tmp_path / "a").read_bytes() == BODY
    assert _left(tmp_path) == {"a"}


def test_a_part_of_another_address_is_not_used(
    server: Publisher, fetcher: HttpsFetcher, tmp_path: Path
) -> None:
    """A part is only good for the address it came from."""
    with pytest.raises(DataError):
        fetcher.fetch(server.says("x", cut(BODY, 50_000), status(503)), tmp_path / "a", Prior())
    got = fetcher.fetch(server.says("y", whole(OTHER)), tmp_path / "a", Prior())
    assert got.resumed_at == 0
    assert (tmp_path / "a").read_bytes() == OTHER


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(whole(BODY, ranges=False), id="no ranges"),
        pytest.param(whole(OTHER, '"two"'), id="changed between the parts"),
    ],
)
def test_cut_off_and_begun_again(
    server: Publisher, fetcher: HttpsFetcher, tmp_path: Path, second: Answer
) -> None:
    """Where the rest cannot be had of the same file, it is fetched anew; parts are never mixed."""
    url = server.says("again", cut(BODY, 100_000), second)
    got = fetcher.fetch(url, tmp_path / "a", Prior())
    assert got.resumed_at == 0
    assert (tmp_path / "a").read_bytes() in {BODY, OTHER}
    assert got.sha256 == hashlib.sha256((tmp_path / "a").read_bytes()).hexdigest()


def test_a_part_of_another_file(server: Publisher, fetcher: HttpsFetcher, tmp_path: Path) -> None:
    """A server that sends the rest of another file, against what was asked, is noticed."""

    def mixed(handler: Handler) -> None:
        handler.headers.replace_header("If-Range", '"two"')
        whole(OTHER, '"two"')(handler)

    url = server.says("mixed", cut(BODY, 100_000), mixed, whole(OTHER, '"two"'))
    fetcher.fetch(url, tmp_path / "a", Prior())
    assert (tmp_path / "a").read_bytes() == OTHER


def test_without_a_tag_nothing_is_resumed(
    server: Publisher, fetcher: HttpsFetcher, tmp_path: Path
) -> None:
    """A part nobody could check is not gone on with: neither without a tag nor with a weak one."""
    for etag in ("", 'W/"weak"'):
        server.asked.clear()
        url = server.says("bare", cut(BODY, 100_000, etag), whole(BODY, etag))
        assert fetcher.fetch(url, tmp_path / "a", Prior()).resumed_at == 0
        assert "Range" not in server.asked[1][1]
        assert (tmp_path / "a").read_bytes() == BODY


def test_a_fault_that_passes(server: Publisher, fetcher: HttpsFetcher, tmp_path: Path) -> None:
    """An answer 500 is asked again, and the file then comes."""
    url = server.says("sick", status(500), status(429), whole(BODY))
    assert fetcher.fetch(url, tmp_path / "a", Prior()).size == len(BODY)
    assert len(server.asked) == 3


def test_packed_content(server: Publisher, fetcher: HttpsFetcher, tmp_path: Path) -> None:
    """Content that the server packs all the same is unpacked."""
    got = fetcher.fetch(server.says("packed", packed(BODY)), tmp_path / "a", Prior())
    assert (tmp_path / "a").read_bytes() == BODY
    assert got.size == len(BODY)


def test_another_host(server: Publisher, fetcher: HttpsFetcher, tmp_path: Path) -> None:
    """A redirect to another HTTPS host is followed and told."""
    server.says("far", whole(BODY))
    url = server.says("near", status(301, server.url("far", "127.0.0.1")))
    got = fetcher.fetch(url, tmp_path / "a", Prior())
    assert got.hosts == ("localhost", "127.0.0.1")


Script = Callable[[Publisher], list[Answer]]
FAULTS: dict[str, tuple[Script, str, int]] = {
    "stalled": (lambda s: [stalled(s, BODY)], "did not go on sending in time", 3),
    "cut off": (lambda _: [cut(BODY, 9, "")], "cut off", 3),
    "empty": (lambda _: [whole(b"")], "empty", 3),
    "not found": (lambda _: [status(404)], "nothing at this address", 1),
    "forbidden": (lambda _: [status(403)], "forbids", 1),
    "broken": (lambda _: [status(500)], "500", 3),
    "to http": (lambda _: [status(302, "http://localhost/x")], "not HTTPS", 1),
    "to a file": (lambda _: [status(302, "file:///etc/hosts")], "not HTTPS", 1),
    "nowhere": (lambda _: [status(302, "https://[")], "not HTTPS", 1),
    "in circles": (lambda s: [status(302, s.url("fault"))], "more than 5 times", 6),
    "endless": (lambda _: [endless], "larger than 1 MB", 1),
    "announced too large": (lambda _: [cut(b"x" * (2 << 20), 9)], "larger than 1 MB", 1),
    "a bomb": (lambda _: [packed(b"\0" * (4 << 20))], "larger than 1 MB", 1),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_has_words(
    server: Publisher, fetcher: HttpsFetcher, tmp_path: Path, fault: str
) -> None:
    """A fault leaves no file, says what happened, and is tried again only where that may help."""
    script, words, requests = FAULTS[fault]
    url = server.says("fault", *script(server)) + "?token=secret"
    server.answers["/fault?token=secret"] = server.answers["/fault"]
    with pytest.raises(DataError, match=words) as caught:
        fetcher.fetch(url, tmp_path / "a", Prior())
    assert not (tmp_path / "a").exists()
    assert len(server.asked) == requests
    assert "Nothing was imported" in caught.value.do
    assert "secret" not in caught.value.where


def test_a_drip_has_an_end(server: Publisher, tmp_path: Path) -> None:
    """A server that sends a byte now and then is left when the total time is over."""
    limits = FetchLimits(read_seconds=1, total_seconds=0.2, tries=1)
    impatient = HttpsFetcher(limits, ca_file=str(server.ca_file))
    with pytest.raises(DataError, match="total_seconds"):
        impatient.fetch(server.says("drip", dripping(server)), tmp_path / "a", Prior())
    impatient.close()
    assert not (tmp_path / "a").exists()


def test_a_certificate_nobody_knows(server: Publisher, tmp_path: Path) -> None:
    """A server with a certificate that is not trusted gets no request."""
    trusting = HttpsFetcher(LIMITS)
    with pytest.raises(DataError, match="certificate") as caught:
        trusting.fetch(server.says("tls", whole(BODY)), tmp_path / "a", Prior())
    trusting.close()
    assert "fetch.ca_file" in caught.value.do
    assert server.asked == []


def test_http_is_refused_before_anything_is_sent(
    server: Publisher, fetcher: HttpsFetcher, tmp_path: Path
) -> None:
    """A plain HTTP address is refused by itself."""
    with pytest.raises(DataError, match="not HTTPS"):
        fetcher.fetch(f"http://localhost:{server.port}/good", tmp_path / "a", Prior())


def test_no_server(fetcher: HttpsFetcher, tmp_path: Path) -> None:
    """Where nobody listens, the message says so."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(DataError, match=r"cannot be reached .tried 3 times"):
        fetcher.fetch(f"https://127.0.0.1:{port}/a", tmp_path / "a", Prior())


def test_no_such_name(
    fetcher: HttpsFetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host that cannot be resolved is named."""

    def unknown(*words: object, **more: object) -> NoReturn:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(DataError, match=r"lists\.example cannot be resolved"):
        fetcher.fetch("https://lists.example/a", tmp_path / "a", Prior())


def test_settings_that_cannot_be_used(tmp_path: Path) -> None:
    """A file of certificates that is none, or a proxy that is none, is named by its setting."""
    (tmp_path / "ca.pem").write_text("no certificate")
    for name in ("ca.pem", "missing.pem"):
        with pytest.raises(DataError) as caught:
            HttpsFetcher(LIMITS, ca_file=str(tmp_path / name))
        assert "fetch.ca_file" in caught.value.where
    with pytest.raises(DataError) as caught:
        HttpsFetcher(LIMITS, proxy="not a proxy")
    assert caught.value.where == "fetch.proxy"
