"""The inventory of personal fields against the schema as it is."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator

from counterfoil.domain.assessment import Assessment
from counterfoil.domain.case import Case
from counterfoil.domain.engagement import Engagement
from counterfoil.domain.issue import Issue
from counterfoil.domain.judgement import Judgement
from counterfoil.domain.link import Links
from counterfoil.domain.partner import Person, Spelling
from counterfoil.domain.personal import NOT_PERSONAL, PERSONAL
from counterfoil.domain.purposes import DERIVED, PURPOSES
from counterfoil.domain.snapshot import Manifest
from counterfoil.domain.statement import Statement
from counterfoil.engines.tables import METADATA
from counterfoil.settings import RetentionSettings

# What is kept inside a column or a file, as opposed to being a row of a table itself.
KEPT_INSIDE = (Engagement, Case, Assessment, Issue, Statement, Links)
# What is a row itself: its fields are the columns of a table, some under another name.
ROWS = {Person: "people", Spelling: "spellings", Judgement: "judgements", Manifest: "manifests"}
RENAMED = {"by": "said_by", "on": "said_on", "at": "said_at"}


def _names(kind: type) -> list[str]:
    if dataclasses.is_dataclass(kind):
        return [field.name for field in dataclasses.fields(kind)]
    return list(typing.get_type_hints(kind))


def _types_in(hint: object) -> Iterator[type]:
    if isinstance(hint, type):
        yield hint
    for part in typing.get_args(hint):
        yield from _types_in(part)


def reached(roots: tuple[type, ...]) -> dict[str, list[str]]:
    """Every dataclass that a root holds, however deep: name -> fields."""
    found: dict[str, list[str]] = {}
    waiting = list(roots)
    while waiting:
        kind = waiting.pop()
        if kind.__name__ not in found:
            found[kind.__name__] = _names(kind)
            for hint in typing.get_type_hints(kind).values():
                waiting += [one for one in _types_in(hint) if dataclasses.is_dataclass(one)]
    return found


def schema() -> set[str]:
    """Every column of every table, and every field kept inside one, as `holder.field`."""
    columns = {f"{table.name}.{c.name}" for table in METADATA.sorted_tables for c in table.columns}
    return columns | {f"{k}.{f}" for k, fields in reached(KEPT_INSIDE).items() for f in fields}


def lines() -> list[str]:
    """Every line of the inventory, personal and not."""
    plain = [f"{holder}.{field}" for holder, fields in NOT_PERSONAL.items() for field in fields]
    return [one.path for one in PERSONAL] + plain


def test_every_field_has_its_privacy_line() -> None:
    """A column or field without a line is named here: add it to domain/personal.py."""
    assert sorted(schema() - set(lines())) == []


def test_no_line_is_about_a_field_that_is_gone() -> None:
    """Each line is about a field of the schema, and no field has two."""
    assert sorted(set(lines()) - schema()) == []
    assert len(lines()) == len(set(lines()))


def test_rows_hold_nothing_beyond_their_columns() -> None:
    """What stands for a row has no field that its table, and so the inventory, does not know."""
    for kind, table in ROWS.items():
        columns = {column.name for column in METADATA.tables[table].columns}
        assert {
            RENAMED.get(name, name) if table != "manifests" else name for name in _names(kind)
        } <= columns


def test_the_walk_reaches_deep() -> None:
    """An affiliation inside a participant inside an engagement is found, and a new field would be."""
    found = reached((Engagement,))
    assert "position" in found["Affiliation"]

    @dataclasses.dataclass
    class Inner:
        shoe_size: str

    assert reached((dataclasses.make_dataclass("Outer", [("inner", tuple[Inner, ...])]),)) == {
        "Outer": ["inner"],
        "Inner": ["shoe_size"],
    }


def test_every_line_says_why_and_how_long() -> None:
    """Each personal field has a purpose, and each purpose a term that a setting gives."""
    terms = {name.rpartition("_")[0] for name in RetentionSettings.model_fields}
    assert {one.purpose for one in PERSONAL} == set(PURPOSES)
    for purpose in PURPOSES.values():
        assert purpose.term in terms
        assert purpose.why
        assert purpose.seen_by
    assert all(one.what and one.source for one in PERSONAL)
    assert {one.term for one in DERIVED} & terms == {"papers"}
