"""How far back a rule looks, to the day: which day it counts from, which ends are included."""

from __future__ import annotations

import re

from counterfoil.domain.condition import calls
from counterfoil.domain.pack import Rule
from counterfoil.reasoning.ruletest import window_of, without_window
from counterfoil.reasoning.window import ASSESSMENT, START, counted_from

_BETWEEN = re.compile(r"^between-(.{10})-and-(.{10})$")
_REFERENCE = {
    "": "the day of proposal",
    START: "the first day of the engagement",
    ASSESSMENT: "the day of the assessment",
}


def look_back(window: str) -> str:
    """Return a window in words: from which day to which, and whether both are included."""
    form, suffix = counted_from(window)
    counted = _REFERENCE[suffix]
    if form == "current":
        return f"on {counted}"
    if form == "ever":
        return f"at any time up to {counted} (included)"
    if days := _BETWEEN.match(form):
        return f"from {days[1]} (included) to {days[2]} (not included), and not after {counted}"
    if form.startswith("since-listing"):
        floor = form.removeprefix("since-listing").removeprefix("-or-")
        later = f" or {floor}, whichever is later," if floor else ""
        return f"from the day the body was listed{later} to {counted}, both included"
    unit, _, number = form.partition("-")
    if unit == "since":
        return f"from {number} to {counted}, both included"
    unit = unit if number != "1" else unit.removesuffix("s")
    return f"from the day {number} {unit} before {counted} to that day, both included"


def windows_of(rule: Rule) -> tuple[str, ...]:
    """Return the windows a rule's condition looks through, in full, each once."""
    found = [window_of(call) for call in calls(rule.when) if without_window(call) is not None]
    return tuple(dict.fromkeys(found))
