"""`counterfoil screen --domain`: whose a domain is, then their names; the address stays outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import put_list

UNIVERSITIES = [
    {
        "name": "Lhota Mining Institute",
        "domains": ["lhota.example"],
        "web_pages": ["https://lhota.example/"],
        "country": "Veldland",
        "alpha_two_code": "VX",
    }
]


@pytest.fixture
def office(empty: Path, counterfoil: Counterfoil, tmp_path: Path) -> Path:
    """A workspace with a list that is bound, and the universities' domains."""
    (empty / "counterfoil.toml").write_text('[lists]\nrestricted = ["quarry"]\n')
    path = tmp_path / "universities.json"
    path.write_text(json.dumps(UNIVERSITIES))
    assert counterfoil("import", path, put_list(tmp_path), "-w", empty).code == 0
    return empty


def test_the_names_of_a_domain_are_screened(office: Path, counterfoil: Counterfoil) -> None:
    """A mail address leads to its university, and that to the list it stands on."""
    said = counterfoil("screen", "--domain", "j.doe@dig.lhota.example", "-w", office)
    assert said.code == 0
    assert "dig.lhota.example belongs to: Lhota Mining Institute" in said.err
    assert "strong" in said.out
    rows = counterfoil("screen", "--domain", "lhota.example", "-w", office, "--json").json()
    assert {row["dataset"] for row in rows} == {"quarry"}
    assert {row["query_id"] for row in rows} == {
        "world-university-domains:lhota.example:lhota-mining-institute"
    }


def test_an_organisation_is_no_hit_for_itself(office: Path, counterfoil: Counterfoil) -> None:
    """Where its own dataset is screened against, its own entry is left out."""
    against = ("--against", "world-university-domains", "-w", office, "--json")
    assert counterfoil("screen", "--domain", "lhota.example", *against).json() == []
    assert counterfoil("screen", "Lhota Mining Institute", *against).json() != []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("j.doe@gmail.com", "gives mail to anybody"),
        ("edu.cn", "public ending"),
        ("j.doe@unknown.example", "no clearance"),
    ],
)
def test_nobodys_domain(office: Path, counterfoil: Counterfoil, asked: str, words: str) -> None:
    """A provider, a public ending and an unknown domain belong to no organisation, and say why."""
    said = counterfoil("screen", "--domain", asked, "-w", office)
    assert said.code == 0
    assert words in said.err
    assert counterfoil("screen", "--domain", asked, "-w", office, "--json").json() == []


def test_the_address_is_kept_nowhere(office: Path, counterfoil: Counterfoil) -> None:
    """The part before the @ stands neither in what is printed nor in any file."""
    for words in ("zq.secret@lhota.example", "zq.secret@nowhere.example", "zq.secret@bad"):
        said = counterfoil("screen", "--domain", words, "-w", office)
        assert "secret" not in said.out + said.err
    kept = [path for path in office.rglob("*") if path.is_file()]
    assert kept
    assert [path for path in kept if b"zq.secret" in path.read_bytes()] == []


def test_no_dataset_of_domains(empty: Path, counterfoil: Counterfoil) -> None:
    """Without such a dataset the message says where one comes from."""
    said = counterfoil("screen", "--domain", "lhota.example", "-w", empty)
    assert "--fetch world-university-domains" in said.err


def test_words_that_do_not_go_together(office: Path, counterfoil: Counterfoil) -> None:
    """A name and a domain at once, and what is no domain, are usage errors."""
    assert counterfoil("screen", "A", "--domain", "lhota.example", "-w", office).code == 2
    assert counterfoil("screen", "--domain", "not a domain", "-w", office).code == 2
