"""Path pictures: how a party leads to a listed body, step by step, with dates and statements."""

from __future__ import annotations

from collections.abc import Iterator

from counterfoil.app.dossier.desk import DossierDesk
from counterfoil.app.dossier.parties import share_words
from counterfoil.domain.case import Body, Candidate, Owner, Reach
from counterfoil.domain.dossier import PathNode, PathView

_UP = {
    "owns": "owned by",
    "controls": "controlled by",
    "parent": "part of",
    "predecessor": "successor of",
}
_PER_BODY = 2


def path_views(desk: DossierDesk) -> tuple[PathView, ...]:
    """Return the strongest path per party and listed body, at most two per party."""
    bound = {name for facts in desk.case.lists for name, *_ in facts.datasets}
    found: list[PathView] = []
    for body in _outside(desk):
        own = [
            view
            for candidate in body.candidates
            if candidate.identity is not False
            for view in (*_up(desk, body, candidate, bound), *_owned(desk, body, candidate, bound))
        ]
        own.sort(key=lambda view: (not view.certain, len(view.nodes)))
        found += own[:_PER_BODY]
    return tuple(found)


def _outside(desk: DossierDesk) -> list[Body]:
    bodies = [party.body for party in desk.case.parties]
    return bodies + [a.body for p in desk.case.people for a in p.affiliations]


def _first(
    body: Body, candidate: Candidate
) -> tuple[list[PathNode], list[tuple[str, str, str]], bool]:
    certain = candidate.identity is True
    label = "is" if certain else f"may be ({candidate.band})"
    detail = candidate.basis_ref if certain and candidate.basis == "identifier" else ""
    nodes = [
        PathNode(body.name, body.body_id, ""),
        PathNode(candidate.caption, candidate.cluster, ""),
    ]
    return nodes, [(label, detail, "")], certain


def _up(desk: DossierDesk, body: Body, candidate: Candidate, bound: set[str]) -> Iterator[PathView]:
    seen: set[str] = set()
    for reach in candidate.reaches:
        if reach.dataset not in bound or reach.target in seen:
            continue
        seen.add(reach.target)
        nodes, edges, certain = _first(body, candidate)
        for kind, _, upper, _, caption, dates, share, origin, statements in reach.path:
            label = _UP.get(kind, kind) + (f" ({share})" if share else "")
            nodes.append(PathNode(caption, upper, ""))
            edges.append((label, dates, f"{origin} {statements[:8]}".strip()))
        yield _finished(desk, body, nodes, edges, reach, certain=certain)


def _finished(
    desk: DossierDesk,
    body: Body,
    nodes: list[PathNode],
    edges: list[tuple[str, str, str]],
    reach: Reach,
    *,
    certain: bool,
) -> PathView:
    listed = desk.dataset(reach.dataset)
    if reach.ancestor == reach.target:
        nodes[-1] = PathNode(nodes[-1].name, nodes[-1].identifier, listed)
    else:
        label = "is" if reach.identity else "named alike"
        edges.append((label, reach.basis_ref, ""))
        nodes.append(PathNode(reach.caption, reach.target, listed))
    title = f"From {body.name} to {reach.caption}"
    return PathView(title, tuple(nodes), tuple(edges), certain and reach.identity is True)


def _owned(
    desk: DossierDesk, body: Body, candidate: Candidate, bound: set[str]
) -> Iterator[PathView]:
    for owner in candidate.owners:
        for own in owner.body.candidates:
            on = [name for name, _, _ in own.lists if name in bound]
            if not on or own.identity is False:
                continue
            nodes, edges, certain = _first(body, candidate)
            edges.append((f"owned by ({share_words(owner)})", owner.since, _short(owner)))
            if own.cluster != owner.body.body_id:
                nodes.append(PathNode(owner.body.name, owner.body.body_id, ""))
                edges.append(("is" if own.identity else "named alike", "", ""))
            nodes.append(PathNode(own.caption, own.cluster, desk.dataset(on[0])))
            title = f"From {body.name} to {own.caption}"
            yield PathView(title, tuple(nodes), tuple(edges), certain and own.identity is True)


def _short(owner: Owner) -> str:
    return owner.origin.split(" ")[0][:8]
