"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Workspace = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        metavar="DIR",
        help="The workspace; default: the folder you are in or one above it.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON on stdout.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Assess as on this day; default: today."),
]
OfficeOut = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Where to; default: out/ in the workspace."),
]
