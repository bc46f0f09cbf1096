"""`counterfoil lists diff`: what is different between two editions of a list."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

import typer

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import print_json, print_table, say, workbench

_VALUES_SHOWN = 3


def diff(
    earlier: Annotated[
        str,
        typer.Argument(metavar="A", help="DATASET@EDITION, a snapshot id, or DATASET alone."),
    ],
    later: Annotated[
        str, typer.Argument(metavar="[B]", help="The later edition; default: the last two of A.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="Rows shown per sort of change.")] = 25,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Compare two editions of a list: added, removed, renamed, changed; and whom it concerns."""
    from counterfoil.app.editions import choose, compare_editions
    from counterfoil.bootstrap.concerned import concerned_by
    from counterfoil.domain.edition import Fate
    from counterfoil.domain.plain import to_plain

    with workbench(workspace) as bench:
        left, right = choose([earlier, *([later] if later else [])], bench.store.manifests())
        found = compare_editions(
            bench.store, left.snapshot_id, right.snapshot_id, bench.matcher.fingerprint
        )
        concerned = concerned_by(bench, found)
    counts = Counter(change.fate for change in found)
    if json:
        print_json(
            {
                "earlier": to_plain(left),
                "later": to_plain(right),
                "counts": {fate.value: counts[fate] for fate in Fate},
                "changes": to_plain(tuple(found)),
                "concerned": [to_plain(one) for one in concerned],
            }
        )
        return
    say(f"{left.dataset}: {_edition(left)} against {_edition(right)}")
    say(", ".join(f"{fate.value}: {counts[fate]}" for fate in Fate))
    for fate in Fate:
        rows = [
            (change.caption, change.entity_id, _words(change))
            for change in found
            if change.fate is fate
        ]
        if rows:
            print_table((fate.value, "entity", ""), rows[:limit])
        if len(rows) > limit:
            say(f"... and {len(rows) - limit} more; --limit {len(rows)} shows them all.")
    for one in concerned:
        say(
            f"Concerns {one.partner} (judged {one.verdict}): {one.caption} was {one.fate};"
            f" engagements {', '.join(one.engagements) or 'none'}."
        )
    if concerned:
        say("Next: counterfoil assess")


def _edition(manifest: Any) -> str:  # noqa: ANN401 - a manifest, whose import would slow --help
    if manifest.edition:
        return f"edition {manifest.edition.isoformat()}"
    return f"retrieved {manifest.retrieved.isoformat()}"


def _words(change: Any) -> str:  # noqa: ANN401 - an EntityChange, as above
    parts = []
    if change.before and change.before != change.caption:
        parts.append(f"was {change.before}" + (f" ({change.why})" if change.why else ""))
    for prop in change.props:
        gone, came = (_some(values) for values in (prop.gone, prop.came))
        parts.append(
            f"{prop.prop}: " + " ".join(filter(None, (gone and f"- {gone}", came and f"+ {came}")))
        )
    return "; ".join(parts)


def _some(values: tuple[str, ...]) -> str:
    more = f" and {len(values) - _VALUES_SHOWN} more" if len(values) > _VALUES_SHOWN else ""
    return " | ".join(values[:_VALUES_SHOWN]) + more
