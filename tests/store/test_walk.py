"""Every document is walked through with what belongs to it, and is written as its hash was made."""

import base64
from typing import Any

import msgspec
import pytest

from shop_desktop.store.journal import chain_hash
from shop_desktop.store.schema import lines
from shop_desktop.store.verify import verify_books
from shop_desktop.store.walk import Line, Whole, every_document, read_content
from tests.shop import Shop, ticket_of


def walked(shop: Shop) -> tuple[list[Whole], dict[str, list[Any]]]:
    strays: dict[str, list[Any]] = {"lines": [], "entries": []}
    return list(every_document(shop.books.reader, strays)), strays


def test_a_document_is_written_as_it_was_hashed(shop: Shop) -> None:
    said = {"slip": "000123", "ref": 'r "1"', "note": "补\u2028\\ 𬀩\x7f"}
    ticket = shop.post(ticket_of("H1", steel_g=5000, battery=7, goods={"soap": 1, "haircut": 1}, more=said))
    shop.void(ticket)
    documents, strays = walked(shop)
    assert len(documents) > 20
    for whole in documents:
        assert chain_hash(whole.row.prev_hash, whole.written()) == whole.row.hash
        assert (whole.lines_numbered, whole.moved_numbered) == (True, True)
    assert strays == {"lines": [], "entries": []}


def test_it_is_the_journals_own_writing(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=5000, more={"note": "补"}))
    for whole in walked(shop)[0]:
        assert not whole.odd
        assert whole.written() == whole.written_slowly()


@pytest.mark.sqlite_only("a hand at the file")
def test_bytes_are_not_written_as_the_word_they_could_stand_for(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=5000, goods={"soap": 1}))
    lie = Whole(*walked(shop)[0][-1])._replace(odd=True)
    forged = [*lie.lines[:-1], msgspec.structs.replace(lie.lines[-1], item=base64.b64decode("soap"))]
    assert lie._replace(odd=False, lines=forged).written() == lie.written()
    with pytest.raises(TypeError):
        lie._replace(lines=forged).written()


def test_a_line_has_every_column_in_the_order_of_their_names() -> None:
    assert sorted(Line.__struct_fields__) == list(Line.__struct_fields__)
    assert {*Line.__struct_fields__, "document_id", "position"} == {column.name for column in lines.c}


def test_no_character_is_written_otherwise_than_by_the_journal(shop: Shop) -> None:
    whole = walked(shop)[0][-1]
    for first in range(0, 0xD800, 0x400):
        words = whole._replace(content={chr(n): chr(n) for n in range(first, first + 0x400)})
        assert words.written() == words.written_slowly()


@pytest.mark.parametrize("number", ["1.5", "1e16", "12345678901234567890123.0"])
def test_a_broken_number_is_left_to_the_journals_own_hand(shop: Shop, number: str) -> None:
    row = walked(shop)[0][-1].row._replace(content=f'{{"n":{number}}}')
    assert read_content(row.content) == ({"n": float(number)}, True)


def test_every_block_of_a_long_book_has_its_own_lines(shop: Shop) -> None:
    shop.post_all(*(ticket_of("H1", steel_g=1000 + n) for n in range(250)))
    tickets = [whole for whole in walked(shop)[0] if whole.row.op == "ticket.post"]
    assert [whole.lines[0].net_g for whole in tickets] == [1000 + n for n in range(250)]
    assert all(("materials", "steel", "yard", 1000 + n) == tuple(tickets[n].moved[1]) for n in range(250))


@pytest.mark.sqlite_only("the pages of a file")
def test_pages_are_checked_beside_and_within_a_transaction_alike(shop: Shop) -> None:
    assert verify_books(shop.books.reader) == ()
    with shop.books.transaction() as connection:
        assert verify_books(connection, within=True) == ()
