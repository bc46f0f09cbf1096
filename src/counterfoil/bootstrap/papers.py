"""Papers of a batch: the overview and a dossier per engagement, as HTML and PDF."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from counterfoil.bootstrap.assessing import Batch, page_name
from counterfoil.bootstrap.cache import cache_folder
from counterfoil.errors import UsageError
from counterfoil.exports.fonts import PaperFonts, open_fonts
from counterfoil.exports.page import dossier_html, overview_html
from counterfoil.exports.paper import dossier_pdf, overview_pdf

Step = Callable[[str], None]


def fonts_of() -> PaperFonts:
    """Return the fonts for PDFs, unpacked once into the user's cache folder."""
    return open_fonts(cache_folder() / "fonts")


def write_papers(batch: Batch, out: Path, step: Step) -> list[Path]:
    """Write index.html, overview.pdf, and ID.html and ID.pdf per engagement; return the paths."""
    fonts = fonts_of()
    dossiers = batch.dossiers
    written = [write_file(out / "index.html", overview_html(batch.overview).encode())]
    # The PDF writer lets other threads run while it sets pages; one more keeps them all busy.
    with ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) + 1) as pool:
        overview = pool.submit(overview_pdf, batch.overview, fonts)
        papers = pool.map(lambda dossier: dossier_pdf(dossier, fonts), dossiers)
        for dossier, paper in zip(dossiers, papers, strict=True):
            page = out / page_name(dossier.engagement_id)
            written.append(write_file(page, dossier_html(dossier).encode()))
            written.append(write_file(page.with_suffix(".pdf"), paper))
            step(f"wrote {page.name}")
        written.append(write_file(out / "overview.pdf", overview.result()))
    return written


def write_file(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all; raise UsageError where the place cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.tmp")
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError as fault:
        raise UsageError(f"cannot be written: {fault.strerror}", where=str(path)) from fault
    return path
