"""From a score per reference name to the best entities, equal scores in a random order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bench.matching.entrant import Answer

_NAMES_PER_ENTITY = 8
_SHAKE = 1e-4  # far below any real difference of two scores on a scale of 100


def best_entities(
    scores: npt.NDArray[np.floating],
    owners: Sequence[str],
    limit: int,
    dice: np.random.Generator,
) -> list[Answer]:
    """Return the entities of the highest scores; a score of zero is no answer."""
    wanted = min(len(scores), limit * _NAMES_PER_ENTITY)
    if not wanted:
        return []
    # A wide margin, so that ties at its edge are hardly ever cut; what is left is shuffled.
    rows = np.argpartition(scores, len(scores) - wanted)[len(scores) - wanted :]
    shaken = (
        scores[rows] + dice.random(wanted) * _SHAKE * max(float(scores[rows].max()), 1e-9) / 100
    )
    found: dict[str, Answer] = {}
    for row in rows[np.argsort(-shaken)]:
        score = float(scores[row])
        if score > 0 and owners[row] not in found:
            found[owners[row]] = Answer(owners[row], score)
            if len(found) == limit:
                break
    return list(found.values())
