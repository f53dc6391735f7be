"""Vendors are repaid for what was redeemed, services by the voucher that was used."""

import pytest

from shop_desktop.store.queries import vendors, vouchers
from shop_desktop.text import sentence
from tests.shop import Said, Shop, ticket_of

SETTLE: Said = {"op": "vendor.settle", "vendor": "王店", "month": "2026-11"}


def redeemed(shop: Shop, many: int, at: str = "2026-11-20T09:00:00+08:00") -> str:
    return shop.post({**ticket_of("H1", steel_g=90_000, goods={"salt": many}), "at": at}).document


def next_month(shop: Shop) -> None:
    shop.later(days=8)


def test_a_month_is_what_was_redeemed_less_what_was_voided_in_it(shop: Shop) -> None:
    redeemed(shop, 3)
    shop.void(redeemed(shop, 1))
    next_month(shop)
    assert shop.post(SETTLE).answer == {"quantity": 3, "amount_fen": 360, "carried_fen": 0}
    assert shop.code_and_field(SETTLE) == ("already-settled", "month")


def test_a_month_is_settled_after_its_last_day_and_for_a_vendor_that_is_known(shop: Shop) -> None:
    assert shop.code_and_field(SETTLE) == ("month-not-over", "month")
    assert shop.code_and_field({**SETTLE, "vendor": "谁"}) == ("unknown", "vendor")


def test_the_repayment_is_that_of_the_redemptions_day(shop: Shop) -> None:
    shop.post({"op": "good.repay", "good": "salt", "vendor_fen": 130, "from": "2026-11-21"})
    redeemed(shop, 1)
    redeemed(shop, 1, at="2026-11-21T09:00:00+08:00")
    next_month(shop)
    assert shop.post(SETTLE).answer["amount_fen"] == 250


def test_a_void_of_a_settled_month_is_carried_on(shop: Shop) -> None:
    ticket = redeemed(shop, 2)
    next_month(shop)
    shop.post(SETTLE)
    shop.void(ticket)
    redeemed(shop, 1, at="2026-12-01T09:00:00+08:00")
    shop.later(days=31)
    assert shop.post({**SETTLE, "month": "2026-12"}).answer == {"quantity": -1, "amount_fen": 0, "carried_fen": -120}
    assert vendors.due(shop.books.reader, "王店", "2027-01").before_fen == -120


def test_a_late_slip_of_a_settled_month_is_paid_with_the_next(shop: Shop) -> None:
    redeemed(shop, 2)
    next_month(shop)
    shop.post(SETTLE)
    redeemed(shop, 3)
    shop.later(days=31)
    assert shop.post({**SETTLE, "month": "2026-12"}).answer == {"quantity": 0, "amount_fen": 360, "carried_fen": 0}


def test_a_settlement_shows_what_was_settled_and_is_voided_with_its_month_open_again(shop: Shop) -> None:
    redeemed(shop, 2)
    next_month(shop)
    settlement = shop.post(SETTLE)
    redeemed(shop, 1)
    assert vendors.due(shop.books.reader, "王店", "2026-11").amount_fen == 240
    shop.void(settlement)
    assert shop.post(SETTLE).answer["amount_fen"] == 360
    assert not shop.findings()


def void_of(document: str) -> Said:
    return {"op": "document.void", "document": document, "reason": "记错了"}


@pytest.mark.parametrize("month", ["2026-11", None])
def test_a_settlement_that_was_paid_is_voided_after_its_payment(shop: Shop, month: str | None) -> None:
    redeemed(shop, 2)
    next_month(shop)
    settlement = shop.post(SETTLE).document
    shop.post({"op": "fund.receive", "source": "other", "from": "村", "amount_fen": 1000})
    payment = shop.post(
        {"op": "fund.pay", "kind": "vendor", "to": "王店", "amount_fen": 100} | ({"month": month} if month else {})
    )
    refused = shop.refusal(void_of(settlement))
    assert (refused.code, refused.facts["why"], refused.facts["by"]) == ("already-paid", "settled", payment.document)
    assert "先冲正付款 " + payment.document in sentence(refused)
    shop.void(payment)
    shop.void(settlement)
    assert [one.month for one in vendors.unsettled(shop.books.reader, "2026-11")] == ["2026-11"]
    assert shop.findings() == ()


def test_a_payment_of_another_month_does_not_hold_a_settlement(shop: Shop) -> None:
    redeemed(shop, 2)
    next_month(shop)
    november = shop.post(SETTLE)
    redeemed(shop, 1, at="2026-12-01T09:00:00+08:00")
    shop.later(days=31)
    december = shop.post({**SETTLE, "month": "2026-12"})
    shop.post({"op": "fund.receive", "source": "other", "from": "村", "amount_fen": 1000})
    shop.post({"op": "fund.pay", "kind": "vendor", "to": "王店", "amount_fen": 240, "month": "2026-11"})
    assert shop.refusal(void_of(november.document)).code == "already-paid"
    shop.void(december)


def test_a_repayment_that_was_settled_with_is_not_unset(shop: Shop) -> None:
    dearer = shop.post({"op": "good.repay", "good": "salt", "vendor_fen": 130, "from": "2026-11-21"})
    redeemed(shop, 1)
    next_month(shop)
    shop.post(SETTLE)
    assert shop.code_and_field({"op": "document.void", "document": dearer.document, "reason": "错"})[0] == "not-allowed"


def test_a_voucher_used_by_mistake_is_good_again(shop: Shop) -> None:
    code = voucher_of(shop)
    shop.void(shop.post({"op": "voucher.use", "voucher": code}))
    shop.post({"op": "voucher.use", "voucher": code})
    assert not shop.findings()


def test_what_is_owed_is_settled_less_paid_and_what_is_not_settled_yet(shop: Shop) -> None:
    redeemed(shop, 5)
    next_month(shop)
    shop.post(SETTLE)
    shop.post({"op": "fund.receive", "source": "other", "from": "村", "amount_fen": 1000})
    shop.post({"op": "fund.pay", "kind": "vendor", "to": "王店", "amount_fen": 500})
    redeemed(shop, 1, at="2026-12-01T09:00:00+08:00")
    (account,) = vendors.accounts(shop.books.reader)
    assert (account.owed_fen, account.unsettled_fen) == (100, 120)


def voucher_of(shop: Shop) -> str:
    outcome = shop.post(ticket_of("H1", steel_g=30_000, goods={"haircut": 1}))
    return str(outcome.answer["vouchers"][0])


def test_a_service_gives_a_numbered_voucher_that_is_used_once(shop: Shop) -> None:
    code = voucher_of(shop)
    shop.post({"op": "voucher.use", "voucher": code, "by": "cashier"})
    assert shop.code_and_field({"op": "voucher.use", "voucher": code}) == ("voucher-used", "voucher")
    assert [v.state for v in vouchers.listed(shop.books.reader)] == ["used"]


def test_a_voucher_ends_with_its_last_day(shop: Shop) -> None:
    code = voucher_of(shop)
    shop.later(days=90)
    assert not vouchers.listed(shop.books.reader)[0].expired(shop.now.date())
    shop.later(days=1)
    assert shop.code_and_field({"op": "voucher.use", "voucher": code}) == ("voucher-expired", "voucher")


def test_a_voided_ticket_takes_its_voucher_along_unless_it_was_used(shop: Shop) -> None:
    ticket = shop.post(ticket_of("H1", steel_g=30_000, goods={"haircut": 2}))
    first, second = ticket.answer["vouchers"]
    shop.post({"op": "voucher.use", "voucher": first})
    assert shop.code_and_field({"op": "document.void", "document": ticket.document, "reason": "错"})[0] == "voucher-used"
    other = shop.post(ticket_of("H1", goods={"haircut": 1}))
    shop.void(other)
    assert shop.code_and_field({"op": "voucher.use", "voucher": other.answer["vouchers"][0]}) == ("unknown", "voucher")
    assert second != other.answer["vouchers"][0]
    assert not shop.findings()


def test_a_service_is_repaid_when_its_voucher_is_used(shop: Shop) -> None:
    barber = {"op": "good.add", "code": "shave", "name": "刮脸", "points": 100, "kind": "service", "from": "2026-01-01"}
    shop.post({**barber, "owner": "理发店", "vendor_fen": 80})
    codes = shop.post(ticket_of("H1", steel_g=30_000, goods={"shave": 2})).answer["vouchers"]
    shop.post({"op": "voucher.use", "voucher": codes[0]})
    assert vendors.due(shop.books.reader, "理发店", "2026-11").amount_fen == 80
