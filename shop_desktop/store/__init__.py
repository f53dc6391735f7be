"""The books on disk: schema, journal, drafts, questions, checks and snapshots.

operations, exchange, gui and bench may come in. Imports domain, SQLAlchemy, alembic (late) and pypinyin (late); knows no
sentence, no window and no command.
"""
