"""References inside an engagement's file: every id that is named must be there, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterfoil.sources.register_model import EngagementModel

Fault = tuple[str, str]  # what is wrong, what to do


def reference_faults(parsed: EngagementModel, parties: Sequence[str]) -> Iterator[Fault]:
    """Yield what is wrong with the references of a file whose parties have these ids."""
    staff = [person.staff for person in parsed.people]
    if len(set(parties)) != len(parties):
        yield "two parties have the same id", "Give each party its own id, or leave ids out."
    for one in sorted({s for s in staff if staff.count(s) > 1}):
        yield f"people: {one} stands twice", "Put each person once; affiliations are a list."
    for one in sorted(set(parties) & set(staff)):
        yield f"{one} is both a party and a person", "Give the person another staff reference."
    yield from _flow_and_tie_faults(parsed, parties)
    yield from _answer_faults(parsed, {*parties, *staff})
    for document in sorted(parsed.on_file.dates.keys() - set(parsed.on_file.documents)):
        what = f"on_file > dates: {document!r} is not among the documents"
        yield what, "Name it under documents too."


def _flow_and_tie_faults(parsed: EngagementModel, parties: Sequence[str]) -> Iterator[Fault]:
    known = f"Parties are: {', '.join(sorted(parties)) or 'none'}."
    for number, flow in enumerate(parsed.flows, 1):
        if bool(flow.to) == bool(flow.from_):
            yield f"flows > number {number}: needs either `to` or `from`", "Name one party."
        end = flow.to or flow.from_
        if end not in parties:
            yield f"flows > number {number}: no party {end!r}", known
    for number, tie in enumerate(parsed.ties, 1):
        if tie.target not in parties:
            yield f"ties > number {number}: no party {tie.target!r}", known


def _answer_faults(parsed: EngagementModel, ids: set[str]) -> Iterator[Fault]:
    known = ids | {f"F{number}" for number in range(1, len(parsed.flows) + 1)}
    for key, entry in parsed.answers.items():
        abouts = [given.about for given in entry]
        for about in sorted({x for x in abouts if x and x not in known}):
            what = f"answers > {key}: the engagement has no {about!r}"
            yield what, f"It has: {', '.join(sorted(known)) or 'none'}."
        if len(set(abouts)) != len(abouts):
            yield f"answers > {key}: answered twice for the same", "Keep one of them."
