"""Hostile files for every reader, named by what is wrong with them; written when asked for."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from tests.hostile import hostile_sheets
from tests.hostile.sound import LISTS, NAMES, REGISTERS, renamed
from tests.sources import hostile_workbooks
from tests.sources.samples import zipped

MIB = 1 << 20
JSON = [name for name in LISTS if name.endswith((".json", ".jsonl"))]
TABLES = ["sdn.csv", "cons_prim.csv", "statements.csv", "works.csv", "csl.csv"]
TEXTS = [name for name in LISTS if name != "works.xlsx"]


class Fate(StrEnum):
    """What must become of a file: refused, taken (with an issue perhaps), or one of the two."""

    REFUSED = "refused"
    TAKEN = "taken"
    EITHER = "either"


@dataclass(frozen=True)
class Hostile:
    """A file: its name, how its bytes are written, what must become of it, and as what."""

    file: str
    write: Callable[[Path], object]
    fate: Fate = Fate.REFUSED
    is_register: bool = False


def _bytes(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def _put(
    name: str, content: bytes, fate: Fate = Fate.REFUSED, *, register: bool = False
) -> Hostile:
    return Hostile(name, partial(_bytes, content), fate, register or name in REGISTERS)


def _pieces(pieces: Callable[[], Iterable[bytes]], path: Path) -> None:
    with path.open("wb") as file:
        for piece in pieces():
            file.write(piece)


def _large(name: str, pieces: Callable[[], Iterable[bytes]], *, register: bool = False) -> Hostile:
    """Return a file whose bytes are made only when it is written."""
    return Hostile(name, partial(_pieces, pieces), Fate.REFUSED, register)


_BY_ROW = ("works.csv", "physics.csv", "cons_prim.csv")  # a cut may fall at the end of a row


def cut_off() -> dict[str, Hostile]:
    """Return each sample cut at every tenth of its length; a table may happen to end with a row."""
    found: dict[str, Hostile] = {}
    for name, content in (LISTS | REGISTERS).items():
        for tenth in range(1, 10):
            piece = content[: len(content) * tenth // 10]
            fate = Fate.EITHER if name in _BY_ROW else Fate.REFUSED
            if name.endswith(".jsonl") or name == "veld.ftm.json":
                fate = Fate.EITHER  # the end of a line is the end of a sound, shorter file
            found[f"{name} cut at {tenth}0 %"] = _put(name, piece, fate)
    return found


def texts() -> dict[str, Hostile]:
    """Return what may be wrong with any text: bytes, signs, packing."""
    found: dict[str, Hostile] = {}
    for name in TEXTS:
        found |= {
            f"{name} in Latin-1": _put(name, renamed(name, b"K\xf6ln")),
            f"{name} with a raw surrogate": _put(name, renamed(name, b"\xed\xa0\x80 x")),
            f"{name} with a direction mark": _put(name, renamed(name, "Ir\u202eno"), Fate.TAKEN),
            f"{name} with a NUL": _put(name, renamed(name, "a\0b"), Fate.EITHER),
        }
    found |= {
        f"{name} as a bomb in gzip": Hostile(f"{name}.gz", partial(_gzip_bomb, LISTS[name]))
        for name in ("works.csv", "un.xml")
    }
    found |= {
        f"{name} as a bomb in zip": Hostile(f"{name}.zip", partial(_zip_bomb, name, LISTS[name]))
        for name in ("veld.ftm.json", "sdn.csv")
    }
    look_alike = "Quаrry Wоrks 7"  # two letters of it are Cyrillic
    return found | {
        "homoglyphs in a name": _put("works.csv", renamed("works.csv", look_alike), Fate.TAKEN),
        "UTF-16 without a mark": _put("csl.csv", LISTS["csl.csv"].decode().encode("utf-16-le")),
        "a file of nothing": _put("works.csv", b""),
        "a file of zeros": _put("ror.json", b"\0" * 5000),
        "a folder of archives in archives": _put("works.zip", _nested(6)),
        "an archive of two lists of one name": _put(
            "works.zip", zipped({"a/works.csv": b"ref,name,city\n", "b/works.csv": b"x"})
        ),
        "an archive that climbs out": _put(
            "works.zip", zipped({"../../works.csv": LISTS["works.csv"]}), Fate.EITHER
        ),
        "an archive of 1,500 files": _put(
            "works.zip", zipped({f"{n}.csv": b"x" for n in range(1500)})
        ),
        "an archive with a password": _put("works.zip", _with_password(LISTS["works.csv"])),
        "a page of HTML called a table": _put(
            "works.csv", b"<!DOCTYPE html><html><body>404 Not Found</body></html>"
        ),
        "a program called a list": _put("sdn.csv", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9),
    }


def jsons() -> dict[str, Hostile]:
    """Return what may be wrong with JSON."""
    found: dict[str, Hostile] = {}
    for name in JSON:
        deep = b'", "deep": ' + b"[" * 100_000 + b', "'
        twice = LISTS[name].replace(b"{", b'{"twice": 1, "twice": 2, ', 1)
        # A galaxy's and a cluster's own keys are checked; a key more is no fault of the others.
        found |= {
            f"{name} nested 100,000 deep": _put(name, renamed(name, deep)),
            f"{name} with a key twice": _put(name, twice, Fate.TAKEN),
            f"{name} with half a character": _put(name, renamed(name, "\\ud83d x"), Fate.TAKEN),
            f"{name} with an escaped NUL": _put(name, renamed(name, "a\\u0000b"), Fate.TAKEN),
        }
    one = LISTS["works.jsonl"]
    return found | {
        "a number of a million digits": _put(
            "works.jsonl", one.replace(b'"Lhota"', b"9" * 1_000_000, 1)
        ),
        "a number beyond all numbers": _put(
            "works.jsonl", one.replace(b'"Lhota"', b"1e999999", 1), Fate.EITHER
        ),
        "no number": _put("works.jsonl", one.replace(b'"Lhota"', b"NaN", 1)),
        "an array that never ends": _put("ror.json", b"[" * 3_000_000),
        "a list of nothing": _put("universities.json", b"[" + b"null," * 500_000 + b"null]"),
        "two documents in one": _put("rows.json", LISTS["rows.json"] * 2),
        "a cell of 100 MB in JSON lines": _large(
            "works.jsonl", lambda: [one[:40], b'x"}\n{"ref":"', *[b"y" * MIB] * 100, b'"}\n']
        ),
    }


def tables() -> dict[str, Hostile]:
    """Return what may be wrong with a table."""
    found = {
        f"{name} with a quotation mark that is not closed": _put(
            name, renamed(name, '"') + b'"', Fate.REFUSED
        )
        for name in TABLES
    }
    head = b"ref,name,city\n"
    wide = b",".join(b"c%d" % n for n in range(100_000)) + b"\n"
    return found | {
        "a cell of 100 MB": _large("works.csv", lambda: [head, b"1,", *[b"y" * MIB] * 100, b",z"]),
        "a quoted cell of 100 MB": _large(
            "works.csv", lambda: [head, b'1,"', *[b"y\n" * (MIB // 2)] * 100, b'",z\n']
        ),
        "100,000 columns": _put("works.csv", wide * 3),
        "a header that repeats its names": _put(
            "works.csv", b"ref,name,city,name,name\n1,a,b,c,d\n", Fate.EITHER
        ),
        "rows of every width": _put(
            "works.csv", head + b"".join(b"x" + b",y" * n + b"\n" for n in range(40))
        ),
        "keys that all agree": _put("works.csv", head + b"1,a,b\n" * 500, Fate.EITHER),
        "formulas as names": _put(
            "works.csv",
            head + b"".join(b"%d,%sHYPERLINK(1),x\n" % (n, s) for n, s in enumerate(_SIGNS)),
            Fate.TAKEN,
        ),
        "escape signs for the terminal": _put(
            "works.csv", renamed("works.csv", "\x1b]0;x\x07\x1b[2J"), Fate.TAKEN
        ),
    }


_SIGNS = (b"=", b"+", b"-", b"@", b"\t=")


def xmls() -> dict[str, Hostile]:
    """Return what may be wrong with XML."""
    body = LISTS["un.xml"].split(b"\n", 1)[1]
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12)
    )
    named = body.replace(b"POLAR HOLDING", b"&l11;", 1)

    def dtd(inside: str, rest: bytes = named) -> Hostile:
        return _put("un.xml", f"<!DOCTYPE CONSOLIDATED_LIST [{inside}]>".encode() + rest)

    return {
        "XML entities that grow": dtd(laughs),
        "an XML entity that reads a file": dtd('<!ENTITY l11 SYSTEM "file:///etc/passwd">'),
        "an XML entity that asks the network": dtd('<!ENTITY l11 SYSTEM "http://x.invalid/">'),
        "XML that asks for a parameter entity": dtd('<!ENTITY % p SYSTEM "file:///x"> %p;', body),
        "XML nested a million deep": _put(
            "un.xml", b"<CONSOLIDATED_LIST><INDIVIDUALS>" + b"<x>" * 1_000_000
        ),
        "XML with an unknown encoding": _put(
            "un.xml", b'<?xml version="1.0" encoding="klingon"?>\n' + body
        ),
        "XML with 100,000 attributes": _put(
            "un.xml",
            b"<CONSOLIDATED_LIST " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>",
        ),
        "an XML name of 100 MB": _large(
            "un.xml",
            lambda: [*body.partition(b"POLAR HOLDING")[:1], *[b"y" * MIB] * 100, b"</x>"],
        ),
    }


def registers() -> dict[str, Hostile]:
    """Return hostile spreadsheets of engagements, as text and as workbooks."""
    found = {
        f"register {name}": _put("physics.csv", content, Fate(fate))
        for name, (content, fate) in hostile_sheets.texts().items()
    }
    for name, (file, write, fate) in hostile_sheets.workbooks().items():
        found[f"register {name}"] = Hostile(file, write, Fate(fate), is_register=True)
    for file, write in hostile_workbooks.HOSTILE.items():
        if file != "lying_size.xlsx":  # takes long to write, and the parser is the same
            found[f"register {file}"] = Hostile(file, write, Fate.REFUSED, is_register=True)
        found[f"list {file}"] = Hostile(file, write, Fate.REFUSED)
    return found


def all_files() -> Mapping[str, Hostile]:
    """Return every hostile file by what is wrong with it."""
    groups = (cut_off(), texts(), jsons(), tables(), xmls(), registers())
    found: dict[str, Hostile] = {}
    for group in groups:
        assert not found.keys() & group.keys()
        found |= group
    return found


def _gzip_bomb(content: bytes, path: Path) -> None:
    with gzip.open(path, "wb", 9) as file:
        file.write(content)
        for _ in range(60):
            file.write(b" " * MIB)


def _zip_bomb(name: str, content: bytes, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content + b" " * (60 * MIB))


def _nested(depth: int) -> bytes:
    content = LISTS["works.csv"]
    for level in range(depth):
        content = zipped({f"works{level}.zip" if level else "works.csv": content})
    return content


def _with_password(content: bytes) -> bytes:
    """Return an archive whose member says that it is encrypted."""
    buffer = io.BytesIO(zipped({"works.csv": content}))
    data = bytearray(buffer.getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + place] |= 1
    return bytes(data)


assert set(NAMES) == {*TEXTS, "physics.csv"}
