"""The fonts of the paper: files for Typst, what they can print, and what stands in for the rest.

FiraGO prints Latin, Greek, Cyrillic, Arabic, Hebrew, Thai, Georgian and Devanagari; Noto Sans
adds rare Latin letters and marks; Noto Sans CJK prints Han, kana and hangul; Fira Mono is for
hashes and commands. All are under the SIL Open Font License and come as Python packages. The
first three are wrapped in Python modules, so they are written once to a cache folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from counterfoil.errors import IntegrityError
from counterfoil.exports.coverage import (
    Coverage,
    from_json,
    read_coverage,
    scripts_without_letters,
    to_json,
)
from counterfoil.exports.letters import tidy

if TYPE_CHECKING:
    from typst import Fonts as TypstFonts

# Family names as the files themselves give them, in the order in which a glyph is looked for.
FAMILIES = ("FiraGO", "Noto Sans", "Noto Sans CJK SC")
MONO_FAMILY = "Fira Mono"

# File in the cache -> name in the package pymupdf_fonts.
_WRAPPED = {
    "FiraGO-Regular.ttf": "figo",
    "FiraGO-Bold.ttf": "figbo",
    "NotoSans-Regular.ttf": "notos",
    "NotoSans-Bold.ttf": "notosbo",
    "FiraMono-Regular.ttf": "fimo",
}
_CJK_FILE = "NotoSansCJK-Regular.ttc"
_CJK_NUMBER = 2  # Simplified Chinese; the ten fonts of the collection share one character set
_FORMAT = "1"  # of the cache folder

# Scripts in everyday use somewhere today: Unicode Annex 31, tables 5 and 7, and Mongolian.
_LIVING = frozenset(
    "Arab Armn Beng Bopo Cyrl Deva Ethi Geor Grek Gujr Guru Hang Hani Hebr Hira Kana Khmr Knda "  # noqa: SIM905
    "Laoo Latn Mlym Mymr Orya Sinh Taml Telu Thaa Thai Tibt Adlm Bali Bamu Batk Cakm Cans Cham "
    "Cher Hmnp Java Kali Lana Lepc Limb Lisu Mand Mong Mtei Newa Nkoo Olck Osge Plrd Rohg Saur "
    "Sund Sylo Syrc Tale Talu Tavt Tfng Vaii Wcho Yiii".split()
)


class Printed(NamedTuple):
    """A text as the fonts can print it, and the signs in it that others stand in for."""

    text: str
    lost: frozenset[str]

    @property
    def note(self) -> str:
        """Return what to tell the reader, empty if nothing was replaced."""
        return note_on(self.lost)


def note_on(lost: Iterable[str]) -> str:
    """Return what to tell the reader of a paper about signs that were replaced."""
    lost = list(lost)
    if not lost:
        return ""
    from fontTools.unicodedata import script, script_name

    codes = {script(char) for char in lost} - {"Zyyy", "Zinh", "Zzzz"}
    named = " and ".join(sorted(script_name(code) for code in codes))
    return (
        f"Words in [square brackets] are written in Latin letters instead of {named or 'signs'}, "
        "which the fonts of this paper do not have. The HTML page shows them as they were written."
    )


@dataclass(frozen=True)
class PaperFonts:
    """Opened fonts: the folders Typst may look in, and which code points it will find."""

    folders: tuple[Path, ...]
    coverage: Coverage = field(repr=False)

    @cached_property
    def book(self) -> TypstFonts:
        """Return the fonts as Typst knows them: ours alone, none of the machine's own.

        Raise IntegrityError where a family is missing: Typst would leave its text out silently.
        """
        from typst import Fonts

        book = Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[*self.folders],
        )
        missing = {*FAMILIES, MONO_FAMILY} - set(book.families())
        if missing:
            raise IntegrityError(
                f"the fonts {', '.join(sorted(missing))} cannot be read",
                where=str(self.folders[0]),
                do="Delete the folder; the next PDF writes it again.",
            )
        return book

    def printable(self, text: str) -> Printed:
        """Return the text with transliterations in square brackets where a glyph is missing."""
        text = tidy(text)
        if text.isascii() or self.coverage.has_all(text):
            return Printed(text, frozenset())
        return _replaced(text, lambda cluster: cluster not in self.coverage)

    def plain(self, text: str) -> Printed:
        """Return the text in Latin letters alone: the last resort when a font fails a text."""
        return _replaced(tidy(text), lambda cluster: not cluster.isascii())

    def scripts_not_printable(self, *, historic: bool = False) -> tuple[str, ...]:
        """Name the Unicode scripts in use today (or those in use no more) without any letter."""
        from fontTools.unicodedata import script_name

        codes = scripts_without_letters(self.coverage)
        return tuple(sorted(script_name(c) for c in codes if (c not in _LIVING) is historic))


def open_fonts(cache: Path) -> PaperFonts:
    """Return the fonts, with their files and coverage written to `cache` if not yet there."""
    folder = cache / f"fonts-{_fingerprint()}"
    cjk = _cjk_file()
    index = folder / "coverage.json"
    coverage = _kept(folder, index)
    if coverage is None:
        folder.mkdir(parents=True, exist_ok=True)
        sizes = _unwrap(folder)
        regular, bold = ("FiraGO-Regular.ttf", "FiraGO-Bold.ttf")
        noto, noto_bold = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
        coverage = read_coverage(
            (
                ((folder / regular, 0), (folder / bold, 0)),
                ((folder / noto, 0), (folder / noto_bold, 0)),
                ((cjk, _CJK_NUMBER),),
            )
        )
        kept = json.dumps({"sizes": sizes, "coverage": to_json(coverage)})
        _write_whole(index, kept.encode("ascii"))
    return PaperFonts((folder, cjk.parent), coverage)


def _fingerprint() -> str:
    packages = (f"{name} {version(name)}" for name in ("pymupdf-fonts", "noto-cjk-sans-otc"))
    return hashlib.sha256("\n".join((_FORMAT, *packages)).encode()).hexdigest()[:12]


def _cjk_file() -> Path:
    return Path(str(files("noto_cjk_sans_otc"))) / _CJK_FILE


def _kept(folder: Path, index: Path) -> Coverage | None:
    try:
        kept = json.loads(index.read_text(encoding="ascii"))
        if all((folder / n).stat().st_size == kept["sizes"][n] for n in _WRAPPED):
            return from_json(kept["coverage"])
    except (OSError, ValueError, TypeError, LookupError):
        pass
    return None


def _unwrap(folder: Path) -> dict[str, int]:
    from pymupdf_fonts import fontbuffers

    sizes = {}
    for name, key in _WRAPPED.items():
        content = bytes(fontbuffers[key]())
        _write_whole(folder / name, content)
        sizes[name] = len(content)
    return sizes


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees all of it or nothing, whoever else writes it too."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _replaced(text: str, is_lost: Callable[[str], bool]) -> Printed:
    words: list[tuple[str, bool]] = []
    lost: set[str] = set()
    for word in _words(text):
        missing = [cluster for cluster in word if is_lost(cluster)]
        words.append((_transliterated(word) if missing else "".join(word), bool(missing)))
        lost.update(*missing)
    return Printed(_joined(words), frozenset(lost))


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with the marks and joiners that belong to it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (
            unicodedata.category(text[at])[0] == "M"
            or "\u200c" in text[at - 1 : at + 1]
            or "\u200d" in text[at - 1 : at + 1]
        ):
            yield text[start:at]
            start = at


def _words(text: str) -> Iterator[list[str]]:
    """Yield runs of letters, marks, digits and unknown signs, and each other character alone."""
    run: list[str] = []
    for cluster in _clusters(text):
        if (
            unicodedata.category(cluster[0])[0] in "LMN"
            or cluster[0] > "\u2fff"
            or ("\u0e00" <= cluster[0] <= "\u1fff")
        ):
            run.append(cluster)
            continue
        if run:
            yield run
            run = []
        yield [cluster]
    if run:
        yield run


def _transliterated(word: list[str]) -> str:
    """Return a word in Latin letters; what has none is named by its code points."""
    from anyascii import anyascii

    chars = "".join(word)
    latin = "".join(
        f"U+{ord(c):04X}" if unicodedata.category(c) in {"Co", "Cn"} else anyascii(c) for c in chars
    )
    return latin.strip() or " ".join(f"U+{ord(c):04X}" for c in chars)


def _joined(words: list[tuple[str, bool]]) -> str:
    """Put words together again, neighbouring transliterations in one pair of brackets."""
    text, gap, inside = "", "", False
    for shown, replaced in words:
        if replaced:
            text += f"{gap}{shown}" if inside else f"{gap}[{shown}"
            gap, inside = "", True
        elif inside and shown.isspace():
            gap += shown
        else:
            text += f"{']' if inside else ''}{gap}{shown}"
            gap, inside = "", False
    return f"{text}{']' if inside else ''}{gap}"
