"""The real FollowTheMoney package accepts every entity of the export, and gives it back.

Opt-in: COUNTERFOIL_FTM_PYTHON names a Python that has the package `followthemoney`.
"""

import json
import os
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from counterfoil.domain.statement import Statement, sorted_statements
from counterfoil.exports.ftm import ftm_lines
from counterfoil.sources import formats
from counterfoil.sources.bods import BodsReader
from counterfoil.sources.ftm import FtmReader
from tests.exports.statements import sample
from tests.sources.graph_samples import BODS
from tests.sources.samples import FTM, lines, put

PYTHON = os.environ.get("COUNTERFOIL_FTM_PYTHON", "")
pytestmark = pytest.mark.skipif(
    not (PYTHON and Path(PYTHON).is_file()),
    reason="set COUNTERFOIL_FTM_PYTHON to a Python that has followthemoney",
)
# Parses strictly, validates, and writes the proxy again.
_PROGRAM = """
import json, sys
from followthemoney import model
for line in open(sys.argv[1], encoding="utf-8"):
    data = json.loads(line)
    proxy = model.get_proxy(data, cleaned=False)
    model.get(data["schema"]).validate(proxy.to_dict())
    for prop, values in data["properties"].items():
        assert prop in proxy.schema.properties, (data["schema"], prop)
        if len(proxy.get(prop)) < len(values):
            print("dropped", data["schema"], prop, len(values) - len(proxy.get(prop)), file=sys.stderr)
    print(json.dumps(proxy.to_dict() | {"datasets": data["datasets"], "target": data["target"]}))
"""
# What does not survive our export, the package and our reader, by property, and why.
LOST = {
    "city": "there is no place for a city outside an address",
    "rorId": "stands as sourceUrl",
    "successor": "an entity of its own there",
    "predecessor": "likewise",
    "child": "likewise",
    "related": "likewise",
    "externalId": "there is no place for ids of other registries",
    "domain": "there is no place for a domain",
    "type": "there is no place for the type of an organisation",
    "parentName": "a name alone is no reference there",
    "childName": "likewise",
    "laboratory": "there is no place for it",
    "riskLevel": "likewise",
}


def _round(folder: Path, statements: Iterable[Statement]) -> tuple[list[Statement], list[str]]:
    """Return the statements after export, package and import; and what the package dropped."""
    ordered = sorted_statements(statements)
    dataset = ordered[0].entity_id.split(":", 1)[0]
    path = folder / f"{dataset}.ftm.json"
    path.write_text("".join(ftm_lines(ordered, Counter())), encoding="utf-8")
    done = subprocess.run(
        [PYTHON, "-c", _PROGRAM, path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    path.write_text(done.stdout, encoding="utf-8")
    (source,) = FtmReader().recognise([path])
    return FtmReader().read(source).statements, done.stderr.splitlines()


def _bare(statements: Iterable[Statement]) -> set[tuple[str, ...]]:
    """Return statements without language and original, for which there is no place."""
    return {(s.entity_id, s.prop, s.value, s.valid_from, s.valid_to) for s in statements}


def test_the_sample_survives(tmp_path: Path) -> None:
    """Every entity is valid, nothing is dropped by the package, and all but LOST comes back."""
    back, dropped = _round(tmp_path, sample())
    assert dropped == []
    missing = {key for key in _bare(sample()) - _bare(back) if key[1] not in LOST}
    expected = {
        ("veld:u1", "country"),  # may be a person's
        ("veld:p1", "country"),
        ("veld:p1", "address"),
        ("veld:p1", "notes"),
        ("veld:s1", "operator"),  # a name is no reference there
        ("veld:w1", "name"),  # works are no schema
        ("veld:vima", "topics"),  # a topic of our own stands as a keyword
    }
    assert {(key, prop) for key, prop, *_ in missing} == expected


def test_what_our_readers_read_survives(tmp_path: Path) -> None:
    """Readings of FollowTheMoney and BODS files come back as they were but for invented countries."""
    (source,) = FtmReader().recognise([put(tmp_path, "a.ftm.json", lines(FTM))])
    (other,) = BodsReader().recognise([put(tmp_path, "bods.json", json.dumps(BODS))])
    for read in (FtmReader().read(source), BodsReader().read(other)):
        back, dropped = _round(tmp_path, read.statements)
        missing = _bare(read.statements) - _bare(back)
        props = {prop for _, prop, *_ in missing if prop not in LOST}
        assert props <= {"country", "jurisdiction", "leiCode"}
        assert all(" country " in d or " jurisdiction " in d or " leiCode " in d for d in dropped)


@pytest.mark.real
@pytest.mark.parametrize("folder", ["bods-examples", "china-defence-universities"])
def test_real_data_survives(tmp_path: Path, real_data: Path, folder: str) -> None:
    """Every entity of a real dataset is valid, and no property is lost that is not listed."""
    (source,) = formats.recognise_all(real_data / folder)[0]
    statements = formats.read(source).statements
    back, _ = _round(tmp_path, statements)
    missing = _bare(statements) - _bare(back)
    props = Counter(prop for _, prop, *_ in missing if prop not in LOST)
    # Shares of votes stand in a summary; our reader takes no status of a person.
    assert set(props) <= {"topics", "website", "percentage", "status"}
