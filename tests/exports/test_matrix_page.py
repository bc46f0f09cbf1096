"""The page that lays regimes side by side: hostile words, clauses and marks, cells and notes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from counterfoil.domain.matrix import NOT_APPLICABLE, Cell, Column, DecidingRule, Matrix, Row
from counterfoil.exports.page import matrix_html
from tests.exports.test_page import HOSTILE, Reader

LADDER = (
    *("none", "record", "disclose", "refer", "mitigate-suggested"),
    *("mitigate-recommended", "mitigate-required", "prohibit"),
)


def rule(rule_id: str, outcome: str = "refer", *, certain: bool = True) -> DecidingRule:
    """Return a deciding rule with a basis of its own."""
    basis = f"Instrument of {rule_id}, clause {rule_id}"
    mark = "verified" if certain else "to verify"
    return DecidingRule(
        rule_id, outcome, certain, certain, basis, mark, f"{rule_id} in plain words."
    )


def cell(pack_id: str, *rules: DecidingRule, **changes: object) -> Cell:
    """Return an assessed cell that rests on these rules."""
    plain = Cell(pack_id, "assessed", "REFER", "refer", "refer", "HOLD", rules, ())
    return replace(plain, **changes)  # type: ignore[arg-type]


ASIDE = {"status": NOT_APPLICABLE, "headline": "does not apply", "low": "none", "high": "none",
         "hold": ""}  # fmt: skip


def column(pack_id: str, *, in_force: bool = True) -> Column:
    """Return the head of a column."""
    when = "in force since 1 Oct 2026" if in_force else "in force until 8 May 2025"
    return Column(pack_id, f"Rules of {pack_id}", "An issuer", "2026-09-01", when, in_force)


def matrix(title: str = "Tide gauges") -> Matrix:
    """Return two engagements under three packs; the third applies to neither."""
    rows = (
        Row("2026-001", title, "grant", (
            cell("house", rule("R1"), rule("R2", "prohibit", certain=False)),
            cell("old", rule("O-1", "disclose"), notes=("as if it were in force; it is not",)),
            cell("far", **ASIDE),
        )),
        Row("2026-002", "A lecture", "talk", (
            cell("house", rule("R1")), cell("old", **ASIDE), cell("far", **ASIDE),
        )),
    )  # fmt: skip
    columns = (column("house"), column("old", in_force=False), column("far"))
    return Matrix("Quarry House", "3 Nov 2026", columns, rows, "Counterfoil 9")


def hostile() -> Matrix:
    """Return the matrix with hostile text wherever a person or a pack file may write."""
    bad = replace(rule("R1"), basis=HOSTILE, plain=HOSTILE, mark=HOSTILE)
    plain = matrix(HOSTILE)
    first = cell("house", bad, headline=HOSTILE, notes=(HOSTILE,))
    row = replace(plain.rows[0], cells=(first, *plain.rows[0].cells[1:]))
    head = replace(plain.columns[0], title=HOSTILE, issuer=HOSTILE)
    return replace(
        plain,
        organisation=HOSTILE,
        rows=(row, *plain.rows[1:]),
        columns=(head, *plain.columns[1:]),
    )


PAGES = {"plain": matrix_html(matrix()), "hostile": matrix_html(hostile())}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_nothing_runs_and_nothing_is_fetched(page: str) -> None:
    """No script, handler, picture or outside address; links stay on the page and lead somewhere."""
    reader = Reader(page)
    assert not {"script", "link", "iframe", "object", "form", "img", "base"} & set(reader.tags)
    assert not [name for name, _ in reader.attributes if name.startswith("on") or name == "style"]
    links = [value for name, value in reader.attributes if name in {"href", "src"}]
    ids = [value for name, value in reader.attributes if name == "id"]
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert len(set(ids)) == len(ids)
    assert "default-src 'none'" in page


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_headings_step_down_one_at_a_time(page: str) -> None:
    """There is one first heading, and no level is skipped."""
    levels = [int(tag[1]) for tag in Reader(page).tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_markup_in_titles_rules_and_packs_is_text() -> None:
    """Markup and template code is shown as it was written, wherever it comes from."""
    clean, page = Reader(matrix_html(matrix())), Reader(PAGES["hostile"])
    assert page.text.count(HOSTILE) >= 8
    # R2 is not in the hostile cell and one note more is: nothing else may differ.
    assert set(page.tags) == set(clean.tags)
    assert "49" not in page.text


def test_a_title_cannot_turn_the_page_round() -> None:
    """Characters that change the direction of what follows are left out; each title is isolated."""
    page = matrix_html(matrix("\u202eegagne\u202c \u2066left\u2069 مركز"))
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(page)
    assert re.search('2026-001 <span[^>]* dir="auto">egagne left مركز</span>', page)


def test_a_title_like_a_formula_is_a_title() -> None:
    """A formula is shown as text: a page is no spreadsheet, and nothing is cut from what was said."""
    text = '=HYPERLINK("http://x.example","y")'
    assert text in Reader(matrix_html(matrix(text))).text


@settings(max_examples=30)
@given(st.text(st.characters(), max_size=60))
def test_no_title_changes_the_elements_of_the_page(title: str) -> None:
    """Whatever a title holds, the page has the same elements in the same order."""
    assert Reader(matrix_html(matrix(title))).tags == Reader(PAGES["plain"]).tags


def test_every_cited_rule_shows_instrument_clause_and_mark() -> None:
    """Each rule on which an outcome rests stands once under its pack, with basis, mark and words."""
    page = PAGES["plain"]
    for cited, engagements in (
        (rule("R1"), "2026-001, 2026-002"),
        (rule("R2", "prohibit", certain=False), "2026-001 (may)"),
        (rule("O-1", "disclose"), "2026-001"),
    ):
        (row,) = re.findall(rf'<tr><th scope="row">{cited.rule_id}</th>.*?</tr>', page)
        cells = re.findall(r"<td[^>]*>(.*?)</td>", row)
        held = ", holds" if cited.hold else ""
        assert cells == [
            f"{cited.outcome}{held}", cited.plain, cited.basis, cited.mark, engagements
        ]  # fmt: skip


def test_a_cell_says_outcome_hold_and_rule_in_full() -> None:
    """The short word of a cell has the whole one behind it, with a rule it rests on."""
    titles = [value for name, value in Reader(PAGES["plain"]).attributes if name == "title"]
    assert any(t.startswith("house: REFER, HOLD") and "R1" in t for t in titles)


def test_a_pack_that_applies_to_nobody_is_named_and_has_no_column() -> None:
    """Below the table stands which packs were looked at and apply to none."""
    reader = Reader(PAGES["plain"])
    assert "Packs that apply to none of them: far." in reader.text
    assert [value for name, value in reader.attributes if name == "href"] == ["#house", "#old"]


def test_a_pack_that_is_not_in_force_says_so_in_its_column_and_below() -> None:
    """A dagger stands at its column, the day it ended and the note with its rules."""
    text = Reader(PAGES["plain"]).text
    assert "old †" in text
    assert "house †" not in text
    assert "† not in force on the day" in text
    assert "in force until 8 May 2025" in text
    assert "as if it were in force; it is not" in text


def test_a_cell_that_does_not_apply_says_so_to_who_hears_it() -> None:
    """The dot of an empty cell has words for a reading program."""
    reader = Reader(PAGES["plain"])
    assert [value for name, value in reader.attributes if value == "does not apply"] == [
        "does not apply"
    ]


@pytest.mark.parametrize("outcome", LADDER)
def test_each_step_of_the_ladder_can_stand_in_a_cell(outcome: str) -> None:
    """Every outcome has a short word of its own, which the page explains: never colour alone."""
    shown = cell("house", rule("R1", outcome), low=outcome, high=outcome)
    page = matrix()
    rows = tuple(replace(row, cells=(shown, *row.cells[1:])) for row in page.rows)
    html = matrix_html(replace(page, rows=rows))
    (legend,) = re.findall(f'<b class="outcome o-{outcome}">([^<]+)</b> ([^,.<]+)', html)[:1]
    assert legend[1] == ("no rule fired" if outcome == "none" else outcome.replace("-", " "))
    cells = html[html.index("<tbody>") : html.index("</tbody>")]
    assert cells.count(f'<b class="outcome o-{outcome}">{legend[0]}</b>') == len(rows) + (
        outcome == "refer"
    )


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_page_is_accessible_and_fits(chromium: Path, page: str) -> None:
    """The checker axe objects to nothing, and nothing sticks out on a telephone or a desk."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium))
        for width in (360, 1280):
            shown = browser.new_page(viewport={"width": width, "height": 800})
            shown.set_content(page)
            found = Axe().run(shown)
            assert found.violations_count == 0, found.generate_report()
            assert shown.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()
