"""The plan of measures as an HTML page and as PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, sync_playwright

from counterfoil.exports.fonts import PaperFonts
from counterfoil.exports.office import office_html, office_pdf
from tests.exports import invented
from tests.exports.invented_plan import SAID, bare, plan
from tests.exports.test_page import HOSTILE, Reader
from tests.exports.test_paper import HOSTILE as TYPST
from tests.exports.test_paper import opened, words

PAGES = {"plan": office_html(plan()), "bare": office_html(bare())}


def test_the_page_says_it_all() -> None:
    """Measure, owner, day, proof, risk, rules with clause and mark, changes, lists: all there."""
    text = " ".join(Reader(PAGES["plan"]).text.split())
    for part in SAID:
        assert part in text, part


def test_nothing_asked_for_is_said() -> None:
    """A plan without a measure says so in each part, and frees nobody of anything."""
    text = " ".join(Reader(PAGES["bare"]).text.split())
    for part in ("No rule asks.", "Nothing for certain.", "no permission", "No list is loaded"):
        assert part in text, part
    assert "Each measure" not in text
    assert not re.search("clear", text, re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_nothing_runs_and_nothing_is_fetched(page: str) -> None:
    """No script, form, picture or outside address stands in it."""
    reader = Reader(page)
    assert not {"script", "link", "iframe", "form", "input", "img", "base"} & set(reader.tags)
    assert not [name for name, _ in reader.attributes if name.startswith("on") or name == "style"]
    assert not [v for name, v in reader.attributes if name in {"href", "src"}]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_headings_step_down_one_at_a_time(page: str) -> None:
    """There is one first heading, and no level is skipped."""
    levels = [int(tag[1]) for tag in Reader(page).tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_what_people_wrote_is_text() -> None:
    """Markup and template code in any field is shown and does nothing."""
    page, clean = Reader(office_html(plan(HOSTILE))), Reader(PAGES["plan"])
    assert page.tags == clean.tags
    assert page.text.count(HOSTILE) > 15


@settings(max_examples=20)
@given(st.text(st.characters(), max_size=40))
def test_any_text_leaves_the_page_as_it_is(text: str) -> None:
    """Whatever stands in a field, the page has the same elements and can be written."""
    page = office_html(plan(f"A{text}"))
    assert Reader(page).tags == Reader(PAGES["plan"]).tags
    assert page.encode("utf-8")
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", page)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Debian's chromium, started once."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_pages_are_accessible(browser: Browser, page: str) -> None:
    """The checker axe finds nothing to object to."""
    shown = browser.new_page()
    shown.set_content(page)
    results = Axe().run(shown)
    shown.close()
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.browser
def test_pages_fit_a_telephone(browser: Browser) -> None:
    """Nothing sticks out at the side at 360 pixels, not even a very long word."""
    shown = browser.new_page(viewport={"width": 360, "height": 800})
    for page in (PAGES["plan"], office_html(plan("A" * 3000))):
        shown.set_content(page)
        assert shown.evaluate("document.documentElement.scrollWidth") <= 360
    shown.close()


# --- PDF ----------------------------------------------------------------------------------------


def test_the_pdf_says_it_all(fonts: PaperFonts) -> None:
    """The same words stand in the PDF."""
    text = words(office_pdf(plan(), fonts))
    for part in SAID:
        assert part.replace(" ", "") in text.replace(" ", ""), part
    assert "Nothing for certain." in words(office_pdf(bare(), fonts))


def test_the_pdf_is_marked_as_accessible(fonts: PaperFonts) -> None:
    """The metadata claim PDF/UA-1; language, title, tags and header cells back it; bytes repeat."""
    pdf = office_pdf(plan(), fonts)
    reader = opened(pdf)
    catalog: Any = reader.trailer["/Root"]
    assert re.search(rb"pdfuaid:part(?:>|=[\"'])1", catalog["/Metadata"].get_data())
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Plan of measures for 2026-007 · Survey with Veld Institute"
    tags = _tags(catalog["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/L"} <= tags
    assert office_pdf(plan(), fonts) == pdf


def _tags(root: Any) -> set[str]:
    found: set[str] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found.add(str(node.get("/S", "")))
            if "/K" in node:
                waiting.append(node["/K"])
    return found


@pytest.mark.parametrize("name", [invented.CYRILLIC, invented.CHINESE, invented.KOREAN])
def test_names_in_other_scripts_are_printed(fonts: PaperFonts, name: str) -> None:
    """Names stand in their own script, with no note on fonts."""
    text = words(office_pdf(plan(name), fonts))
    assert name.replace(" ", "") in text.replace(" ", "")
    assert "square brackets" not in text


def test_typst_code_is_text(fonts: PaperFonts) -> None:
    """Typst code in a name is printed, not run; neither is a formula, nor a very long word."""
    text = words(office_pdf(plan(TYPST), fonts)).replace(" ", "")
    assert text.count(TYPST.replace(" ", "")) >= 10
    assert "=cmd|" in words(office_pdf(plan("=cmd|'/C x'!A0"), fonts))
    assert office_pdf(plan("A" * 3000), fonts).startswith(b"%PDF")


@settings(max_examples=6, deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_any_text_gives_a_pdf(fonts: PaperFonts, text: str) -> None:
    """Whatever stands in a field, there is a PDF."""
    assert office_pdf(plan(f"A{text}"), fonts).startswith(b"%PDF")
