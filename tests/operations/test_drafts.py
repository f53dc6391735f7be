"""Drafts, the gate's last taking, and prints: beside the journal, and gone or kept as they should."""

from shop_desktop.operations.drafts import drafts_of, drop_draft, last_taking, save_draft, save_taking
from shop_desktop.operations.prints import record_print
from shop_desktop.store.drafts import StoredDraft
from tests.shop import Shop, ticket_of

SAID = {"household": "H1", "lines": [{"material": "steel", "gross_g": 1000}]}


def saved(shop: Shop, draft_id: str = "d1") -> None:
    save_draft(shop.books, draft_id, SAID, pc="pc-1", state="open", now=shop.now)


def ids(shop: Shop) -> list[str]:
    return [draft.id for draft in drafts_of(shop.books, "pc-1")]


def test_a_draft_is_there_again_as_it_was_saved(shop: Shop) -> None:
    saved(shop)
    (draft,) = drafts_of(shop.books, "pc-1")
    assert (draft.id, draft.state, draft.content) == ("d1", "open", SAID)


def test_a_draft_is_written_over_what_stood_there(shop: Shop) -> None:
    saved(shop)
    save_draft(shop.books, "d1", {"household": "H2"}, pc="pc-1", state="parked", now=shop.now)
    assert [(d.state, d.content) for d in drafts_of(shop.books, "pc-1")] == [("parked", {"household": "H2"})]


def test_drafts_are_each_counters_own_and_oldest_first(shop: Shop) -> None:
    saved(shop, "b")
    shop.later(seconds=1)
    saved(shop, "a")
    assert (ids(shop), drafts_of(shop.books, "pc-2")) == (["b", "a"], ())


def test_posting_takes_the_draft_away_in_the_same_transaction(shop: Shop) -> None:
    saved(shop)
    shop.post(ticket_of("H1", steel_g=1000, more={"ref": "d1"}))
    assert ids(shop) == []


def test_a_refused_posting_leaves_the_draft(shop: Shop) -> None:
    saved(shop)
    shop.refusal(ticket_of("H1", goods={"soap": 1}, more={"ref": "d1"}))
    assert ids(shop) == ["d1"]


def test_a_draft_saved_again_after_posting_goes_when_it_is_posted_again(shop: Shop) -> None:
    said = ticket_of("H1", steel_g=1000, more={"ref": "d1"})
    first = shop.post(said)
    saved(shop)
    assert shop.post(said).document == first.document
    assert ids(shop) == []


def test_an_abandoned_draft_leaves_nothing(shop: Shop) -> None:
    before = shop.moved()
    saved(shop)
    drop_draft(shop.books, "d1")
    assert (ids(shop), shop.moved()) == ([], before)


def test_the_last_taking_outlives_draft_and_ticket(shop: Shop) -> None:
    draft = StoredDraft(id="d1", pc="pc-1", state="open", saved_at="2026-11-24T12:00:00+08:00", content=SAID)
    save_taking(shop.books, "pc-1", draft, {"gross_g": 1000})
    shop.post(ticket_of("H1", steel_g=1000, more={"ref": "d1"}))
    assert (last_taking(shop.books, "pc-1"), last_taking(shop.books, "pc-2")) == ({"gross_g": 1000}, None)


def test_drafts_and_takings_do_not_touch_the_chain(shop: Shop) -> None:
    before = shop.rows("SELECT * FROM head")
    saved(shop)
    save_taking(shop.books, "pc-1", None, {"gross_g": 1})
    assert (shop.rows("SELECT * FROM head"), shop.findings()) == (before, ())


def test_prints_are_counted_the_first_is_no_copy(shop: Shop) -> None:
    ticket = shop.post(ticket_of("H1", steel_g=1000)).document
    assert [record_print(shop.books, ticket, user="cashier", now=shop.now) for _ in range(3)] == [0, 1, 2]
    assert shop.rows('SELECT document, "user", copy FROM prints ORDER BY id')[2] == (ticket, "cashier", 2)
