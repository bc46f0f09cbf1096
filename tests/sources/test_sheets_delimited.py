"""Delimited text: the encoding and the delimiter are found out, and records keep their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterfoil.errors import DataError
from counterfoil.sources.sheets.delimited import read_delimited

WESTERN = [["Nr", "Größe", "Désignation"], ["1", "Straße", "été à Ål"], ["2", "Ñandú", "coût"]]
CENTRAL = [
    ["Nr", "Tytuł", "Jednostka"],
    ["1", "Żółć i łąka", "Wydział Śniegu"],
    ["2", "Źródło", "ś"],
]
CYRILLIC = [
    ["Номер", "Название", "Партнёр"],
    ["1", "Эхо подо льдом", "Институт воды"],
    ["2", "Лёд", "Завод"],
]


def _text(rows: list[list[str]], delimiter: str = ";") -> str:
    return "".join(delimiter.join(row) + "\r\n" for row in rows)


def _read(tmp_path: Path, content: bytes) -> tuple[list[list[str]], str]:
    path = tmp_path / "sheet.csv"
    path.write_bytes(content)
    rows, how, _ = read_delimited(path)
    return rows, how


@pytest.mark.parametrize(
    ("rows", "encoding", "said"),
    [
        (WESTERN, "utf-8", "UTF-8"),
        (WESTERN, "utf-8-sig", "UTF-8"),
        (WESTERN, "utf-16", "UTF-16"),
        (WESTERN, "utf-16-le", "UTF-16"),
        (WESTERN, "utf-16-be", "UTF-16"),
        (WESTERN, "cp1252", "Windows-1252"),
        (CENTRAL, "utf-8", "UTF-8"),
        (CENTRAL, "cp1250", "Windows-1250"),
        (CYRILLIC, "utf-8", "UTF-8"),
        (CYRILLIC, "utf-16", "UTF-16"),
        (CYRILLIC, "cp1251", "Windows-1251"),
    ],
)
def test_encodings(tmp_path: Path, rows: list[list[str]], encoding: str, said: str) -> None:
    """Every letter is read as it was written, and the encoding is said."""
    found, how = _read(tmp_path, _text(rows).encode(encoding))
    assert found == rows
    assert how == f"{said}, semicolons"


@pytest.mark.parametrize(
    ("delimiter", "said"), [(";", "semicolons"), (",", "commas"), ("\t", "tabs"), ("|", "pipes")]
)
def test_delimiters(tmp_path: Path, delimiter: str, said: str) -> None:
    """The sign that parts the cells is the one that gives rows of one width."""
    rows = [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]
    found, how = _read(tmp_path, _text(rows, delimiter).encode())
    assert (found, how) == (rows, f"UTF-8, {said}")


def test_decimal_commas_are_no_delimiter(tmp_path: Path) -> None:
    """Commas inside figures and names do not part cells where semicolons do."""
    rows = [["Ref", "Partner", "Sum"], ["1", "Ore, Ltd", "1.000,50"], ["2", "Ice, Inc.", "2,5"]]
    assert _read(tmp_path, _text(rows).encode())[0] == rows


@pytest.mark.parametrize("sign", [";", ",", "|", "^"])
def test_a_line_that_names_the_delimiter(tmp_path: Path, sign: str) -> None:
    """`sep=` is believed, and counts as a record, so that numbers agree with the file."""
    text = f"sep={sign}\r\na{sign}b\r\n1{sign}2\r\n"
    assert _read(tmp_path, text.encode())[0] == [[f"sep={sign}"], ["a", "b"], ["1", "2"]]


def test_line_breaks_and_quotes_inside_cells(tmp_path: Path) -> None:
    """A quoted cell keeps its line breaks, quotes and delimiters."""
    text = 'Ref;Text\r\n1;"two\nlines; and ""quotes"""\r\n2;b\r\n'
    assert _read(tmp_path, text.encode())[0][1] == ["1", 'two\nlines; and "quotes"']


def test_blank_records_keep_their_number(tmp_path: Path) -> None:
    """A blank line is a record, so that row numbers agree with what a program shows."""
    assert _read(tmp_path, b"a;b\r\n\r\n1;2\r\n")[0] == [["a", "b"], [], ["1", "2"]]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\xff\xfea\x00b", "UTF-16"),
        (b"\xef\xbb\xbfa;\xff\r\n", "UTF-8"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, content: bytes, word: str) -> None:
    """An empty, cut off or damaged file is refused with its name and what is wrong with it."""
    with pytest.raises(DataError) as fault:
        _read(tmp_path, content)
    assert word in fault.value.what
    assert "sheet.csv" in fault.value.where
