"""Alembic's revisions: how a database of each earlier schema comes to this one. CONTRIBUTING.md says how to add one."""
