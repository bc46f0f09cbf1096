"""`counterfoil init`: make a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import Json
from counterfoil.cli.output import print_json, say, write_bytes, write_text
from counterfoil.errors import UsageError

_TEMPLATE = "register-template.xlsx"


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to make it.")] = Path(),
    organisation: Annotated[str, typer.Option(help="Name on the overview.")] = "",
    template: Annotated[
        bool,
        typer.Option(
            "--template", help="Write the spreadsheet for departments instead; DIR may be its name."
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Make a workspace, or with --template write the spreadsheet that departments fill in."""
    if template:
        if organisation:
            raise UsageError("--organisation is for a workspace; leave it out with --template")
        _write_template(folder, json=json)
        return
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


def _write_template(place: Path, *, json: bool) -> None:
    from counterfoil.exports.register_columns import COLUMNS
    from counterfoil.exports.register_template import template_xlsx

    path = place / _TEMPLATE if place.is_dir() else place
    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            "the template is an XLSX workbook",
            where=str(path),
            do=f"Name a folder that is there, or a file such as {_TEMPLATE}.",
        )
    if path.exists():
        raise UsageError(
            "a file is here already", where=str(path), do="Choose another name, or move it away."
        )
    write_bytes(path, template_xlsx())
    if json:
        print_json({"template": str(path), "columns": [column.label for column in COLUMNS]})
        return
    say(f"Wrote {path}: one row per engagement, instructions on its second sheet.")
    say("When it comes back: counterfoil import --register FILE --sender WHO")
