"""`counterfoil screen`: names against lists, at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import Progress, as_dicts, note, print_json, say, workbench, write_text
from counterfoil.errors import NotFound, UsageError

if TYPE_CHECKING:
    from counterfoil.app.screen import Hit
    from counterfoil.ports.matcher import QueryName


def screen(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="One name.")] = None,
    queries: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Many names: columns id,name[,kind].")
    ] = None,
    domain: Annotated[
        str | None,
        typer.Option(
            metavar="DOMAIN",
            help="An internet domain or mail address: whose it is, then their names. Not kept.",
        ),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="DATASET", help="Only these datasets; may be given several times."),
    ] = None,
    reference: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Names to screen against (id,name[,kind]); no workspace."),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="CSV", help="Write results here.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Hits per name.")] = 10,
    weak: Annotated[bool, typer.Option("--weak", help="Show weak hits too.")] = False,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Screen a name, or a file of names, and say why each hit is one.

    A hit is a reason to look, never an identity: only a person's judgement says "same".
    """
    from counterfoil.app.screen import screen as run

    asked = (name is not None) + (queries is not None) + (domain is not None)
    if asked != 1 or (name is not None and not name.strip()):
        what = "give one NAME, a file with --queries, or --domain"
        raise UsageError(what, do="counterfoil screen --help")
    given = _given(workspace, name, queries, domain)
    if not given:
        hits = []
    elif reference is not None:
        from counterfoil.bootstrap.names import reference_index

        hits = list(run(given, reference_index(reference), None, limit=limit, weak=weak))
    else:
        single = name is not None and not json
        hits = _against_lists(workspace, given, against or [], limit, weak=weak, tell=single)
    if domain is not None:  # an organisation is no hit for its own name
        hits = [hit for hit in hits if hit.entity_id not in {query.query_id for query in given}]
    _show(given, hits, out, json=json)


def _given(
    workspace: Path | None, name: str | None, queries: Path | None, domain: str | None
) -> list[QueryName]:
    """Return the names to screen: one, those of a file, or those of a domain's organisations."""
    from counterfoil.bootstrap.names import one_name, owners_of_domain, read_names

    if domain is None:
        return one_name(name) if name is not None else read_names(queries or Path())
    with workbench(workspace) as bench:
        found = owners_of_domain(bench.store, domain)
    note(found.words())
    return found.queries()


def _against_lists(
    workspace: Path | None,
    given: list[QueryName],
    against: list[str],
    limit: int,
    *,
    weak: bool,
    tell: bool,
) -> list[Hit]:
    from counterfoil.app.screen import screen as run

    progress = Progress()
    with workbench(workspace) as bench:
        shelf, index = bench.screening(against)
        progress.step("indexed the lists")
        hits = list(run(given, index, shelf, limit=limit, weak=weak))
        current = bench.store.current()
        # Registries are looked at too, where a body in them leads to a listed one.
        names = {*bench.screened(against), *(h.dataset for h in hits if h.dataset)}
        looked = [current[n] for n in sorted(names) if n in current]
    if not looked:
        raise NotFound("no list is loaded", do="counterfoil import PATH... first")
    if tell:
        note("Looked at: " + ", ".join(f"{m.dataset} ({m.edition or m.retrieved})" for m in looked))
        if not hits and not weak:
            faint = len(list(run(given, index, shelf, limit=limit, weak=True)))
            if faint:
                note(f"weak hits: {faint} (an acronym alone is one); --weak shows them")
    return hits


def _show(given: list[QueryName], hits: list[Hit], out: Path | None, *, json: bool) -> None:
    from counterfoil.exports.table import SCREENING_HEADER, csv_text

    if out is None and not json:
        _print(given, hits)
        return
    rows = [
        (
            h.query_id,
            h.rank,
            h.entity_id,
            h.dataset,
            h.caption,
            h.score,
            h.band,
            "; ".join(reason.text() for reason in h.reasons),
            h.probability / 10_000,
        )
        for h in hits
    ]
    if out is None:
        found = zip(as_dicts(SCREENING_HEADER, rows), hits, strict=True)
        print_json([{**row, "reasons": [one.text() for one in h.reasons]} for row, h in found])
        return
    write_text(out, csv_text(SCREENING_HEADER, rows))
    note(f"{len(given)} names, {len(rows)} hits written to {out}")


def _print(given: list[QueryName], hits: list[Hit]) -> None:
    for query in given:
        mine = [hit for hit in hits if hit.query_id == query.query_id]
        say(f"{query.name}: " + (f"{len(mine)} to look at" if mine else "nothing like it found"))
        for hit in mine:
            lists = ", ".join(
                dataset + (f" since {since}" if since else "") for dataset, since in hit.lists
            )
            say(f"  {hit.band:<8} {hit.probability // 100:>3} %  {hit.caption}  [{hit.entity_id}]")
            if lists:
                say(f"           on {lists}")
            for reason in hit.reasons:
                say(f"           {reason.words()}")
    if not hits:
        say("That is no clearance: it says what was looked at, not who they are.")
