"""The papers of the office as files; each is written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from counterfoil.bootstrap.office import file_name
from counterfoil.bootstrap.papers import fonts_of, write_file
from counterfoil.domain.papers import Letter
from counterfoil.errors import UsageError
from counterfoil.exports.letter_docx import letter_docx
from counterfoil.exports.office import OfficePaper, office_html, office_pdf

_LETTER: Mapping[str, Callable[[Letter], bytes]] = {
    "html": lambda letter: office_html(letter).encode(),
    "pdf": lambda letter: office_pdf(letter, fonts_of()),
    "docx": letter_docx,
}


def read_formats(text: str) -> list[str]:
    """Return the formats of a list such as `pdf,docx`; raise UsageError."""
    wanted = list(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [part for part in wanted if part not in _LETTER]
    if unknown or not wanted:
        raise UsageError(
            f"--format: {', '.join(unknown) or 'nothing'} is no format of a letter",
            do=f"Known are: {', '.join(_LETTER)}.",
        )
    return wanted


def write_letter(letter: Letter, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write a letter in each format; return the paths."""
    name = file_name("letter", letter.staff)
    return [write_file(folder / f"{name}.{ending}", _LETTER[ending](letter)) for ending in formats]


def write_office_paper(paper: OfficePaper, kind: str, subject: str, folder: Path) -> list[Path]:
    """Write a paper as HTML and PDF; return the paths."""
    name = file_name(kind, subject)
    contents = {"html": office_html(paper).encode(), "pdf": office_pdf(paper, fonts_of())}
    return [write_file(folder / f"{name}.{end}", content) for end, content in contents.items()]
