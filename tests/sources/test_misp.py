"""MISP galaxy clusters: every institution of a cluster with its names, ties and listing."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources import formats
from counterfoil.sources.misp import MispReader
from tests.sources.answers import find, of
from tests.sources.graph_samples import MISP
from tests.sources.samples import put
from tests.sources.spoiling import mutated, read_or_refused, spoilt


def _read(folder: Path, document: Any) -> Reading:
    (source,) = MispReader().recognise([put(folder, "cluster.json", json.dumps(document))])
    return MispReader().read(source)


def test_an_institution(tmp_path: Path) -> None:
    """Names, native name, acronym, place, risk and ties of a value are kept under its uuid."""
    reading = _read(tmp_path, MISP)
    assert reading.info.dataset == "veld-defence-schools"
    assert reading.info.publisher == "Veld Policy House"
    assert of(reading, "v-1") == {
        "acronym": ["VAI"],
        "address": ["1 Quay, Veldhaven"],
        "alias": ["Ice School", "こおり大学", "寒冰大学"],
        "child": ["veld-defence-schools:v-2"],
        "childName": ["Nowhere Laboratory"],
        "classification": ["Military"],
        "country": ["VX"],
        "listed": ["Veld Defence Schools (Veld Policy House), risk: very high"],
        "name": ["Veld Academy of Ice"],
        "notes": ["Trains officers."],
        "riskLevel": ["very high"],
        "topics": ["Acoustics"],
        "website": ["https://ice.example"],
    }
    assert find(reading, "v-1", "name").original == "Veld Academy of Ice (寒冰大学)"


def test_a_language_only_where_the_script_is_sure(tmp_path: Path) -> None:
    """Kana are Japanese; Han characters alone get no language."""
    reading = _read(tmp_path, MISP)
    langs = {s.value: s.lang for s in reading.statements if s.prop == "alias"}
    assert langs == {"Ice School": "", "こおり大学": "ja", "寒冰大学": ""}


def test_ties_between_values(tmp_path: Path) -> None:
    """A name of another value becomes a reference; a relation that leads nowhere is an issue."""
    reading = _read(tmp_path, MISP)
    assert of(reading, "v-2")["parent"] == ["veld-defence-schools:v-1"]
    assert of(reading, "v-2")["related"] == ["veld-defence-schools:v-1"]
    assert "row 2, related: a relation leads to an entry that is not in the file" in " ".join(
        issue.text() for issue in reading.issues
    )


def test_unknown_fields_are_said(tmp_path: Path) -> None:
    """A field of unknown meaning is left out and counted by name."""
    (issue,) = [i for i in _read(tmp_path, MISP).issues if i.field == "motto"]
    assert issue.what.startswith("1 entries")


def test_remarks_about_origin_stay_outside(tmp_path: Path) -> None:
    """A description that speaks of somebody's origin is dropped and counted."""
    values = [{"value": "Ice School", "uuid": "v", "description": "Its head was born in Sund."}]
    reading = _read(tmp_path, MISP | {"values": values})
    assert "Sund" not in str(reading.statements)
    assert sum(reading.dropped.values()) == 1


@pytest.mark.parametrize(
    "change", [{"category": "actor"}, {"values": []}, {"type": "！"}, {"uuid": None}]
)
def test_other_clusters_are_not_read(tmp_path: Path, change: dict[str, Any]) -> None:
    """A cluster of threat actors, an empty one and one without type or uuid are not recognised."""
    path = put(tmp_path, "cluster.json", json.dumps(MISP | change))
    assert MispReader().recognise([path]) == []


def test_entries_without_a_name(tmp_path: Path) -> None:
    """An entry without a name is skipped and reported; the others are read."""
    reading = _read(tmp_path, MISP | {"values": [*MISP["values"], {"uuid": "x"}, "y", None]})
    assert (reading.rows, len({s.entity_id for s in reading.statements})) == (5, 2)
    assert [i.row for i in reading.issues if i.done == "entry skipped"] == [3, 4, 5]


@given(st.data())
def test_any_shape(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A cluster with a part of another type, or with bytes changed, is read or refused."""
    content = json.dumps(spoilt(data, MISP)).encode()
    if data.draw(st.booleans()):
        content = mutated(data, content)
    path = tmp_path_factory.mktemp("misp") / "cluster.json"
    path.write_bytes(content)
    read_or_refused(MispReader(), path)


@pytest.mark.real
def test_the_tracker(real_data: Path) -> None:
    """All 159 institutions of the real tracker come out, each listed and named."""
    (source,) = formats.recognise_all(real_data / "china-defence-universities")[0]
    reading = formats.read(source)
    ids = {s.entity_id for s in reading.statements}
    assert (source.dataset, reading.rows, len(ids)) == ("china-defence-universities", 159, 159)
    for prop, count in (("name", 159), ("listed", 159), ("address", 130)):
        assert len({s.entity_id for s in reading.statements if s.prop == prop}) == count
    assert [issue.field for issue in reading.issues] == ["edition"]
    with pytest.raises(DataError):
        MispReader().read(source.__class__("misp-galaxy", "x", (real_data / "README.md",)))
