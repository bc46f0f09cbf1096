"""Files as publishers give them: plain, gzip or zip; opened within limits, decoded strictly.

Whatever is wrong with a file ends in a DataError that names it, never in another exception:
a truncated archive, a zip bomb, a wrong encoding, a folder where a file should be.
"""

from __future__ import annotations

import codecs
import gzip
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, cast

from counterfoil.errors import DataError

_CHUNK = 1 << 18
_MAX_MEMBERS = 1000
_GZIP, _ZIP, _EMPTY_ZIP = b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BROKEN = (
    EOFError,
    zlib.error,
    lzma.LZMAError,
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    struct.error,
    ValueError,
)
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most: bytes after unpacking, unpacked to packed, one line, one document.

    `ratio` counts from `ratio_floor` unpacked bytes on, so that small files may pack well.
    """

    size: int = 2 << 30
    ratio: int = 250
    ratio_floor: int = 16 << 20
    line: int = 32 << 20
    document: int = 512 << 20


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Part:
    """One readable thing: a file, or a member of a zip archive."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """Return the name in lower case, without folders and without `.gz`."""
        name = self.member.rsplit("/", 1)[-1] or self.path.name
        return name.lower().removesuffix(".gz")

    @property
    def where(self) -> str:
        """Return the place for messages."""
        return f"{self.path} > {self.member}" if self.member else str(self.path)


def broken(part: Part, what: str, do: str = "", row: int = 0) -> DataError:
    """Return the error for a part that cannot be read, with its line where it is known."""
    where = f"{part.where}, line {row}" if row else part.where
    return DataError(what, where=where, do=do or "Fetch the file again; nothing of it was kept.")


def parts(path: Path) -> list[Part]:
    """Return the readable parts of a file: itself, or the members of a zip; sorted by name."""
    whole = Part(path)
    magic = _magic(whole)
    if not magic:
        raise broken(whole, "the file is empty")
    if magic not in {_ZIP, _EMPTY_ZIP}:
        suffix = path.suffix.lower()
        if suffix == ".zip" or (suffix == ".gz" and not magic.startswith(_GZIP)):
            raise broken(whole, f"the file is called {suffix} but is not packed that way")
        return [whole]
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(i.filename for i in archive.infolist() if not i.is_dir())
    except (OSError, *BROKEN) as error:
        raise broken(whole, f"the zip archive is damaged or truncated ({error})") from error
    if len(names) > _MAX_MEMBERS:
        raise broken(whole, f"the zip archive holds more than {_MAX_MEMBERS} files")
    return [Part(path, n) for n in names if not n.rsplit("/", 1)[-1].startswith(("._", "."))]


def one_part(path: Path) -> Part:
    """Return the only part of a file; raise DataError where a zip holds none or several."""
    found = parts(path)
    if len(found) != 1:
        raise broken(
            Part(path),
            f"the zip archive holds {len(found)} files, one is expected",
            "Unpack it and import the file you mean.",
        )
    return found[0]


def _magic(part: Part) -> bytes:
    try:
        with part.path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise DataError(
            f"the file cannot be opened ({error.strerror})",
            where=part.where,
            do="Check the path and your right to read it.",
        ) from error


class Guarded:
    """A binary stream that counts what comes out and turns each fault into a DataError."""

    def __init__(self, part: Part, inner: IO[bytes], packed: int, limits: Limits) -> None:
        """Keep the stream, the size of the packed file and the limits."""
        self._part, self._inner, self._packed, self._limits = part, inner, packed, limits
        self._count = 0

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes, none at the end."""
        try:
            data = self._inner.read(size)
        except (OSError, *BROKEN) as error:
            what = f"the file is damaged or truncated ({error})"
            raise broken(self._part, what) from error
        self._count += len(data)
        self._check()
        return data

    def _check(self) -> None:
        limits, count = self._limits, self._count
        if count > limits.size:
            raise broken(
                self._part,
                f"the content is larger than {limits.size >> 20} MiB",
                "Split the file; nothing of it was kept.",
            )
        if count > max(limits.ratio_floor, self._packed * limits.ratio):
            raise broken(
                self._part,
                f"the content is more than {limits.ratio} times as large as"
                " the packed file, like a zip bomb",
                "Do not use this file.",
            )


@contextmanager
def open_part(part: Part, limits: Limits = LIMITS) -> Iterator[Guarded]:
    """Open a part as a guarded stream of its unpacked bytes."""
    with ExitStack() as stack:
        try:
            inner, packed = _unpacked(part, stack)
        except (OSError, KeyError, *BROKEN) as error:
            raise broken(part, f"the file cannot be unpacked ({error})") from error
        yield Guarded(part, inner, packed, limits)


def _unpacked(part: Part, stack: ExitStack) -> tuple[IO[bytes], int]:
    """Return the stream and the size of the packed content."""
    if part.member:
        archive = stack.enter_context(zipfile.ZipFile(part.path))
        packed = archive.getinfo(part.member).compress_size
        return stack.enter_context(archive.open(part.member)), packed
    size = part.path.stat().st_size
    if _magic(part).startswith(_GZIP):
        return cast("IO[bytes]", stack.enter_context(gzip.open(part.path, "rb"))), size
    return stack.enter_context(part.path.open("rb")), size


def iter_text(part: Part, limits: Limits = LIMITS, encoding: str = "utf-8") -> Iterator[str]:
    """Yield the text in chunks; raise DataError with the line of the first byte that does not fit.

    It is UTF-8 unless a byte order mark says UTF-16 or a mapping names another encoding.
    """
    with open_part(part, limits) as stream:
        head = stream.read(_CHUNK)
        if not head:
            raise broken(part, "the file is empty")
        for mark, name in _BOMS:
            if head.startswith(mark):
                head, encoding = head[len(mark) :], name
                break
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        line, chunk = 1, head
        while True:
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                line += error.object[: error.start].count(b"\n")
                raise broken(
                    part,
                    f"the text is not {encoding.upper()}",
                    "Save the file as UTF-8 and import it again.",
                    line,
                ) from error
            yield text
            if not chunk:
                return
            line += text.count("\n")
            chunk = stream.read(_CHUNK)


def iter_lines(part: Part, limits: Limits = LIMITS, encoding: str = "utf-8") -> Iterator[str]:
    """Yield the lines with their ends; only a line feed ends a line."""
    tail: list[str] = []
    size = row = 0
    for chunk in iter_text(part, limits, encoding):
        pieces = chunk.split("\n")
        if len(pieces) > 1:
            yield "".join([*tail, pieces[0], "\n"])
            for piece in pieces[1:-1]:
                yield piece + "\n"
            row += len(pieces) - 1
            tail, size = [], 0
        tail.append(pieces[-1])
        size += len(pieces[-1])
        if size > limits.line:
            raise broken(part, f"a line is longer than {limits.line >> 20} MiB", row=row + 1)
    rest = "".join(tail)
    if rest:
        yield rest


def read_text(part: Part, limits: Limits = LIMITS, encoding: str = "utf-8") -> str:
    """Return the whole text of a document; raise DataError above the limit for documents."""
    chunks: list[str] = []
    size = 0
    for chunk in iter_text(part, limits, encoding):
        chunks.append(chunk)
        size += len(chunk)
        if size > limits.document:
            raise broken(part, f"the document is larger than {limits.document >> 20} MiB")
    return "".join(chunks)


def edition_of(path: Path) -> date | None:
    """Return the date in a file's name, such as `sdn_2024-05-03.csv.gz`; None without one."""
    found = _DAY.search(path.name)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
