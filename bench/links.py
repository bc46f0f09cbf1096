"""Count links and groups between the lists, by kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from counterfoil.bootstrap.workbench import open_workbench


def count_links(workspace: Path) -> dict[str, Any]:
    """Return links by basis and groups by the set of lists they join."""
    with open_workbench(workspace) as bench:
        links = bench.shelf().links
    groups = Counter(
        " + ".join(sorted({member.split(":")[0] for member in group.members}))
        for group in links.groups
    )
    return {
        "links": dict(Counter(link.basis.split("=")[0] for link in links.links)),
        "clusters": len(links.clusters),
        "refused": len(links.refused),
        "groups": len(links.groups),
        "groups_by_lists": dict(groups.most_common()),
    }
