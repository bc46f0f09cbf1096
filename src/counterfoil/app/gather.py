"""Gather: from an engagement and the shelf to a case, every outside body matched once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from counterfoil.app.domain_leads import domain_leads
from counterfoil.app.mail_domain import Owner as DomainOwner
from counterfoil.app.ownership import by_source, combined_share
from counterfoil.app.resolve import normal_identifier
from counterfoil.app.seat import seat_of
from counterfoil.app.shelf import Entry, Shelf
from counterfoil.domain.case import Body, Candidate, Owner, Reach
from counterfoil.domain.engagement import BodyRef
from counterfoil.domain.entity import PERSON
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.match import Band, Match
from counterfoil.domain.tie import Tie
from counterfoil.graph.path import Path, is_doubtful, paths_up
from counterfoil.ports.matcher import QueryName

_IDENTIFIERS = {"registration": "registrationNumber", "ror": "rorId", "lei": "leiCode"}
CANDIDATES = 20  # per name; where there are as many, more may have been cut, which is said
_OWNER_DEPTH = 8  # ownership is followed further than other ties: half of half counts


@dataclass(frozen=True, slots=True)
class Wanted:
    """One body to be found: under which id it is asked about, and how it was written."""

    body_id: str
    partner: str
    ref: BodyRef


class Gatherer:
    """Finds what bodies may be, on one shelf under one set of judgements.

    Bodies are matched in batches with `prepare`; the same spelling is matched once.
    """

    def __init__(
        self,
        shelf: Shelf,
        judgements: Sequence[Judgement],
        fingerprint: Callable[[str], str],
        *,
        as_of: date,
        max_steps: int,
        owners: Mapping[str, tuple[DomainOwner, ...]] = MappingProxyType({}),
    ) -> None:
        """Keep the latest verdict per pair, and whose the internet domains of bodies are."""
        self._shelf, self._as_of, self._steps = shelf, as_of, max_steps
        self._fingerprint = fingerprint
        self._domains = owners
        self._verdicts: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in judgements:
            self._verdicts[judgement.partner_id].append(judgement)
        self._matches: dict[BodyRef, list[Match]] = {}
        self._cut: set[BodyRef] = set()
        self._owned: dict[str, tuple[Owner, ...]] = {}
        self._reached: dict[str, tuple[Reach, ...]] = {}

    def prepare(self, refs: Iterable[BodyRef]) -> None:
        """Match a batch of bodies by name."""
        fresh = sorted(set(refs) - self._matches.keys(), key=lambda r: (r.name, repr(r)))
        queries = [_query(str(number), ref) for number, ref in enumerate(fresh)]
        matched = self._shelf.index.query(queries, limit=CANDIDATES)
        for ref, found in zip(fresh, matched, strict=True):
            self._matches[ref] = [match for match in found if self._fits(ref, match)]
            if len(found) == CANDIDATES:
                self._cut.add(ref)
        self._lead_by_domain(fresh)

    def _lead_by_domain(self, refs: Sequence[BodyRef]) -> None:
        # What the body's own name gives goes before what its domain leads to.
        for ref, found in domain_leads(self._shelf.index, refs, self._domains, CANDIDATES):
            known = {match.entity_id for match in self._matches[ref]}
            new = (match for match in found if match.entity_id not in known)
            self._matches[ref] += [match for match in new if self._fits(ref, match)]
            if len(found) == CANDIDATES:
                self._cut.add(ref)

    def body(
        self,
        wanted: Wanted,
        owners: tuple[Owner, ...] = (),
        parents: tuple[Body, ...] = (),
    ) -> Body:
        """Return the body with every entity it may be."""
        if wanted.ref not in self._matches:
            self.prepare([wanted.ref])
        found: dict[str, tuple[Match | None, str]] = {}
        for entity_id, basis in self._by_identifier(wanted.ref):
            found[self._shelf.root(entity_id)] = (None, basis)
        for match in self._matches[wanted.ref]:
            for root in self._group_mates(self._shelf.root(match.entity_id)):
                found.setdefault(root, (match, ""))
        for judgement in self._verdicts.get(wanted.partner, []):
            entity_id = judgement.entity_id
            if judgement.verdict is Verdict.SAME and entity_id in self._shelf.entries:
                found.setdefault(self._shelf.root(entity_id), (None, ""))
        candidates = (
            self._candidate(wanted.partner, root, match, basis)
            for root, (match, basis) in found.items()
        )
        ordered = tuple(sorted(candidates, key=lambda c: (-c.score, c.cluster)))
        return Body(
            wanted.body_id,
            wanted.partner,
            wanted.ref.name,
            ordered,
            owners,
            parents,
            cut=wanted.ref in self._cut,
            seat=seat_of(wanted.ref, ordered, self._shelf.entries),
        )

    def _fits(self, ref: BodyRef, match: Match) -> bool:
        # A person may stand behind a body nobody called a person: the full name must agree.
        is_person = self._shelf.entries[match.entity_id].kind == PERSON
        return not is_person or ref.is_person or match.band is Band.STRONG

    def _by_identifier(self, ref: BodyRef) -> Iterable[tuple[str, str]]:
        for name, value in ref.identifiers:
            prop = _IDENTIFIERS.get(name, "")  # a domain has none: it is no identity
            key = (prop, normal_identifier(prop, value))
            for entity_id in self._shelf.identifiers.get(key, ()):
                yield entity_id, f"{prop}={value}"

    def _group_mates(self, root: str) -> tuple[str, ...]:
        key = self._shelf.group.get(root)
        return (root,) if key is None else self._shelf.groups[key]

    def _candidate(self, partner: str, root: str, match: Match | None, basis: str) -> Candidate:
        shelf = self._shelf
        members = shelf.members.get(root, (root,))
        identity, why, ref = self._identity(partner, members, basis)
        direct = match is not None and shelf.root(match.entity_id) == root
        return Candidate(
            cluster=root,
            members=members,
            group=shelf.group.get(root, ""),
            caption=_caption(shelf.entries, members),
            matched=match.name if match and direct else _caption(shelf.entries, members),
            band=match.band.value if match else "identifier" if basis else "judgement",
            score=match.score if match else 0,
            reasons=match.reasons if match else (),
            identity=identity,
            basis=why,
            basis_ref=ref,
            lists=shelf.stands.get(root, ()),
            reaches=() if identity is False else self._reaches(root),
            owners=() if identity is False else self._owners(root, frozenset({root})),
        )

    def _identity(
        self, partner: str, members: Sequence[str], basis: str
    ) -> tuple[bool | None, str, str]:
        held = [
            verdict
            for verdict in self._verdicts.get(partner, [])
            if verdict.entity_id in members and self._still_holds(verdict)
        ]
        truths = {j.verdict.truth for j in held} | ({True} if basis else set())
        if {True, False} <= truths:
            return None, "judgement-conflict", basis
        if None in truths and True not in truths:
            return None, "judgement-unsure", ""
        if True in truths or False in truths:
            refs = " ".join(sorted(f"{j.entity_id}@{j.at.isoformat()}" for j in held))
            return True in truths, "judgement" if held else "identifier", refs or basis
        return (None, "judgement-unsure", "") if held else (None, "name", "")

    def _still_holds(self, judgement: Judgement) -> bool:
        # A list that gives the id to another body does not inherit the verdict.
        entry = self._shelf.entries.get(judgement.entity_id)
        if entry is None:
            return False
        names = {entry.caption, *(name for _, name, _ in entry.names)}
        return judgement.fingerprint in {self._fingerprint(name) for name in names}

    def _reaches(self, root: str) -> tuple[Reach, ...]:
        if root not in self._reached:
            shelf = self._shelf
            found = []
            for path in paths_up(root, shelf.up, shelf.tops, self._steps):
                for target in shelf.tops[path.top]:
                    found += self._reach(path, target)
            self._reached[root] = tuple(found)
        return self._reached[root]

    def _reach(self, path: Path, target: str) -> list[Reach]:
        shelf, top = self._shelf, path.top
        identity, why, ref = self._identity(
            top, shelf.members.get(target, (target,)), top if top == target else ""
        )
        if identity is False:
            return []
        hops = tuple(self._hop(tie) for tie in path.ties)
        doubtful = tuple((tie.target, tie.source) for tie in path.ties if is_doubtful(tie))
        return [
            Reach(
                dataset,
                target,
                self.caption(target),
                len(hops),
                hops,
                top,
                self.caption(top),
                identity,
                why,
                ref,
                shelf.group.get(target, ""),
                doubtful,
            )
            for dataset, _, _ in shelf.stands[target]
        ]

    def _hop(self, tie: Tie) -> tuple[str, ...]:
        dates = " to ".join(d.text() if d else "?" for d in (tie.start, tie.end))
        return (
            tie.kind.value,
            tie.target,
            tie.source,
            self.caption(tie.target),
            self.caption(tie.source),
            dates if tie.start or tie.end else "",
            tie.share.text() if tie.kind == "owns" else "",
            tie.origin,
            " ".join(tie.statements),
        )

    def _owners(self, root: str, above: frozenset[str]) -> tuple[Owner, ...]:
        if len(above) > _OWNER_DEPTH:
            return ()
        owners = []
        for source, ties in by_source(self._shelf.owners.get(root, ())).items():
            if source in above:
                continue
            low, high, stated = combined_share(ties)
            owners.append(
                Owner(
                    self._owner_body(source, above | {source}),
                    str(low),
                    str(high),
                    stated,
                    next((t.start.text() for t in ties if t.start), ""),
                    " ".join(sorted({s for t in ties for s in t.statements})),
                )
            )
        return tuple(owners)

    def _owner_body(self, source: str, above: frozenset[str]) -> Body:
        shelf = self._shelf
        candidates = []
        for root in self._group_mates(source):
            members = shelf.members.get(root, (root,))
            own = root == source
            identity, why, ref = self._identity(source, members, source if own else "")
            candidates.append(
                Candidate(
                    root,
                    members,
                    shelf.group.get(root, ""),
                    _caption(shelf.entries, members),
                    _caption(shelf.entries, members),
                    "identifier" if own else Band.STRONG.value,
                    0,
                    (),
                    identity,
                    why,
                    ref,
                    shelf.stands.get(root, ()),
                    (),
                    self._owners(root, above) if identity is not False else (),
                )
            )
        return Body(source, "", self.caption(source), tuple(candidates))

    def caption(self, root: str) -> str:
        """Return the name of a cluster."""
        return _caption(self._shelf.entries, self._shelf.members.get(root, (root,)))


def _query(key: str, ref: BodyRef) -> QueryName:
    kind = PERSON if ref.is_person else ""
    return QueryName(key, ref.name, kind, ref.other_names, ref.city, ref.country)


def _caption(entries: Mapping[str, Entry], members: Sequence[str]) -> str:
    return next((entries[m].caption for m in members if m in entries), members[0])
