"""Alembic runs this file; the connection, with its open transaction, comes from `database`."""

from alembic import context

from counterfoil.engines.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
