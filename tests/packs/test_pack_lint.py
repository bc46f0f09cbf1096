"""What is wrong with a pack is said with the line, the rule, and what to do about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.app.packs.advice import ADVICE
from counterfoil.app.packs.explain import explain_pack
from counterfoil.bootstrap.data import DATA, load_measures, load_pack
from counterfoil.bootstrap.pack_check import Finding, check_pack
from counterfoil.bootstrap.packs import check, check_together
from counterfoil.domain.measure_catalogue import MeasureCatalogue
from counterfoil.errors import DataError
from counterfoil.reasoning.mutation import survivors
from counterfoil.reasoning.packlint import lint
from counterfoil.sources.pack_file import MAX_BYTES, parse_pack, read_pack
from tests.packs.bad_packs import LINTED, PACK, UNREAD, Spoilt, spoil

MEASURES = load_measures(None)
SHIPPED = sorted((DATA / "packs").glob("*.toml"))
EDITION = PACK.replace('id = "watch-2026"', 'id = "watch-2027"').replace(
    'replaces = ""', 'replaces = "watch-2026"'
)
FIRST = PACK.replace("since = 2026-01-01", "since = 2026-01-01\nuntil = 2026-12-31", 1)
SECOND = EDITION.replace("since = 2026-01-01", "since = 2027-01-01", 1)

EVERY = [*LINTED, *UNREAD]
NAMES = [f"{number} {change.says[:50]}" for number, change in enumerate(EVERY)]


def findings(text: str) -> list[Finding]:
    """Return what is wrong with a pack file called watch-2026.toml."""
    return check_pack(Path("watch-2026.toml"), text.encode(), MEASURES).findings


def between(folder: Path, *texts: str) -> list[str]:
    """Return what is wrong between packs of a workspace: `file:line: what; what to do`."""
    (folder / "packs").mkdir()
    checked = []
    for text in texts:
        name = re.findall(r'^id = "(.+)"', text, re.MULTILINE)[0]
        path = folder / "packs" / f"{name}.toml"
        path.write_text(text, "utf-8")
        checked.append(check(path, folder, lint=False))
    check_together(checked, folder)
    return [f.text().removeprefix(f"{folder}/packs/") for one in checked for f in one.findings]


def test_the_pack_that_the_cases_spoil_is_sound() -> None:
    """Without a change nothing is wrong, so each finding below is the change's own."""
    assert findings(PACK) == []


@pytest.mark.parametrize("change", EVERY, ids=NAMES)
def test_each_fault_is_said_on_its_line(change: Spoilt) -> None:
    """The message names what is wrong, on the line where it stands, and what to do."""
    text = spoil(change)
    found = [one for one in findings(text) if change.says in one.what]
    assert found, [one.text() for one in findings(text)]
    line = text.splitlines()[found[0].line - 1]
    assert change.at in line, found[0].text()
    assert found[0].do not in ("", "mend this place")
    assert re.match(r"watch-2026\.toml:\d+(:\d+)?: .+; .+", found[0].text())


@pytest.mark.parametrize("change", EVERY, ids=NAMES)
def test_a_pack_with_a_fault_is_not_used(tmp_path: Path, change: Spoilt) -> None:
    """Whatever the linter refuses, an assessment refuses too, and says the line."""
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "watch-2026.toml").write_text(spoil(change), "utf-8")
    with pytest.raises(DataError) as refused:
        load_pack("watch-2026", tmp_path)
    assert re.search(r"line \d+", refused.value.what)
    assert "counterfoil packs lint watch-2026" in refused.value.do


def test_a_condition_that_cannot_be_read_has_a_column() -> None:
    """The column counts in the line of the file, so that an editor can jump there."""
    text = spoil(UNREAD[1])
    found = findings(text)[0]
    assert text.splitlines()[found.line - 1][found.column - 1 :].startswith("und listed")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("W2", 'for = "s in people"'),
        ("W3", "[[rules]]"),
    ],
)
def test_the_rule_is_named(said: str, wanted: str) -> None:
    """A message says which rule it is about, also where the rule has lost its basis."""
    text = PACK.replace('instrument = "Watch list order"\n', "").replace(
        'basis = { instrument = "Watch list order", clause = "4"', 'basis = { clause = "4"'
    )
    assert said in {one.rule for one in findings(text)}
    assert wanted in text


def test_several_faults_are_said_at_once_in_the_order_of_the_file() -> None:
    """One run shows everything that is wrong with keys and values, not only the first."""
    text = PACK.replace("cadence_days = 90", "cadence_days = 0").replace(
        'mark = "to verify"', 'mark = "sure"'
    )
    found = findings(text)
    assert [one.what.split(":")[0] for one in found] == ["lists > number 1 > cadence_days", "mark"]
    assert found[0].line < found[1].line


def test_a_near_key_is_proposed() -> None:
    """A key that is misspelt is answered with the one that was probably meant."""
    assert findings(PACK.replace("unless =", "unles ="))[0].do.startswith("did you mean 'unless'?")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe" + PACK.encode("utf-16-le"), "not a text file in UTF-8"),
        (PACK.replace("Our", "Öur").encode("latin-1"), "not a text file in UTF-8"),
        (bytes(range(256)), "not a text file in UTF-8"),
        (b"\x00" * 100, "this is not TOML"),
        (b"", "pack: is missing"),
        (PACK.encode() + b"#" * MAX_BYTES, "larger than 1 MB"),
        (b"x = " + b"[" * 5000 + b"]" * 5000, "more than 50 deep"),
        (b"x = " + b"{a=" * 5000, "more than 50 deep"),
        (b"x = " + b"9" * 5000, "this is not TOML"),
        (b"[pack]\n" * 2, "this is not TOML"),
        (PACK.replace('"watch-2026"', "[[1]]").encode(), "id: must be text"),
    ],
)
def test_what_is_no_pack_is_refused_in_words(content: bytes, says: str) -> None:
    """A wrong encoding, a binary file, a huge or endlessly nested one: one clear sentence."""
    found = check_pack(Path("watch-2026.toml"), content, MEASURES).findings
    assert says in found[0].what
    assert found[0].do
    with pytest.raises(DataError):
        parse_pack(content, name="x.toml")


def test_a_file_that_cannot_be_opened_is_refused_in_words(tmp_path: Path) -> None:
    """A folder or a missing file in place of a pack is a DataError that names it."""
    for path in (tmp_path, tmp_path / "gone.toml"):
        with pytest.raises(DataError, match="cannot be read"):
            read_pack(path)
        assert "cannot be read" in check(path, None).findings[0].what


def test_a_byte_order_mark_is_no_fault() -> None:
    """Windows editors write one; the pack and its hash stay the same."""
    marked = parse_pack(b"\xef\xbb\xbf" + PACK.encode(), name="x.toml")
    assert marked.content_hash == parse_pack(PACK.encode(), name="x.toml").content_hash


def test_line_ends_of_windows_change_no_line() -> None:
    """The line of a fault is the same with CRLF."""
    text = spoil(UNREAD[1])
    there, here = (findings(x)[0] for x in (text, text.replace("\n", "\r\n")))
    assert (there.line, there.column) == (here.line, here.column)


def test_editions_that_follow_each_other_are_fine(tmp_path: Path) -> None:
    """One edition ends the day before the next begins: nothing is wrong between them."""
    assert between(tmp_path, FIRST, SECOND) == []


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ((PACK, EDITION), "watch-2027.toml:6: watch-2027 and watch-2026, which it replaces, are both in force on"),
        ((FIRST, EDITION.replace("since = 2026-01-01", "since = 2026-12-31", 1)), "both in force on 2026-12-31"),
        ((EDITION,), "watch-2027.toml:8: replaces watch-2026, which no pack is called"),
        ((FIRST.replace('"watch"\nreplaces', '"ward"\nreplaces'), SECOND), "replaces a pack of another regime: watch-2026 (ward)"),
        ((FIRST.replace('replaces = ""', 'replaces = "watch-2027"'), SECOND), "replace each other in a circle"),
        ((FIRST, SECOND.replace('about = "person"', 'about = "party"')), "watch-2026 asks the same question about each person, this pack about each party"),
        (
            tuple(x.replace("cadence_days = 90", f'cadence_days = 90\ndatasets = ["x-{n}"]') for n, x in enumerate((FIRST, SECOND))),
            "watch-2027.toml:12: list watch: watch-2026 fills the role with x-0, this pack with x-1",
        ),
    ],
)  # fmt: skip
def test_packs_that_disagree_are_found(tmp_path: Path, texts: tuple[str, ...], says: str) -> None:
    """Editions that overlap, questions about other things, roles filled in two ways."""
    found = between(tmp_path, *texts)
    assert any(says in one for one in found), found


def test_an_overlap_with_an_edition_further_back_is_found(tmp_path: Path) -> None:
    """The third edition must not overlap the first, even where the second does not."""
    third = SECOND.replace("watch-2027", "watch-2028", 1).replace("watch-2026", "watch-2027")
    third = third.replace("since = 2027-01-01", "since = 2026-06-01\nuntil = 2026-06-30", 1)
    assert any(
        "watch-2028 and watch-2026" in one for one in between(tmp_path, FIRST, SECOND, third)
    )


def test_shipped_packs_agree_with_each_other() -> None:
    """No shipped edition overlaps the one it replaces, and keys and roles mean one thing."""
    checked = [check(path, None, lint=False) for path in SHIPPED]
    check_together(checked, None)
    assert [one.text() for pack in checked for one in pack.findings] == []


def _said() -> set[str]:
    texts = [one.what for change in EVERY for one in findings(spoil(change))]
    return set(texts)


def test_every_piece_of_advice_answers_a_message_that_some_case_produces() -> None:
    """No advice is dead: the cases above (and those between packs) produce its message."""
    said = _said()
    between_packs = {
        "which no pack is called",
        "replaces a pack of another regime",
        "are both in force on",
        "replace each other in a circle",
        "asks the same question about",
        "fills the role",
    }
    dead = [part for part, _ in ADVICE if not any(part in text for text in said)]
    assert set(dead) == between_packs


def test_the_page_has_the_same_table() -> None:
    """The table in packs.md lists each message with the same advice, in the same order."""
    page = (Path(__file__).parents[2] / "docs" / "packs.md").read_text("utf-8")
    section = page.split("## What the linter says")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ``? ?(.+?) ?``? \| (.+) \|$", section, re.MULTILINE)
    assert [(part, do) for part, do in rows] == list(ADVICE)


LINES = PACK.splitlines(keepends=True)


@settings(max_examples=150)
@given(st.data())
def test_a_spoilt_pack_raises_nothing_but_a_data_error(data: st.DataObject) -> None:
    """Lines moved, cut, doubled or overwritten anywhere: a finding or a DataError, no more."""
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        act = data.draw(st.sampled_from(["cut", "double", "swap", "overwrite", "insert"]))
        other = data.draw(st.integers(0, len(lines) - 1))
        if act == "cut":
            del lines[at]
        elif act == "double":
            lines.insert(at, lines[at])
        elif act == "swap":
            other %= len(lines)
            lines[at], lines[other] = lines[other], lines[at]
        else:
            place = data.draw(st.integers(0, len(lines[at])))
            bit = data.draw(st.text(alphabet='()[]{}"=,.:-#\\\n\x00é²0a ', max_size=4))
            rest = place + (len(bit) if act == "overwrite" else 0)
            lines[at] = lines[at][:place] + bit + lines[at][rest:]
    content = "".join(lines).encode()
    found = check_pack(Path("watch-2026.toml"), content, MEASURES).findings
    total = content.count(b"\n") + 1
    assert all(1 <= one.line <= total and one.what and one.do for one in found)
    try:
        pack = parse_pack(content, name="watch-2026.toml")
    except DataError:
        assert found
        return
    assert bool(lint(pack)) <= bool(found)
    if not found:
        assert len(explain_pack(pack).rules) == len(pack.rules)
        assert survivors(pack)[1] > 0


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ('{ expect = "fires" },', '{ expect = "fires", proposed = 0001-01-01 },'),
        ("edition = 2026-11-20", "edition = 9999-12-31"),
        ("since = 2026-01-01", "since = 0001-01-01"),
        ('recent = "years-2"', 'recent = "years-99"'),
        ('recent = "years-2"', 'recent = "months-999"'),
        ('expect = "unknown"\ngiven', 'expect = "unknown"\nproposed = 0001-01-01\ngiven'),
        ("from 2024-06-15 to 2025-01-01", "from 0001-01-01 to 9999-12-31"),
        ("from 2024-06-15 to 2025-01-01", "from 2025-06-15 to 2024-01-01"),
    ],
)
def test_the_ends_of_time_are_no_fault_of_ours(found: str, put: str) -> None:
    """The first and last day there is, and windows that reach before them, end in words."""
    assert found in PACK
    assert all(one.what and one.do for one in findings(PACK.replace(found, put, 1)))


@given(st.binary(max_size=300))
def test_any_bytes_raise_nothing_but_a_data_error(content: bytes) -> None:
    """Whatever the bytes, there is a finding and no other exception."""
    assert check_pack(Path("x.toml"), content, MeasureCatalogue()).findings
