import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import IntegrityError
from counterfoil.exports import coverage
from counterfoil.exports.fonts import FAMILIES, MONO_FAMILY, PaperFonts, note_on, open_fonts
from tests.exports import invented


@pytest.mark.parametrize("name", invented.NATIVE)
def test_native_names_print_as_they_are(fonts: PaperFonts, name: str) -> None:
    """Cyrillic, Chinese, Arabic and Korean names need no stand-in and no note."""
    assert fonts.printable(name) == (name, frozenset())
    assert fonts.printable(name).note == ""


@pytest.mark.parametrize(
    ("text", "shown", "script"),
    [
        (f"{invented.TIBETAN} (Veld)", "[bod-ljongs-slob-grw-] (Veld)", "Tibetan"),
        ("“ተቋም ምርምር”, Veld", "“[tek'wam mrmr]”, Veld", "Ethiopic"),
        (invented.CUNEIFORM, "[U+12000 U+12040 U+1208D]", "Cuneiform"),
        ("Veld \ue000", "Veld [U+E000]", "signs"),
        ("Veld 1\u20e3", "Veld [1]", "signs"),
    ],
)
def test_missing_glyphs_are_transliterated_with_a_note(
    fonts: PaperFonts, text: str, shown: str, script: str
) -> None:
    """A word with a missing glyph stands in square brackets in Latin letters, and a note says so."""
    printed = fonts.printable(text)
    assert printed.text == shown
    assert f"instead of {script}, " in printed.note


@given(st.text(st.characters()))
def test_what_is_printable_stays_so(fonts: PaperFonts, text: str) -> None:
    """Each character of a printable text has a glyph, and printing it again changes nothing."""
    once = fonts.printable(text)
    assert fonts.printable(once.text) == (once.text, frozenset())
    assert fonts.plain(text).text.isascii()


def test_notes_are_one_per_paper() -> None:
    """The scripts of a whole paper are named in one sentence."""
    assert "instead of Cuneiform and Tibetan, " in note_on({"\U00012000", "བ"})
    assert note_on(()) == ""


def test_scripts_without_glyphs_are_named(fonts: PaperFonts) -> None:
    """What doctor says: living scripts the fonts lack, none that they have, dead ones apart."""
    lost = fonts.scripts_not_printable()
    assert {"Tibetan", "Armenian", "Bengali", "Ethiopic", "Tamil"} <= set(lost)
    has = {"Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Han", "Hangul", "Hiragana", "Thai"}
    assert not has & set(lost)
    assert "Cuneiform" in fonts.scripts_not_printable(historic=True)
    assert not set(lost) & set(fonts.scripts_not_printable(historic=True))


def test_files_are_written_once_and_mended(tmp_path: Path) -> None:
    """A second opening writes nothing; a file cut short or an unreadable index is written again."""
    first = open_fonts(tmp_path)
    folder = first.folders[0]
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert open_fonts(tmp_path).coverage == first.coverage
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    (folder / "FiraGO-Bold.ttf").write_bytes(b"short")
    open_fonts(tmp_path)
    assert (folder / "FiraGO-Bold.ttf").stat().st_size > 100_000
    (folder / "coverage.json").write_text("{", encoding="ascii")
    assert open_fonts(tmp_path).coverage == first.coverage
    assert not list(folder.glob(".part-*"))


def test_coverage_is_what_the_files_have(fonts: PaperFonts) -> None:
    """The stored code points are those of the character map of the file."""
    with TTFont(fonts.folders[0] / "FiraGO-Regular.ttf") as font:
        assert fonts.coverage.fonts[0] == frozenset(font.getBestCmap())


@given(st.frozensets(st.integers(0, 0x10FFFF)))
def test_coverage_survives_storing(codepoints: frozenset[int]) -> None:
    """Code points come back as they were stored."""
    stored = coverage.Coverage((codepoints, frozenset({65, 66})))
    assert coverage.from_json(coverage.to_json(stored)) == stored
    assert json.loads(coverage.to_json(stored))[1] == [65, 2]


def test_marks_need_the_font_of_their_letter(fonts: PaperFonts) -> None:
    """A letter and its mark count only if one font has both, composed or not."""
    assert "e\u0301" in fonts.coverage
    assert "中" in fonts.coverage
    assert "中\u05d0" not in fonts.coverage


def test_only_our_fonts_are_known(fonts: PaperFonts) -> None:
    """Typst sees our families and nothing of the machine or of its own."""
    families = set(fonts.book.families())
    assert {*FAMILIES, MONO_FAMILY} <= families
    assert all(name in {"FiraGO", "Noto Sans", "Fira Mono"} or "CJK" in name for name in families)


def test_a_missing_family_is_refused(tmp_path: Path) -> None:
    """Typst would leave out the text silently, so a lost font is an error with what to do."""
    with pytest.raises(IntegrityError, match="FiraGO"):
        _ = PaperFonts((tmp_path,), coverage.Coverage((frozenset(),))).book
