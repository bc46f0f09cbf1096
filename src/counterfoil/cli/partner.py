"""`counterfoil partner`: spellings merged, split, taken back, and who did it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import print_json, print_table, say, workbench

if TYPE_CHECKING:
    from counterfoil.bootstrap.partnering import Done
    from counterfoil.domain.partner import ProposalView, SpellingPlace

_SHOWN = 5

Which = Annotated[str, typer.Argument(metavar="PARTNER", help="Partner id or spelling.")]
Why = Annotated[str, typer.Option(help="Why, for whoever reads it later.")]
Who = Annotated[str, typer.Option(metavar="WHO", help="Who says so.")]


def merge(
    partner: Which,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The partner that is the same.")],
    reason: Why,
    by: Who,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Make two partners one; the first keeps its id, the verdicts on both hold for it."""
    from counterfoil.bootstrap import partnering

    with workbench(workspace) as bench:
        done = partnering.merge(bench, partner, other, reason=reason, by=by)
    _say(done, json=json)


def split(
    partner: Which,
    spellings: Annotated[
        list[str], typer.Argument(metavar="SPELLING...", help="Spellings of another body.")
    ],
    reason: Why,
    by: Who,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Make spellings that were put to a partner by mistake a partner of their own."""
    from counterfoil.bootstrap import partnering

    with workbench(workspace) as bench:
        done = partnering.split(bench, partner, spellings, reason=reason, by=by)
    _say(done, json=json)


def undo(
    partner: Which, reason: Why, by: Who, workspace: Workspace = None, json: Json = False
) -> None:
    """Take back the latest merge or split of a partner; it stays on record."""
    from counterfoil.bootstrap import partnering

    with workbench(workspace) as bench:
        done = partnering.undo(bench, partner, reason=reason, by=by)
    _say(done, json=json)


def log(
    partner: Annotated[
        str | None, typer.Argument(metavar="[PARTNER]", help="Only this one; default: all.")
    ] = None,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Show who merged, split or took back what, when and why, oldest first."""
    from counterfoil.bootstrap.partnering import log_of

    with workbench(workspace) as bench:
        acts = log_of(bench, partner)
    if json:
        from counterfoil.domain.plain import to_plain

        print_json(to_plain(tuple(acts)))
        return
    rows = [
        (
            act.at[:16].replace("T", " "),
            f"{act.what}, taken back since" if act.taken_back else act.what,
            act.partner,
            " / ".join(filter(None, (act.other, *act.spellings))),
            act.reason,
            act.by,
        )
        for act in acts
    ]
    print_table(("when", "what", "partner", "with", "reason", "by"), rows)


def _say(done: Done, *, json: bool) -> None:
    if json:
        from counterfoil.domain.plain import to_plain

        print_json({"act": to_plain(done.act), "engagements": list(done.engagements)})
        return
    say(f"Kept: {done.words} ({done.act.by}: {done.act.reason})")
    if done.idle:
        say(
            f"Verdicts on {done.idle} entries given to it since stay on record and bear on nothing."
        )
    where = ", ".join(done.engagements) or "no engagement yet"
    say(f"It bears on {where}. Next: counterfoil assess")


def print_proposals(views: list[ProposalView]) -> None:
    """Print the spellings that may be one partner: why, where they stand, how to settle it."""
    if views:
        say("Spellings that may be one partner:")
    for number, view in enumerate(views, 1):
        one = view.proposal
        say(f"{number}. {one.left_name} / {one.right_name} ({one.band})")
        say(f"   because {'; '.join(one.reasons) or 'the names agree'}")
        for place in view.places:
            say(f"   {place.name}  [{place.partner}]  {_where(place)}")
        say(f"   the same:  {view.merge}")
        say(f"   different: {view.keep_apart}")


def _where(place: SpellingPlace) -> str:
    if not place.engagements:
        return "in no engagement"
    more = len(place.engagements) - _SHOWN
    found = ", ".join(place.engagements[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
    whence = [*place.units, *(f"sheet of {sender}" for sender in place.senders)]
    return f"in {found}" + (f" ({'; '.join(whence)})" if whence else "")


def with_proposals(
    rows: list[Mapping[str, object]], views: list[ProposalView]
) -> list[Mapping[str, object]]:
    """Return the rows of partners with the proposals each stands on the left of, for JSON."""
    from counterfoil.domain.plain import to_plain

    own: dict[object, list[Mapping[str, object]]] = {}
    for view in views:
        plain = {**to_plain(view.proposal), **to_plain(view)}
        plain.pop("proposal")
        own.setdefault(view.proposal.left, []).append(plain)
    return [{**row, "proposals": own.get(row["partner"], [])} for row in rows]
