import dataclasses
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, sync_playwright

from counterfoil.exports.page import dossier_html, overview_html
from tests.exports import invented

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}"


class Reader(HTMLParser):
    """Collects the elements, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element and its attributes."""
        if tag != "text":  # lines of a picture: as many as a name needs
            self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data


PAGES = {
    "dossier": dossier_html(invented.dossier()),
    "overview": overview_html(invented.overview()),
    "empty dossier": dossier_html(dataclasses.replace(invented.empty(), title="Nothing")),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_nothing_runs_and_nothing_is_fetched(page: str) -> None:
    """No script, handler, form or outside address; the policy forbids them as well."""
    reader = Reader(page)
    assert not {"script", "link", "iframe", "object", "form", "img", "base"} & set(reader.tags)
    assert not [name for name, _ in reader.attributes if name.startswith("on") or name == "style"]
    addresses = [value for name, value in reader.attributes if name in {"href", "src"}]
    assert not [value for value in addresses if ":" in value]
    assert "url(" not in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_headings_step_down_one_at_a_time(page: str) -> None:
    """There is one first heading, and no level is skipped."""
    levels = [int(tag[1]) for tag in Reader(page).tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_what_people_wrote_is_text() -> None:
    """Markup and template code in names and titles is shown, not obeyed."""
    clean, page = (
        Reader(dossier_html(invented.dossier(name, title=name))) for name in ("Veld", HOSTILE)
    )
    assert page.tags == clean.tags
    assert page.text.count(HOSTILE) > 5
    assert "49" not in page.text.replace(invented.DIGEST, "")


@settings(max_examples=30)
@given(st.text(st.characters(), max_size=60))
def test_any_text_leaves_the_page_as_it_is(text: str) -> None:
    """Whatever stands in a name, the page has the same elements and can be written."""
    page = dossier_html(invented.dossier(f"A{text}", title=f"A{text}"))
    expected = Reader(dossier_html(invented.dossier("A", title="A"))).tags
    assert Reader(page).tags == expected
    assert page.encode("utf-8")


def test_names_keep_their_script_and_direction() -> None:
    """A native name is isolated, may run from the right, and says which script it is in."""
    page = PAGES["dossier"]
    assert f'<bdi dir="auto" lang="und-Arab">{invented.ARABIC}</bdi>' in page
    assert f'<bdi dir="auto" lang="ko">{invented.KOREAN}</bdi>' in page


def test_the_decision_page_says_it_all() -> None:
    """Interval, hold, rules with clause and mark, questions, hash and signature lines are there."""
    page = PAGES["dossier"]
    text = Reader(page[: page.index('class="annex"')]).text
    for part in (
        "2026-007", "assessed 3 Nov 2026", "at least REFER, at most PROHIBIT", "HOLD possible",
        "R3", "House rules, section 4", "verified", "to verify", "What would settle most", "S-12",
        "towed hydrophone array", "Hold", "Warn in person", "Checklist", "risk form", "stale",
        "12 Oct 2026", "Not modelled", invented.DIGEST, "Reason", "Proposed by", "Confirmed by",
        "NOT ASSESSABLE", "does not apply",
    ):  # fmt: skip
        assert part in text, part


def test_the_overview_links_to_its_dossiers_only() -> None:
    """Each row links to its page; an address elsewhere is dropped, its row is not."""
    row = dataclasses.replace(invented.row(1, "Survey"), link="javascript:alert(1)")
    other = dataclasses.replace(invented.row(2, "Survey"), link="//example.org/x")
    overview = dataclasses.replace(
        invented.overview(), rows=(row, other, invented.row(3, "Survey"))
    )
    page = overview_html(overview)
    assert re.findall('href="(.*?)"', page) == ["2026-003.html"]
    assert "2026-001" in page


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_same_page_twice(page: str) -> None:
    """A page depends on nothing but its view."""
    made = [dossier_html(invented.dossier()), overview_html(invented.overview()), page]
    assert page in made
    assert len(set(made)) <= 3


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
    """The checker axe finds nothing to object to: landmarks, contrast, names, tables, languages."""
    shown = browser.new_page()
    shown.set_content(page)
    results = Axe().run(shown)
    shown.close()
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_pages_fit_their_window(browser: Browser, page: str, width: int) -> None:
    """Nothing sticks out at the side of a telephone, a tablet or a desk."""
    shown = browser.new_page(viewport={"width": width, "height": 800})
    shown.set_content(page)
    wide = shown.evaluate("document.documentElement.scrollWidth")
    shown.close()
    assert wide <= width


@pytest.mark.browser
def test_long_words_do_not_stick_out(browser: Browser) -> None:
    """A name of 300 letters without a space breaks instead of widening the page."""
    shown = browser.new_page(viewport={"width": 360, "height": 800})
    shown.set_content(dossier_html(invented.dossier("x" * 300, title="y" * 300)))
    wide = shown.evaluate("document.documentElement.scrollWidth")
    shown.close()
    assert wide <= 360


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_policy_lets_our_style_through(browser: Browser, page: str) -> None:
    """The browser applies the style sheet and has nothing to complain of."""
    shown, said = browser.new_page(), list[str]()
    shown.on("console", lambda message: said.append(message.text))
    shown.set_content(page)
    border = shown.evaluate("getComputedStyle(document.querySelector('.head')).borderTopWidth")
    shown.close()
    assert border == "4px"
    assert said == []


@pytest.mark.browser
def test_the_overview_prints_on_two_pages(browser: Browser) -> None:
    """Fourteen engagements take at most two pages of A4."""
    shown = browser.new_page()
    shown.set_content(PAGES["overview"])
    printed = shown.pdf(prefer_css_page_size=True)
    shown.close()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= 2
