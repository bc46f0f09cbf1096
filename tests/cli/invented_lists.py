"""Small invented lists, written where a test wants them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

QUARRY = ("Lhota Mining Institute", "Institut für Kühlwasser", "海岸声学研究所")


def entity(key: str, name: str, schema: str = "Organization", **properties: str) -> dict[str, Any]:
    """Return one FollowTheMoney entity with one value per property."""
    values = {prop: [value] for prop, value in properties.items()}
    return {"id": key, "schema": schema, "properties": {"name": [name], **values}}


def quarry(names: Sequence[str] = QUARRY) -> list[dict[str, Any]]:
    """Return a list of organisations of these names."""
    return [entity(f"q-{number}", name) for number, name in enumerate(names, 1)]


def put_list(
    folder: Path, entities: Iterable[dict[str, Any]] | None = None, *, name: str = "quarry.ftm.json"
) -> Path:
    """Write entities as FollowTheMoney JSON lines; the file is called `DATASET[_EDITION].ftm.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    dataset = re.split("[._]", name)[0]
    rows = [{**row, "datasets": [dataset]} for row in (quarry() if entities is None else entities)]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, "utf-8")
    return path


def put_text(folder: Path, name: str, text: str) -> Path:
    """Write a text file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


ENGAGEMENT = """\
[engagement]
id = "2026-900"
kind = "partnership"
title = "Ore sorting by sound"
unit = "Geology"
proposed = 2026-10-01

[[parties]]
name = "Lhota Mining Institute"
role = "partner"

[[people]]
staff = "S-1"
role = "principal investigator"

[[flows]]
what = "ore samples"
kind = "sample"
to = "P1"
"""

HOUSE_LIST = """\

[packs]
in_force = ["house-2026"]

[lists]
defence-research = ["quarry"]
restricted = ["quarry"]

[clock]
as_of = 2026-11-03
"""


def small_office(folder: Path) -> Path:
    """Write a workspace of one engagement under the house pack, with one list beside it."""
    put_text(folder, "counterfoil.toml", 'organisation = "Quarry House"\n' + HOUSE_LIST)
    put_text(folder / "engagements", "2026-900.toml", ENGAGEMENT)
    put_list(folder / "lists")
    return folder
