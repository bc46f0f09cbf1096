"""The papers of the office as PDF/UA, read back."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from counterfoil.exports.fonts import PaperFonts
from counterfoil.exports.office import OfficePaper, office_pdf
from tests.exports import invented, invented_papers
from tests.exports.test_paper import HOSTILE, opened, words

PAPERS: dict[str, OfficePaper] = {
    "letter": invented_papers.letter(),
    "slip": invented_papers.slip(),
    "decision": invented_papers.decision(),
    "held": invented_papers.held(),
}


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_each_is_marked_as_accessible(paper: OfficePaper, fonts: PaperFonts) -> None:
    """The metadata claim PDF/UA-1; language, title and tags back it; the bytes repeat."""
    pdf = office_pdf(paper, fonts)
    reader = opened(pdf)
    catalog: Any = reader.trailer["/Root"]
    assert re.search(rb"pdfuaid:part(?:>|=[\"'])1", catalog["/Metadata"].get_data())
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title
    assert office_pdf(paper, fonts) == pdf


def test_the_letter_can_be_read_back(fonts: PaperFonts) -> None:
    """Questions, reasons, ticks, what is on file and rights stand in the text of the PDF."""
    text = words(office_pdf(invented_papers.letter(), fonts))
    for part in (
        "Kestrel Institute", "Dear Halvard Crine,", "Please answer by 17 Nov 2026", "1. Is this",
        "towed hydrophone array", "House rules, 3.1", "Your own word.", "2026-008, Drills",
        "people register, 1 Nov 2026", "Your rights", "A person decides.", "Date, signature",
        invented.DIGEST[:12],
    ):  # fmt: skip
        assert part in text, part
    assert text.count("I do not know") == 3


@pytest.mark.parametrize("name", [invented.CYRILLIC, invented.CHINESE, invented.KOREAN])
def test_names_in_other_scripts_are_printed(fonts: PaperFonts, name: str) -> None:
    """Names stand in their own script, with no note on fonts."""
    text = words(office_pdf(invented_papers.letter(name), fonts))
    assert name.replace(" ", "") in text.replace(" ", "")
    assert "square brackets" not in text


def test_an_arabic_name_is_printed(fonts: PaperFonts) -> None:
    """Every letter of a name that runs from the right is in the PDF, and nothing is replaced."""
    for paper in (invented_papers.letter(invented.ARABIC), invented_papers.held(invented.ARABIC)):
        text = words(office_pdf(paper, fonts))
        assert {char for char in invented.ARABIC if char.isalpha()} <= set(text)
        assert "square brackets" not in text


@pytest.mark.parametrize(
    "paper",
    [
        invented_papers.letter(invented.TIBETAN),
        invented_papers.slip(invented.TIBETAN),
        invented_papers.decision(invented.TIBETAN),
        invented_papers.held(invented.TIBETAN),
    ],
    ids=PAPERS,
)
def test_names_no_font_has_get_the_note(fonts: PaperFonts, paper: OfficePaper) -> None:
    """A Tibetan name stands in Latin letters, and the paper says so."""
    text = words(office_pdf(paper, fonts))
    assert "written in Latin letters instead of Tibetan" in text
    assert "[bod-ljongs" in text


def test_what_people_wrote_is_text(fonts: PaperFonts) -> None:
    """Typst code in a name is printed, not run."""
    text = words(office_pdf(invented_papers.letter(HOSTILE), fonts)).replace(" ", "")
    assert text.count(HOSTILE.replace(" ", "")) >= 2


def test_the_slip_is_one_page(fonts: PaperFonts) -> None:
    """The slip is one page with its hash, and stays one with twice as much that was not done."""
    slip = invented_papers.slip()
    more = dataclasses.replace(slip, not_modelled=slip.not_modelled * 12, limits=slip.limits * 8)
    for one in (slip, more):
        pdf = office_pdf(one, fonts)
        assert len(opened(pdf).pages) == 1
        assert invented.DIGEST in words(pdf)
        assert not re.search("clear", words(pdf), re.IGNORECASE)


def test_the_decision_carries_the_hash_and_the_inputs(fonts: PaperFonts) -> None:
    """An auditor finds the digest in full, each input, and both signature lines."""
    text = words(office_pdf(invented_papers.decision(), fonts))
    assert invented.DIGEST in text
    assert "snapshot:x-registry" in text
    assert text.count("Date, signature") == 2
    assert "Confirmed by a second person" in text
