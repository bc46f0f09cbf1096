"""The papers of the office as HTML pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, sync_playwright

from counterfoil.exports.office import office_html
from tests.exports import invented, invented_papers
from tests.exports.test_page import HOSTILE, Reader

PAGES = {
    "letter": office_html(invented_papers.letter()),
    "slip": office_html(invented_papers.slip()),
    "decision": office_html(invented_papers.decision()),
    "held": office_html(invented_papers.held()),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_nothing_runs_and_nothing_is_fetched(page: str) -> None:
    """No script, form, picture or outside address stands in a paper."""
    reader = Reader(page)
    assert not {"script", "link", "iframe", "form", "input", "img", "base"} & set(reader.tags)
    assert not [name for name, _ in reader.attributes if name.startswith("on") or name == "style"]
    assert not [v for name, v in reader.attributes if name in {"href", "src"}]
    assert "default-src 'none'" in page


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_headings_step_down_one_at_a_time(page: str) -> None:
    """There is one first heading, and no level is skipped."""
    levels = [int(tag[1]) for tag in Reader(page).tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_letter_says_it_all() -> None:
    """Sender, reader, day, questions with reasons and rooms, what is on file, rights: all there."""
    text = " ".join(Reader(PAGES["letter"]).text.split())
    for part in (
        "Kestrel Institute", "security@kestrel.example", "Dear Halvard Crine,", "17 Nov 2026",
        "1. Is this underwater acoustics", "towed hydrophone array", "Why we ask", "House rules, 3.1",
        "What would settle it", "I do not know", "from … until …", "What is on file about you",
        "people register, 1 Nov 2026", "Write the right entry", "Your rights", "A person decides.",
        "Your signature", invented.DIGEST[:12],
    ):  # fmt: skip
        assert part in text, part
    assert text.count("I do not know") == 3


def test_the_slip_never_says_more_than_it_knows() -> None:
    """No form of `clear` stands on a slip; the hash, the edition, the retrieval and the age do."""
    text = " ".join(Reader(PAGES["slip"]).text.split())
    assert not re.search(r"clear", text, re.IGNORECASE)
    for part in ("No rule fired", "12 Oct 2026", "2 Nov 2026", "22 days", invented.DIGEST):
        assert part in text, part
    assert "NOT ASSESSABLE" in text
    assert "people's other affiliations" in text


def test_the_decision_has_room_for_two_signatures() -> None:
    """The form has a proposer, a second person, reasons, and an owner and a day per measure."""
    text = " ".join(Reader(PAGES["decision"]).text.split())
    for part in (
        "What is decided", "Reasons", "Who was heard", "Proposed by", "Confirmed by a second person",
        "Owner", "Due", "House rules, section 4", invented.DIGEST, "clock", "Whether the partner is",
    ):  # fmt: skip
        assert part in text, part
    assert text.count("Date, signature") == 2


def test_rows_under_a_name_alone_are_marked() -> None:
    """Only the section that rests on the name says that somebody else may bear it."""
    warned = "Somebody else may bear it too"
    assert PAGES["held"].count(warned) == 1
    assert warned not in office_html(invented_papers.held(by_name=False))


def test_names_keep_their_script_and_direction() -> None:
    """An Arabic name is isolated and tagged, and what is on file about it runs as it must."""
    page = office_html(invented_papers.letter(invented.ARABIC))
    assert f'<bdi dir="auto" lang="und-Arab">{invented.ARABIC}</bdi>' in page
    assert f'<td dir="auto">{invented.ARABIC}, scientist</td>' in page


def test_what_people_wrote_is_text() -> None:
    """Markup and template code in names is shown, not obeyed."""
    clean = Reader(office_html(invented_papers.letter("A")))
    page = Reader(office_html(invented_papers.letter(HOSTILE, HOSTILE)))
    assert page.tags == clean.tags
    assert page.text.count(HOSTILE) > 3


@settings(max_examples=20)
@given(st.text(st.characters(), max_size=40))
def test_any_name_leaves_the_page_as_it_is(text: str) -> None:
    """Whatever stands in a name, the page has the same elements and can be written."""
    page = office_html(invented_papers.letter(f"A{text}"))
    assert Reader(page).tags == Reader(PAGES["letter"]).tags
    assert page.encode("utf-8")


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
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_pages_fit_a_telephone(browser: Browser, page: str) -> None:
    """Nothing sticks out at the side at 360 pixels."""
    shown = browser.new_page(viewport={"width": 360, "height": 800})
    shown.set_content(page)
    wide = shown.evaluate("document.documentElement.scrollWidth")
    shown.close()
    assert wide <= 360


@pytest.mark.browser
def test_the_slip_prints_on_one_page(browser: Browser) -> None:
    """The slip's page takes one sheet of A4."""
    shown = browser.new_page()
    shown.set_content(PAGES["slip"])
    printed = shown.pdf(prefer_css_page_size=True)
    shown.close()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1
