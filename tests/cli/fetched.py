"""What the tests of fetching publish: an invented list, and its entry in a catalogue."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.cli.invented_lists import entity, quarry
from tests.engines.publisher import Publisher


def _ftm(rows: Sequence[dict[str, Any]]) -> bytes:
    return "".join(json.dumps({**row, "datasets": ["quarry"]}) + "\n" for row in rows).encode()


LIST = _ftm(quarry())
LONGER = _ftm([*quarry(), entity("q-9", "Basalt Bureau")])


def know(
    desk: Path, server: Publisher, name: str, files: Sequence[str], reader: str, sha256: str = ""
) -> None:
    """Write an entry into the workspace's catalogue."""
    listed = ", ".join(
        f'{{ name = "{file}", url = "{server.url(file)}", sha256 = "{sha256}" }}' for file in files
    )
    (desk / "catalogue").mkdir(exist_ok=True)
    (desk / "catalogue" / f"{name}.toml").write_text(
        f"""[[datasets]]
id = "{name}"
title = "Invented list"
publisher = "Nobody"
page = "https://lists.example/page"
files = [{listed}]
reader = "{reader}"
licence = "none"
licence_url = "https://lists.example/licence"
cadence = "every week"
cadence_days = 7
stale_after_days = 10
purpose = "a test"
notes = "Ask at the counter."
checked = true
"""
    )
