"""What the sentences of one dossier are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from counterfoil.app.assess import Assessed
from counterfoil.domain.case import Body, Candidate, Case
from counterfoil.domain.judgement import Judgement
from counterfoil.domain.pack import AskedOf, Pack
from counterfoil.domain.partner import Partner, Person
from counterfoil.domain.snapshot import Manifest
from counterfoil.reasoning.asking import bodies_of
from counterfoil.reasoning.assess import Grounded, ground_case
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.fact import FactBook


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all dossiers of a workspace share.

    `areas` are titles by area and taxonomy id; `former` are the verdicts on the former partner,
    per partner that was split off.
    """

    packs: tuple[Pack, ...]
    manifests: Mapping[str, Manifest]
    people: Mapping[str, Person]
    partners: Mapping[str, Partner]
    areas: Mapping[str, str]
    organisation: str
    version: str
    former: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DossierDesk:
    """One assessment with everything needed to put it into words."""

    around: Surroundings
    assessed: Assessed
    book: FactBook
    grounded: Mapping[str, Grounded]
    bodies: Mapping[str, Body]
    known: Mapping[Atom, bool] = field(repr=False)

    @classmethod
    def of(cls, assessed: Assessed, around: Surroundings) -> DossierDesk:
        """Ground the case again: formulas are not kept, they are a function of case and packs."""
        book, grounded = ground_case(assessed.case, around.packs)
        return cls(
            around,
            assessed,
            book,
            {one.pack.pack_id: one for one in grounded},
            bodies_of(assessed.case),
            book.known(),
        )

    @property
    def case(self) -> Case:
        """Return the case."""
        return self.assessed.case

    def pack(self, pack_id: str) -> Pack:
        """Return a pack in force."""
        return self.grounded[pack_id].pack

    def asked_of(self, key: str) -> AskedOf | None:
        """Return the wording of a yes-or-no question, from the first pack that has it."""
        for pack in self.around.packs:
            for question in pack.questions:
                if question.key == key:
                    return question
        return None

    def candidate(self, body_id: str, cluster: str) -> Candidate | None:
        """Return a candidate of a body."""
        body = self.bodies.get(body_id)
        found = body.candidates if body else ()
        return next((c for c in found if c.cluster == cluster), None)

    def caption(self, cluster: str) -> str:
        """Return the name of an entity anywhere in the case, else its id."""
        for body in self.bodies.values():
            if body.body_id == cluster:
                return body.name
            for candidate in body.candidates:
                if candidate.cluster == cluster:
                    return candidate.caption
                for reach in candidate.reaches:
                    if reach.target == cluster:
                        return reach.caption
                    if reach.ancestor == cluster:
                        return reach.ancestor_caption
                    for _, lower, upper, lower_name, upper_name, *_ in reach.path:
                        if cluster in (lower, upper):
                            return lower_name if cluster == lower else upper_name
        return cluster

    def dataset(self, name: str) -> str:
        """Return the title of a dataset."""
        manifest = self.around.manifests.get(name)
        if manifest is not None and manifest.title not in ("", name):
            return manifest.title
        roles = [f.role for f in self.case.lists if name in {dataset for dataset, *_ in f.datasets}]
        return self.role_title(roles[0]) if roles else name

    def role_title(self, role: str) -> str:
        """Return the title of a list role, from the first pack that has it."""
        for pack in self.around.packs:
            for entry in pack.lists:
                if entry.role == role:
                    return entry.title
        return role

    def body_name(self, body_id: str) -> str:
        """Return the name a body of the case is written with, else its id."""
        body = self.bodies.get(body_id)
        return body.name if body is not None else body_id

    def place_title(self, word: str) -> str:
        """Return the title of a jurisdiction set, from the first pack that has it."""
        for pack in self.around.packs:
            for place in pack.jurisdictions:
                if place.word == word:
                    return place.title
        return word


def day(value: date | None) -> str:
    """Return a date as a person writes it: 1 Feb 2027."""
    return "" if value is None else f"{value.day} {value:%b %Y}"


def joined(parts: list[str], word: str = "and") -> str:
    """Return `a, b and c`."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
