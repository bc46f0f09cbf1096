"""`counterfoil catalogue`: which datasets are known, where they come from, and what is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import print_json, say, workbench

if TYPE_CHECKING:
    from counterfoil.bootstrap.catalogue import Entry


def catalogue(workspace: Workspace = None, json: Json = False) -> None:
    """Show the datasets that are known: publisher, cadence, licence, address, what is loaded."""
    from counterfoil.bootstrap.catalogue import entries

    with workbench(workspace) as bench:
        found = entries(bench)
    if json:
        print_json({"datasets": [_as_json(entry) for entry in found]})
        return
    for entry in found:
        for line in _lines(entry):
            say(line)
    say("direct: `counterfoil import --fetch DATASET` takes it. by hand: save it from the page.")
    if any(not entry.known.checked for entry in found):
        say("unchecked: nobody has opened the address since it was written into the catalogue.")


def _lines(entry: Entry) -> list[str]:
    known = entry.known
    way = "direct" if known.is_direct else "by hand" if known.reader else "not read yet"
    loaded = _loaded(entry)
    return [
        f"{known.dataset}: {known.title}",
        f"  {known.publisher}; published {known.cadence}",
        f"  licence: {known.licence}",
        f"  {way}{'' if known.checked else ', unchecked'}: {known.page}",
        *([f"  loaded: {loaded}"] if loaded else []),
    ]


def _loaded(entry: Entry) -> str:
    if entry.manifest is None:
        return ""
    m = entry.manifest
    edition = m.edition.isoformat() if m.edition else f"retrieved {m.retrieved.isoformat()}"
    return f"{edition}; {entry.stale}" if entry.stale else edition


def _as_json(entry: Entry) -> dict[str, Any]:
    from counterfoil.domain.plain import to_plain

    m = entry.manifest
    loaded = None
    if m is not None:
        edition = m.edition.isoformat() if m.edition else None
        loaded = {"edition": edition, "retrieved": m.retrieved.isoformat(), "stale": entry.stale}
    return {**to_plain(entry.known), "direct": entry.known.is_direct, "loaded": loaded}
