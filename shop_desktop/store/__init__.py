"""The books, in a file or on a server: schema, journal, drafts, questions, checks and snapshots.

operations, exchange, gui and bench may come in. Imports domain, SQLAlchemy, psycopg, alembic and pypinyin (late); knows no
sentence, no window and no command.
"""
