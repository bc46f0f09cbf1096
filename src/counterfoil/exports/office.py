"""The papers of the office as HTML and PDF: one pair of templates for each."""

from __future__ import annotations

from counterfoil.domain.mitigation import MitigationPlan
from counterfoil.domain.papers import DecisionForm, HeldPaper, Letter, Slip
from counterfoil.exports.fonts import PaperFonts
from counterfoil.exports.page import paper_html
from counterfoil.exports.paper import paper_pdf

OfficePaper = Letter | Slip | DecisionForm | HeldPaper | MitigationPlan
_TEMPLATES: dict[type, str] = {
    Letter: "letter",
    Slip: "slip",
    DecisionForm: "decision",
    HeldPaper: "held",
    MitigationPlan: "mitigation",
}


def office_html(paper: OfficePaper) -> str:
    """Return a paper as one page without scripts."""
    return paper_html(f"{_TEMPLATES[type(paper)]}.html", paper)


def office_pdf(paper: OfficePaper, fonts: PaperFonts) -> bytes:
    """Return a paper as PDF/UA-1."""
    return paper_pdf(f"{_TEMPLATES[type(paper)]}.typ", paper, fonts)
