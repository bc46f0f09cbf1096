"""`counterfoil demo`: the main job on the invented institute."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import Json
from counterfoil.cli.output import Progress, print_json, say

_TITLE = "The Skerrin Institute of Cold Seas is invented, and so is everybody in it."


def demo(
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", metavar="DIR", help="Where to make it.")
    ] = Path("counterfoil-demo"),
    open_: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the overview in a browser.")
    ] = True,
    json: Json = False,
) -> None:
    """Run the main job on the invented institute: import, assess, write dossiers."""
    from counterfoil.bootstrap.demo import SIDE_BY_SIDE, run_demo
    from counterfoil.cli.assess import print_overview

    progress = Progress()
    result = run_demo(workspace, progress.step)
    page = result.out / "index.html"
    if json:
        print_json(
            {
                "workspace": str(workspace),
                "overview": str(page),
                "side_by_side": str(result.out / SIDE_BY_SIDE),
                "engagements": len(result.batch.assessed),
                "files": [str(path) for path in result.written],
            }
        )
    else:
        say(_TITLE)
        print_overview(result.batch.overview_rows())
        say(f"Open next:  {page}")
        say(f"            {result.out / 'overview.pdf'}")
        say(f"            {result.out / '2026-007.pdf'}   (the worked example, for signature)")
        say(f"            {result.out / SIDE_BY_SIDE}   (the world's regimes side by side)")
        say("Then settle three engagements with one judgement:")
        say(f"  cd {workspace.resolve()}")
        program = _program()
        say(f"  {program} {result.judgement}")
        say(f"  {program} assess")
        say("Or write the papers that leave the office:")
        say(f"  {program} letter --all")
        say(f"  {program} decision 2026-007")
        say(f"  {program} slip 2026-001")
    if open_:
        import webbrowser

        webbrowser.open(page.resolve().as_uri())


def _program() -> str:
    """Return how this program was started, so that the next command can be pasted."""
    started = Path(sys.argv[0])
    return str(started.resolve()) if started.name == "counterfoil" else "counterfoil"
