"""`counterfoil judge`: a person's verdict."""

from __future__ import annotations

from typing import Annotated

import typer

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import print_json, say, workbench
from counterfoil.domain.judgement import Verdict


def judge(
    partner: Annotated[
        str, typer.Argument(metavar="PARTNER", help="Partner id or spelling (or an entity id).")
    ],
    entity: Annotated[
        str, typer.Argument(metavar="ENTITY", help="Entity id from a list, or another partner.")
    ],
    verdict: Annotated[Verdict, typer.Argument(metavar="same|different|unsure")],
    reason: Annotated[str, typer.Option(help="Why, for whoever reads it later.")],
    by: Annotated[str, typer.Option(metavar="WHO", help="Who judges.")],
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Say whether a partner and a listed entity (or two partners) are one body.

    Nothing is overwritten: a later verdict on the same pair stands, the earlier one stays on file.
    """
    from counterfoil.bootstrap.judging import record_verdict

    with workbench(workspace) as bench:
        judgement, names, bears_on = record_verdict(
            bench, partner, entity, verdict, reason=reason, by=by
        )
    if json:
        from counterfoil.domain.plain import to_plain

        print_json({"judgement": to_plain(judgement), "engagements": bears_on})
        return
    word = {"same": "is", "different": "is not", "unsure": "may or may not be"}[verdict.value]
    say(f"Kept: {names[0]} {word} {names[1]} ({by}: {reason})")
    where = ", ".join(bears_on) or "no engagement yet"
    say(f"It bears on {where}. Next: counterfoil assess")
