"""Ground formulas about outside bodies: listed, owned by listed, standing under listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations

from counterfoil.domain.case import Body, Candidate, Case, Owner, Reach
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.fact import FactBook, Reading
from counterfoil.reasoning.formula import Formula, Lit, all_of, any_of, evaluate, negate

# Beyond this many owners that may be listed only the largest count towards a sum.
OWNER_LIMIT = 12
_WHY = {
    "identifier": "identifier",
    "judgement": "judged",
    "judgement-unsure": "judged-unsure",
    "judgement-conflict": "judgements-disagree",
    "name": "name-alone",
}

Weighted = tuple[Formula, Fraction, Fraction]


def datasets_of(case: Case, role: str) -> tuple[str, ...] | None:
    """Return the datasets loaded for a list role, or None where one is missing."""
    for facts in case.lists:
        if facts.role == role:
            return None if facts.missing or not facts.datasets else _ids(facts.datasets)
    return None


def _ids(datasets: Sequence[tuple[str, str, str, str, int]]) -> tuple[str, ...]:
    return tuple(dataset for dataset, *_ in datasets)


def same(book: FactBook, body: Body, candidate: Candidate) -> Formula:
    """Return the literal `same(body, cluster)`."""
    return Lit(
        book.add(
            Atom("same", (body.body_id, candidate.cluster)),
            candidate.identity,
            Reading.CLOSED,
            _WHY[candidate.basis],
            (candidate.basis_ref,) if candidate.basis_ref else (),
        )
    )


def listed(
    book: FactBook,
    case: Case,
    body: Body,
    role: str,
    since: Callable[[Candidate, str, str], Formula] | None = None,
) -> Formula:
    """Return `listed(body, role)`: OR over candidates of same AND on.

    `since`, where given, adds a condition per candidate, list and date of the listing.
    """
    datasets = datasets_of(case, role)
    if datasets is None:
        atom = Atom("listed", (body.body_id, role))
        return Lit(book.add(atom, None, Reading.CLOSED, "not-loaded", (role,)))
    parts = []
    for candidate in body.candidates:
        for dataset, day, statement in candidate.lists:
            if dataset in datasets:
                on = Atom("on", (candidate.cluster, dataset, case.as_of.isoformat()))
                book.add(on, True, Reading.CLOSED, "on-list", (statement,))
                dated = since(candidate, dataset, day) if since else True
                parts.append(all_of((same(book, body, candidate), Lit(on), dated)))
    if not parts:
        atom = Atom("listed", (body.body_id, role))
        return Lit(book.add(atom, False, Reading.CLOSED, "looked-not-found", datasets))
    return any_of(parts)


def owners_of(book: FactBook, body: Body) -> list[tuple[Formula, Owner]]:
    """Return the recorded owners, each under the identity that brings it in."""
    found: list[tuple[Formula, Owner]] = [(True, owner) for owner in body.owners]
    for candidate in body.candidates:
        if candidate.owners and candidate.identity is not False:
            guard = same(book, body, candidate)
            found.extend((guard, owner) for owner in candidate.owners)
    return found


def owned(book: FactBook, case: Case, body: Body, role: str, percent: int) -> Formula:
    """Return whether listed owners hold at least `percent` together, over share ranges.

    An owner counts as listed if it is, or if listed owners hold as much of it in turn. Shares
    that are not stated leave one unknown per body: whether the sum reaches the threshold.
    """
    weighted: list[Weighted] = []
    known = book.known()
    for guard, owner in owners_of(book, body):
        bad = any_of(
            (
                listed(book, case, owner.body, role),
                owned(book, case, owner.body, role, percent),
                _unnamed(book, owner, role),
            )
        )
        formula = all_of((guard, bad))
        if evaluate(formula, known) is not False:
            weighted.append((formula, Fraction(owner.low), Fraction(owner.high)))
    if not weighted:
        return False
    # The certain ones first, so that a cut leaves out doubts and not facts.
    weighted.sort(key=lambda item: (evaluate(item[0], known) is not True, -item[2], -item[1]))
    cut = len(weighted) > OWNER_LIMIT
    weighted = weighted[:OWNER_LIMIT]
    sure = _reaching(weighted, [low for _, low, _ in weighted], percent)
    perhaps = _reaching(weighted, [high for _, _, high in weighted], percent)
    if cut:
        perhaps = True
    if sure == perhaps:
        return sure
    reaches = Atom("share_reaches", (body.body_id, role, str(percent)))
    book.add(reaches, None, Reading.OPEN, "share-missing", (body.partner or body.body_id,))
    return any_of((sure, all_of((perhaps, Lit(reaches)))))


def _reaching(weighted: Sequence[Weighted], shares: Sequence[Fraction], percent: int) -> Formula:
    sets: list[tuple[int, ...]] = []
    for size in range(1, len(weighted) + 1):
        for members in combinations(range(len(weighted)), size):
            if any(set(smaller) <= set(members) for smaller in sets):
                continue
            if sum(shares[i] for i in members) >= percent:
                sets.append(members)
    return any_of(all_of(weighted[i][0] for i in members) for members in sets)


def _unnamed(book: FactBook, owner: Owner, role: str) -> Formula:
    # An owner on record whose name nobody discloses may be anybody, a listed body included.
    if owner.body.name != owner.body.body_id:
        return False
    atom = Atom("owner_listed", (owner.body.body_id, role))
    return Lit(book.add(atom, None, Reading.OPEN, "owner-unnamed", tuple(owner.origin.split())))


def owner_share_missing(book: FactBook, case: Case, body: Body, role: str) -> Formula:
    """Return whether a recorded owner is listed and its share is not on file."""
    parts = []
    found = owners_of(book, body)
    stated: dict[str, bool] = {}
    for _, owner in found:
        stated[owner.body.body_id] = stated.get(owner.body.body_id, True) and owner.stated
    for guard, owner in found:
        on_file = Atom("share_on_file", (body.body_id, owner.body.body_id))
        book.add(on_file, stated[owner.body.body_id], Reading.RECORD, "recorded", (owner.origin,))
        parts.append(all_of((guard, listed(book, case, owner.body, role), negate(Lit(on_file)))))
    return any_of(parts)


def part_of_listed(book: FactBook, case: Case, body: Body, role: str, steps: int) -> Formula:
    """Return whether a listed body stands above this one within so many steps."""
    datasets = datasets_of(case, role)
    if datasets is None:
        atom = Atom("listed", (body.body_id, role))
        return Lit(book.add(atom, None, Reading.CLOSED, "not-loaded", (role,)))
    parts = []
    for candidate in body.candidates:
        for reach in candidate.reaches:
            if reach.dataset in datasets and reach.steps <= steps:
                under = Atom("stands_under", (candidate.cluster, reach.ancestor, reach.dataset))
                refs = [ref for hop in reach.path for ref in hop[-1].split()]
                book.add(under, True, Reading.CLOSED, "path", refs)
                top = _top_is_target(book, reach)
                halves = [_holds_half(book, *pair) for pair in reach.doubtful]
                parts.append(all_of((same(book, body, candidate), Lit(under), top, *halves)))
    if steps > 0:
        for parent in body.parents:
            parts.append(listed(book, case, parent, role))
            parts.append(part_of_listed(book, case, parent, role, steps - 1))
    return any_of(parts)


def _holds_half(book: FactBook, owned_id: str, owner_id: str) -> Formula:
    # An owner is recorded and its share is not: whether it stands above is unknown.
    atom = Atom("share_reaches", (owned_id, owner_id, "50"))
    return Lit(book.add(atom, None, Reading.OPEN, "share-missing", (owned_id,)))


def _top_is_target(book: FactBook, reach: Reach) -> Formula:
    # Where the path ends at a namesake of the listed body, that is a question of its own.
    if reach.ancestor == reach.target:
        return True
    refs = (reach.basis_ref,) if reach.basis_ref else ()
    atom = Atom("same", (reach.ancestor, reach.target))
    return Lit(book.add(atom, reach.identity, Reading.CLOSED, _WHY[reach.basis], refs))
