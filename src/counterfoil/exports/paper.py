"""The dossier and the overview on paper: PDF/UA-1 through Typst, fed with data.

The templates are fixed files; what people wrote reaches them as JSON, so `#sys.panic()` in a name
is printed and not run. Texts are made printable with the fonts at hand before they are set. No
clock and nothing random goes in: the same dossier gives the same bytes with one version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from counterfoil.domain.dossier import Dossier, Overview, PathView
from counterfoil.domain.plain import from_plain, to_plain
from counterfoil.errors import CounterfoilError
from counterfoil.exports.fonts import FAMILIES, MONO_FAMILY, PaperFonts, Printed, note_on
from counterfoil.exports.picture import ladder_svg, path_drawing, path_words

_UNBROKEN = re.compile(r"[^\s\u200b]{40,}")
_PIECE = 16
SHORT_HASH = 12
_AS_IT_IS = frozenset({"digest", "low", "high", "status", "outcome"})
_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")

OVERVIEW_PAGES = 2
# What to try when the overview does not fit: rows of its table, then lines of each other part.
_ROWS = (60, 44, 34, 26, 20, 14, 8)
_LINES = (40, 10, 8, 6, 5, 4, 3, 2, 1)
_FEW_LINES = 4
_TWICE = frozenset({"warnings", "releases_on_hold"})  # what is due goes before what is counted

Shown = Callable[[str], Printed]
Plain = Any  # what `to_plain` returns: dicts, lists, texts, numbers


def dossier_pdf(dossier: Dossier, fonts: PaperFonts) -> bytes:
    """Return one dossier as PDF: the decision page, then the annex."""

    def view(shown: Shown) -> dict[str, Any]:
        data, note = _shown(to_plain(dossier), shown)
        for pack in data["packs"]:
            pack["ladder"] = ladder_svg(pack["low"], pack["high"])
        data["short"] = dossier.digest[:SHORT_HASH]
        data["pictures"] = [_picture(from_plain(PathView, path)) for path in data["paths"]]
        return {"view": data, "note": note}

    return _printed("dossier.typ", view, fonts)


def overview_pdf(overview: Overview, fonts: PaperFonts) -> bytes:
    """Return the overview as PDF of at most two pages; what does not fit is counted on it."""
    plain = to_plain(overview)
    tried: dict[tuple[int, int], bytes] = {}

    def fits(rows: int, lines: int) -> bool:
        def view(shown: Shown) -> dict[str, Any]:
            data, note = _shown(_cut(plain, rows, lines), shown)
            return {"view": data, "note": note}

        if (rows, lines) not in tried:
            tried[rows, lines] = _printed("overview.typ", view, fonts)
        return _page_count(tried[rows, lines]) <= OVERVIEW_PAGES

    rows, lines = min(len(overview.rows), _ROWS[0]), _LINES[0]
    if not fits(rows, lines):
        steps = (rows, *(step for step in _ROWS if step < rows))
        rows = next((step for step in steps if fits(step, _FEW_LINES)), _ROWS[-1])
        lines = next((step for step in _LINES if fits(rows, step)), _LINES[-1])
    return tried[rows, lines]


def paper_pdf(template: str, paper: object, fonts: PaperFonts) -> bytes:
    """Return one paper of the office as PDF; the template finds it as `view`."""
    plain = to_plain(paper)

    def view(shown: Shown) -> dict[str, Any]:
        data, note = _shown(plain, shown)
        return {"view": data, "note": note}

    return _printed(template, view, fonts)


def _printed(template: str, view: Callable[[Shown], dict[str, Any]], fonts: PaperFonts) -> bytes:
    """Set a template; where a font fails a text after all, once more in Latin letters alone."""
    from typst import TypstError

    try:
        return _set(template, view(fonts.printable), fonts)
    except TypstError:
        try:
            return _set(template, view(fonts.plain), fonts)
        except TypstError as error:
            raise CounterfoilError(
                f"the PDF could not be set: {error.message}",
                where=template,
                do="Use the HTML page, and report this with the words above.",
            ) from error


def _set(template: str, data: Mapping[str, Any], fonts: PaperFonts) -> bytes:
    from typst import Compiler

    folder = Path(str(files("counterfoil.exports"))) / "templates"
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "fonts": json.dumps({"text": FAMILIES, "mono": (MONO_FAMILY, *FAMILIES)}),
    }
    compiler = Compiler(root=folder, font_paths=fonts.book, ignore_system_fonts=True)
    pdf, _ = compiler.compile_with_warnings(
        input=folder / template, format="pdf", pdf_standards="ua-1", sys_inputs=inputs
    )
    if not isinstance(pdf, bytes):
        raise TypeError(f"Typst returned {type(pdf).__name__} for a PDF")
    return pdf


def _picture(path: PathView) -> dict[str, Plain]:
    drawing = path_drawing(path)
    return {
        "title": path.title,
        "alt": path_words(path),
        "height": round(drawing.height),
        "shapes": drawing.shapes_svg(),
        "lines": [{name: getattr(line, name) for name in line.__slots__} for line in drawing.lines],
    }


def _shown(value: Plain, shown: Shown) -> tuple[Plain, str]:
    """Return plain data with each text made printable, and the note on what was replaced."""
    lost: set[str] = set()

    def walk(item: Plain, key: str = "") -> Plain:
        if isinstance(item, str):
            text, missing = shown(item)
            lost.update(missing)
            return text if key in _AS_IT_IS else _UNBROKEN.sub(_breakable, text)
        if isinstance(item, dict):
            return {name: walk(part, name) for name, part in item.items()}
        if isinstance(item, list):
            return [walk(part) for part in item]
        return item

    return walk(value), note_on(lost)


def _breakable(match: re.Match[str]) -> str:
    """Let a line break inside a word that may be wider than the column."""
    word = match.group()
    return "\u200b".join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))


def _cut(overview: dict[str, Any], rows: int, lines: int) -> dict[str, Any]:
    """Shorten each list and count what was left out under `more`."""
    more: dict[str, int] = {}
    kept: dict[str, Plain] = {}
    for name, part in overview.items():
        if isinstance(part, list) and name != "counts":
            most = rows if name == "rows" else lines * (2 if name in _TWICE else 1)
            more[name] = max(0, len(part) - most)
            kept[name] = part[:most]
    return overview | kept | {"more": more}


def _page_count(pdf: bytes) -> int:
    """Return the pages of a PDF that Typst wrote; its page tree stands uncompressed."""
    return max((int(count) for count in _PAGES.findall(pdf)), default=1)
