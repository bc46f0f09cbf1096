"""An entity: a view over the statements that share an id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterfoil.domain.statement import Statement

PERSON = "Person"
ORGANISATION_KINDS = frozenset({"Organization", "Company", "PublicBody"})
UNKNOWN_KIND = "LegalEntity"
TIE_KINDS = frozenset({"Ownership", "Directorship", "Employment", "Membership", "UnknownLink"})

NAME = "name"
NAME_PROPS = ("name", "alias", "previousName", "weakAlias", "acronym")
# Strong identifiers: equality on both sides holds two entities to be one.
IDENTIFIER_PROPS = ("rorId", "leiCode", "registrationNumber", "imoNumber")
MAIL_DOMAIN = "domain"  # an internet domain that the body's mail addresses end in
LISTED = "listed"  # value: programme or authority; valid_from: the listing date
REFERENCE_PROPS = ("parent", "child", "successor", "predecessor", "related", "owner", "asset")


@dataclass(frozen=True, slots=True)
class Entity:
    """All statements of one entity in one snapshot, in canonical order."""

    entity_id: str
    kind: str
    statements: tuple[Statement, ...]

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Entity:
        """Build the view; all statements must carry the same entity id."""
        ordered = tuple(sorted(statements))
        kinds = {statement.kind for statement in ordered}
        kind = next((k for k in sorted(kinds) if k != UNKNOWN_KIND), UNKNOWN_KIND)
        return cls(ordered[0].entity_id, kind, ordered)

    @property
    def dataset(self) -> str:
        """Return the dataset part of the id."""
        return self.entity_id.split(":", 1)[0]

    @property
    def caption(self) -> str:
        """Return the first main name, else the first name of any sort, else the id."""
        for prop in NAME_PROPS:
            names = self.values(prop)
            if names:
                return names[0]
        return self.entity_id

    def values(self, prop: str) -> list[str]:
        """Return the values of one property, in canonical order."""
        return [s.value for s in self.statements if s.prop == prop]

    def names(self) -> list[str]:
        """Return every name of every sort, without repetition."""
        return list(dict.fromkeys(s.value for s in self.statements if s.prop in NAME_PROPS))
