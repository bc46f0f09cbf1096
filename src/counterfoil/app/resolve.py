"""Resolve: which entries of several lists are one body, and which merely share a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from counterfoil.domain.entity import IDENTIFIER_PROPS, ORGANISATION_KINDS, UNKNOWN_KIND
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.link import Group, Link, Links
from counterfoil.domain.statement import Statement
from counterfoil.graph.union import Union, pairs_by_value

RESOLVER_VERSION = "1"
IDENTIFIER, CROSSWALK, JUDGED = 3, 2, 1
_SHORTEST = 5
_ROR_ADDRESS = re.compile("^(HTTPS?)?(WWW)?RORORG")
_GROUPED_KINDS = ORGANISATION_KINDS | {UNKNOWN_KIND}
_GROUPED_PROPS = ("name", "alias", "previousName")


def resolve(
    identifiers: Iterable[Statement],
    names: Iterable[Statement],
    judgements: Sequence[Judgement],
    fingerprint: Callable[[str], str],
) -> Links:
    """Return links by shared strong identifier and judgement, and groups by name.

    A name alone never links. An edge that would join what a person judged different is refused
    and reported.
    """
    edges = sorted(
        {*_identifier_links(identifiers), *_judged_links(judgements)},
        key=lambda link: (-link.strength, link.left, link.right, link.basis),
    )
    apart = _kept_apart(judgements)
    union = Union()
    kept: list[Link] = []
    refused: list[Link] = []
    for link in edges:
        joined = union.join(link.left, link.right, allowed=lambda a, b: not _clash(a, b, apart))
        (kept if joined else refused).append(link)
    groups = _groups(names, union, fingerprint, judgements)
    return Links(tuple(union.clusters()), tuple(kept), tuple(refused), groups)


def normal_identifier(prop: str, value: str) -> str:
    """Return an identifier without the punctuation that sources write differently."""
    text = "".join(char for char in value.upper() if char.isalnum())
    if prop == "rorId":
        text = _ROR_ADDRESS.sub("", text)
    return text


def _identifier_links(statements: Iterable[Statement]) -> Iterable[Link]:
    rows = [
        (f"{s.prop}={normal_identifier(s.prop, s.value)}", s.entity_id)
        for s in statements
        if s.prop in IDENTIFIER_PROPS and len(normal_identifier(s.prop, s.value)) >= _SHORTEST
    ]
    for value, nodes in pairs_by_value(rows).items():
        first = nodes[0]
        for node in nodes[1:]:
            # Two entries of one list are two entries: the list keeps them apart.
            if _dataset(first) != _dataset(node):
                yield Link(IDENTIFIER, first, node, value)


def _judged_links(judgements: Sequence[Judgement]) -> Iterable[Link]:
    for partner, verdicts in _latest(judgements).items():
        same = sorted(e for e, j in verdicts.items() if j.verdict is Verdict.SAME and ":" in e)
        ends = [partner, *same] if ":" in partner else same
        for left, right in combinations(ends, 2):
            yield Link(JUDGED, min(left, right), max(left, right), f"judged with {partner}")


def _kept_apart(judgements: Sequence[Judgement]) -> list[tuple[set[str], set[str]]]:
    apart = []
    for partner, verdicts in _latest(judgements).items():
        same = {e for e, j in verdicts.items() if j.verdict is Verdict.SAME}
        different = {e for e, j in verdicts.items() if j.verdict is Verdict.DIFFERENT}
        if ":" in partner:
            same.add(partner)
        if same and different:
            apart.append((same, different))
    return apart


def _latest(judgements: Sequence[Judgement]) -> dict[str, dict[str, Judgement]]:
    found: dict[str, dict[str, Judgement]] = defaultdict(dict)
    for judgement in judgements:
        found[judgement.partner_id][judgement.entity_id] = judgement
    return found


def _clash(
    one: Sequence[str], two: Sequence[str], apart: Sequence[tuple[set[str], set[str]]]
) -> bool:
    return any(
        (not same.isdisjoint(one) and not different.isdisjoint(two))
        or (not same.isdisjoint(two) and not different.isdisjoint(one))
        for same, different in apart
    )


def _groups(
    names: Iterable[Statement],
    links: Union,
    fingerprint: Callable[[str], str],
    judgements: Sequence[Judgement],
) -> tuple[Group, ...]:
    rows: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for statement in names:
        if statement.prop in _GROUPED_PROPS and statement.kind in _GROUPED_KINDS:
            key = fingerprint(statement.value)
            if key:
                dataset = _dataset(statement.entity_id)
                rows[key][dataset].add(links.root(statement.entity_id))
    apart = _kept_apart(judgements)
    union = Union()
    for key in sorted(rows):
        # A name that one list gives to several bodies tells none of them from the others.
        alone = sorted({next(iter(roots)) for roots in rows[key].values() if len(roots) == 1})
        for node in alone[1:]:
            union.join(alone[0], node, allowed=lambda a, b: _groupable(a, b, apart))
    return tuple(Group(f"g:{members[0]}", members) for members in union.clusters())


def _groupable(
    one: Sequence[str], two: Sequence[str], apart: Sequence[tuple[set[str], set[str]]]
) -> bool:
    shared = {_dataset(node) for node in one} & {_dataset(node) for node in two}
    return not shared and not _clash(one, two, apart)


def _dataset(entity_id: str) -> str:
    return entity_id.split(":", 1)[0]
