"""The first tables: manifests, register, judgements, packs, assessments."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _text(name: str, *, optional: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=optional)


def _hash(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(64), nullable=False)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False)


def _bytes(name: str) -> "sa.Column[bytes]":
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _seq() -> "sa.Column[int]":
    return sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False)


def _key(table: str, column: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(column, name=f"pk_{table}")


def upgrade() -> None:
    """Make all tables."""
    _facts()
    _register()
    _verdicts()


def _facts() -> None:
    op.create_table(
        "manifests",
        _hash("snapshot_id"),
        *map(_text, ("dataset", "title", "publisher", "licence")),
        _text("edition", optional=True),
        *map(_text, ("retrieved", "source", "source_hash", "reader", "reader_version")),
        *map(_number, ("rows", "entities", "statements")),
        _hash("file_hash"),
        *map(_text, ("dropped", "issues")),
        _number("issue_count"),
        _key("manifests", "snapshot_id"),
    )


def _register() -> None:
    op.create_table(
        "engagements",
        _seq(),
        *map(_text, ("engagement_id", "content")),
        _hash("content_hash"),
        _text("kept_at"),
        _key("engagements", "seq"),
    )
    op.create_index("ix_engagements_engagement_id", "engagements", ["engagement_id"])
    op.create_table(
        "people",
        _seq(),
        *map(_text, ("staff", "name", "unit", "role", "kept_at")),
        _key("people", "seq"),
    )
    op.create_index("ix_people_staff", "people", ["staff"])
    op.create_table(
        "spellings",
        _seq(),
        *map(_text, ("partner_id", "name", "said_by", "said_on", "kept_at")),
        _key("spellings", "seq"),
    )
    op.create_index("ix_spellings_name", "spellings", ["name"])


def _verdicts() -> None:
    words = ("partner_id", "entity_id", "fingerprint", "verdict", "reason", "said_by", "said_at")
    op.create_table("judgements", _seq(), *map(_text, words), _key("judgements", "seq"))
    op.create_table(
        "packs",
        _hash("content_hash"),
        _text("pack_id"),
        _bytes("content"),
        _hash("file_hash"),
        _key("packs", "content_hash"),
    )
    op.create_table(
        "assessments",
        _seq(),
        _hash("digest"),
        *map(_text, ("engagement", "as_of", "kept_at")),
        *map(_bytes, ("assessment", "case_bytes")),
        _hash("case_hash"),
        _text("packs"),
        _key("assessments", "seq"),
    )
    op.create_index("ix_assessments_engagement", "assessments", ["engagement"])
