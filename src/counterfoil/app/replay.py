"""Replay: the kept case under the kept packs must give the kept bytes."""

from __future__ import annotations

import json
from collections.abc import Callable

from counterfoil.domain.case import Case
from counterfoil.domain.pack import Pack
from counterfoil.domain.plain import from_plain
from counterfoil.ports.record import KeptAssessment
from counterfoil.reasoning.assess import assess_case


def case_of(kept: KeptAssessment) -> Case:
    """Return the case a kept assessment stood on."""
    return from_plain(Case, json.loads(kept.case))


def replay(kept: KeptAssessment, pack: Callable[[str], Pack]) -> bytes:
    """Return the bytes the kept case gives today; `pack` finds a kept pack by content hash."""
    inputs = [(name, value) for name, value in json.loads(kept.assessment)["inputs"]]
    packs = [pack(content_hash) for _, content_hash in kept.packs]
    return assess_case(case_of(kept), packs, inputs).to_bytes()
