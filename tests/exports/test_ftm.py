"""FollowTheMoney: every fact in its own words, nothing of a person's origin, and read again."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.link import Link
from counterfoil.domain.statement import Statement, sorted_statements
from counterfoil.exports.ftm import ftm_lines, resolver_lines
from counterfoil.sources.ftm import FtmReader
from tests.exports.statements import sample

# What our own reader does not give back, and why.
LOST = {
    ("veld:vima", "city"),  # no place for a city outside an address
    ("veld:vima", "rorId"),  # stands as sourceUrl
    ("veld:vima", "successor"),  # an entity of its own there
    ("veld:vima", "related"),  # likewise
    ("veld:u1", "country"),  # it may be a person's
    ("veld:p1", "country"),
    ("veld:p1", "address"),
    ("veld:p1", "notes"),
    ("veld:s1", "operator"),  # a name is no reference there
    ("veld:w1", "name"),  # works are no schema
}


def _entities() -> dict[str, dict[str, Any]]:
    found = [json.loads(line) for line in ftm_lines(sample(), Counter())]
    return {entity["id"]: entity for entity in found}


def _of_schema(schema: str) -> list[dict[str, Any]]:
    return [entity for entity in _entities().values() if entity["schema"] == schema]


def test_an_organisation() -> None:
    """A company keeps names, numbers and dates under FollowTheMoney's properties."""
    company = _entities()["veld..vima"]
    assert (company["schema"], company["datasets"], company["target"]) == (
        "Company",
        ["veld"],
        True,
    )
    assert company["properties"] == {
        "abbreviation": ["VIMA"],
        "address": ["2 Quay, Veldhaven"],
        "alias": ["Marine Acoustics"],
        "country": ["de"],
        "incorporationDate": ["1999-05"],
        "jurisdiction": ["de"],
        "keywords": ["Acoustics"],
        "leiCode": ["529900T8BM49AURSDO55"],
        "name": ["Veld Institute of Marine Acoustics", "Вельдский институт"],
        "notes": ["Builds sonar"],
        "parent": ["veld..mod"],
        "registrationNumber": ["7700112233"],
        "sourceUrl": ["https://ror.org/0veld0001"],
        "topics": ["sanction"],
        "website": ["https://vima.example/"],
    }


def test_listings_and_relations_are_entities() -> None:
    """A listing is a Sanction with its dates; succession and other relations keep theirs."""
    (sanction,) = _of_schema("Sanction")
    assert sanction["properties"] == {
        "entity": ["veld..vima"],
        "program": ["DEF-1"],
        "listingDate": ["2023"],
        "endDate": ["2027-01-01"],
    }
    (succession,) = _of_schema("Succession")
    assert succession["properties"] == {
        "predecessor": ["veld..vima"],
        "successor": ["veld..new"],
        "startDate": ["2024-01-01"],
    }
    (link,) = _of_schema("UnknownLink")
    assert link["properties"]["role"] == ["related"]


def test_ownership_keeps_share_and_dates() -> None:
    """An Ownership has its ends, the range of the share, start and end."""
    (owned,) = _of_schema("Ownership")
    assert owned["properties"] == {
        "asset": ["veld..vima"],
        "owner": ["veld..mod"],
        "percentage": ["25-50"],
        "startDate": ["2020-01-01"],
        "endDate": ["2026"],
    }


def test_nothing_of_a_persons_origin() -> None:
    """Of a person only harmless properties leave, even from a snapshot that holds more."""
    left_out: Counter[str] = Counter()
    text = "".join(ftm_lines(sample(), left_out))
    assert "Private Lane" not in text
    assert "Born far" not in text
    assert '"fr"' not in text.lower()
    assert "country" not in _entities()["veld..u1"]["properties"]
    assert left_out == {
        "LegalEntity details": 1,
        "Person details": 3,
        "city": 1,
        "kind Work": 1,
        "operator": 1,
    }


def test_our_own_reader_gives_it_back(tmp_path: Path) -> None:
    """An import of the export gives the same statements but for what is known to be lost."""
    path = tmp_path / "veld.ftm.json"
    path.write_text("".join(ftm_lines(sample(), Counter())), encoding="utf-8")
    (source,) = FtmReader().recognise([path])
    assert source.dataset == "veld"
    read = {(s.entity_id, s.prop, s.value, s.valid_from, s.valid_to) for s in FtmReader().read(source).statements}  # fmt: skip
    kept = {
        (s.entity_id, s.prop, s.value, s.valid_from, s.valid_to)
        for s in sample()
        if (s.entity_id, s.prop) not in LOST and s.value != "Acoustics"
    }
    assert kept - read == set()
    assert {(key, prop) for key, prop, *_ in read} & LOST == set()


def test_verdicts_and_links_as_resolver_rows() -> None:
    """The last verdict on a pair is a row, an identifier's link a positive one by the program."""
    at = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
    judgements = [
        Judgement("vima-1", "veld:vima", "f", verdict, "why", "S-02", at)
        for verdict in (Verdict.SAME, Verdict.UNSURE, Verdict.DIFFERENT)
    ]
    links = [Link(3, "a:1", "b:1", "rorId=0x"), Link(1, "a:2", "b:2", "judgement")]
    rows = [json.loads(line) for line in resolver_lines(judgements, links)]
    assert rows == [
        ["partner..vima-1", "veld..vima", "negative", None, "S-02", "2026-11-03T09:00:00+00:00"],
        ["a..1", "b..1", "positive", None, "counterfoil", None],
    ]


_texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
_kinds = st.sampled_from(["Person", "Company", "LegalEntity", "Ownership", "Work", "Vessel"])
_props = st.sampled_from(
    ["name", "listed", "owner", "asset", "country", "notes", "child", "topics"]
)


@given(st.lists(st.builds(Statement, _texts.map("veld:{}".format), _kinds, _props, _texts)))
def test_any_statements(statements: list[Statement]) -> None:
    """Whatever the statements, each line is one JSON object, and ids are unique per content."""
    lines = list(ftm_lines(sorted_statements(statements), Counter()))
    for line in lines:
        entity = json.loads(line)
        assert entity["id"].startswith("veld..")
        assert all(isinstance(v, str) for vs in entity["properties"].values() for v in vs)
        if entity["schema"] == "Person":
            assert not {"country", "notes", "address"} & entity["properties"].keys()
    assert len({json.loads(line)["id"] for line in lines}) == len(lines)
