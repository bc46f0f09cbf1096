"""Train the weights of the matcher on real aliases, and write them as a readable file.

    python -m bench.train_matching [--data FOLDER] [--rounds N]

Only entities of the train third are asked for (see `bench.matching.split`). Per query the matcher's
own candidates are labelled, the same entity or not, and a logistic regression is fitted. Each
feature has a stated sign: one that speaks for a match is never given a weight against it.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.matching.aliases import sdn_examination
from bench.matching.reference import PERSON, read_sdn, same_as
from bench.matching.split import part_of
from bench.matching.unlisted import Recombination
from bench.organisations import fold_of, read_ror
from bench.perturb import perturbed
from counterfoil.matching import features as f
from counterfoil.matching import model, tables
from counterfoil.matching.index import Index
from counterfoil.matching.pairing import desk, laid, score_pairs

WEIGHTS = Path("src/counterfoil/matching/models/weights.tsv")
TABLE_HEAD = """\
# Weights of the matcher: milli log-odds are (bias + sum of weight x feature) / 1000. Masses are in
# milli-nats, counts and flags in thousandths. Written by bench/train_matching.py.
"""
# The sign a weight may have; none stated: either.
FOR = (
    f.EQ_CORE, f.EQ_KNOWN, f.EQ_PLACE, f.HIGH, f.MIDDLE, f.SOUNDING, f.NICK, f.ACR, f.ACR_LONG,
    f.ACR_WHOLE, f.NUMBER_SAME, f.LEGAL_SAME, f.ALL_SAME, f.ALL_ANSWERED, f.EV_1, f.EV_2, f.EV_3, f.EV_4,
    f.EV_5, f.SHORT_1, f.SHORT_2, f.SHORT_3, f.LONG_1, f.LONG_2, f.LONG_3, f.LONG_4, f.ONLY_SAME,
    f.LETTERS,
)  # fmt: skip
AGAINST = (
    f.MISS, f.MISS_BOTH, f.MISS_RAREST, f.MISS_KNOWN, f.MISS_KNOWN_BOTH, f.PLACES, f.PLACE_ONE, f.NUMBERS,
    f.NUMBER_ONE, f.KINDS, f.LEGAL_DIFFERS, f.LOSS, f.TOP_MISSING, f.APART,
)  # fmt: skip
_PER_QUERY = 12  # entities labelled per query


class Labelled(NamedTuple):
    """Pairs: features, whether it is the same entity, kind of the reference name, and the query."""

    features: np.ndarray
    same: np.ndarray
    kind: np.ndarray
    query: np.ndarray


def labelled(
    reference: Sequence[tuple[str, str, int]], asked: Sequence[tuple[str, frozenset[str]]]
) -> Labelled:
    """Return the labelled candidates of queries; reference rows are (entity id, name, kind)."""
    ids: dict[str, int] = {}
    entity = np.array([ids.setdefault(row[0], len(ids)) for row in reference])
    kind = np.array([row[2] for row in reference])
    index = Index.of([row[1] for row in reference], entity, kind)
    names = [name for name, _ in asked]
    found = index.search(names, limit=_PER_QUERY, weights=start_weights())
    at, place = np.nonzero(found.rows >= 0)
    rows = found.rows[at, place].astype(np.int64)
    book, near, _ = index.read(names)
    room = laid(features=len(rows))
    spare = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
    score_pairs(
        len(rows), book, at.astype(np.uint32), index.reference.book, rows.astype(np.uint32),
        index.reference.kind, start_weights(), near, desk(), *spare, room,
    )  # fmt: skip
    truth = [{ids[e] for e in right if e in ids} for _, right in asked]
    same = np.array([entity[r] in truth[a] for a, r in zip(at, rows, strict=True)])
    return Labelled(room.features, same, kind[rows], at)


def start_weights() -> np.ndarray:
    """Return the shipped weights, or where there are none rough ones: agreement less what is missing."""
    try:
        return model.weights()
    except (OSError, ValueError):
        weights = np.zeros((3, f.COUNT + 1), np.int64)
        for at in (f.EQ_CORE, f.EQ_KNOWN, f.EQ_PLACE, f.HIGH, f.SOUNDING, f.AS_ONE, f.MIDDLE):
            weights[:, at] = 500
        weights[:, f.ACR] = 3000
        weights[:, (f.MISS, f.MISS_KNOWN)] = -250
        weights[:, (f.LONG_2, f.LONG_3, f.LONG_4)] = 6000
        return weights


def sdn_pairs(folder: Path, rounds: int) -> list[Labelled]:
    """Return pairs of the SDN list, another alias per entity held out in each round."""
    lists = read_sdn(folder)
    same = same_as(lists)
    persons = Recombination(n for one in lists if one.kind == PERSON for n in one.names)
    bodies = Recombination(n for one in lists if one.kind != PERSON for n in one.names)
    parts = []
    for seed in range(rounds):
        dice = random.Random(1000 + seed)
        exam = sdn_examination(folder, 1000 + seed)
        rows = [(r.entity_id, r.name, 1 if r.kind == PERSON else 2) for r in exam.reference]
        asked = [(c.query.name, c.truth) for c in exam.listed if part_of(min(c.truth)) == "train"]
        few = len(asked)
        asked += [(n, frozenset()) for n in persons.drawn(dice, few // 6)]
        asked += [(n, frozenset()) for n in bodies.drawn(dice, few // 3)]
        asked += [(n, frozenset()) for n in strangers(dice, few // 2)]
        known = [(one.names[0], frozenset({one.entity_id})) for one in lists]
        mine = [one for one in known if part_of(min(one[1])) == "train"]
        asked += [(perturbed(n, dice), e) for n, e in dice.sample(mine, few // 6)]
        # The names themselves, as most people write them: held-out names are never letter for letter.
        asked += [(n, same[e]) for n, e in dice.sample([(n, min(e)) for n, e in mine], few // 6)]
        parts.append(labelled(rows, asked))
    return parts


def strangers(dice: random.Random, count: int) -> list[str]:
    """Return names of people put together at random from common words of names."""
    words = list(tables.read_table("names").items())
    weights = [int(values[0]) for _, values in words]
    drawn = iter(dice.choices([word for word, _ in words], weights, k=3 * count))
    return [" ".join(next(drawn) for _ in range(dice.choice((2, 2, 3)))) for _ in range(count)]


def registry_pairs(folder: Path, count: int) -> Labelled:
    """Return pairs of the registry: other names of an organisation against its Latin ones."""
    dice = random.Random(7)
    bodies = dice.sample(sorted(read_ror(folder)), 26_000)
    listed, others = bodies[:20_000], [one for one in bodies[20_000:] if one.latin]
    rows: list[tuple[str, str, int]] = []
    asked: list[tuple[str, frozenset[str]]] = []
    for one in listed:
        names = list(dict.fromkeys(one.latin))
        if fold_of(one.entity_id) > 2:
            me = frozenset({one.entity_id})
            asked += [(name, me) for _, name in dice.sample(one.native, min(1, len(one.native)))]
            if len(names) > 1:
                asked.append((names.pop(), me))
        rows += [(one.entity_id, name, 2) for name in names]
    asked = dice.sample(asked, min(count, len(asked)))
    asked += [(dice.choice(one.latin), frozenset()) for one in others[: count // 2]]
    asked += [
        (perturbed(r[1], dice), frozenset({r[0]}))
        for r in dice.sample(rows, count // 4)
        if fold_of(r[0]) > 2
    ]
    owners: dict[str, set[str]] = {}
    for entity_id, name, _ in rows:
        owners.setdefault(name, set()).add(entity_id)
    own = [r for r in dice.sample(rows, count // 4) if fold_of(r[0]) > 2]
    asked += [(name, frozenset(owners[name])) for _, name, _ in own]
    return labelled(rows, asked)


def fit(data: Labelled, prior: np.ndarray | None = None, ridge: float = 20.0) -> np.ndarray:
    """Return weights (bias last) by Newton's method, pulled to `prior`; wrong signs become 0."""
    x = np.hstack([data.features / 1000.0, np.ones((len(data.same), 1))])
    y = data.same.astype(float)
    scale = np.maximum(x.std(axis=0), 1e-6)
    scale[-1] = 1.0
    x /= scale
    centre = np.zeros(x.shape[1]) if prior is None else prior * scale
    pull = np.full(x.shape[1], ridge)
    pull[-1] = 0.0
    _, groups = np.unique(data.query, return_inverse=True)
    free = x.std(axis=0) > 0
    free[-1] = True
    weights = np.where(free, centre, 0.0)
    while True:
        weights = _newton(x, y, np.where(free, weights, 0.0), free, pull, centre, groups)
        wrong = np.zeros(len(weights), bool)
        wrong[list(FOR)] = weights[list(FOR)] < -1e-9
        wrong[list(AGAINST)] = weights[list(AGAINST)] > 1e-9
        if not wrong.any():
            found: np.ndarray = weights / scale
            return found
        free &= ~wrong


def _newton(  # noqa: PLR0913, PLR0917 - the parts of one formula
    x: np.ndarray,
    y: np.ndarray,
    weights: np.ndarray,
    free: np.ndarray,
    pull: np.ndarray,
    centre: np.ndarray,
    groups: np.ndarray,
) -> np.ndarray:
    """Minimise the loss over the free weights, halving a step that does not help.

    Of each query's candidates one at most is right: a choice among them and none, which has odds 1.
    """
    count = int(groups.max()) + 1
    wanted = np.maximum(np.bincount(groups, y, count), 1)[groups]
    target = y / wanted  # where two candidates are right, each by half

    def chances(w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        odds = np.exp(np.clip(x @ w, -30, 30))
        total = 1 + np.bincount(groups, odds, count)
        return odds / total[groups], np.log(total)

    def loss(w: np.ndarray) -> float:
        _, total = chances(w)
        return float(total.sum() - (target * (x @ w)).sum() + (pull * (w - centre) ** 2).sum() / 2)

    before = loss(weights)
    for _ in range(40):
        p, _ = chances(weights)
        gradient = (x.T @ (p - target) + pull * (weights - centre))[free]
        part = x[:, free]
        mean = np.zeros((count, part.shape[1]))
        np.add.at(mean, groups, part * p[:, None])
        hessian = (part.T * p) @ part - mean.T @ mean + np.diag(pull[free] + 1e-6)
        step = np.zeros(len(weights))
        step[free] = np.linalg.solve(hessian, gradient)
        size = 1.0
        while size > 1e-6 and loss(weights - size * step) > before:
            size /= 2
        weights = weights - size * step
        after = loss(weights)
        if before - after < 1e-6 * max(1.0, before):
            return weights
        before = after
    return weights


def write(weights: np.ndarray) -> None:
    """Write the weights, kinds by features, as whole numbers."""
    whole = np.rint(weights * 1000).astype(int)
    whole[:, -1] = np.rint(weights[:, -1] * 1_000_000).astype(int)
    rows = [
        f"{name}\t" + "\t".join(map(str, whole[:, at]))
        for at, name in enumerate((*f.NAMES, "bias"))
    ]
    head = "feature\t" + "\t".join(model.KINDS)
    WEIGHTS.write_text(TABLE_HEAD + "\n".join([head, *rows]) + "\n", encoding="utf-8")


def calibrated(weights: np.ndarray, folder: Path) -> np.ndarray:
    """Stretch and shift the weights so that the best answer's log-odds are those of being right.

    On the development third: the same number of listed and unlisted names, of the SDN
    list, one stretch and shift for each kind of reference name.
    """
    whole = np.rint(weights * 1000).astype(np.int64)
    whole[:, -1] = np.rint(weights[:, -1] * 1_000_000)
    scores, right, kinds = [], [], []
    for seed in range(2):
        exam = sdn_examination(folder, 2000 + seed)
        rows = [(r.entity_id, r.name, 1 if r.kind == PERSON else 2) for r in exam.reference]
        ids: dict[str, int] = {}
        entity = np.array([ids.setdefault(row[0], len(ids)) for row in rows])
        kind = np.array([row[2] for row in rows])
        cases = exam.part("development")
        index = Index.of([row[1] for row in rows], entity, kind)
        found = index.search([c.query.name for c in cases], limit=1, weights=whole)
        for case, row, score in zip(cases, found.rows[:, 0], found.scores[:, 0], strict=True):
            if row >= 0:
                scores.append(score / 1000)
                right.append(entity[row] in {ids[e] for e in case.truth if e in ids})
                kinds.append(kind[row])
    s, y, k = np.array(scores), np.array(right, float), np.array(kinds)
    result = weights.copy()
    for at, chosen in enumerate((k > 0, k == model.PERSON, k == model.ORGANISATION)):
        x = np.column_stack([s[chosen], np.ones(int(chosen.sum()))])
        free, pull = np.ones(2, bool), np.array([1.0, 0.0])
        stretch, shift = _newton(
            x, y[chosen], np.array([1.0, 0.0]), free, pull, np.array([1.0, 0.0]), np.arange(len(x))
        )
        print(model.KINDS[at], "stretch", round(stretch, 3), "shift", round(shift, 3))
        result[at] *= stretch
        result[at, -1] += shift
    return result


def joined(parts: Sequence[Labelled]) -> Labelled:
    """Return the pairs of all parts, their queries numbered on."""
    last, numbered = 0, []
    for part in parts:
        numbered.append(part._replace(query=part.query + last))
        last += int(part.query.max()) + 1
    return Labelled(*(np.concatenate(arrays) for arrays in zip(*numbered, strict=True)))


def main() -> None:
    """Gather, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=Path(os.environ.get("COUNTERFOIL_REAL_DATA", "."))
    )
    parser.add_argument("--rounds", type=int, default=4)
    given = parser.parse_args()
    sdn = joined(sdn_pairs(given.data, given.rounds))
    registry = registry_pairs(given.data, 4000)
    both = joined([sdn, registry])
    print("pairs", len(both.same), "same", int(both.same.sum()))
    everything = fit(both)
    by_kind = [everything]
    for kind in (model.PERSON, model.ORGANISATION):
        chosen = both.kind == kind
        by_kind.append(fit(Labelled(*(part[chosen] for part in both)), everything, ridge=20.0))
    write(calibrated(np.array(by_kind), given.data))


if __name__ == "__main__":
    main()
