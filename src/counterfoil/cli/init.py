"""`counterfoil init`: make a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import Json
from counterfoil.cli.output import print_json, say, write_text
from counterfoil.errors import UsageError


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to make it.")] = Path(),
    organisation: Annotated[str, typer.Option(help="Name on the overview.")] = "",
    json: Json = False,
) -> None:
    """Make a workspace: counterfoil.toml, snapshots/ and record.sqlite."""
    from counterfoil.app.template import settings_template
    from counterfoil.bootstrap.workbench import open_workbench
    from counterfoil.settings import FILE

    path = folder / FILE
    if path.exists():
        raise UsageError(
            "a workspace is here already", where=str(path), do="Edit that file, or choose a folder."
        )
    write_text(path, settings_template(organisation))
    with open_workbench(folder):
        pass
    (folder / "engagements").mkdir(exist_ok=True)
    if json:
        print_json({"workspace": str(folder), "settings": str(path)})
        return
    say(f"Made a workspace in {folder}.")
    say("Next: counterfoil import LISTS...")
    say("      write engagements/*.toml, then counterfoil import engagements")
    say("      counterfoil assess")
