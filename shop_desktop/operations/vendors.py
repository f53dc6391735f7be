"""What the fund owes a vendor for a month, and services' vouchers, whose providers are repaid like vendors."""

from shop_desktop.domain.calendar import month_days
from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Command, Digits, MonthText, Name, Outcome, not_before, post
from shop_desktop.store.journal import Act, Posting, Row
from shop_desktop.store.queries import vendors, vouchers


class SettleVendor(Command, frozen=True, kw_only=True, tag="vendor.settle"):
    """A vendor's month: what was redeemed, less what was voided, at the repayment in force on the redemption's day."""

    vendor: Name
    month: MonthText


class UseVoucher(Command, frozen=True, kw_only=True, tag="voucher.use"):
    """A service was given for this voucher."""

    voucher: Digits


def settle_vendor(command: SettleVendor, act: Act) -> Outcome:
    """Answers quantity and amount_fen to pay; below zero it is carried to the next month.

    Refused: `unknown` vendor, `month-not-over`, `already-settled`.
    """
    connection = act.connection
    if command.vendor not in vendors.names(connection):
        raise Refused("unknown", field="vendor", what=command.vendor)
    if act.business_date <= month_days(command.month)[1]:
        raise Refused("month-not-over", field="month", month=command.month)
    if vendors.settled(connection, command.vendor, command.month):
        raise Refused("already-settled", field="month", what=f"{command.vendor} {command.month}")
    due = vendors.due(connection, command.vendor, command.month)
    key = {"vendor": command.vendor, "month": command.month}
    values = {"quantity": due.quantity, "amount_fen": due.amount_fen, "carried_fen": due.carried_fen}
    content = {"lines": [[line.good, line.pieces, line.fen] for line in due.lines]}
    posting = Posting(kind=document_kind(act.op), content=content, rows=(Row(table="settlements", key=key, values=values),))
    return post(act, posting, "vendors", "fund", **values)


def use_voucher(command: UseVoucher, act: Act) -> Outcome:
    """Refused: `unknown`, `voucher-used`, `voucher-expired`, `too-early`."""
    voucher = vouchers.one(act.connection, command.voucher)
    if voucher is None or voucher.state == "void":
        raise Refused("unknown", field="voucher", what=command.voucher)
    if voucher.state == "used":
        raise Refused("voucher-used", field="voucher", what=voucher.code, day=str(voucher.used_on))
    if voucher.expired(act.business_date):
        raise Refused("voucher-expired", field="voucher", what=voucher.code, day=voucher.expires_on.isoformat())
    not_before(act, voucher.issued_on, voucher.code)
    row = vouchers.row(act.connection, voucher.code, state="used", used_on=act.business_date.isoformat())
    content = {"voucher": voucher.code, "good": voucher.good, "household_code": voucher.household_code}
    posting = Posting(kind=document_kind(act.op), content=content, rows=(row,))
    return post(act, posting, "vendors", "goods", good=voucher.good, household=voucher.household_code)
