"""`identifiers.domain` in the register's files: kept as a domain, and screened by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterfoil.bootstrap.workbench import open_workbench
from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import ENGAGEMENT, put_text

UNIVERSITY = {
    "name": "Lhota Mining Institute",
    "domains": ["lhota.example"],
    "web_pages": [],
    "alpha_two_code": "XV",
    "country": "Veld",
    "state-province": None,
}


def _with_domain(text: str, name: str = "Grey Heron Lab", kind: str = "") -> str:
    party = f'name = "{name}"\n{kind}identifiers = {{ domain = "{text}" }}\n'
    return ENGAGEMENT.replace('name = "Lhota Mining Institute"\n', party)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("lhota.example", "lhota.example"),
        ("Ada.Pell@Geo.Lhota.example", "geo.lhota.example"),
        ("föhrde.example", "xn--fhrde-jua.example"),
        ("", ""),
    ],
)
def test_only_the_domain_is_kept(
    counterfoil: Counterfoil, small: Path, text: str, kept: str
) -> None:
    """Of a mail address the part after the @ is kept, in lower case and ASCII; nothing else."""
    path = put_text(small, "e.toml", _with_domain(text))
    assert counterfoil("import", path, "-w", small).code == 0
    with open_workbench(small) as bench:
        (engagement,) = bench.record.engagements()
    assert dict(engagement.parties[0].body.identifiers).get("domain", "") == kept
    assert "Pell" not in repr(engagement)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (_with_domain("ada.pell@lhota"), "write an internet domain"),
        (_with_domain("ada.pell at lhota.example"), "write an internet domain"),
        (_with_domain("lhota.example", "Oda Brill", 'kind = "person"\n'), "leave it out"),
    ],
)
def test_what_is_no_domain_is_refused(
    counterfoil: Counterfoil, small: Path, text: str, says: str
) -> None:
    """The message names the field and what to write, and repeats nobody's address."""
    said = counterfoil("import", put_text(small, "e.toml", text), "-w", small)
    assert said.code == 3
    assert says in said.err
    assert "domain" in said.err
    assert "ada.pell" not in said.err


def test_a_partner_is_screened_under_the_owner_of_its_domain(
    counterfoil: Counterfoil, small: Path
) -> None:
    """An unlike name asks whether it is the listed body its domain leads to; a replay agrees."""
    universities = put_text(small, "universities.json", json.dumps([UNIVERSITY]))
    assert counterfoil("import", universities, "-w", small).code == 0
    path = put_text(small, "e.toml", _with_domain("geo.lhota.example"))
    counterfoil("import", path, "-w", small)
    counterfoil("assess", "-w", small)
    dossier = counterfoil("show", "2026-900", "-w", small, "--json").json()
    (match,) = dossier["parties"][0]["matches"]
    assert (match["caption"], match["band"]) == ("Lhota Mining Institute", "possible")
    assert (
        "“lhota.example” belongs to “Lhota Mining Institute (world-university-domains)”"
        in (match["reasons"][0])
    )
    assert any("Is “Grey Heron Lab” the same body" in q["text"] for q in dossier["questions"])
    digest = dossier["digest"]
    counterfoil("assess", "-w", small)
    assert counterfoil("show", "2026-900", "-w", small, "--json").json()["digest"] == digest
    assert counterfoil("doctor", "-w", small).code == 0
