"""The tables of the record and of the manifests; the same on SQLite and PostgreSQL.

Dates and times are ISO text (times in UTC), structures are canonical JSON text, so that no
dialect rounds or reorders them. `seq` is the order in which rows were kept; of several rows on
one thing the last one stands. A change here needs a migration and its name in REVISIONS.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

# Schema revisions this program knows, oldest first; the last one is what it works on.
REVISIONS = ("0001", "0002", "0003")

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _text(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, Text, nullable=optional)


def _hash(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, String(64), primary_key=key, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _seq() -> Column[int]:
    return Column("seq", Integer, primary_key=True, autoincrement=True)


manifests = Table(
    "manifests",
    METADATA,
    _hash("snapshot_id", key=True),
    _text("dataset"),
    _text("title"),
    _text("publisher"),
    _text("licence"),
    _text("edition", optional=True),
    _text("retrieved"),
    _text("source"),
    _text("source_hash"),
    _text("reader"),
    _text("reader_version"),
    _number("rows"),
    _number("entities"),
    _number("statements"),
    _hash("file_hash"),
    _text("dropped"),
    _text("issues"),
    _number("issue_count"),
    Column("seq", Integer, nullable=False, server_default="0"),
)

engagements = Table(
    "engagements",
    METADATA,
    _seq(),
    _text("engagement_id"),
    _text("content"),
    _hash("content_hash"),
    _text("kept_at"),
)
Index(None, engagements.c.engagement_id)

people = Table(
    "people",
    METADATA,
    _seq(),
    _text("staff"),
    _text("name"),
    _text("unit"),
    _text("role"),
    _text("kept_at"),
)
Index(None, people.c.staff)

spellings = Table(
    "spellings",
    METADATA,
    _seq(),
    _text("partner_id"),
    _text("name"),
    _text("said_by"),
    _text("said_on"),
    _text("kept_at"),
)
Index(None, spellings.c.name)

judgements = Table(
    "judgements",
    METADATA,
    _seq(),
    _text("partner_id"),
    _text("entity_id"),
    _text("fingerprint"),
    _text("verdict"),
    _text("reason"),
    _text("said_by"),
    _text("said_at"),
)

# Where engagements of a spreadsheet came from; `present` is 0 once a later sheet lacks them.
intake = Table(
    "intake",
    METADATA,
    _seq(),
    _text("engagement"),
    _text("sender"),
    _text("reference"),
    _text("file"),
    _text("file_hash"),
    _text("sheet"),
    _text("rows"),
    _text("blank"),
    _number("present"),
    _text("kept_at"),
)
Index(None, intake.c.engagement)

packs = Table(
    "packs",
    METADATA,
    _hash("content_hash", key=True),
    _text("pack_id"),
    _bytes("content"),
    _hash("file_hash"),
)

assessments = Table(
    "assessments",
    METADATA,
    _seq(),
    _hash("digest"),
    _text("engagement"),
    _text("as_of"),
    _text("kept_at"),
    _bytes("assessment"),
    _bytes("case_bytes"),
    _hash("case_hash"),
    _text("packs"),
)
Index(None, assessments.c.engagement)

# What the office did to plans of measures; `asked_by` are the rules that asked then.
plan_edits = Table(
    "plan_edits",
    METADATA,
    _seq(),
    _text("engagement"),
    _text("line"),
    _text("act"),
    _text("kind"),
    _text("what"),
    _text("owner"),
    _text("proof"),
    _text("day"),
    _text("asked_by"),
    _text("reason"),
    _text("said_by"),
    _text("said_at"),
)
Index(None, plan_edits.c.engagement)
