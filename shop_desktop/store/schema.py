"""The tables. Journal and registry are hashed by way of documents; the last group lies beside the journal, unhashed.

Registry rows are written by `journal.py` alone, from documents' contents. Times are ISO text with offset, days ISO text.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

SCHEMA_VERSION = "0002"

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_N_name)s"}
)


def _key(name: str, length: int) -> Column[str]:
    return Column(name, String(length), primary_key=True)


def _word(name: str, length: int) -> Column[str]:
    return Column(name, String(length), nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", String(20), nullable=False, unique=True),
    Column("kind", String(1), nullable=False),
    Column("op", String(40), nullable=False),
    Column("content", Text, nullable=False),
    Column("happened_at", String(32), nullable=False),
    Column("recorded_at", String(32), nullable=False),
    Column("business_date", String(10), nullable=False),
    Column("user", String(64), nullable=False),
    Column("slip", String(32)),
    Column("ref", String(128), unique=True),
    Column("voids", String(20), unique=True),
    Column("note", Text),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_documents_op_business_date", "op", "business_date"),
    Index("ix_documents_business_date", "business_date"),
)

lines = Table(
    "lines",
    metadata,
    Column("document_id", Integer, ForeignKey("documents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("side", String(8), nullable=False),
    Column("item", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("unit", String(8), nullable=False),
    Column("gross_g", Integer),
    Column("tare_g", Integer),
    Column("net_g", Integer),
    Column("pieces", Integer),
    Column("source", String(8)),
    Column("typed_reason", Text),
    Column("proof", Text),
    Column("same_again", Boolean),
    Column("price_fen", Integer),
    Column("price_points", Integer),
    Column("price_per", Integer),
    Column("price_from", String(10)),
    Column("amount_fen", Integer),
    Column("points", Integer),
    Column("waiting_before", Integer),
    Column("waiting", Integer),
    Index("ix_lines_item", "item", "price_from"),
)

entries = Table(
    "entries",
    metadata,
    Column("document_id", Integer, ForeignKey("documents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("ledger", String(12), nullable=False),
    Column("item", String(64), nullable=False),
    Column("account", String(64), nullable=False),
    Column("amount", Integer, nullable=False),
    Index("ix_entries_account", "account", "document_id"),
)

balances = Table(
    "balances",
    metadata,
    Column("ledger", String(12), primary_key=True),
    Column("item", String(64), primary_key=True),
    Column("account", String(64), primary_key=True),
    Column("amount", Integer, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("kind", String(1), primary_key=True),
    Column("business_date", String(10), primary_key=True),
    Column("last", Integer, nullable=False),
)

head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("recorded_at", String(32), nullable=False),
)

slips = Table(
    "slips",
    metadata,
    Column("number", String(32), primary_key=True),
    Column("document", String(20), nullable=False),
)

# ---- registry: rows made by documents --------------------------------------------------------------------------------

village = Table(
    "village",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("township", String(200), nullable=False),
    Column("number", Integer, nullable=False),
)

villages = Table("villages", metadata, Column("name", String(200), primary_key=True))

users = Table(
    "users",
    metadata,
    Column("login", String(64), primary_key=True),
    Column("shown", String(200), nullable=False),
    Column("role", String(12), nullable=False),
    Column("household", Integer),
    Column("active", Boolean, nullable=False),
)

households = Table(
    "households",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(64), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("group", String(200), nullable=False),
    Column("party_member", Boolean, nullable=False),
    Column("resident", Boolean, nullable=False),
    Column("state", String(8), nullable=False),
)

cards = Table(
    "cards",
    metadata,
    Column("code", String(32), primary_key=True),
    Column("household", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    Index("ix_cards_household", "household"),
)

materials = Table(
    "materials",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String(200), nullable=False),
    Column("unit", String(8), nullable=False),
    Column("hazardous", Boolean, nullable=False),
    Column("picture", String(64), nullable=False),
    Column("typed_allowed", Boolean, nullable=False),
    Column("refusal_note", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)

prices = Table(
    "prices",
    metadata,
    Column("material", String(64), primary_key=True),
    Column("from", String(10), primary_key=True),
    Column("fen", Integer),
    Column("points", Integer),
    Column("per", Integer, nullable=False),
)

rates = Table("rates", metadata, _key("from", 10), _number("points_per_yuan"))

goods = Table(
    "goods",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String(200), nullable=False),
    Column("barcode", String(32), unique=True),
    Column("owner", String(200), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("minimum", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
)

good_prices = Table("good_prices", metadata, _key("good", 64), _key("from", 10), _number("points"))
good_repayments = Table("good_repayments", metadata, _key("good", 64), _key("from", 10), _number("vendor_fen"))

rules = Table(
    "rules",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("from", String(10), primary_key=True),
    Column("value", String(200), nullable=False),
    Column("decided_by", Text, nullable=False),
)

scales = Table(
    "scales",
    metadata,
    Column("from", String(10), primary_key=True),
    Column("max_g", Integer, nullable=False),
    Column("min_g", Integer, nullable=False),
    Column("e_g", Integer, nullable=False),
    Column("verified_until", String(10)),
    Column("plate", Text),
)

containers = Table(
    "containers",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String(200), nullable=False),
    Column("tare_g", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
)


persons = Table(
    "persons",
    metadata,
    Column("household", Integer, primary_key=True),
    _key("name", 200),
    Column("party_member", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
)
household_details = Table(
    "household_details",
    metadata,
    Column("household", Integer, primary_key=True),
    _word("contact", 200),
    Column("merged_into", Integer),
)
vouchers = Table(
    "vouchers",
    metadata,
    _key("code", 32),
    _word("good", 64),
    Column("household", Integer, nullable=False, index=True),
    _word("issued_on", 10),
    _word("expires_on", 10),
    _word("state", 8),
    Column("used_on", String(10)),
)
pads = Table("pads", metadata, _key("first", 32), _word("last", 32), _word("since", 10))
rents = Table("rents", metadata, _key("host", 200), _key("from", 10), Column("until", String(10)), _number("fen"))
meetings = Table(
    "meetings",
    metadata,
    Column("id", Integer, primary_key=True),
    _word("date", 10),
    _word("kind", 16),
    *(_number(name) for name in ("members", "attended", "votes_for", "against", "abstained")),
    Column("text", Text, nullable=False),
    _word("paper", 64),
    Column("filed_on", String(10)),
)
_settled = [_number(name) for name in ("quantity", "amount_fen", "carried_fen")]
settlements = Table("settlements", metadata, _key("vendor", 200), _key("month", 7), *_settled)
months = Table("months", metadata, _key("month", 7), _word("closed_on", 10))

REGISTRY: dict[str, Table] = {
    table.name: table
    for table in (
        village,
        villages,
        users,
        households,
        cards,
        materials,
        prices,
        rates,
        goods,
        good_prices,
        good_repayments,
        rules,
        scales,
        containers,
        persons,
        household_details,
        vouchers,
        pads,
        rents,
        meetings,
        settlements,
        months,
    )
}

# ---- beside the journal: private or passing, never hashed, in no month's file ----------------------------------------

answers = Table(
    "answers",
    metadata,
    Column("ref", String(128), primary_key=True),
    Column("request", String(64), nullable=False),
    Column("answer", Text, nullable=False),
)

phones = Table(
    "phones",
    metadata,
    Column("household", Integer, primary_key=True),
    Column("phone", String(32), nullable=False),
)

pins = Table(
    "pins",
    metadata,
    Column("login", String(64), primary_key=True),
    Column("hash", String(200), nullable=False),
    Column("wrong", Integer, nullable=False),
    Column("locked_until", String(32)),
)

search_keys = Table(
    "search_keys",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("household", Integer, primary_key=True),
    Index("ix_search_keys_household", "household"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("pc", String(64), nullable=False),
    Column("state", String(8), nullable=False),
    Column("saved_at", String(32), nullable=False),
    Column("content", Text, nullable=False),
)

takings = Table(
    "takings",
    metadata,
    Column("pc", String(64), primary_key=True),
    Column("content", Text, nullable=False),
)

prints = Table(
    "prints",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", String(20), nullable=False),
    Column("at", String(32), nullable=False),
    Column("user", String(64), nullable=False),
    Column("copy", Integer, nullable=False),
    Index("ix_prints_document", "document"),
)

security_log = Table(
    "security_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("user", String(64), nullable=False),
    Column("what", String(64), nullable=False),
    Column("code", String(32), nullable=False),
)

seals = Table("seals", metadata, _key("month", 7), _word("seal", 64))
"""Each closed month's seal, kept so that it need not be computed again; `verify` does."""

APPEND_ONLY = (documents, lines, entries)
HASHED = (*APPEND_ONLY, *REGISTRY.values())
