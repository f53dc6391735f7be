"""The fund: money by source and kind, gifts in kind, the count of the till, the host's rent."""

from datetime import date

import pytest

from shop_desktop.store.queries import fund
from shop_desktop.text import sentence
from tests.shop import Said, Shop, ticket_of


def received(fen: int, **more: object) -> Said:
    return {"op": "fund.receive", "source": "elder-donation", "from": "钟老先生", "amount_fen": fen, **more}


def paid(fen: int, kind: str = "rent", **more: object) -> Said:
    return {"op": "fund.pay", "kind": kind, "to": "房东", "amount_fen": fen, **more}


def test_money_is_counted_by_source_and_by_kind(shop: Shop) -> None:
    shop.post(received(500_000))
    assert shop.post(paid(80_000)).answer == {"balance_fen": 420_000}
    assert fund.by_source_and_kind(shop.books.reader) == ({"elder-donation": 500_000}, {"rent": 80_000})


def test_the_fund_goes_to_zero_and_not_below(shop: Shop) -> None:
    shop.post(received(500))
    assert shop.code_and_field(paid(501))[0] == "insufficient-fund"
    assert shop.post(paid(500)).answer == {"balance_fen": 0}


def test_a_donation_that_is_spent_cannot_be_voided(shop: Shop) -> None:
    given = shop.post(received(500))
    shop.post(paid(300))
    assert shop.code_and_field({"op": "document.void", "document": given.document, "reason": "错"})[0] == "insufficient-fund"


def test_a_gift_in_kind_fills_the_shelf_and_not_the_till(shop: Shop) -> None:
    gift = {"good": "soap", "quantity": 40, "value_fen": 10_000}
    assert shop.post(received(0, goods=[gift])).answer == {"balance_fen": 0}
    assert shop.good("soap").left == 50
    (donation,) = fund.donations(shop.books.reader, date(2026, 1, 1), date(2026, 12, 31))
    assert (donation.value_fen, donation.goods[0].pieces) == (10_000, 40)


def test_nothing_given_is_no_donation_and_a_vendors_goods_are_no_gift(shop: Shop) -> None:
    assert shop.code_and_field(received(0)) == ("bad-request", "amount_fen")
    gift = {"good": "salt", "quantity": 1, "value_fen": 100}
    assert shop.code_and_field(received(0, goods=[gift])) == ("bad-request", "goods[0].good")


def test_a_till_that_differs_is_posted_as_other_with_its_reason(shop: Shop) -> None:
    shop.post(received(1000))
    assert shop.code_and_field({"op": "fund.count", "counted_fen": 990}) == ("reason-needed", "reason")
    counted = shop.post({"op": "fund.count", "counted_fen": 990, "reason": "找零少了"})
    assert counted.answer == {"booked_fen": 1000, "difference_fen": -10}
    shop.post({"op": "fund.count", "counted_fen": 995, "reason": "又找到五分"})
    assert fund.by_source_and_kind(shop.books.reader) == ({"elder-donation": 1000, "other": 5}, {"other": 10})


def test_the_notes_that_were_counted_are_kept(shop: Shop) -> None:
    shop.post(received(100_000))
    notes = [{"fen": 10_000, "pieces": 9}, {"fen": 50, "pieces": 20}]
    assert shop.code_and_field({"op": "fund.count", "counted_fen": 90_999, "notes": notes}) == ("bad-request", "notes")
    shop.post({"op": "fund.count", "counted_fen": 100_000, "notes": notes})
    counted = fund.last_count(shop.books.reader, date(2026, 11, 24))
    assert counted is not None
    assert (counted.notes, counted.elsewhere_fen) == (((10_000, 9), (50, 20)), 9_000)


def test_rent_is_due_from_its_contract_until_it_is_paid(shop: Shop) -> None:
    shop.post(received(100_000))
    shop.post({"op": "rent.contract", "host": "房东", "fen": 20_000, "from": "2026-10-01"})
    months = [(due.month, due.due_fen - due.paid_fen) for due in fund.rents_due(shop.books.reader, date(2026, 11, 24))]
    assert months == [("2026-10", 20_000), ("2026-11", 20_000)]
    shop.post(paid(30_000))
    months = [(due.month, due.due_fen - due.paid_fen) for due in fund.rents_due(shop.books.reader, date(2026, 11, 24))]
    assert months == [("2026-11", 10_000)]


def test_what_is_paid_beyond_a_month_s_rent_counts_for_the_next_ones(shop: Shop) -> None:
    shop.post(received(100_000))
    shop.post({"op": "rent.contract", "host": "房东", "fen": 10_000, "from": "2026-09-01"})
    shop.post(paid(25_000, month="2026-09"))
    due = [(one.month, one.due_fen - one.paid_fen) for one in fund.rents_due(shop.books.reader, date(2026, 11, 24))]
    assert due == [("2026-11", 5_000)]


def test_a_new_rent_ends_the_old_one(shop: Shop) -> None:
    shop.post({"op": "rent.contract", "host": "房东", "fen": 20_000, "from": "2026-10-01"})
    shop.post({"op": "rent.contract", "host": "房东", "fen": 25_000, "from": "2026-11-01"})
    assert [(r.fen, r.until) for r in fund.contracts(shop.books.reader)] == [(20_000, date(2026, 10, 31)), (25_000, None)]


def contract(fen: int, since: str) -> Said:
    return {"op": "rent.contract", "host": "房东", "fen": fen, "from": since}


def test_a_rent_taken_back_was_never_agreed_and_the_one_before_runs_on(shop: Shop) -> None:
    first = shop.post(contract(20_000, "2026-10-01"))
    second = shop.post(contract(25_000, "2026-11-01"))
    refused = shop.refusal({"op": "document.void", "document": first.document, "reason": "错"})
    assert (refused.code, refused.facts["why"]) == ("not-allowed", "later-contract")
    shop.void(second)
    assert [(r.fen, r.until, r.number) for r in fund.contracts(shop.books.reader)] == [(20_000, None, first.document)]
    shop.void(first)
    assert (fund.contracts(shop.books.reader), shop.findings()) == ((), ())
    shop.post(contract(20_000, "2026-10-01"))


@pytest.mark.parametrize("more", [{"month": "2026-11"}, {}])
def test_a_rent_that_was_paid_is_taken_back_after_its_payment(shop: Shop, more: Said) -> None:
    shop.post(received(100_000))
    agreed = shop.post(contract(20_000, "2026-10-01"))
    payment = shop.post(paid(20_000, **more))
    refused = shop.refusal({"op": "document.void", "document": agreed.document, "reason": "错"})
    assert (refused.code, refused.facts["why"], refused.facts["by"]) == ("already-paid", "rent", payment.document)
    assert payment.document in sentence(refused)
    shop.void(payment)
    shop.void(agreed)
    assert fund.rents_due(shop.books.reader, date(2026, 11, 24)) == ()


def test_rent_paid_before_a_contract_does_not_hold_it(shop: Shop) -> None:
    shop.post(received(100_000))
    shop.post(contract(20_000, "2026-10-01"))
    shop.post(paid(20_000, month="2026-11"))
    shop.void(shop.post(contract(25_000, "2026-11-01")))
    assert [due.month for due in fund.rents_due(shop.books.reader, date(2026, 11, 24))] == ["2026-10"]


def test_a_month_has_one_rent_and_a_payment_counts_for_the_month_it_names(shop: Shop) -> None:
    shop.post(received(100_000))
    shop.post({"op": "rent.contract", "host": "房东", "fen": 20_000, "from": "2026-09-01"})
    shop.post({"op": "rent.contract", "host": "房东", "fen": 25_000, "from": "2026-10-16"})
    shop.post(paid(25_000, month="2026-11"))
    due = [(one.month, one.due_fen) for one in fund.rents_due(shop.books.reader, date(2026, 11, 24))]
    assert due == [("2026-09", 20_000), ("2026-10", 20_000)]
    again = {"op": "rent.contract", "host": "房东", "fen": 1, "from": "2026-10-20", "until": "2026-10-30"}
    assert shop.code_and_field({**again, "host": "别家"} | {"from": "0001-01-01"}) == ("bad-request", "from")
    assert shop.code_and_field({**again, "from": "2026-09-10", "until": "2026-09-20"}) == ("duplicate", "from")


def test_a_late_count_is_held_against_that_days_books(shop: Shop) -> None:
    shop.post({**received(1000), "at": "2026-11-10T09:00:00+08:00"})
    shop.post(received(500))
    counted = shop.post({"op": "fund.count", "counted_fen": 1000, "at": "2026-11-11T18:00:00+08:00"})
    assert counted.answer["difference_fen"] == 0


def test_an_account_page_runs_from_opening_to_closing(shop: Shop) -> None:
    shop.post({**received(1000), "at": "2026-10-20T09:00:00+08:00"})
    shop.post(received(500, unnamed=True))
    shop.post(paid(300))
    shop.post(ticket_of("H1", steel_g=1000))
    page = fund.account(shop.books.reader, date(2026, 11, 1), date(2026, 11, 30))
    assert (page.opening_fen, [m.after_fen for m in page.moves], page.closing_fen) == (1000, [1500, 1200], 1200)
    assert page.moves[0].unnamed
