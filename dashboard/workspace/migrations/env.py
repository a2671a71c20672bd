"""Alembic runs this; `dashboard.workspace.schema_steps` gives the connection, and its transaction is the only one."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
