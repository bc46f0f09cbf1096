import codecs
import gzip
from datetime import date
from pathlib import Path

import pytest

from counterfoil.errors import DataError
from counterfoil.sources.files import (
    Limits,
    Part,
    edition_of,
    iter_lines,
    iter_text,
    one_part,
    parts,
    read_text,
)
from tests.sources.samples import put, zipped


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.csv.zip"])
def test_packed_or_not_the_text_is_the_same(tmp_path: Path, name: str) -> None:
    """A plain, gzip and zip file give the same lines."""
    part = one_part(put(tmp_path, name, "x\u2028y\r\nz"))
    assert list(iter_lines(part)) == ["x\u2028y\r\n", "z"]
    assert part.name == "a.csv"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_byte_order_marks_are_heeded_and_removed(
    tmp_path: Path, mark: bytes, encoding: str
) -> None:
    """A byte order mark decides between UTF-8 and UTF-16."""
    path = put(tmp_path, "a.txt", mark + "Вельд".encode(encoding))
    assert read_text(Part(path)) == "Вельд"


def test_wrong_encoding_names_the_line(tmp_path: Path) -> None:
    """The first byte that is not UTF-8 is named by its line."""
    path = put(tmp_path, "a.txt", b"one\ntwo\nk\xf6ln\n")
    with pytest.raises(DataError, match=r"line 3: the text is not UTF-8"):
        list(iter_text(Part(path)))
    assert read_text(Part(path), encoding="cp1252") == "one\ntwo\nköln\n"


def test_a_character_cut_in_two_by_a_chunk_is_whole(tmp_path: Path) -> None:
    """Chunks are no place where characters break."""
    text = "я" * 300_001
    assert read_text(Part(put(tmp_path, "a.txt", text))) == text


def test_truncated_gzip_is_refused(tmp_path: Path) -> None:
    """A gzip file that ends early gives no text that looks whole."""
    data = gzip.compress(bytes(range(256)) * 4096)
    path = put(tmp_path, "a.bin", data[:-9])
    with pytest.raises(DataError, match="damaged or truncated"):
        list(iter_text(Part(path), encoding="latin-1"))


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_truncated_zip_is_refused(tmp_path: Path, cut: int) -> None:
    """A zip archive without its directory is refused."""
    data = zipped({"a.csv": b"x" * 9999})
    path = tmp_path / "a.zip"
    path.write_bytes(data[:-cut] if cut < len(data) else data[:5])
    with pytest.raises(DataError, match="damaged or truncated"):
        parts(path)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    """Content far larger than its packed form is not read on."""
    path = tmp_path / "bomb.zip"
    path.write_bytes(zipped({"a.csv": b"0" * (40 << 20)}))
    with pytest.raises(DataError, match="zip bomb"):
        list(iter_text(one_part(path)))


def test_limits_of_size_line_and_document(tmp_path: Path) -> None:
    """Each limit ends in a message that names it."""
    path = put(tmp_path, "a.txt", "x" * 5000)
    with pytest.raises(DataError, match="larger than 0 MiB"):
        list(iter_text(Part(path), Limits(size=1000)))
    with pytest.raises(DataError, match="a line is longer"):
        list(iter_lines(Part(path), Limits(line=1000)))
    with pytest.raises(DataError, match="the document is larger"):
        read_text(Part(path), Limits(document=1000))


def test_files_that_are_not_what_they_say(tmp_path: Path) -> None:
    """An empty, missing or misnamed file and a folder each get their own sentence."""
    with pytest.raises(DataError, match="empty"):
        parts(put(tmp_path, "a.txt", ""))
    with pytest.raises(DataError, match="cannot be opened"):
        parts(tmp_path / "missing.txt")
    with pytest.raises(DataError, match="cannot be opened"):
        parts(tmp_path)
    wrong = tmp_path / "b.gz"
    wrong.write_bytes(b"plain text")
    with pytest.raises(DataError, match=r"called \.gz"):
        parts(wrong)


def test_members_of_a_zip(tmp_path: Path) -> None:
    """A zip shows its members, without the hidden ones; one is expected where one is read."""
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"b.csv": b"b", "x/a.csv": b"a", "__MACOSX/._a.csv": b"?"}))
    assert [part.name for part in parts(path)] == ["b.csv", "a.csv"]
    with pytest.raises(DataError, match="holds 2 files"):
        one_part(path)
    path.write_bytes(zipped({}))
    with pytest.raises(DataError, match="holds 0 files"):
        one_part(path)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sdn_2024-05-03.csv.gz", date(2024, 5, 3)),
        ("v2.1-2026_01_31-ror.zip", date(2026, 1, 31)),
        ("list20260102.json", date(2026, 1, 2)),
        ("sdn_2024-02-31.csv", None),
        ("sdn.csv", None),
        ("123420240503999.csv", None),
    ],
)
def test_an_edition_in_a_name(name: str, day: date | None) -> None:
    """A day in the file's name is the edition, other digits are not."""
    assert edition_of(Path(name)) == day
