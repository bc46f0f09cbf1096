"""Mappings: small TOML files that say how the columns of a published list become statements."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
import warnings
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from counterfoil.errors import DataError
from counterfoil.sources.origin import ORIGIN_PROPS

Kind = Literal[
    "Person", "Organization", "Company", "PublicBody", "LegalEntity", "Vessel", "Airplane"
]
DateStyle = Literal["iso", "month/day/year", "day/month/year", "spelled", "federal-register"]
# Origin of a person, but a plain fact about a firm; dropped where the row is a person.
_SHARED_PROPS = frozenset({"country", "jurisdiction", "mainCountry", "taxNumber", "innCode"})
SHIPPED = "shipped:"


def _pattern(value: str) -> str:
    try:
        with warnings.catch_warnings():
            # What may come to mean a set of characters one day is refused today.
            warnings.simplefilter("error", FutureWarning)
            re.compile(value)
    except (re.error, FutureWarning) as error:
        message = f"not a regular expression: {error}"
        raise ValueError(message) from error
    return value


Pattern = Annotated[str, AfterValidator(_pattern)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class DatasetPart(_Part):
    """What the list is called and who publishes it."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{1,60}$")]
    title: Annotated[str, Field(min_length=1)]
    publisher: str = ""
    licence: str = ""


class FilePart(_Part):
    """How the file is built and what it is known by: fixed values, or the columns it has."""

    type: Literal["json", "jsonl", "csv", "xlsx"]
    records: str = ""
    encoding: Literal["utf-8", "cp1252", "latin-1"] = "utf-8"
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ","
    sheet: str = ""  # of a workbook; empty: the first shown sheet that has the columns
    header_row: Annotated[int, Field(ge=1, le=1000)] = 1  # of a workbook, as it is numbered there
    match: dict[str, str] = {}
    columns: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _known_by_something(self) -> FilePart:
        if not self.match and not self.columns:
            raise ValueError(
                'say what the file is known by: match = { list_id = "..." } for a'
                ' fixed value, or columns = ["name", ...] for its columns'
            )
        if self.match and self.type != "json":
            raise ValueError('match looks into a JSON document; use columns = ["name", ...]')
        return self


class EditionPart(_Part):
    """The publisher's date: fixed, or found at a path of the document, perhaps by a pattern."""

    date: dt.date | None = None
    path: str = ""
    pattern: Pattern = ""
    complete: Annotated[str, Field(pattern=r"^\d\d-\d\d$")] = "01-01"


class WhenPart(_Part):
    """A condition on one column of the row."""

    column: str
    contains: str = ""
    equals: str = ""

    @model_validator(mode="after")
    def _one_test(self) -> WhenPart:
        if bool(self.contains) == bool(self.equals):
            raise ValueError('write either contains = "..." or equals = "..."')
        return self


class KindPart(_Part):
    """A kind for the rows that fulfil a condition."""

    when: WhenPart
    kind: Kind


class EntityPart(_Part):
    """Which columns tell one entity from another, in this edition and the next; and its kind.

    `countries` names columns of the key that hold a country, with the one meant where blank, so
    that names and codes of a country give the same key.
    """

    key: Annotated[tuple[str, ...], Field(min_length=1)]
    countries: dict[str, str] = {}
    kind: Kind = "LegalEntity"
    kinds: tuple[KindPart, ...] = ()

    @model_validator(mode="after")
    def _countries_in_key(self) -> EntityPart:
        if not set(self.countries) <= set(self.key):
            raise ValueError("countries may name columns of the key only")
        return self


class ColumnPart(_Part):
    """One column, perhaps joined with others by commas, that becomes statements of a property."""

    source: Annotated[str, Field(alias="from", min_length=1)]
    join: tuple[str, ...] = ()
    prop: Annotated[str, Field(pattern=r"^[a-z][A-Za-z]{1,40}$")]
    split: tuple[str, ...] = ()
    split_pattern: Pattern = ""
    pattern: Pattern = ""
    lang: Annotated[str, Field(pattern=r"^([a-z]{2,3})?$")] = ""
    acronym: bool = False
    reference: bool = False
    date: DateStyle | None = None
    when: WhenPart | None = None

    @field_validator("prop")
    @classmethod
    def _no_origin(cls, value: str) -> str:
        if value in ORIGIN_PROPS - _SHARED_PROPS:
            raise ValueError(
                "Counterfoil keeps no origin of persons; remove this column and name"
                " it under [origin] columns, so that its values are taken out of"
                " remarks too"
            )
        return value


class DatePart(_Part):
    """A date in a column; of several in the text the earliest counts."""

    source: Annotated[str, Field(alias="from", min_length=1)]
    style: DateStyle = "iso"
    pattern: Pattern = ""


class EachPart(_Part):
    """A column that holds several listings: cut at a separator; pieces without a text go out."""

    source: Annotated[str, Field(alias="from", min_length=1)]
    split: Annotated[str, Field(min_length=1)]
    contains: str = ""


class ProgrammePart(_Part):
    """The programmes of a listing, found in a column by a pattern."""

    source: Annotated[str, Field(alias="from", min_length=1)]
    pattern: Annotated[Pattern, Field(min_length=1)]


class ListingPart(_Part):
    """What stands on the list, as which authority and programme, since and until when.

    `since` may be a list: the first that gives a date counts.
    """

    value: Annotated[str, Field(min_length=1)]
    each: EachPart | None = None
    programme: ProgrammePart | None = None
    since: tuple[DatePart, ...] = ()
    until: DatePart | None = None
    when: WhenPart | None = None

    @field_validator("since", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return [value] if isinstance(value, dict) else value


class OriginPart(_Part):
    """Columns with a person's origin: dropped, and their values taken out of everything else."""

    columns: tuple[str, ...] = ()


class Mapping(_Part):
    """A whole mapping file."""

    dataset: DatasetPart
    file: FilePart
    edition: EditionPart = EditionPart()
    entity: EntityPart
    columns: Annotated[tuple[ColumnPart, ...], Field(min_length=1)]
    listings: tuple[ListingPart, ...] = ()
    origin: OriginPart = OriginPart()

    @model_validator(mode="after")
    def _has_name(self) -> Mapping:
        if not any(column.prop == "name" for column in self.columns):
            raise ValueError('one of the [[columns]] needs prop = "name"')
        return self


def load_mapping(path: Path) -> Mapping:
    """Return the mapping of a TOML file; raise DataError that names the line to write instead."""
    try:
        return parse_mapping(path.read_text("utf-8"), str(path))
    except OSError as error:
        raise DataError(
            f"the mapping cannot be opened ({error.strerror})", where=str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise DataError(
            "the mapping is not UTF-8 text", where=str(path), do="Save it as UTF-8."
        ) from error


def parse_mapping(text: str, where: str) -> Mapping:
    """Return the mapping in a text; `where` names it in messages."""
    try:
        return Mapping.model_validate(tomllib.loads(text))
    except ValidationError as error:
        lines = [
            _message(found["loc"], found["type"], found["msg"])
            for found in error.errors(include_url=False)
        ]
        raise DataError(
            "; ".join(line for line, _ in lines),
            where=where,
            do=" ".join(dict.fromkeys(do for _, do in lines if do)),
        ) from error
    except (ValueError, RecursionError) as error:
        raise DataError(
            f"the mapping is not TOML: {error}",
            where=where,
            do='Texts stand in quotation marks: title = "..."',
        ) from error


@cache
def shipped_mappings() -> tuple[tuple[str, Mapping], ...]:
    """Return the mappings that come with the program, by name."""
    folder = resources.files("counterfoil.sources").joinpath("mappings")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple((SHIPPED + f.name, parse_mapping(f.read_text("utf-8"), f.name)) for f in files)


def _message(loc: tuple[int | str, ...], sort: str, text: str) -> tuple[str, str]:
    """Return what is wrong, and what to write instead."""
    place = "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in loc).strip(".")
    last = str(loc[-1]) if loc else ""
    if sort == "missing":
        return f"{place} is missing", f'Add a line: {last} = "..."'
    if sort == "extra_forbidden":
        near = difflib.get_close_matches(last, _known_keys(), 1)
        hint = f"Did you mean {near[0]}?" if near else "Remove it."
        return f"{place} is not a key of a mapping", hint
    text = text.removeprefix("Value error, ").replace("Input should be", "write")
    text = re.sub(r"String should match pattern '(.+)'", r"only texts of the form \1", text)
    return f"{place or 'mapping'}: {text[:1].lower() + text[1:]}", ""


def _known_keys() -> list[str]:
    keys: set[str] = set()
    open_models: list[Any] = [Mapping]
    while open_models:
        model = open_models.pop()
        if isinstance(model, type) and issubclass(model, BaseModel):
            keys |= {field.alias or name for name, field in model.model_fields.items()}
            open_models += [field.annotation for field in model.model_fields.values()]
        else:
            open_models += get_args(model)
    return sorted(keys)
