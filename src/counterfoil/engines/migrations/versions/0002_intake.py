"""Where engagements of spreadsheets came from, and the order of imports."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of intake; number the manifests."""
    number = sa.Column("seq", sa.Integer(), nullable=False, server_default="0")
    op.add_column("manifests", number)
    words = ("engagement", "sender", "reference", "file", "file_hash", "sheet", "rows", "blank")
    op.create_table(
        "intake",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in words),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_intake"),
    )
    op.create_index("ix_intake_engagement", "intake", ["engagement"])
