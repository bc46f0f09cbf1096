"""The shape of the register's files, for validation at the edge."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from counterfoil.domain.dates import parse_date

_SHARE = re.compile(r"\d{1,3}(\.\d+)?(\s*-\s*\d{1,3}(\.\d+)?)?|\d+/[1-9]\d*")
_COUNTRY = re.compile("[A-Z]{2}")
_DOMAIN = re.compile(r"(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _date_text(value: object) -> object:
    # TOML dates arrive as dates; a year or a month arrives as text or a number.
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def _partial_date(value: object) -> object:
    text = _date_text(value)
    return parse_date(text).text() if isinstance(text, str) and text else text


def _share(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = f"{value:g}"
    if not isinstance(value, str):
        return value
    text = value.replace("%", "").strip()
    if text and _SHARE.fullmatch(text) is None:
        message = 'write a share as "30", "25-50" or "1/3"; leave it out where it is not known'
        raise ValueError(message)
    return text


def _country(value: object) -> object:
    meant = {"UK": "GB", "EL": "GR"}.get(value) if isinstance(value, str) else None
    if meant or (isinstance(value, str) and value and _COUNTRY.fullmatch(value) is None):
        such = meant or "NO or CA"
        message = f"write two capital letters, such as {such}; leave it out if you do not know"
        raise ValueError(message)
    return value


def _domain(value: object) -> object:
    # Of a mail address only the part after the @ is kept: the rest is somebody's name.
    if not isinstance(value, str) or not value.strip():
        return value
    text = value.strip().rsplit("@", 1)[-1].strip().strip(".").lower()
    try:
        text = text if text.isascii() else text.encode("idna").decode("ascii")
    except UnicodeError:
        text = ""
    if _DOMAIN.fullmatch(text) is None:
        message = "write an internet domain, such as example.edu; leave it out if you do not know"
        raise ValueError(message)
    return text


PartialDate = Annotated[str, BeforeValidator(_partial_date)]
ShareText = Annotated[str, BeforeValidator(_share)]
Country = Annotated[str, BeforeValidator(_country)]
Domain = Annotated[str, BeforeValidator(_domain)]
Name = Annotated[str, Field(min_length=1, max_length=2000)]
Role = Annotated[str, Field(min_length=1, max_length=100)]


class IdentifiersModel(_Strict):
    """Strong identifiers of a body, and its internet domain, which is none but a lead."""

    registration: str = ""
    ror: str = ""
    lei: str = ""
    domain: Domain = ""


class PeriodModel(_Strict):
    """`period` of an engagement."""

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None


class HeadModel(_Strict):
    """The `[engagement]` table."""

    id: Annotated[str, Field(pattern=r"^[\w./-]{1,60}$")]
    kind: Literal[
        "grant",
        "partnership",
        "visitor",
        "appointment",
        "travel",
        "talk",
        "shipment",
        "purchase",
        "release",
    ]
    title: Name
    unit: str = ""
    theme: str = ""
    proposed: Annotated[date, Field(ge=date(1980, 1, 1), le=date(2100, 1, 1))]
    period: PeriodModel = PeriodModel()
    funders: tuple[str, ...] | None = None
    summary: str = ""
    incomplete: tuple[Literal["parties", "people", "flows"], ...] = ()


class PartyModel(_Strict):
    """One of `[[parties]]`."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z]\w{0,19}$")] | None = None
    name: Name
    role: Role
    kind: Literal["organisation", "person"] = "organisation"
    other_names: tuple[Name, ...] = ()
    identifiers: IdentifiersModel = IdentifiersModel()
    city: str = ""
    country: Country = ""

    @model_validator(mode="after")
    def _has_no_domain_of_a_person(self) -> Self:
        if self.kind == "person" and self.identifiers.domain:
            message = "identifiers > domain: a domain belongs to an organisation; leave it out"
            raise ValueError(message)
        return self


class AffiliationModel(_Strict):
    """One of `[[people.affiliations]]`; `country` is that of the organisation's seat."""

    organisation: Name
    relation: Literal["employment", "appointment", "supervision", "study", "membership"] = (
        "employment"
    )
    position: str = ""
    from_: PartialDate = Field(default="", alias="from")
    to: PartialDate = ""
    confirmed: PartialDate = ""
    disclosed: bool = True
    city: str = ""
    country: Country = ""
    identifiers: IdentifiersModel = IdentifiersModel()


class ActivityModel(_Strict):
    """One of `[[people.activities]]`: money, papers, patents, programmes and contracts.

    `on` is for what has one day, such as a paper; it stands for `from` and `to`.
    """

    organisation: Name
    kind: Literal["funding", "co-authorship", "patent", "programme", "contract"]
    what: str = ""
    on: PartialDate = ""
    from_: PartialDate = Field(default="", alias="from")
    to: PartialDate = ""
    confirmed: PartialDate = ""
    disclosed: bool = True
    city: str = ""
    country: Country = ""
    identifiers: IdentifiersModel = IdentifiersModel()

    @model_validator(mode="after")
    def _has_one_sort_of_date(self) -> Self:
        if self.on and (self.from_ or self.to or self.confirmed):
            message = "write `on`, or `from` and `to`, not both"
            raise ValueError(message)
        return self


class ParticipantModel(_Strict):
    """One of `[[people]]`."""

    staff: Annotated[str, Field(pattern=r"^[\w-]{1,40}$")]
    role: Role
    affiliations: tuple[AffiliationModel, ...] = ()
    activities: tuple[ActivityModel, ...] = ()


class FlowModel(_Strict):
    """One of `[[flows]]`; exactly one of `to` and `from`."""

    what: Name
    kind: Literal["data", "sample", "equipment", "know-how", "access"]
    to: str = ""
    from_: str = Field(default="", alias="from")
    licence: str = ""


class TieModel(_Strict):
    """One of `[[ties]]`."""

    kind: Literal["owns", "controls", "parent"]
    source: Name
    target: str
    share: ShareText = ""
    from_: PartialDate = Field(default="", alias="from")
    to: PartialDate = ""
    origin: Name
    on: date
    identifiers: IdentifiersModel = IdentifiersModel()


class AnswerModel(_Strict):
    """One entry of `[answers]`; `about` is a party, person or flow where it is asked of each."""

    value: bool
    by: Annotated[str, Field(min_length=1)]
    on: date
    about: Annotated[str, Field(pattern=r"^[\w-]{0,40}$")] = ""


def _several(value: object) -> object:
    # A question is answered once, or once for each party, person or flow it is about.
    return (value,) if isinstance(value, dict) else value


Answers = Annotated[tuple[AnswerModel, ...], BeforeValidator(_several)]


class AreasModel(_Strict):
    """The `[areas]` table; `of` names the sets of areas that were asked about."""

    values: tuple[str, ...]
    by: str
    on: date
    of: tuple[str, ...] = ()


class OnFileModel(_Strict):
    """The `[on_file]` table."""

    documents: tuple[str, ...] = ()
    safeguards: tuple[str, ...] = ()
    dates: dict[str, PartialDate] = {}


class EngagementModel(_Strict):
    """A whole engagement file."""

    engagement: HeadModel
    parties: tuple[PartyModel, ...] = ()
    people: tuple[ParticipantModel, ...] = ()
    flows: tuple[FlowModel, ...] = ()
    ties: tuple[TieModel, ...] = ()
    asked: dict[str, date] = {}
    answers: dict[str, Answers] = {}
    areas: AreasModel | None = None
    on_file: OnFileModel = OnFileModel()


class PersonModel(_Strict):
    """One of `[[people]]` of the people file."""

    staff: Annotated[str, Field(pattern=r"^[\w-]{1,40}$")]
    name: Name
    unit: str = ""
    role: str = ""


class PeopleModel(_Strict):
    """The people file."""

    people: tuple[PersonModel, ...] = ()


class SpellingModel(_Strict):
    """One of a partner's `spellings`."""

    name: Name
    unit: str = ""
    confirmed_by: str = ""
    on: date


class PartnerModel(_Strict):
    """One of `[[partners]]`."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
    name: Name
    spellings: tuple[SpellingModel, ...] = ()


class PartnersModel(_Strict):
    """The partners file."""

    partners: tuple[PartnerModel, ...] = ()
