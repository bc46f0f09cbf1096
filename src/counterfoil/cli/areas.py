"""`counterfoil areas`: passages of a text that suggest a sensitive or controlled area."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import print_json, say, workbench
from counterfoil.errors import DataError, UsageError

if TYPE_CHECKING:
    from counterfoil.bootstrap.workbench import Workbench
    from counterfoil.domain.area import Taxonomy
    from counterfoil.domain.case import Suggestion

_AROUND = 40  # characters shown on each side of a phrase
_LONGEST = 2_000_000  # characters of a text


def areas(
    what: Annotated[
        str | None,
        typer.Argument(metavar="TEXT|ENGAGEMENT", help="A text, or the id of an engagement."),
    ] = None,
    file: Annotated[Path | None, typer.Option(metavar="FILE", help="A text file (UTF-8).")] = None,
    taxonomy: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only this taxonomy; may be given several times."),
    ] = None,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Suggest areas for a text and quote the passage. A suggestion decides nothing: a person does.

    Without --taxonomy: those the packs in force ask about, and the control lists that are loaded.
    """
    from counterfoil.reasoning.suggest import suggest

    if (what is None) == (file is None) or (what is not None and not what.strip()):
        raise UsageError("give a TEXT, an ENGAGEMENT, or --file", do="counterfoil areas --help")
    with workbench(workspace) as bench:
        text = _read(file) if file is not None else _text(bench, what or "")
        chosen = _taxonomies(bench, taxonomy or [])
    phrases = {a.area_id: a.phrases for t in chosen for a in t.areas if a.phrases}
    found = suggest(text, phrases)
    titles = {a.area_id: a.title for t in chosen for a in t.areas}
    if json:
        print_json(_as_json(chosen, found, titles, text))
    else:
        _print(chosen, found, titles, text)


def _read(path: Path) -> str:
    do = "Save it as plain text in UTF-8."
    try:
        text = path.read_text("utf-8-sig")
    except OSError as fault:
        what = f"the file cannot be opened ({fault.strerror})"
        raise DataError(what, where=str(path)) from fault
    except UnicodeDecodeError as fault:
        raise DataError("the file is not UTF-8 text", where=str(path), do=do) from fault
    if len(text) > _LONGEST:
        what = f"the text is longer than {_LONGEST} characters"
        raise DataError(what, where=str(path), do="Give the summary instead of the whole work.")
    return text


def _text(bench: Workbench, what: str) -> str:
    """Return the title, summary and flows of an engagement of that id, else the text itself."""
    for engagement in bench.record.engagements():
        if engagement.engagement_id == what:
            flows = [flow.what for flow in engagement.flows]
            return "\n\n".join([engagement.title, engagement.summary, *flows])
    return what


def _taxonomies(bench: Workbench, names: list[str]) -> tuple[Taxonomy, ...]:
    from counterfoil.app.areas import CONTROL_LISTS
    from counterfoil.bootstrap.areas import one_taxonomy, wanted_taxonomies

    if names:
        return tuple(one_taxonomy(bench.folder, bench.store, n) for n in dict.fromkeys(names))
    have = {t.taxonomy_id for t in bench.taxonomies}
    lists = set(CONTROL_LISTS) - have
    return (*bench.taxonomies, *wanted_taxonomies(bench.folder, bench.store, lists))


def _print(
    chosen: tuple[Taxonomy, ...],
    found: tuple[Suggestion, ...],
    titles: dict[str, str],
    text: str,
) -> None:
    if not chosen:
        say("No taxonomy to look into: name one with --taxonomy, or import a control list.")
        return
    looked = ", ".join(f"{t.taxonomy_id} ({t.edition})" for t in chosen)
    say(f"Looked into: {looked}")
    for one in found:
        say(f"{one.area}: {titles[one.area]}")
        say(f"  {_quoted(text, one)}")
    if found:
        say("These are suggestions. A person decides whether the work is about the area.")
    else:
        say("No phrase of these lists was found. That is no clearance: a person decides.")


def _quoted(text: str, one: Suggestion) -> str:
    before = text[max(one.start - _AROUND, 0) : one.start]
    after = text[one.end : one.end + _AROUND]
    return " ".join(f"... {before}[{one.phrase}]{after} ...".split())


def _as_json(
    chosen: tuple[Taxonomy, ...],
    found: tuple[Suggestion, ...],
    titles: dict[str, str],
    text: str,
) -> dict[str, Any]:
    return {
        "taxonomies": [
            {"id": t.taxonomy_id, "title": t.title, "edition": t.edition.isoformat()}
            for t in chosen
        ],
        "suggestions": [
            {
                "area": one.area,
                "title": titles[one.area],
                "phrase": one.phrase,
                "start": one.start,
                "end": one.end,
                "passage": _quoted(text, one),
            }
            for one in found
        ],
        "decides": "a person",
    }
