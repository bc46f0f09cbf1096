"""`counterfoil letter`: the questions to one researcher, or to everybody who can answer one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterfoil.cli.options import Json, OfficeOut, Workspace
from counterfoil.cli.output import Progress, note, print_json, say, workbench
from counterfoil.errors import UsageError

if TYPE_CHECKING:
    from counterfoil.bootstrap.office import Letters


def letter(
    staff: Annotated[
        str | None, typer.Argument(metavar="[STAFF]", help="Staff reference of the reader.")
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help="Write to everybody with an open question.")
    ] = False,
    out: OfficeOut = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="LIST", help="Any of html, pdf, docx.")
    ] = "html,pdf,docx",
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Write the letter of questions to a researcher, over all engagements."""
    from counterfoil.bootstrap.office import letters_of
    from counterfoil.bootstrap.office_files import read_formats, write_letter

    if (staff is None) is not everybody:
        raise UsageError(
            "name one staff reference, or give --all",
            do="For example: counterfoil letter S-12, or counterfoil letter --all.",
        )
    wanted = read_formats(formats)
    progress = Progress()
    with workbench(workspace) as bench:
        found = letters_of(bench, staff)
        folder = bench.folder / "out" if out is None else out
        written = []
        for one in found.letters:
            written.append(write_letter(one, folder, wanted))
            progress.step(f"wrote the letter to {one.staff}")
        _remark(found, contact=bench.settings.office.contact)
    if json:
        from counterfoil.domain.plain import to_plain

        print_json(
            {
                "letters": [
                    {**to_plain(one), "files": [str(path) for path in paths]}
                    for one, paths in zip(found.letters, written, strict=True)
                ],
                "nobody_named": [{"engagement": e, "question": q} for e, q in found.nobody],
            }
        )
        return
    for one, paths in zip(found.letters, written, strict=True):
        say(f"{one.staff}  {one.title}, answer by {one.reply_by}")
        for path in paths:
            say(f"  {path}")
    if not found.letters:
        say("No question is open to a researcher.")


def _remark(found: Letters, *, contact: str) -> None:
    """Say on stderr what to look at before a letter is sent."""
    from counterfoil.domain.plain import to_plain
    from counterfoil.domain.wording import blame_in

    if found.letters and not contact:
        note("The letters say no address: set `contact` under [office] in counterfoil.toml.")
    for engagement, question in found.nobody:
        note(f"{engagement}: nobody is named who could answer: {question}")
    if found.changed:
        note(
            f"Changed since they were assessed: {', '.join(found.changed)}; run counterfoil assess."
        )
    for one in found.letters:
        words = blame_in(str(to_plain(one)))
        if words:
            note(f"Read the letter to {one.staff} before it leaves: it says {', '.join(words)}.")
