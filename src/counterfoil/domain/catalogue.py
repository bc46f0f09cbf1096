"""The catalogue: which datasets are published where, how often, and when a copy is too old."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownFile:
    """One file of a dataset, with its address.

    `sha256` is given only where the publisher fixes the content: it is verified.
    """

    name: str
    url: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class KnownDataset:
    """What the catalogue says of one dataset.

    Attributes:
        dataset: the id that its snapshots carry.
        page: where people find it.
        files: addresses of the files themselves; none if it must be fetched by hand.
        reader: our reader or `mapping`; empty if it cannot be read yet.
        cadence: how often it is published, in words; `cadence_days` the same in days, 0 if
            it has no rhythm.
        stale_after_days: age from which the eye is warned; a pack's own limit decides outcomes.
        checked: whether a person has verified the addresses.

    """

    dataset: str
    title: str
    publisher: str
    page: str
    files: tuple[KnownFile, ...]
    reader: str
    licence: str
    licence_url: str
    cadence: str
    cadence_days: int
    stale_after_days: int
    purpose: str
    notes: str
    checked: bool

    @property
    def is_direct(self) -> bool:
        """Tell whether the files can be fetched by the program and read by it."""
        return bool(self.files and self.reader)

    def by_hand(self) -> str:
        """Return how a person gets the dataset, in one or more sentences."""
        read = "" if self.reader else " No reader knows its layout yet; a mapping of yours may."
        note = f" {self.notes}" if self.notes else ""
        place = f"It is published at {self.page}."
        return f"{place}{note}{read} Save the file, then: counterfoil import FILE"


def staleness(known: KnownDataset, age_days: int) -> str:
    """Return why a copy of this age is stale for the eye, empty where it is not."""
    if age_days <= known.stale_after_days:
        return ""
    return f"stale: {age_days} days, published {known.cadence}"
