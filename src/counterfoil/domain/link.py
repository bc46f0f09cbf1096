"""Links and groups between entities of several lists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two entities held to be one, by a shared strong identifier, a crosswalk or a judgement."""

    strength: int  # 3 identifier, 2 crosswalk, 1 judgement: applied in descending order
    left: str
    right: str
    basis: str  # e.g. `rorId=01abc`


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Entities of several lists whose names agree after normalisation: one question, no link."""

    key: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """The stored artefact between snapshots and matches."""

    clusters: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    refused: tuple[Link, ...]
    groups: tuple[Group, ...]

    def cluster_of(self) -> dict[str, str]:
        """Return entity id -> the smallest id of its cluster, for clustered entities only."""
        return {member: cluster[0] for cluster in self.clusters for member in cluster}

    def group_of(self) -> dict[str, str]:
        """Return entity id -> group key, for grouped entities only."""
        return {member: group.key for group in self.groups for member in group.members}
