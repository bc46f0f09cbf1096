"""Bands: shipped integer thresholds on the share that agrees and on the evidence it carries."""

from __future__ import annotations

from counterfoil.domain.match import Band

# `ratio`: share of both names' weight that agrees, in thousandths, after what speaks against.
# `evidence`: rarity of what agrees, in milli-nats.
STRONG_RATIO, POSSIBLE_RATIO = 860, 640
STRONG_EVIDENCE, STRONG_EVIDENCE_PERSON, POSSIBLE_EVIDENCE = 8_000, 8_500, 4_000
_HALF_EVIDENCE = 9_000  # evidence at which a full agreement scores three quarters


def band_of(ratio: int, evidence: int, *, is_person: bool = False) -> Band:
    """Return the band of a ratio and its evidence."""
    needed = STRONG_EVIDENCE_PERSON if is_person else STRONG_EVIDENCE
    if ratio >= STRONG_RATIO and evidence >= needed:
        return Band.STRONG
    if ratio >= POSSIBLE_RATIO and evidence >= POSSIBLE_EVIDENCE:
        return Band.POSSIBLE
    return Band.WEAK


def score_of(ratio: int, evidence: int) -> int:
    """Return the score, 0 to below 1000: never full, and higher for a rarer agreement."""
    if ratio <= 0:
        return 0
    return ratio * (500 + 500 * evidence // (evidence + _HALF_EVIDENCE)) // 1000


def at_most_possible(ratio: int) -> int:
    """Return a ratio below the strong threshold that keeps the order of ratios."""
    floor = STRONG_RATIO - 60
    return floor + (ratio - floor) * 59 // (1000 - floor) if ratio > floor else ratio


def at_most_weak(ratio: int) -> int:
    """Return a ratio below the possible threshold that keeps the order of ratios."""
    return ratio * (POSSIBLE_RATIO - 1) // 1000
