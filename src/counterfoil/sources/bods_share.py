"""Shares of the Beneficial Ownership Data Standard as the text that ties are read from."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

_WHOLE = 100
_KEYS = ("exact", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def percentage(share: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return the share as text, its exact bounds where the text cannot say them, and a problem.

    An excluded bound is written as an included one, which is wider, and stands in the second
    text: more than 25 and less than 50 gives `25-50` and `>25 to <50`. A share below one percent
    is written as a fraction of the whole, because a lone 0.5 may be a half.
    """
    if not share:
        return "", "", ""
    bounds = [_number(share, key) for key in ("exact", "minimum", "maximum")]
    exact, low, high = bounds
    low, is_over = _bound(share, "exclusiveMinimum", low)
    high, is_under = _bound(share, "exclusiveMaximum", high)
    found = [value for key in _KEYS if (value := _number(share, key)) is not None]
    wrong = not found or any(not 0 <= value <= _WHOLE for value in found)
    if wrong or _is_contradictory(share):
        return "", "", "the share is not a percentage or a range of them"
    if exact is not None:
        return _exact(exact), "", ""
    original = ""
    if is_over or is_under:
        lower = "" if low is None else f"{'>' if is_over else '≥'}{_text(low)}"
        upper = "" if high is None else f"{'<' if is_under else '≤'}{_text(high)}"
        original = " to ".join(bound for bound in (lower, upper) if bound)
    if low is None or high is None:
        return (f">{_text(low)}" if low is not None else f"<{_text(high or 0)}"), original, ""
    if 0 < low < 1:
        return f"0-{_text(high)}", original or f"≥{_text(low)} to ≤{_text(high)}", ""
    return f"{_text(low)}-{_text(high)}", original, ""


def _is_contradictory(share: Mapping[str, Any]) -> bool:
    """Tell whether any lower bound lies above any upper bound."""
    lowest = [_number(share, key) for key in ("minimum", "exclusiveMinimum")]
    highest = [_number(share, key) for key in ("maximum", "exclusiveMaximum")]
    return any(a > b for a in lowest for b in highest if a is not None and b is not None)


def _bound(
    share: Mapping[str, Any], key: str, known: Fraction | None
) -> tuple[Fraction | None, bool]:
    """Return a bound and whether it is excluded; the field is a number, in older files a flag.

    Where both an included and an excluded bound stand there, the wider one counts.
    """
    if share.get(key) is True:
        return known, known is not None
    number = _number(share, key)
    if number is None or known is None:
        return (known, False) if number is None else (number, True)
    wider = min(number, known) if key == "exclusiveMinimum" else max(number, known)
    return wider, wider != known


def _number(share: Mapping[str, Any], key: str) -> Fraction | None:
    value = share.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return Fraction(str(value))
    except ValueError:
        return None


def _exact(value: Fraction) -> str:
    if not 0 < value < 1:
        return _text(value)
    part = value / _WHOLE
    return f"{part.numerator}/{part.denominator}"


def _text(value: Fraction | int) -> str:
    number = Fraction(value)
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(number):f}".rstrip("0")
