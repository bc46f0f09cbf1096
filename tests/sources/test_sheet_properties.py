"""Whatever a spreadsheet or a file beside it holds, its parsers raise nothing but DataError."""

from __future__ import annotations

import re
import string
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.dates import parse_date
from counterfoil.errors import CounterfoilError, DataError
from counterfoil.sources.sheets.convert import engagement_id, kind_of
from counterfoil.sources.sheets.delimited import read_delimited
from counterfoil.sources.sheets.grid import Grid, seen
from counterfoil.sources.sheets.labels import FIELDS, label_scores
from counterfoil.sources.sheets.parties import clean_name, split_bodies
from counterfoil.sources.sheets.people import name_of_person
from counterfoil.sources.sheets.sender_file import (
    SETTABLE,
    SenderProfile,
    load_sender,
    sender_slug,
    sender_text,
)
from counterfoil.sources.sheets.table import read_table, understand
from counterfoil.sources.sheets.when import parse_when
from counterfoil.sources.sheets.words import (
    country_of,
    is_ditto,
    is_placeholder,
    is_total,
    month_of,
    truth_of,
)
from counterfoil.sources.workbook import Cell, cell_text
from tests.sources.cases import cases

SCALARS: st.SearchStrategy[Cell] = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.text(max_size=30)
)


def _one_of(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split("~"))


PIECES = _one_of(
    "1~3~31~2026~0000~9999~1900~99~.~/~-~–~to~bis~Q1~WS~SS~week~52~53~March~März~H1~'~*~(tbc)~?~,"
    "~Michaelmas~term~Frühjahr~2026-10-05~45000~9999999~01.01.1900~fy~until~\n~ ~T12:00"
)
WORDS = _one_of(
    "University~Universität~Institute~of~Ice~Lund~Works~GmbH~Ltd.~S.A.~and~und~,~;~|~/~(~)~*~†~^1"
    "~Норд~大学~tbd~n/a~-~1.~a)~Norway~dito~&~Co.~\n"
)
CELLS = _one_of(
    "~Q-1~Q-2~Ore sorting~Lhota University; Ice Works Ltd~Norway~tbd~2026-10-01~12~x~Title"
    "~1.3.2026 - 5.4.2026~Total~dito~Note: x~"
)
HEADS = _one_of(
    "~Reference~Title~Partner~Country~Start~End~Responsible~Remarks~Nationality~What~Partner 2"
    "~Period~Status"
)


@given(SCALARS, st.booleans(), st.booleans(), st.integers(0, 9999), st.integers(0, 12))
@cases("dates")
def test_any_cell_as_a_date(
    cell: Cell,
    day_first: bool,  # noqa: FBT001 - drawn
    serial: bool,  # noqa: FBT001 - drawn
    year: int,
    month: int,
) -> None:
    """What is read of a cell are partial dates that the calendar knows, or nothing."""
    _check_when(cell, day_first=day_first, serial=serial, year=year, month=month)


@given(st.lists(PIECES, max_size=8), st.sampled_from(["", " "]), st.booleans())
@cases("words for dates")
def test_words_of_dates(
    pieces: list[str],
    between: str,
    is_headed: bool,  # noqa: FBT001 - drawn
) -> None:
    """So are those of texts made of what dates are made of, under a heading or not."""
    context = (2026, 10) if is_headed else (0, 0)
    _check_when(between.join(pieces), serial=True, year=context[0], month=context[1])


def _check_when(
    cell: Cell, *, day_first: bool = True, serial: bool = False, year: int = 0, month: int = 0
) -> None:
    when = parse_when(cell, day_first=day_first, serial=serial, year=year, month=month)
    if when is None:
        return
    for day in filter(None, (when.first, when.last)):
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", day)
        assert parse_date(day).earliest.isoformat().startswith(day[:4])
        if day[:4] > "2099":
            continue  # a year of the next century is a number wherever it stands alone
        again = parse_when(day)
        assert again is not None
        assert (again.first, again.last) == (day, day)


@given(st.text(max_size=80) | st.lists(WORDS, max_size=25).map(" ".join))
@cases("bodies")
def test_bodies_of_a_cell(text: str) -> None:
    """Every letter of a cell stands in a name or in what was left out, and names are clean."""
    names, dropped = split_bodies(text)
    kept = "".join([*names, *dropped])
    links = {"and", "und", "et", "y", "e", "en", "og", "och", "i", "a", "sowie", "oraz", "with"}
    numbering = re.compile(r"^\(?\d{1,2}[.)]|^[a-h]\)")
    for word in re.split(r"[\s,;|#/+•·、；]+", text):
        bare = numbering.sub("", word).strip("*†‡¹²³⁴⁵^-–()")
        if bare.isalpha() and bare not in links | {"avec", "mit", "plus"}:
            assert bare in kept
    assert all(clean_name(name) == name and name for name in names)
    assert len(set(names)) == len(names)


@given(st.text(max_size=100) | st.lists(HEADS, max_size=4).map("/".join))
@cases("labels")
def test_any_label(text: str) -> None:
    """A label scores from 0 to 1 for fields of the register, whatever it says."""
    found = label_scores(text)
    assert found.keys() <= set(FIELDS)
    assert all(0 <= score <= 1 for score in found.values())


@given(st.text(max_size=60) | WORDS | PIECES | CELLS)
@cases("words")
def test_any_word(text: str) -> None:
    """Words are told by their look alone; codes and months are such as exist."""
    assert month_of(text) in range(13)
    assert re.fullmatch(r"[A-Z]{2}|", country_of(text))
    assert {is_placeholder(text), is_ditto(text), is_total(text)} <= {True, False}
    assert truth_of(text) in {True, False, None}
    assert kind_of(text) is None or kind_of(text)
    assert name_of_person(text) == name_of_person(f" {text} ")


@given(SCALARS)
@cases("cells")
def test_any_cell(cell: Cell) -> None:
    """A cell is a text; what is seen of it is seen of that again; a blank stays blank."""
    text = cell_text(cell)
    assert isinstance(text, str)
    once = seen(text)
    assert "\u202e" not in once
    assert once == once.strip()
    if isinstance(cell, date | datetime | time):
        assert once[:1].isdigit()
    if isinstance(cell, int) and not isinstance(cell, bool):
        assert int(text) == cell
    assert (cell is None) <= (text == "")
    assert not isinstance(cell, timedelta) or text.count(":") == 2


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
@cases("delimited")
def test_any_bytes_as_a_table(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Bytes are a table of at least one cell that is not blank, or refused; NULs do not come in."""
    path = _file(tmp_path_factory, "x.csv", content)
    with suppress(DataError):
        rows, how, _ = read_delimited(path)
        assert how
        assert any(cell.strip() for row in rows for cell in row)
        assert not any("\0" in cell for row in rows for cell in row)


PLAIN = st.text(string.ascii_letters + "äß€ 0123456789\"',", min_size=1, max_size=8)


@given(
    st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(PLAIN, min_size=n, max_size=n), min_size=3, max_size=6)
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@cases("tables as text")
def test_a_table_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], encoding: str
) -> None:
    """A quoted table that declares its sign is read as it was written, in any Unicode encoding."""
    quoted = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = "\r\n".join(["sep=;", *quoted])
    read, how, issues = read_delimited(_file(tmp_path_factory, "x.csv", text.encode(encoding)))
    assert "semicolons" in how
    assert (read[1:], issues) == (rows, [])


@given(
    st.lists(HEADS, min_size=2, max_size=7).flatmap(
        lambda head: st.tuples(
            st.just(head),
            st.lists(
                st.lists(CELLS, min_size=len(head), max_size=len(head)), min_size=1, max_size=8
            ),
            st.integers(0, 2),
        )
    )
)
@cases("grids")
def test_every_row_has_one_account(drawn: tuple[list[str], list[list[str]], int]) -> None:
    """Every row of a table that is not blank has one account: taken, refused or no engagement."""
    head, body, lead = drawn
    cells: list[list[Cell]] = [[""] * len(head) for _ in range(lead)]
    cells += [[*row] for row in (head, *body)]
    grid = Grid("One", cells)
    understood = understand(grid)
    if understood is None:
        return
    table = read_table(grid, *understood)
    rows = [row for account in table.accounts for row in account.rows]
    assert len(set(rows)) == len(rows)
    if understood[0].orientation == "rows":
        filled = [n for n, row in enumerate(grid.rows, 1) if any(str(c).strip() for c in row)]
        assert sorted(rows) == filled


FIELD = st.sampled_from(FIELDS) | st.sampled_from(["partner#2", "partner_country#9"])
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(
    st.dictionaries(ANY, FIELD, max_size=4),
    st.dictionaries(st.sampled_from([s for s in SETTABLE if s != "kind"]), ANY, max_size=3),
    st.lists(ANY, max_size=3),
    ANY,
)
@cases("senders")
def test_what_is_remembered_of_a_sender_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    columns: dict[str, str],
    given_: dict[str, str],
    skipped: list[str],
    confirmed: str,
) -> None:
    """What is written of a sender is read as it was, whatever signs its labels hold."""
    profile = SenderProfile("veld", columns, given_, tuple(skipped), confirmed)
    path = _file(tmp_path_factory, "veld.toml", sender_text(profile).encode())
    with suppress(CounterfoilError):
        assert load_sender(path, "veld") == profile
        return
    assert "origin" in columns.values(), "refused, though nothing of it is"


@given(st.text(max_size=60), st.text(max_size=90))
@cases("slugs")
def test_any_file_name_gives_a_sender(name: str, reference: str) -> None:
    """A sender is a short slug, and an engagement's id begins with it and holds no blanks."""
    slug = sender_slug(name)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,23}", slug)
    key = engagement_id(slug, reference)
    assert re.fullmatch(rf"{slug}[.-][\w.-]*", key)
    assert len(key) <= 60


def _file(factory: pytest.TempPathFactory, name: str, content: bytes) -> Path:
    path = factory.getbasetemp() / name  # one place for all cases: a folder each takes longer
    path.write_bytes(content)
    return path
