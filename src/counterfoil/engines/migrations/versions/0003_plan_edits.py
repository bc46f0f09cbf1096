"""What the office did to plans of measures."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of edits."""
    words = ("engagement", "line", "act", "kind", "what", "owner", "proof", "day", "asked_by")
    signed = ("reason", "said_by", "said_at")
    op.create_table(
        "plan_edits",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in (*words, *signed)),
        sa.PrimaryKeyConstraint("seq", name="pk_plan_edits"),
    )
    op.create_index("ix_plan_edits_engagement", "plan_edits", ["engagement"])
