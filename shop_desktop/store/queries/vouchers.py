"""Vouchers for services: by code, of a household, and the next number to issue."""

from datetime import date

from sqlalchemy import Connection, Select, func, select

from shop_desktop.domain.codes import voucher_code
from shop_desktop.domain.goods import Voucher
from shop_desktop.store.journal import Row
from shop_desktop.store.schema import goods, households, vouchers


def _rows() -> Select[tuple[object, ...]]:
    named = (goods.c.name.label("good_name"), households.c.name, households.c.code.label("household_code"))
    return (
        select(vouchers, *named)
        .join(goods, goods.c.code == vouchers.c.good)
        .join(households, households.c.id == vouchers.c.household)
        .order_by(vouchers.c.code)
    )


def _found(connection: Connection, statement: Select[tuple[object, ...]]) -> tuple[Voucher, ...]:
    return tuple(
        Voucher(
            code=r["code"],
            good=r["good"],
            good_name=r["good_name"],
            household=r["name"],
            household_code=r["household_code"],
            issued_on=date.fromisoformat(r["issued_on"]),
            expires_on=date.fromisoformat(r["expires_on"]),
            state=r["state"],
            used_on=date.fromisoformat(r["used_on"]) if r["used_on"] else None,
        )
        for r in connection.execute(statement).mappings()
    )


def one(connection: Connection, code: str) -> Voucher | None:
    """The voucher with these 13 digits."""
    found = _found(connection, _rows().where(vouchers.c.code == code))
    return found[0] if found else None


def listed(connection: Connection, household: int | None = None) -> tuple[Voucher, ...]:
    """All vouchers in the order they were issued, or one household's."""
    statement = _rows()
    return _found(connection, statement if household is None else statement.where(vouchers.c.household == household))


def next_codes(connection: Connection, count: int) -> tuple[str, ...]:
    """The codes of the next vouchers; numbers run without gaps from 1."""
    issued = connection.execute(select(func.count()).select_from(vouchers)).scalar_one()
    return tuple(voucher_code(issued + n) for n in range(1, count + 1))


def row(connection: Connection, code: str, *, state: str, used_on: str | None = None) -> Row:
    """The voucher's row with another state, as a document is to write it."""
    before = connection.execute(select(vouchers).where(vouchers.c.code == code)).mappings().one()
    values = {key: value for key, value in before.items() if key != "code"}
    return Row(table="vouchers", key={"code": code}, values=values | {"state": state, "used_on": used_on})
