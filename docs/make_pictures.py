# ruff: noqa: INP001, S603, T201 - a script beside the pages: it starts our own command and prints
"""Make docs/pictures/*.png from the demo, with Debian's chromium (and pdftoppm, where there is one).

Run it from the repository: `.venv/bin/python docs/make_pictures.py`. Everybody in the pictures is
invented. Nothing is fetched: the pages are read from a folder.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
ENGAGEMENT = "2026-007"
# Command -> the PDF it writes, and the picture of its first page.
PAPERS = {
    ("letter", "S-12"): ("letter-S-12.pdf", "letter-print"),
    ("slip", "2026-019"): ("slip-2026-019.pdf", "slip-print"),
    ("mitigation", "write", "2026-007"): ("mitigation-2026-007.pdf", "mitigation-print"),
}
WIDTH = 1200
WIDE = 1700  # for the page of many packs
HEIGHT = 1340
MARGIN = 8
PDF_DPI = 80
MAX_BYTES = 300_000


def main() -> int:
    """Make the demo, photograph it, and say how large each picture is."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("install chromium first: apt-get install chromium")
        return 2
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "demo"
        command = [sys.executable, "-m", "counterfoil", "demo"]
        subprocess.run(
            [*command, "-w", str(workspace), "--no-open"], check=True, stdout=subprocess.DEVNULL
        )
        out = workspace / "out"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--font-render-hinting=none"]
            )
            shoot(browser, out / "index.html", PICTURES / "overview.png")
            shoot(browser, out / f"{ENGAGEMENT}.html", PICTURES / "decision-page.png")
            shoot(browser, out / "side-by-side.html", PICTURES / "side-by-side.png", WIDE)
            browser.close()
        print_page(out / f"{ENGAGEMENT}.pdf", PICTURES / "decision-page-print")
        for words, (paper, picture) in PAPERS.items():
            command = [sys.executable, "-m", "counterfoil", *words, "-w", str(workspace)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            print_page(out / paper, PICTURES / picture)
    return report()


def shoot(browser: Browser, page_file: Path, picture: Path, width: int = WIDTH) -> None:
    """Photograph the top of a page in the light colours.

    The picture ends below the last list item, row or section that fits, not in the middle of one.
    """
    size = {"width": width, "height": HEIGHT}
    page = browser.new_page(viewport=size, color_scheme="light")  # type: ignore[arg-type]
    page.goto(page_file.as_uri())
    boxes = [item.bounding_box() for item in page.locator("li, tr, section").all()]
    ends = [box["y"] + box["height"] for box in boxes if box]
    height = max((end for end in ends if end < HEIGHT - MARGIN), default=HEIGHT) + MARGIN
    page.screenshot(path=picture, clip={"x": 0, "y": 0, "width": width, "height": height})
    page.close()


def print_page(pdf: Path, picture: Path) -> None:
    """Draw the first page of a PDF, where pdftoppm is installed."""
    tool = shutil.which("pdftoppm")
    if tool is None:
        print("pdftoppm is not installed: the printed page is left as it was")
        return
    options = ["-f", "1", "-l", "1", "-singlefile", "-png", "-r", str(PDF_DPI)]
    subprocess.run([tool, *options, str(pdf), str(picture)], check=True)


def report() -> int:
    """Print the size of each picture; 1 if one is too large for the repository."""
    sizes = {path.name: path.stat().st_size for path in sorted(PICTURES.glob("*.png"))}
    for name, size in sizes.items():
        print(f"{name}: {size // 1000} kB{' (too large)' if size > MAX_BYTES else ''}")
    return int(any(size > MAX_BYTES for size in sizes.values()))


if __name__ == "__main__":
    sys.exit(main())
