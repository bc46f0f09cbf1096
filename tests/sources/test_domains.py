"""Universities and their domains: what is read, what is left out, and what is refused."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.statement import snapshot_id, sorted_statements
from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources import formats
from counterfoil.sources.domains import DomainsReader
from tests.sources.samples import put


def _university(name: str, *domains: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "domains": list(domains),
        "web_pages": [f"https://www.{domain}/" for domain in domains[:1]],
        "country": "Veldland",
        "alpha_two_code": "VX",
        "state-province": None,
        **more,
    }


ROWS = [
    _university("Veld Technical University", "veldtech.edu.vx", "vtu.edu.vx"),
    _university("Hochschule F\u00f6hrde", "foehrde.example"),
    _university("Merrow Coast University", "merrow.example", "Student.Merrow.example."),
]


def _read(folder: Path, rows: list[Any]) -> Reading:
    (source,) = formats.recognise(put(folder, "universities.json", json.dumps(rows)))
    assert (source.reader, source.dataset) == ("university-domains", "world-university-domains")
    return formats.read(source)


def _values(reading: Reading, entity_id: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for s in reading.statements:
        if s.entity_id == entity_id:
            found.setdefault(s.prop, set()).add(s.value)
    return found


def test_a_university(tmp_path: Path) -> None:
    """A university is known by its first domain and name, and carries each of its domains."""
    reading = _read(tmp_path, ROWS)
    key = "world-university-domains:veldtech.edu.vx:veld-technical-university"
    assert _values(reading, key) == {
        "name": {"Veld Technical University"},
        "domain": {"veldtech.edu.vx", "vtu.edu.vx"},
        "website": {"https://www.veldtech.edu.vx/"},
        "country": {"VX"},
    }
    assert {s.kind for s in reading.statements} == {"Organization"}
    assert reading.rows == 3
    assert [issue.field for issue in reading.issues] == ["edition"]


def test_domains_have_one_spelling(tmp_path: Path) -> None:
    """Capitals and a last dot make no other domain."""
    reading = _read(tmp_path, ROWS)
    domains = {s.value for s in reading.statements if s.prop == "domain"}
    assert "student.merrow.example" in domains


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    """The same universities in another order are the same snapshot."""
    one, other = _read(tmp_path, ROWS), _read(tmp_path, ROWS[::-1])
    ids = {snapshot_id("x", sorted_statements(r.statements)) for r in (one, other)}
    assert len(ids) == 1


@pytest.mark.parametrize("domain", ["edu", "a b.example", "x..example", "-x.example", "user@x.org"])
def test_what_is_no_domain_is_left_out(tmp_path: Path, domain: str) -> None:
    """A text that is no domain is reported; the university stays for its other domains."""
    reading = _read(tmp_path, [*ROWS, _university("Inland College", domain, "inland.example")])
    assert {s.value for s in reading.statements if s.entity_id.endswith(":inland-college")} >= {
        "inland.example"
    }
    assert domain not in {s.value for s in reading.statements}
    assert "left out" in [issue.done for issue in reading.issues]


def test_the_same_twice_and_two_of_one_domain(tmp_path: Path) -> None:
    """A repeated row is one university and reported; two names of one domain are two."""
    shared = _university("Merrow Maritime School", "merrow.example")
    reading = _read(tmp_path, [*ROWS, ROWS[2], shared])
    assert "taken as one" in [issue.done for issue in reading.issues]
    ids = {s.entity_id for s in reading.statements if ":merrow.example:" in s.entity_id}
    assert len(ids) == 2


def test_many_strange_rows_are_refused(tmp_path: Path) -> None:
    """One entry that is no university is skipped; two of five refuse the file."""
    strange: list[Any] = [{"name": "", "domains": []}, 7]
    assert _read(tmp_path, [*ROWS, strange[0]]).rows == 4
    with pytest.raises(DataError, match="2 of 5"):
        _read(tmp_path, [*ROWS, *strange])


def test_a_list_cut_off(tmp_path: Path) -> None:
    """A file that ends in the middle is refused whole."""
    (source,) = formats.recognise(put(tmp_path, "universities.json", json.dumps(ROWS)[:-9]))
    with pytest.raises(DataError, match="cut off"):
        formats.read(source)


@given(st.data())
def test_any_rows(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Entries with any values, and mutated text, are read or refused."""
    scalar = st.none() | st.integers() | st.text(max_size=20) | st.lists(st.text(max_size=9))
    keys = st.sampled_from([*ROWS[0]])
    more = data.draw(st.dictionaries(keys, scalar, max_size=4))
    text = json.dumps([*ROWS, {**ROWS[0], **more}])
    start = data.draw(st.integers(0, len(text)))
    text = text[:start] + data.draw(st.text(max_size=6)) + text[start:]
    folder = tmp_path_factory.mktemp("domains")
    path = put(folder, "universities.json", text.encode("utf-8", "surrogatepass"))
    with suppress(DataError):
        for source in DomainsReader().recognise([path]):
            reading = DomainsReader().read(source)
            assert all(s.value for s in reading.statements)
            assert all("@" not in s.value for s in reading.statements if s.prop == "domain")


@pytest.mark.real
def test_the_real_list(real_data: Path) -> None:
    """All universities of the real list are read, each with a domain."""
    path = real_data / "university-domains" / "world_universities_and_domains.json.gz"
    (source,) = formats.recognise(path)
    reading = formats.read(source)
    assert reading.rows == 10_251
    assert len({s.entity_id for s in reading.statements if s.prop == "domain"}) == 10_251
