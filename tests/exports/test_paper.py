import dataclasses
import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from counterfoil.domain.dossier import Dossier
from counterfoil.errors import CounterfoilError
from counterfoil.exports import paper
from counterfoil.exports.fonts import PaperFonts, Printed
from counterfoil.exports.paper import dossier_pdf, overview_pdf
from tests.exports import invented

HOSTILE = "#sys.panic() *bold* $x^2$ _it_ `raw` #let x = 1 \\ // @ref <label> #[]"


def opened(pdf: bytes) -> PdfReader:
    """The PDF as pypdf reads it."""
    return PdfReader(io.BytesIO(pdf), strict=True)


def words(pdf: bytes) -> str:
    """All text of the PDF with line ends and break hints taken out."""
    text = " ".join(page.extract_text() for page in opened(pdf).pages)
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def small(*names: str) -> Dossier:
    """A short dossier in which the names stand in each kind of place."""
    return dataclasses.replace(
        invented.dossier(*names, title=names[0]),
        rules=(),
        facts=(),
        inputs=(),
        sources=(),
        packs=(),
    )


@pytest.fixture(scope="module")
def pdf(fonts: PaperFonts) -> bytes:
    """The worked example on paper, with parties in five scripts."""
    return dossier_pdf(invented.dossier(), fonts)


def test_native_names_can_be_read_back(pdf: bytes) -> None:
    """The text of the PDF holds each name in its own script."""
    text = words(pdf).replace(" ", "")
    for name in (invented.CYRILLIC, invented.CHINESE, invented.KOREAN):
        assert name.replace(" ", "") in text
    letters = {char for char in invented.ARABIC if char.isalpha()}
    assert letters <= set(text)


def test_names_no_font_has_are_transliterated(fonts: PaperFonts) -> None:
    """Tibetan and cuneiform names stand in Latin letters, and the decision page says so."""
    reader = opened(dossier_pdf(invented.dossier(invented.TIBETAN, invented.CUNEIFORM), fonts))
    first = " ".join(reader.pages[0].extract_text().split())
    assert "instead of Cuneiform and Tibetan, which the fonts of this paper do not have" in first
    assert "[bod-ljongs-slob-grw-]" in " ".join(page.extract_text() for page in reader.pages)


def test_only_our_fonts_are_in_it(pdf: bytes) -> None:
    """Each font is embedded and one of ours; the machine's fonts are ignored."""
    found = set()
    for page in opened(pdf).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"].get_object())
            found.add(str(descendant["/BaseFont"]).partition("+")[2].partition("-")[0])
    assert found == {"FiraGO", "FiraMono", "NotoSansCJKsc"}


def test_it_is_marked_as_accessible(pdf: bytes, fonts: PaperFonts) -> None:
    """The metadata claim PDF/UA-1, and language, title and tags are there to back it."""
    for reader in (opened(pdf), opened(overview_pdf(invented.overview(), fonts))):
        catalog: Any = reader.trailer["/Root"]
        metadata = catalog["/Metadata"].get_data()
        assert re.search(rb"pdfuaid:part(?:>|=[\"'])1", metadata)
        assert catalog["/Lang"] == "en"
        assert catalog["/MarkInfo"]["/Marked"]
        assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata is not None
        assert reader.metadata.title


def test_tables_and_pictures_are_tagged(pdf: bytes) -> None:
    """Header cells are told from cells, and each picture has a text in its place."""
    seen: dict[str, int] = {}
    told = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for part in node:
                walk(part)
        elif isinstance(node, dict):
            kind = str(node.get("/S", ""))
            seen[kind] = seen.get(kind, 0) + 1
            if kind == "/Figure":
                told.append(str(node.get("/Alt", "")))
            if "/K" in node:
                walk(node["/K"])

    catalog: Any = opened(pdf).trailer["/Root"]
    walk(catalog["/StructTreeRoot"])
    assert seen["/TH"] > 20
    assert seen["/H1"] >= 5
    assert len(told) == len(invented.dossier().paths)
    assert "Polar Holding VX-10007 (listed: Restricted parties, since 2021)" in told[0]


def test_what_people_wrote_is_text(fonts: PaperFonts) -> None:
    """Typst code in names and titles is printed, not run."""
    text = words(dossier_pdf(small(HOSTILE), fonts))
    assert text.replace(" ", "").count(HOSTILE.replace(" ", "")) > 5


def test_the_same_bytes_twice(pdf: bytes, fonts: PaperFonts) -> None:
    """No clock and nothing random goes in: two runs give the same bytes, other data other ones."""
    assert dossier_pdf(invented.dossier(), fonts) == pdf
    assert overview_pdf(invented.overview(), fonts) == overview_pdf(invented.overview(), fonts)
    assert dossier_pdf(invented.dossier(title="Other"), fonts) != pdf
    assert b"CreationDate" not in pdf
    assert b"CreateDate" not in pdf


def test_each_page_says_which_it_is(pdf: bytes) -> None:
    """Id, page of pages and the short hash stand on each page; the hash in full on the first."""
    pages = [" ".join(page.extract_text().split()) for page in opened(pdf).pages]
    for number, text in enumerate(pages, 1):
        assert f"2026-007 · page {number} of {len(pages)} · {invented.DIGEST[:12]}" in text
    assert invented.DIGEST in pages[0]


def test_the_decision_page_is_one_page(pdf: bytes) -> None:
    """The decision page of the worked example ends with its signature lines on page one."""
    pages = [" ".join(page.extract_text().split()) for page in opened(pdf).pages]
    for part in (
        "at least REFER, at most PROHIBIT", "HOLD possible", "R1, X1", "to verify", "NOT ASSESSABLE",
        "does not apply", "What would settle most", "Warn in person", "risk form", "Looked at",
        "stale", "Not modelled", "What is decided", "Reason", "Proposed by, date", "Confirmed by, date",
    ):  # fmt: skip
        assert part in pages[0], part
    assert pages[1].startswith("Annex")


@pytest.mark.parametrize("rows", [0, 14, 25, 300])
def test_the_overview_is_two_pages_at_most(fonts: PaperFonts, rows: int) -> None:
    """However many engagements, the overview keeps to two pages and counts what it leaves out."""
    pdf = overview_pdf(invented.overview(rows), fonts)
    assert len(opened(pdf).pages) <= 2
    shown = len(set(re.findall(r"2026-\d{3} Under-ice", words(pdf))))
    left = re.search(r"(\d+) more on the HTML page", words(pdf))
    assert shown + (int(left[1]) if left else 0) == rows
    assert shown == rows or rows > 25


def test_long_lists_are_cut_too(fonts: PaperFonts) -> None:
    """A hundred warnings, questions and spellings do not make a third page either."""
    overview = invented.overview()
    many = dataclasses.replace(
        overview,
        warnings=overview.warnings * 100,
        questions=overview.questions * 100,
        spellings=overview.spellings * 100,
    )
    assert len(opened(overview_pdf(many, fonts)).pages) <= 2


def test_a_long_word_is_broken(fonts: PaperFonts) -> None:
    """A name of 300 letters without a space is printed whole, over several lines."""
    assert "x" * 300 in words(dossier_pdf(small("x" * 300), fonts)).replace(" ", "")


def test_an_empty_dossier_is_printed(fonts: PaperFonts) -> None:
    """Nothing to say is said: no error, and the signature lines are still there."""
    assert "Confirmed by" in words(dossier_pdf(invented.empty(), fonts))


@settings(max_examples=12)
@given(st.lists(st.text(st.characters(), max_size=80), min_size=1, max_size=5))
def test_any_name_can_be_printed(fonts: PaperFonts, names: list[str]) -> None:
    """Arbitrary Unicode in names never keeps a dossier from being printed."""
    assert dossier_pdf(small(*names), fonts).startswith(b"%PDF-")


def test_a_text_the_fonts_fail_is_printed_in_latin(
    fonts: PaperFonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should a glyph be missing after all, the paper is set once more in Latin letters."""
    monkeypatch.setattr(PaperFonts, "printable", lambda _, text: Printed(text, frozenset()))
    text = words(dossier_pdf(small(invented.TIBETAN, invented.CYRILLIC), fonts))
    assert "[bod-ljongs-slob-grw-]" in text
    assert "[Institut morskoy akustiki Vel'dskogo universiteta]" in text


def test_a_paper_that_cannot_be_set_says_so(
    fonts: PaperFonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If even that fails, the error says what to use instead and what to report."""
    for name in ("printable", "plain"):
        monkeypatch.setattr(PaperFonts, name, lambda _, text: Printed(text, frozenset()))
    with pytest.raises(CounterfoilError, match="Use the HTML page"):
        dossier_pdf(small(invented.TIBETAN), fonts)


def test_pages_are_counted(fonts: PaperFonts) -> None:
    """The count the overview is cut by is the count another program sees."""
    pdf = dossier_pdf(invented.dossier(), fonts)
    assert paper._page_count(pdf) == len(opened(pdf).pages)
