"""The first books: journal, registry, and what lies beside them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("documents", "lines", "entries")


def upgrade() -> None:
    _journal()
    _counts()
    _people()
    _materials_and_goods()
    _dated()
    _private()
    _passing()
    _guards()


def _journal() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=1), nullable=False),
        sa.Column("op", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.String(length=32), nullable=False),
        sa.Column("business_date", sa.String(length=10), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("slip", sa.String(length=32), nullable=True),
        sa.Column("ref", sa.String(length=128), nullable=True),
        sa.Column("voids", sa.String(length=20), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("ref"),
        sa.UniqueConstraint("voids"),
    )
    op.create_table(
        "lines",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=False),
        sa.Column("gross_g", sa.Integer(), nullable=True),
        sa.Column("tare_g", sa.Integer(), nullable=True),
        sa.Column("net_g", sa.Integer(), nullable=True),
        sa.Column("pieces", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=8), nullable=True),
        sa.Column("typed_reason", sa.Text(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("same_again", sa.Boolean(), nullable=True),
        sa.Column("price_fen", sa.Integer(), nullable=True),
        sa.Column("price_points", sa.Integer(), nullable=True),
        sa.Column("price_per", sa.Integer(), nullable=True),
        sa.Column("price_from", sa.String(length=10), nullable=True),
        sa.Column("amount_fen", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("waiting_before", sa.Integer(), nullable=True),
        sa.Column("waiting", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_lines_document_id")),
        sa.PrimaryKeyConstraint("document_id", "position"),
    )


def _counts() -> None:
    op.create_table(
        "entries",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ledger", sa.String(length=12), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_entries_document_id")),
        sa.PrimaryKeyConstraint("document_id", "position"),
    )
    op.create_table(
        "balances",
        sa.Column("ledger", sa.String(length=12), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ledger", "item", "account"),
    )
    op.create_table(
        "counters",
        sa.Column("kind", sa.String(length=1), nullable=False),
        sa.Column("business_date", sa.String(length=10), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "business_date"),
    )
    op.create_table(
        "head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "slips",
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )


def _people() -> None:
    op.create_table(
        "village",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("township", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table("villages", sa.Column("name", sa.String(length=200), nullable=False), sa.PrimaryKeyConstraint("name"))
    op.create_table(
        "users",
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("shown", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("household", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("login"),
    )
    op.create_table(
        "households",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("group", sa.String(length=200), nullable=False),
        sa.Column("party_member", sa.Boolean(), nullable=False),
        sa.Column("resident", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "cards",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("household", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index("ix_cards_household", "cards", ["household"], unique=False)


def _materials_and_goods() -> None:
    op.create_table(
        "materials",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=False),
        sa.Column("hazardous", sa.Boolean(), nullable=False),
        sa.Column("picture", sa.String(length=64), nullable=False),
        sa.Column("typed_allowed", sa.Boolean(), nullable=False),
        sa.Column("refusal_note", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "goods",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("barcode", sa.String(length=32), nullable=True),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("barcode"),
    )
    op.create_table(
        "containers",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("tare_g", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )


def _dated() -> None:
    op.create_table(
        "prices",
        sa.Column("material", sa.String(length=64), nullable=False),
        sa.Column("from", sa.String(length=10), nullable=False),
        sa.Column("fen", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("per", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("material", "from"),
    )
    op.create_table(
        "rates",
        sa.Column("from", sa.String(length=10), nullable=False),
        sa.Column("points_per_yuan", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("from"),
    )
    op.create_table(
        "good_prices",
        sa.Column("good", sa.String(length=64), nullable=False),
        sa.Column("from", sa.String(length=10), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("good", "from"),
    )
    op.create_table(
        "good_repayments",
        sa.Column("good", sa.String(length=64), nullable=False),
        sa.Column("from", sa.String(length=10), nullable=False),
        sa.Column("vendor_fen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("good", "from"),
    )
    op.create_table(
        "rules",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("from", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "from"),
    )
    op.create_table(
        "scales",
        sa.Column("from", sa.String(length=10), nullable=False),
        sa.Column("max_g", sa.Integer(), nullable=False),
        sa.Column("min_g", sa.Integer(), nullable=False),
        sa.Column("e_g", sa.Integer(), nullable=False),
        sa.Column("verified_until", sa.String(length=10), nullable=True),
        sa.Column("plate", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("from"),
    )


def _private() -> None:

    op.create_table(
        "answers",
        sa.Column("ref", sa.String(length=128), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ref"),
    )
    op.create_table(
        "phones",
        sa.Column("household", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("household"),
    )
    op.create_table(
        "pins",
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=200), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("login"),
    )
    op.create_table(
        "search_keys",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("household", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "household"),
    )


def _passing() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("pc", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("saved_at", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "takings",
        sa.Column("pc", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("pc"),
    )
    op.create_table(
        "prints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "security_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _guards() -> None:
    op.create_index("ix_documents_op_business_date", "documents", ["op", "business_date"], unique=False)
    op.create_index("ix_prints_document", "prints", ["document"], unique=False)
    op.create_index("ix_search_keys_household", "search_keys", ["household"], unique=False)
    op.create_index("ix_entries_account", "entries", ["account", "document_id"], unique=False)
    op.create_index("ix_lines_item", "lines", ["item", "price_from"], unique=False)

    op.execute("INSERT INTO head (id, count, hash, recorded_at) VALUES (1, 0, '" + "0" * 64 + "', '')")
    if op.get_context().dialect.name == "postgresql":
        _guards_of_a_server()
        return
    for table in APPEND_ONLY:
        for word in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_{word.lower()}_refused BEFORE {word} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
            )


def _guards_of_a_server() -> None:
    body = "BEGIN RAISE EXCEPTION '% are only ever added', TG_TABLE_NAME; END"
    op.execute(f"CREATE FUNCTION refused() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
    for table in APPEND_ONLY:
        for word in ("UPDATE", "DELETE", "TRUNCATE"):
            op.execute(
                f"CREATE TRIGGER {table}_{word.lower()}_refused BEFORE {word} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refused()"
            )
