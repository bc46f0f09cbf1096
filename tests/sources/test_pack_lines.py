"""Where things stand in the text of a pack, to the line and the column."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.bootstrap.data import DATA
from counterfoil.sources.pack_lines import PackLines, Place

SHIPPED = sorted((DATA / "packs").glob("*.toml"))
AWKWARD = '''
# [[rules]] in a remark is none, nor is id = "Z"
"odd key" = 'a # no remark' # a remark with "quotes" and [brackets]
a.b . "c.d" = { x = 1, y = [ 1,
  2, # "two"
  [3, 4] ] }
day = 2026-11-20 10:00:00
text = """
[[rules]]
id = "not here" \\
  \\"\\"\\" still in ""two"" """
raw = \'\'\'one 'quoted' \'\'\'

[[rules]]
id = "R1"
tests = [
  { expect = "fires", given = ["a(b)",
      "c(d)"] }, { expect = "not" },
]
[rules.basis]
instrument = "x"
[[rules.measures]]
kind = "hold"
[[rules.measures]]
kind = "warn"

  [[ rules ]] # indented
  id='R2'
  [[rules.tests]]
  expect = "fires"
  [[rules.tests]]
  expect = "not"
'''


def leaves(value: object, place: Place = ()) -> Iterator[tuple[Place, object]]:
    """Yield the keys that lead to each value of a TOML document, and the value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*place, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, (*place, number))
    else:
        yield place, value


def rule_line(lines: PackLines, number: int, *rest: str | int) -> int:
    """Return the line of a rule, counted from 0, or of what stands in it."""
    return lines.line(("rules", number, *rest))


def check_every_value(text: str) -> int:
    """Check that the text at each place reads as the value there; return how many there are."""
    lines, count = PackLines(text), 0
    for place, value in leaves(tomllib.loads(text)):
        span = lines.span(place)
        assert span is not None, place
        assert tomllib.loads(f"x = {text[span.start : span.end]}")["x"] == value, place
        count += 1
    return count


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_value_of_a_shipped_pack_stands_where_it_is_said_to(path: Path) -> None:
    """The text at the place of each value reads as that value."""
    assert check_every_value(path.read_text("utf-8")) > 50


def test_every_value_of_an_awkward_file_stands_where_it_is_said_to() -> None:
    """Quoted keys, dotted keys, long strings, remarks and nested tables do not mislead it."""
    assert check_every_value(AWKWARD) == 20


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_line_of_a_rule_holds_its_id(path: Path) -> None:
    """For every rule of every shipped pack the line of its id holds that id."""
    text = path.read_text("utf-8")
    lines, written = PackLines(text), text.splitlines()
    rules = tomllib.loads(text)["rules"]
    for number, rule in enumerate(rules):
        assert rule["id"] in written[rule_line(lines, number, "id") - 1]
        assert "[[rules]]" in written[rule_line(lines, number) - 1].replace(" ", "")
        for index in range(len(rule.get("tests", []))):
            line = rule_line(lines, number, "tests", index)
            assert "expect" in "".join(written[line - 1 : line + 1])


def test_tests_are_found_one_per_line_and_as_tables() -> None:
    """An inline test, a second one on the same line, and [[rules.tests]] have their own lines."""
    lines, written = PackLines(AWKWARD), AWKWARD.splitlines()
    found = [rule_line(lines, n, "tests", i) for n, i in ((0, 0), (0, 1), (1, 0), (1, 1))]
    assert [written[line - 1].strip()[:12] for line in found] == [
        '{ expect = "',
        '"c(d)"] }, {',
        "[[rules.test",
        "[[rules.test",
    ]
    assert found[2] + 2 == found[3]
    assert written[rule_line(lines, 0, "measures", 1)] == 'kind = "warn"'


def test_what_is_not_found_falls_back_to_the_place_above() -> None:
    """A key that is not there has the line of its rule, a rule that is not there line 1."""
    lines = PackLines(AWKWARD)
    assert rule_line(lines, 1, "unless", 3) == rule_line(lines, 1)
    assert rule_line(lines, 1, "tests", 9) == lines.line(("rules", 1, "tests"))
    assert rule_line(lines, 7) == lines.line(("rules",))
    assert rule_line(PackLines(""), 0, "when") == 1


def test_a_character_of_a_condition_has_line_and_column() -> None:
    """The place inside a value is counted in the file, over the lines of a long string too."""
    text = 'when = "a(b) und c(d)"\nlong = """\na(b)\nund c(d)"""\nsly = "a\\u0028b) und"\n'
    lines = PackLines(text)
    assert lines.position_inside(("when",), "a(b) und c(d)", 6) == (1, 14)
    assert lines.position_inside(("long",), "a(b)\nund c(d)", 6) == (4, 1)
    assert lines.position_inside(("sly",), "a(b) und", 6) == (5, 0)


@given(st.text(alphabet="[]{}=\"'#\\\n.,ab1- ", max_size=60))
def test_any_text_is_walked_without_a_fault(text: str) -> None:
    """Text that is no TOML gives no exception; text that is has a place for each value."""
    lines = PackLines(text)
    assert rule_line(lines, 0, "when", 1) >= 1
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    for place, value in leaves(document):
        span = lines.span(place)
        assert span is not None
        assert tomllib.loads(f"x = {text[span.start : span.end]}")["x"] == value
