"""The working day of the office, end to end: judge, replay, swap, remove."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from counterfoil.app.replay import replay
from counterfoil.bootstrap.demo import JUDGEMENT
from counterfoil.bootstrap.judging import record_verdict
from counterfoil.bootstrap.workbench import Workbench, open_workbench
from counterfoil.domain.assessment import Status
from counterfoil.domain.judgement import Verdict
from counterfoil.domain.outcome import Outcome
from tests.institute.conftest import Institute, assess_all, fill, furnish

THRICE = ("2026-008", "2026-009", "2026-010")


def test_one_judgement_settles_three_engagements(fresh: Workbench) -> None:
    """A partner spelled three ways by three departments is judged once and honoured everywhere."""
    before = {o.case.engagement: o.assessment for o in assess_all(fresh).assessed}
    _, partner, entity, verdict, *_ = JUDGEMENT.split()
    _, _, bears_on = record_verdict(
        fresh, partner, entity, Verdict(verdict), reason="another city", by="S-02"
    )
    after = {o.case.engagement: o.assessment for o in assess_all(fresh).assessed}
    assert set(THRICE) <= set(bears_on)
    for engagement in THRICE:
        assert before[engagement].questions
        assert not after[engagement].questions
        assert after[engagement].packs[0].reaches == Outcome.NONE
    assert after["2026-024"].questions  # its spelling nobody has confirmed


def test_a_replay_gives_the_same_bytes(institute: Institute) -> None:
    """Every kept assessment comes out of its kept case and packs byte for byte."""
    kept = institute.bench.record.latest_assessments()
    assert len(kept) == len(institute.batch.assessed)
    for one in kept.values():
        assert replay(one, institute.bench.kept_pack) == one.assessment


def test_swapping_names_of_people_changes_nothing(institute: Institute, tmp_path: Path) -> None:
    """With every person renamed the assessments are the same to the byte."""
    furnish(tmp_path)
    people = tomllib.loads((tmp_path / "people.toml").read_text("utf-8"))["people"]
    names = [person["name"] for person in people]
    lines = [
        f"[[people]]\nstaff = {json.dumps(p['staff'])}\nname = {json.dumps(other)}\n"
        f"unit = {json.dumps(p.get('unit', ''))}\nrole = {json.dumps(p.get('role', ''))}\n"
        for p, other in zip(people, names[1:] + names[:1], strict=True)
    ]
    (tmp_path / "people.toml").write_text("\n".join(lines), "utf-8")
    with open_workbench(tmp_path) as bench:
        fill(bench)
        swapped = [one.assessment.to_bytes() for one in assess_all(bench).assessed]
    assert swapped == [one.assessment.to_bytes() for one in institute.batch.assessed]


def test_removing_a_list_makes_its_pack_not_assessable(tmp_path: Path) -> None:
    """Without defence-research house-2026 is not assessable: R3 still fires, nothing is cleared."""
    furnish(tmp_path)
    with open_workbench(tmp_path) as bench:
        fill(bench, without="x-defence-research")
        batch = assess_all(bench)
    worked = next(o.assessment for o in batch.assessed if o.case.engagement == "2026-007")
    house = worked.packs[0]
    assert house.status is Status.NOT_ASSESSABLE
    assert house.high is None
    assert house.low is Outcome.REFER
    assert house.missing == ("defence-research",)
    assert not any(r.evaluated for r in house.results if r.rule == "R1")
    for one in batch.assessed:
        assert one.assessment.packs[0].status is Status.NOT_ASSESSABLE


def test_the_overview_names_nobody(institute: Institute) -> None:
    """No person's name stands on the overview: not of the register, of a party, of a list."""
    overview = repr(institute.batch.overview)
    names = [person.name for person in institute.bench.record.people().values()]
    for one in institute.batch.assessed:
        names += [p.body.name for p in one.engagement.parties if p.body.is_person]
    current = institute.bench.store.current()
    ids = [manifest.snapshot_id for manifest in current.values()]
    names += [s.value for s in institute.bench.store.statements(ids, ("name",))
              if s.kind == "Person"]  # fmt: skip
    assert len(names) > 20
    for name in names:
        assert name not in overview


def test_no_assessment_holds_a_name_of_a_person(institute: Institute) -> None:
    """The kept case and assessment know people by staff reference only."""
    for kept in institute.bench.record.latest_assessments().values():
        for person in institute.bench.record.people().values():
            assert person.name.encode() not in kept.case
            assert person.name.encode() not in kept.assessment


def test_importing_again_changes_nothing(fresh: Workbench) -> None:
    """The same lists and register once more: no new snapshot, no new row."""
    snapshots = [m.snapshot_id for m in fresh.store.manifests()]
    engagements = fresh.record.engagements()
    fill(fresh)
    assert [m.snapshot_id for m in fresh.store.manifests()] == snapshots
    assert fresh.record.engagements() == engagements


def test_the_institute_uses_known_words_only(institute: Institute) -> None:
    """No engagement of the golden world holds a word that nothing in force knows."""
    assert institute.batch.doubts == ()
