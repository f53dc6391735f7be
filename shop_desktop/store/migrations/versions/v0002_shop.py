"""The shop behind the counter: persons, vouchers, pads, rents, meetings, vendors' settlements, closed months."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_documents_business_date", "documents", ["business_date"])
    _people()
    _papers()
    _money()


def _people() -> None:
    op.create_table(
        "persons",
        sa.Column("household", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("party_member", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("household", "name"),
    )
    op.create_table(
        "household_details",
        sa.Column("household", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("household"),
    )
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("attended", sa.Integer(), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("paper", sa.String(length=64), nullable=False),
        sa.Column("filed_on", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def _papers() -> None:
    op.create_table(
        "vouchers",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("good", sa.String(length=64), nullable=False),
        sa.Column("household", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.String(length=10), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("used_on", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index("ix_vouchers_household", "vouchers", ["household"])
    op.create_table(
        "pads",
        sa.Column("first", sa.String(length=32), nullable=False),
        sa.Column("last", sa.String(length=32), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("first"),
    )


def _money() -> None:
    op.create_table(
        "rents",
        sa.Column("host", sa.String(length=200), nullable=False),
        sa.Column("from", sa.String(length=10), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.Column("fen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("host", "from"),
    )
    op.create_table(
        "settlements",
        sa.Column("vendor", sa.String(length=200), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount_fen", sa.Integer(), nullable=False),
        sa.Column("carried_fen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("vendor", "month"),
    )
    op.create_table(
        "months",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("closed_on", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("month"),
    )
    op.create_table(
        "seals",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("month"),
    )
