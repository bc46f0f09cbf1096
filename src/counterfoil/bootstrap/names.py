"""Names and pairs from files, for screening without an engagement."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from counterfoil.app.mail_domain import (
    Owner,
    domain_of,
    is_mail_provider,
    is_public_suffix,
    known_domains,
    owners_of,
)
from counterfoil.app.screen import Pair
from counterfoil.bootstrap.warm_up import announced_matcher
from counterfoil.matching.engine import NameMatcher
from counterfoil.ports.matcher import MatchIndex, QueryName, ReferenceName
from counterfoil.ports.snapshots import SnapshotStore
from counterfoil.sources.name_file import kind_of, read_rows


def new_matcher() -> NameMatcher:
    """Return the matching engine."""
    return announced_matcher()


def one_name(name: str) -> list[QueryName]:
    """Return one name as a batch of queries."""
    return [QueryName("1", name)]


@dataclass(frozen=True, slots=True)
class DomainOwners:
    """Whose a domain is; of a mail address only the domain is here."""

    domain: str
    owners: tuple[Owner, ...]
    is_loaded: bool

    def words(self) -> str:
        """Return in a sentence whose it is, or why nobody's."""
        if self.owners:
            names = "; ".join(f"{o.name} [{o.entity_id}], by {o.domain}" for o in self.owners)
            return f"{self.domain} belongs to: {names}"
        if is_mail_provider(self.domain):
            return f"{self.domain} gives mail to anybody: it says nothing about an organisation"
        if is_public_suffix(self.domain):
            return f"{self.domain} is a public ending: it belongs to no organisation"
        if not self.is_loaded:
            return (
                "no dataset with domains is loaded; "
                "counterfoil import --fetch world-university-domains"
            )
        return f"no organisation is known by {self.domain}; that is no clearance"

    def queries(self) -> list[QueryName]:
        """Return the organisations as names to screen, by entity id."""
        return [QueryName(o.entity_id, o.name, "Organization", o.other_names) for o in self.owners]


def owners_of_domain(store: SnapshotStore, text: str) -> DomainOwners:
    """Return whose the domain of a mail address or a domain is; raise UsageError on neither."""
    domain = domain_of(text)
    known = known_domains(store)
    return DomainOwners(domain, owners_of(domain, known), bool(known))


def read_names(path: Path) -> list[QueryName]:
    """Read queries `id,name[,kind]`; raise DataError."""
    rows = read_rows(path, ("id", "name"), ("kind",))
    return [QueryName(row["id"], row["name"], kind_of(row.get("kind", ""))) for row in rows]


def read_pairs(path: Path) -> list[Pair]:
    """Read pairs `id,left,right[,kind]`; raise DataError."""
    rows = read_rows(path, ("id", "left", "right"), ("kind",))
    return [
        Pair(row["id"], row["left"], row["right"], kind_of(row.get("kind", ""))) for row in rows
    ]


def reference_index(path: Path) -> MatchIndex:
    """Return an index over a file of names `id,name[,kind]`; several rows may share an id."""
    rows = read_rows(path, ("id", "name"), ("kind",))
    return new_matcher().build(
        [ReferenceName(row["id"], row["name"], kind_of(row.get("kind", ""))) for row in rows]
    )
