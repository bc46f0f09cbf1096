"""The command line: commands, exit codes, and errors in words.

Exit codes: 0 ok; 1 a fault of ours; 2 usage; 3 bad data; 4 integrity; 10 from `assess`: something
needs a person or is on hold; 130 interrupted.
"""

from __future__ import annotations

import json
import os
import sys

import typer

from counterfoil import __version__
from counterfoil.cli import (
    areas,
    assess,
    catalogue,
    compare,
    demo,
    doctor,
    editions,
    export,
    ingest,
    init,
    judge,
    letter,
    lists,
    mitigation,
    packs,
    papers,
    partner,
    screen,
    show,
    warm_up,
)
from counterfoil.cli.output import note
from counterfoil.errors import CounterfoilError

# Typer carries its own click; importing the other one as well would double the start-up time.
_USAGE_FAULT: type[Exception] = next(
    kind
    for kind in typer.BadParameter.__mro__
    if issubclass(kind, Exception) and kind.__name__ == "UsageError"
)
_INTERRUPTED = 130

app = typer.Typer(
    name="counterfoil",
    help="From an engagement and a shelf of lists to a decision a person can sign.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("init")(init.init)
app.command("import")(ingest.import_)
_lists = typer.Typer(invoke_without_command=True)
_lists.callback()(lists.lists)
_lists.command("diff")(editions.diff)
app.add_typer(_lists, name="lists")
app.command("catalogue")(catalogue.catalogue)
app.command("screen")(screen.screen)
app.command("compare")(compare.compare)
app.command("areas")(areas.areas)
app.command("assess")(assess.assess)
app.command("judge")(judge.judge)
_partner = typer.Typer(help="Partners: merged, split, taken back, and who did it.")
_partner.command("merge")(partner.merge)
_partner.command("split")(partner.split)
_partner.command("undo")(partner.undo)
_partner.command("log")(partner.log)
app.add_typer(_partner, name="partner")
app.add_typer(packs.group, name="packs")
app.command("show")(show.show)
app.command("letter")(letter.letter)
app.command("slip")(papers.slip)
app.command("decision")(papers.decision)
app.command("held")(papers.held)
_mitigation = typer.Typer(help="The plan of measures: shown, written, changed with a reason.")
_mitigation.command("show")(mitigation.show)
_mitigation.command("write")(mitigation.write)
_mitigation.command("add")(mitigation.add)
_mitigation.command("edit")(mitigation.edit)
_mitigation.command("drop")(mitigation.drop)
_mitigation.command("restore")(mitigation.restore)
_mitigation.command("done")(mitigation.done)
_mitigation.command("log")(mitigation.log)
app.add_typer(_mitigation, name="mitigation")
app.command("export")(export.export)
app.command("doctor")(doctor.doctor)
app.command("warm-up")(warm_up.warm_up)
app.command("demo")(demo.demo)


@app.callback()
def _root(
    verbose: bool = typer.Option(False, "--verbose", "-v", help="Say more on stderr."),
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
) -> None:
    del version  # `main` answers it before any command is read; here it stands for --help
    if verbose:
        from counterfoil.logs import set_up_logs

        set_up_logs(verbose=True)


def main(arguments: list[str] | None = None) -> None:
    """Run the program and leave with one of the documented exit codes."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["--version"]:
        print(f"counterfoil {__version__}")
        sys.exit(0)
    code = _run(given or ["--help"])
    if code == _INTERRUPTED:  # Typer turns most of Ctrl-C into this code by itself
        print("\nInterrupted; nothing was left half done.", file=sys.stderr)
    sys.exit(code)


def _run(given: list[str]) -> int:
    as_json = "--json" in given
    try:
        code = app(args=given, standalone_mode=False, prog_name="counterfoil")
    except CounterfoilError as fault:
        _say(fault.what, fault.where, fault.do, as_json=as_json)
        return fault.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except _USAGE_FAULT as fault:
        _say(str(fault) or type(fault).__name__, "", "See counterfoil --help.", as_json=as_json)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:  # noqa: BLE001 - the last resort says what to report
        return _our_fault(fault, given, as_json=as_json)
    return code if isinstance(code, int) else 0


def _say(what: str, where: str, do: str, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"error": {"what": what, "where": where, "do": do}}), file=sys.stderr)
        return
    head = f"{where}: {what}" if where else what
    note(f"counterfoil: {head}")
    if do:
        note(f"  {do}")


def _our_fault(fault: Exception, given: list[str], *, as_json: bool) -> int:
    import traceback

    if "-v" in given or "--verbose" in given:
        traceback.print_exc()
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119
    what = f"a fault of ours: {type(fault).__name__}: {fault} (at {place})"
    do = (
        f"Please report this line with the command you ran and the version {__version__}; "
        "run it again with --verbose before the command for the whole trace."
    )
    _say(what, "", do, as_json=as_json)
    return 1
