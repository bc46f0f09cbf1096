"""What an import knows beside the sheet, and the words for kinds and roles."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from counterfoil.domain.engagement import Kind


@dataclass(frozen=True, slots=True)
class Setting:
    """What an import knows beside the sheet.

    Attributes:
        sender: slug of who sent it; engagement ids begin with it.
        today: day of the import, for engagements that carry no date.
        given: field -> value for all rows (kind, funders, unit, ...); `none` means "there are none".
        blank: fields whose column is blank in the whole sheet.
        columns: fields the sheet has.
        people: normal name -> staff reference of people already in the register.

    """

    sender: str
    today: date
    given: Mapping[str, str]
    blank: frozenset[str]
    columns: frozenset[str]
    people: Mapping[str, str]
    default_kind: Kind = Kind.PARTNERSHIP


@cache
def kind_words() -> dict[str, Any]:
    """Return the words of `kinds.toml`."""
    text = resources.files("counterfoil.sources.sheets").joinpath("kinds.toml").read_text("utf-8")
    return tomllib.loads(text)
