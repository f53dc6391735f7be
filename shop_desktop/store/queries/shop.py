"""The village's name, who may sign in, containers, and the day's counts in the top bar."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, bindparam, func, select

from shop_desktop.domain.refused import Trouble
from shop_desktop.domain.users import User
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.schema import containers, documents, head, lines, months, pads, pins, slips, users, village


@dataclass(frozen=True, kw_only=True)
class Village:
    """This shop's own village; `number` 1–999 stands on cards. Empty names until the first start is done."""

    name: str = ""
    township: str = ""
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Container:
    """A container of known weight, grams."""

    code: str
    name: str
    tare_g: int


@dataclass(frozen=True)
class Today:
    """The day's tickets that are not voided, and the kilograms on them in grams."""

    tickets: int
    net_g: int


_USER = Prepared(select(users.c.shown, users.c.role).where(users.c.login == bindparam("login"), users.c.active))
_VILLAGE = Prepared(select(village.c.name, village.c.township, village.c.number))
_LAST_RECORDED = Prepared(select(head.c.recorded_at))


def village_of(connection: Connection) -> Village:
    """The shop's own village."""
    row = _VILLAGE.first(connection)
    return Village(name=row[0], township=row[1], number=row[2]) if row else Village()


def users_of(connection: Connection) -> tuple[User, ...]:
    """Everyone who may sign in, in the order they were added."""
    statement = (
        select(users.c.login, users.c.shown, users.c.role, pins.c.login.label("pin"))
        .outerjoin(pins, pins.c.login == users.c.login)
        .where(users.c.active)
        .order_by(users.c.role != "manager", users.c.login)
    )
    return tuple(
        User(login=r.login, shown=r.shown, role=r.role, has_pin=r.pin is not None) for r in connection.execute(statement)
    )


def user(connection: Connection, login: str) -> User | None:
    """One user by login, or None (also where no longer active)."""
    row = _USER.first(connection, login=login)
    return User(login=login, shown=row[0], role=row[1]) if row else None


def containers_of(connection: Connection) -> tuple[Container, ...]:
    """Active containers in the shop's order."""
    rows = connection.execute(select(containers).where(containers.c.active).order_by(containers.c.position))
    return tuple(Container(code=r.code, name=r.name, tare_g=r.tare_g) for r in rows)


def today(connection: Connection, day: date) -> Today:
    """Counts of a business date for the top bar."""
    other = documents.alias("other")
    live = (
        select(documents.c.id)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == "ticket.post", documents.c.business_date == day.isoformat(), other.c.id.is_(None))
        .subquery()
    )
    tickets = connection.execute(select(func.count()).select_from(live)).scalar_one()
    net_g = connection.execute(
        select(func.coalesce(func.sum(lines.c.net_g), 0)).where(lines.c.side == "in", lines.c.document_id.in_(select(live.c.id)))
    ).scalar_one()
    return Today(tickets, net_g)


def head_of(connection: Connection) -> tuple[int, str]:
    """How many documents there are, and the chain's newest hash. Trouble: `damaged` where the head was taken away."""
    row = connection.execute(select(head.c.count, head.c.hash)).first()
    if row is None:
        raise Trouble("damaged", where="head")
    return int(row[0]), str(row[1])


def head_hash(connection: Connection) -> str:
    """The chain's newest hash; 64 zeros before the first document. Trouble: `damaged`."""
    return head_of(connection)[1]


def document_count(connection: Connection) -> int:
    """How many documents the books hold. Trouble: `damaged`."""
    return head_of(connection)[0]


_MEASURES = Prepared(select(head.c.recorded_at, select(func.max(months.c.month)).scalar_subquery()))


def measures(connection: Connection) -> tuple[str, str]:
    """What every posting is held against: when the newest document was recorded, and the newest closed month; "" for none.

    Trouble: `damaged` where the head was taken away.
    """
    found = _MEASURES.first(connection)
    if found is None:
        raise Trouble("damaged", where="head")
    return str(found[0]), str(found[1] or "")


def last_recorded(connection: Connection) -> str:
    """When the newest document was recorded, "" before the first."""
    found = _LAST_RECORDED.first(connection)
    if found is None:
        raise Trouble("damaged", where="head")
    return str(found[0])


@dataclass(frozen=True, kw_only=True)
class Pad:
    """A pad of numbered paper slips, and how many of them stand on tickets."""

    first: str
    last: str
    since: date
    used: int


def pads_of(connection: Connection) -> tuple[Pad, ...]:
    """Every pad, the newest first."""
    used = and_(slips.c.number.between(pads.c.first, pads.c.last), func.length(slips.c.number) == func.length(pads.c.first))
    statement = (
        select(pads, func.count(slips.c.number).label("used"))
        .select_from(pads)
        .outerjoin(slips, used)
        .group_by(*pads.c)
        .order_by(pads.c.since.desc(), pads.c.first.desc())
    )
    rows = connection.execute(statement).mappings()
    return tuple(Pad(first=r["first"], last=r["last"], since=date.fromisoformat(r["since"]), used=r["used"]) for r in rows)


def left_users(connection: Connection) -> tuple[User, ...]:
    """Those who may sign in no more."""
    rows = connection.execute(select(users).where(users.c.active.is_(False)).order_by(users.c.login))
    return tuple(User(login=r.login, shown=r.shown, role=r.role) for r in rows)


def engine(connection: Connection) -> tuple[str, str]:
    """What holds the books: the name of the database, and its version."""
    if connection.dialect.name == "postgresql":
        return "PostgreSQL", str(connection.exec_driver_sql("SHOW server_version").scalar_one()).partition(" ")[0]
    return "SQLite", str(connection.execute(select(func.sqlite_version())).scalar_one())


def shown_users(connection: Connection) -> dict[str, str]:
    """Every login, also of those who left, with the name that papers show."""
    return dict(connection.execute(select(users.c.login, users.c.shown)).all())
