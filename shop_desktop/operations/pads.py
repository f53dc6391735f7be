"""Pads of pre-numbered paper slips for power cuts, so that a missing number is noticed."""

from sqlalchemy import select

from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Command, Outcome, post
from shop_desktop.operations.base import Digits as SlipNumber
from shop_desktop.store import schema
from shop_desktop.store.journal import Act, Posting, Row


class AddPad(Command, frozen=True, kw_only=True, tag="pad.add"):
    """A pad's first and last slip number, of the same length."""

    first: SlipNumber
    last: SlipNumber


def add_pad(command: AddPad, act: Act) -> Outcome:
    """Refused: `bad-request` where the numbers do not run, `duplicate` where another pad has some of them."""
    if len(command.first) != len(command.last) or command.first > command.last or int(command.last) - int(command.first) >= 1000:
        raise Refused("bad-request", field="last")
    pads = schema.pads
    for row in act.connection.execute(select(pads)).mappings():
        same = len(row["first"]) == len(command.first)
        if same and row["first"] <= command.last and command.first <= row["last"]:
            raise Refused("duplicate", field="first", what=f"{row['first']}–{row['last']}")
    values = {"last": command.last, "since": act.business_date.isoformat()}
    row_ = Row(table="pads", key={"first": command.first}, values=values)
    return post(act, Posting(kind=document_kind(act.op), rows=(row_,)), "tickets")
