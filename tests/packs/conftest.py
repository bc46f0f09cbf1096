"""The invented institute under every pack, as cases that a test can vary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from counterfoil.app.matrix import Judged, row_of
from counterfoil.bootstrap.data import examples
from counterfoil.bootstrap.matrix import every_pack, judged_by, stand_ins
from counterfoil.bootstrap.workbench import open_workbench
from counterfoil.domain.case import Case
from counterfoil.domain.pack import Pack
from tests.institute.conftest import fill, furnish
from tests.institute.side_by_side import cell_text


@dataclass(frozen=True)
class World:
    """The invented engagements with their cases, and every pack."""

    judged: dict[str, Judged]
    packs: dict[str, Pack]

    def case(self, engagement_id: str) -> Case:
        """Return the case of an engagement as it stands in the files."""
        return self.judged[engagement_id].case

    def says(self, case: Case, pack_id: str) -> str:
        """Return the cell of a case under a pack as text."""
        judged = replace(self.judged[case.engagement], case=case)
        return cell_text(row_of(judged, [self.packs[pack_id]]).cells[0])


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The institute with the invented lists standing in for every role."""
    folder = tmp_path_factory.mktemp("vectors")
    furnish(folder)
    with open_workbench(folder) as bench:
        fill(bench)
        under = bench.under(every_pack(bench), stand_ins(examples()))
        judged = {one.case.engagement: one for one in judged_by(under, ())}
        yield World(judged, {pack.pack_id: pack for pack in under.packs})
