"""Windows of time in words, with the day they count from."""

from __future__ import annotations

from counterfoil.reasoning.window import ASSESSMENT, START, counted_from

_FROM = {"": "the proposal", START: "the start", ASSESSMENT: "the day of the assessment"}
_ON = {"": "on the day of the proposal", START: "on the first day",
       ASSESSMENT: "on the day of the assessment"}  # fmt: skip


def window_words(window: str) -> str:
    """Return a window in words: `within 5 years before the proposal`."""
    form, counted = counted_from(window)
    if form == "current":
        return _ON[counted]
    if form == "ever":
        return "at any time" + (f" up to {_FROM[counted]}" if counted else "")
    if form.startswith("since-listing"):
        floor = form.removeprefix("since-listing").removeprefix("-or-")
        return "since its listing" + (f", or since {floor} if that is later" if floor else "")
    unit, _, number = form.partition("-")
    if unit in ("years", "months"):
        plural = unit if number != "1" else unit[:-1]
        return f"within {number} {plural} before {_FROM[counted]}"
    return (
        form.replace("-and-", " and ").replace("since-", "since ").replace("between-", "between ")
    )
