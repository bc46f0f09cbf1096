"""`counterfoil compare`: pairs of names, scored and explained."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import Json
from counterfoil.cli.output import as_dicts, note, print_json, print_table, write_text
from counterfoil.errors import UsageError

_TWO = 2
_HEADER = ("id", "score", "band", "reasons", "probability")


def compare(
    pairs: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Pairs: columns id,left,right[,kind].")
    ] = None,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="LEFT RIGHT", help="Two names to compare.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="CSV", help="Write results here.")] = None,
    json: Json = False,
) -> None:
    """Compare pairs of names without any list; each score comes with its reasons."""
    from counterfoil.app.screen import Pair
    from counterfoil.app.screen import compare as run
    from counterfoil.bootstrap.names import new_matcher, read_pairs

    if pairs is not None and not names:
        given = read_pairs(pairs)
    elif names and len(names) == _TWO and pairs is None:
        given = [Pair("1", names[0], names[1])]
    else:
        raise UsageError("give two names, or a file with --pairs", do="counterfoil compare --help")
    rows = [
        (pair.pair_id, m.score, m.band.value, m.reasons, m.probability / 10_000)
        for pair, m in run(given, new_matcher())
    ]
    if out is not None:
        from counterfoil.exports.table import csv_text

        texts = [(*row[:3], "; ".join(r.text() for r in row[3]), row[4]) for row in rows]
        write_text(out, csv_text(_HEADER, texts))
        note(f"{len(rows)} pairs written to {out}")
    elif json:
        plain = [(*row[:3], [r.text() for r in row[3]], row[4]) for row in rows]
        print_json(as_dicts(_HEADER, plain))
    else:
        told = [(*row[:3], "; ".join(r.words() for r in row[3]), row[4]) for row in rows]
        print_table(_HEADER, told)
