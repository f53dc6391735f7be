"""Drafts, the gate's last taking, and prints: beside the journal, and gone or kept as they should."""

from dataclasses import replace

from shop_desktop.domain.calendar import instant_text
from shop_desktop.operations.drafts import drafts_of, drop_draft, last_taking, save
from shop_desktop.operations.prints import record_print
from shop_desktop.store.drafts import StoredDraft
from tests.shop import Shop, ticket_of

SAID = {"household": "H1", "lines": [{"material": "steel", "gross_g": 1000}]}


def draft(shop: Shop, draft_id: str = "d1", **changes: object) -> StoredDraft:
    made = StoredDraft(id=draft_id, pc="pc-1", state="open", saved_at=instant_text(shop.now), content=SAID)
    return replace(made, **changes)


def saved(shop: Shop, draft_id: str = "d1") -> None:
    save(shop.books, "pc-1", draft=draft(shop, draft_id), taking=None)


def ids(shop: Shop) -> list[str]:
    return [draft.id for draft in drafts_of(shop.books, "pc-1")]


def test_a_draft_is_there_again_as_it_was_saved(shop: Shop) -> None:
    saved(shop)
    (kept,) = drafts_of(shop.books, "pc-1")
    assert (kept.id, kept.state, kept.content) == ("d1", "open", SAID)


def test_a_draft_is_written_over_what_stood_there(shop: Shop) -> None:
    saved(shop)
    save(shop.books, "pc-1", draft=draft(shop, content={"household": "H2"}, state="parked"), taking=None)
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
    save(shop.books, "pc-1", draft=draft(shop), taking={"gross_g": 1000})
    shop.post(ticket_of("H1", steel_g=1000, more={"ref": "d1"}))
    assert (last_taking(shop.books, "pc-1"), last_taking(shop.books, "pc-2")) == ({"gross_g": 1000}, None)


def test_drafts_and_takings_do_not_touch_the_chain(shop: Shop) -> None:
    before = shop.rows("SELECT * FROM head")
    saved(shop)
    save(shop.books, "pc-1", draft=None, taking={"gross_g": 1})
    assert (shop.rows("SELECT * FROM head"), shop.findings()) == (before, ())


def test_prints_are_counted_the_first_is_no_copy(shop: Shop) -> None:
    ticket = shop.post(ticket_of("H1", steel_g=1000)).document
    assert [record_print(shop.books, ticket, user="cashier", now=shop.now) for _ in range(3)] == [0, 1, 2]
    assert shop.rows('SELECT document, "user", copy FROM prints ORDER BY id')[2] == (ticket, "cashier", 2)
