"""`counterfoil lists`: what is loaded, how old it is, what fills which role."""

from __future__ import annotations

from typing import Any

import typer

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import print_json, print_table, say, workbench


def lists(context: typer.Context, workspace: Workspace = None, json: Json = False) -> None:
    """Show the loaded lists and registries with edition, retrieval and what they fill."""
    if context.invoked_subcommand:
        return
    from counterfoil.bootstrap.catalogue import catalogue_of, stale_note

    with workbench(workspace) as bench:
        known = catalogue_of(bench)
        current = {m.snapshot_id for m in bench.store.current().values()}
        roles: dict[str, list[str]] = {}
        for role, names in bench.lists.items():
            for name in names:
                roles.setdefault(name, []).append(role)
        rows: list[dict[str, Any]] = [
            {
                "dataset": m.dataset,
                "title": m.title,
                "publisher": m.publisher,
                "licence": m.licence,
                "entities": m.entities,
                "statements": m.statements,
                "rows": m.rows,
                "edition": m.edition.isoformat() if m.edition else None,
                "retrieved": m.retrieved.isoformat(),
                "age_days": max((bench.as_of - m.as_of).days, 0),
                "stale": stale_note(bench, known.get(m.dataset), m)
                if m.snapshot_id in current
                else "",
                "snapshot": m.snapshot_id,
                "current": m.snapshot_id in current,
                "roles": roles.get(m.dataset, []),
                "source": m.source,
                "issues": m.issue_count,
                "dropped": dict(m.dropped),
            }
            for m in bench.store.manifests()
        ]
        unbound = sorted(set(roles) - {row["dataset"] for row in rows})
    if json:
        print_json({"datasets": rows, "bound_but_not_loaded": unbound})
        return
    if not rows:
        say("No list is loaded. Next: counterfoil import PATH...")
    else:
        header = ("dataset", "entities", "edition", "retrieved", "age", "fills", "")
        print_table(
            header,
            (
                (
                    row["dataset"],
                    row["entities"],
                    row["edition"] or "not stated",
                    row["retrieved"],
                    f"{row['age_days']} d",
                    ", ".join(row["roles"]),
                    row["stale"] if row["current"] else "earlier edition",
                )
                for row in rows
            ),
        )
    if unbound:
        say(f"Bound to a role but not loaded: {', '.join(unbound)}")
