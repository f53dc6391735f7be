"""Days and months are closed: nothing is added to a closed month, and its journal makes a seal."""

import hashlib
from datetime import date

import pytest

from shop_desktop.domain.calendar import month_days
from shop_desktop.gui.pages.months.words import balance_rows, figures_view
from shop_desktop.printing.month_report import foot_of
from shop_desktop.store.queries import costs, fund, months
from shop_desktop.store.seals import journal_text
from tests.shop import Said, Shop, ticket_of

CLOSE: Said = {"op": "month.close", "month": "2026-11"}


@pytest.fixture
def december(shop: Shop) -> Shop:
    shop.post(ticket_of("H1", steel_g=9000, goods={"soap": 1, "salt": 1}))
    shop.later(days=8)
    return shop


def test_a_month_is_closed_from_the_first_of_the_next_on_by_a_manager(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=9000))
    assert shop.code_and_field(CLOSE) == ("month-not-over", "month")
    assert shop.code_and_field({**CLOSE, "at": "2026-12-01T00:00:00+08:00"}) == ("month-not-over", "month")
    shop.later(days=6, hours=12)
    at_midnight = {**CLOSE, "at": "2026-12-01T00:00:00+08:00"}
    assert shop.code_and_field({**at_midnight, "by": "cashier"}) == ("not-allowed", "by")
    shop.post(at_midnight)


@pytest.mark.parametrize(
    "said",
    [
        ticket_of("H1", steel_g=1),
        {"op": "material.add", "code": "x", "name": "x", "unit": "kg"},
        {"op": "fund.receive", "source": "other", "from": "x", "amount_fen": 1},
    ],
    ids=lambda said: said["op"],
)
def test_nothing_is_added_to_a_closed_month(december: Shop, said: Said) -> None:
    december.post(CLOSE)
    assert december.code_and_field({**said, "at": "2026-11-30T23:59:59+08:00"}) == ("month-closed", "at")
    december.post({**said, "at": "2026-12-01T00:00:00+08:00"})


def test_no_month_before_the_books_is_closed_but_an_empty_one_between_is(december: Shop) -> None:
    assert december.code_and_field({**CLOSE, "month": "2026-10"}) == ("too-early", "month")
    december.later(days=31)
    assert december.code_and_field({**CLOSE, "month": "2026-12"}) == ("earlier-month-open", "month")
    december.post(CLOSE)
    december.post(ticket_of("H1", steel_g=1))
    december.post({**CLOSE, "month": "2026-12"})
    assert december.findings() == ()


def test_a_clock_that_fell_back_into_a_closed_month_is_not_confirmed(december: Shop) -> None:
    december.post(CLOSE)
    december.later(days=-20)
    assert december.code_and_field(ticket_of("H1", steel_g=1)) == ("clock", "at")
    refused = december.refusal({"op": "clock.confirm"})
    assert (refused.code, refused.facts["why"]) == ("month-closed", "clock")
    assert december.code_and_field({"op": "clock.confirm", "at": "2026-10-05T08:00:00+08:00"}) == ("month-closed", "at")
    december.later(days=20)
    december.post(ticket_of("H1", steel_g=1))
    assert december.findings() == ()


def test_months_are_closed_once_and_in_order(december: Shop) -> None:
    december.post({**ticket_of("H1", steel_g=1), "at": "2026-09-05T09:00:00+08:00"})
    assert december.code_and_field(CLOSE) == ("earlier-month-open", "month")
    december.post({**CLOSE, "month": "2026-09"})
    december.post(CLOSE)
    assert december.code_and_field(CLOSE) == ("month-closed", "month")


@pytest.mark.parametrize(
    "said",
    [
        {"op": "household.change", "household": "H1", "name": "陈五谷", "group": "9组"},
        {"op": "household.register", "name": "新来的"},
        {"op": "good.change", "good": "soap", "name": "香皂"},
        {"op": "material.change", "material": "steel", "name": "生铁"},
        {"op": "household.merge", "household": "H1", "into": "H2", "reason": "并户"},
        {"op": "village.set", "name": "下坪村", "township": "云溪镇", "number": 1},
    ],
    ids=lambda said: said["op"],
)
def test_a_closed_month_goes_on_saying_the_names_and_groups_of_its_paper(december: Shop, said: Said) -> None:
    december.post(CLOSE)
    told = months.month_figures(december.books.reader, "2026-11")
    december.post(said)
    assert months.month_figures(december.books.reader, "2026-11") == told
    assert months.month_figures(december.books.reader, "2026-12") != told


def test_a_closed_month_goes_on_saying_since_when_its_rules_held(december: Shop) -> None:
    rule = {"op": "rule.set", "key": "voucher_days", "value": 30, "decided_by": "村民代表会议", "from": "2026-11-30"}
    decided = december.post({**rule, "at": "2026-11-30T09:00:00+08:00"})
    december.post(CLOSE)
    told = months.month_figures(december.books.reader, "2026-11")
    december.void(decided.document)
    assert told.rules_since is not None
    assert months.month_figures(december.books.reader, "2026-11") == told


def test_what_was_given_and_taken_back_later_stays_on_the_list_of_its_month(december: Shop) -> None:
    gift = {"op": "fund.receive", "source": "elder-donation", "from": "周大爷", "amount_fen": 5000}
    given = december.post({**gift, "at": "2026-11-20T09:00:00+08:00"})
    counted = december.post({"op": "fund.count", "counted_fen": 4900, "reason": "少一张", "at": "2026-11-21T09:00:00+08:00"})
    for document in (counted, given):
        december.void(document.document)
    days = month_days("2026-11")
    assert [one.number for one in fund.donations(december.books.reader, *days)] == [given.document]
    count = fund.last_count(december.books.reader, days[1])
    assert count is not None
    assert count.number == counted.document
    assert fund.donations(december.books.reader, days[0], december.now.date()) == ()
    assert fund.last_count(december.books.reader, december.now.date()) is None


def test_a_rule_does_not_begin_in_a_closed_month(december: Shop) -> None:
    december.post(CLOSE)
    rule = {"op": "rule.set", "key": "voucher_days", "value": 30, "decided_by": "村民代表会议"}
    assert december.code_and_field({**rule, "from": "2026-11-30"}) == ("month-closed", "from")
    december.post({**rule, "from": "2026-12-01"})


def test_warnings_are_left_with_a_reason_and_stay_in_the_document(december: Shop) -> None:
    assert december.code_and_field({**CLOSE, "left": {"parked": "没有"}}) == ("bad-request", "left.parked")
    assert december.code_and_field({**CLOSE, "left": {"vendors": " "}}) == ("reason-needed", "left.vendors")
    closed = december.post({**CLOSE, "left": {"vendors": "下月一起结"}})
    assert closed.answer["open"] == ["goods-counted", "typed", "yard-counted"]


def test_books_that_do_not_hold_are_not_closed(december: Shop) -> None:
    with december.books.transaction() as connection:
        connection.exec_driver_sql("UPDATE balances SET amount = amount + 1 WHERE account = 'yard'")
    assert december.code_and_field(CLOSE) == ("does-not-verify", "month")


def test_the_seal_is_the_hash_of_the_journals_text_and_begins_the_next(december: Shop) -> None:
    november = december.post(CLOSE)
    text = "".join(journal_text(december.books.reader, "2026-11"))
    assert text.startswith("0" * 64 + "\n")
    assert hashlib.sha256(text.encode()).hexdigest() == november.answer["seal"]
    december.later(days=31)
    december.post({**CLOSE, "month": "2026-12"})
    assert next(journal_text(december.books.reader, "2026-12")) == november.answer["seal"] + "\n"
    assert not december.findings()


def test_a_forged_seal_is_found(december: Shop) -> None:
    december.post(CLOSE)
    with december.books.transaction() as connection:
        connection.exec_driver_sql(f"UPDATE seals SET seal = '{'0' * 64}'")
    assert [(f.code, f.where) for f in december.findings()] == [("seal", "2026-11")]


def test_a_ticket_of_a_closed_month_is_corrected_in_the_next_on_a_line_of_its_own(december: Shop) -> None:
    wrong = december.post({**ticket_of("H2", steel_g=5000), "at": "2026-11-30T09:00:00+08:00"})
    december.post(CLOSE)
    november = months.month_figures(december.books.reader, "2026-11")
    december.void(wrong)
    assert months.month_figures(december.books.reader, "2026-11") == november
    figures = months.month_figures(december.books.reader, "2026-12")
    assert [(c.voids, c.points) for c in figures.corrections] == [(wrong.document, -1000)]
    steel = figures.materials[0]
    assert (steel.opening, steel.taken, steel.corrected, steel.closing) == (14_000, 0, -5000, 9000)
    points = figures.points
    assert (points.opening, points.issued, points.corrected, points.closing) == (2350, 0, -1000, 1350)


def test_what_a_close_keeps_of_the_stock_is_where_the_next_walk_begins(december: Shop) -> None:
    before = costs.stock(december.books.reader)
    december.post(CLOSE)
    after = costs.stock(december.books.reader)
    assert (before.yard, before.shelf) == (after.yard, after.shelf)
    assert after.shelf["soap"] == (9, 2250)


def test_a_receipt_typed_wrong_and_voided_leaves_no_trace_in_what_goods_cost(shop: Shop) -> None:
    typo = shop.post({"op": "goods.receive", "good": "soap", "quantity": 10, "cost_fen": 300_000})
    shop.post(ticket_of("H1", steel_g=9000, goods={"soap": 2}))
    shop.void(typo)
    assert costs.stock(shop.books.reader).shelf["soap"] == (8, 2000)
    shop.post({"op": "goods.receive", "good": "soap", "quantity": 8, "cost_fen": 1600})
    assert costs.stock(shop.books.reader).shelf["soap"] == (16, 3600)


def test_a_material_and_a_good_of_one_code_cost_each_their_own(shop: Shop) -> None:
    shop.post({"op": "good.add", "code": "steel", "name": "铁锅", "points": 100, "from": "2026-01-01"})
    shop.post({"op": "goods.receive", "good": "steel", "quantity": 4, "cost_fen": 800})
    shop.post(ticket_of("H1", steel_g=1000, goods={"steel": 1}))
    there = costs.stock(shop.books.reader)
    assert (there.yard["steel"], there.shelf["steel"], dict(there.redeemed)) == ((1000, 200), (3, 600), {"steel": 200})


def test_what_a_sale_of_a_closed_month_took_comes_back_at_what_it_had_cost(december: Shop) -> None:
    sale = {"op": "sale.post", "buyer": "站", "lines": [{"material": "steel", "net_g": 9000, "yuan": "3"}]}
    sold = december.post({**sale, "at": "2026-11-30T09:00:00+08:00"})
    december.post(CLOSE)
    december.void(sold)
    assert costs.stock(december.books.reader).yard["steel"] == (9000, 1800)


def test_nothing_is_undone_before_it_was_done(december: Shop) -> None:
    ticket = december.post({**ticket_of("H2", steel_g=1000), "at": "2026-11-20T09:00:00+08:00"})
    early = {"op": "document.void", "document": ticket.document, "reason": "错", "at": "2026-11-19T09:00:00+08:00"}
    assert december.code_and_field(early) == ("too-early", "at")


def test_a_close_that_lies_about_its_month_is_found(december: Shop) -> None:
    december.post({"op": "fund.receive", "source": "other", "from": "村", "amount_fen": 5})
    december.post(CLOSE)
    with december.books.transaction() as connection:
        where = " ON documents" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER documents_update_refused{where}")
        connection.exec_driver_sql("UPDATE documents SET business_date = '2026-11-30' WHERE op = 'fund.receive'")
    assert ("closed", "2026-11") in [(f.code, f.where) for f in december.findings()]


def test_a_correction_of_money_stands_on_a_line_of_its_own(december: Shop) -> None:
    gift = {"op": "fund.receive", "source": "village-subsidy", "from": "村", "amount_fen": 5000}
    given = december.post({**gift, "at": "2026-11-30T09:00:00+08:00"})
    december.post(CLOSE)
    december.void(given)
    figures = months.month_figures(december.books.reader, "2026-12").fund
    assert (figures.opening_fen, figures.by_source, figures.closing_fen) == (5000, (("corrections", -5000),), 0)


def test_a_shelf_counted_in_part_is_not_counted(december: Shop) -> None:
    december.post({"op": "goods.count", "counts": [{"good": "soap", "quantity": 9}], "reason": "盘点"})
    assert "goods-counted" in december.post(CLOSE).answer["open"]


def test_the_days_end_counts_and_seals(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=9000))
    assert shop.code_and_field({"op": "day.close", "counted_slips": 2}) == ("reason-needed", "reason")
    ended = shop.post({"op": "day.close", "counted_slips": 1, "counted_fen": 0, "by": "cashier"})
    assert (ended.answer["tickets"], ended.answer["points_in"]) == (1, 1800)
    (hashed,) = shop.rows("SELECT hash FROM head")
    assert str(hashed[0]).upper().startswith(ended.answer["seal"])


def test_a_month_is_certified_once_after_its_close(december: Shop) -> None:
    paper = {"op": "month.certify", "month": "2026-11", "signed_by": "钟主任", "paper": "2026-11 号"}
    assert december.code_and_field(paper) == ("month-open", "month")
    december.post(CLOSE)
    december.post(paper)
    assert december.code_and_field(paper) == ("duplicate", "month")


def test_tickets_that_only_handed_out_goods_took_nothing_in(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=9000, goods={"soap": 1}))
    shop.post(ticket_of("H1", battery=5))
    for _twice in range(2):
        shop.post(ticket_of("H1", goods={"soap": 1}))
    shop.void(shop.post(ticket_of("H1", goods={"soap": 1})))
    shop.void(shop.post(ticket_of("H1", steel_g=100)))
    figures = months.month_figures(shop.books.reader, "2026-11")
    assert (figures.tickets, figures.taken_tickets) == (4, 2)
    assert figures_view(figures, "11 月").rows[0].word == "收废品 2 单，另有换货 2 单"


def test_figures_of_a_month_have_commas_at_the_thousands(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=1_234_500))
    shop.post({"op": "fund.receive", "source": "other", "from": "村", "amount_fen": 1_234_500})
    rows = {row.key: row.cells for row in balance_rows(months.month_figures(shop.books.reader, "2026-11"))}
    assert (rows["material steel"][2], rows["fund"][2]) == ("1,234.500", "12,345.00")


def test_a_months_papers_name_the_rules_that_held(shop: Shop) -> None:
    assert months.month_figures(shop.books.reader, "2026-11").rules_since is None
    rule = {"op": "rule.set", "key": "voucher_days", "value": 30, "decided_by": "村民代表会议"}
    shop.post({**rule, "from": "2026-11-10"})
    shop.post({**rule, "from": "2026-12-05"})
    figures = months.month_figures(shop.books.reader, "2026-11")
    assert figures.rules_since == date(2026, 11, 10)
    assert "规则按 2026 年 11 月 10 日起的决定" in foot_of(figures)
