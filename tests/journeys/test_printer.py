"""Paper troubles after a ticket is stored: it is told, printed again as a copy, voided with a reason; slips find their ticket."""

import socket
import threading
from collections.abc import Iterator

import pytest

from tests.journeys.person import Person
from tests.shop import ticket_of

CLOSED_PORT = "tcp://127.0.0.1:9"


@pytest.fixture
def silent_printer() -> Iterator[str]:
    """The address of a printer that takes bytes until its buffer is full, and prints nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        kept: list[socket.socket] = []

        def listen() -> None:
            try:
                while True:
                    kept.append(server.accept()[0])
            except OSError:
                return

        threading.Thread(target=listen, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        for each in kept:
            each.close()


def sell(person: Person) -> str:
    """A small ticket; its number."""
    person.scan(person.card("036"))
    person.press("3", "7", "Enter", "*", "9", "+")
    person.until(lambda: person.tickets)
    return person.tickets[-1]


def test_a_printer_that_is_off_leaves_the_ticket_stored_and_says_what_to_do(newcomer: Person) -> None:
    newcomer.open(printer=CLOSED_PORT)
    newcomer.until_sees("打印机就绪")
    number = sell(newcomer)
    newcomer.until_sees(f"单子已存好（{number}），票没打出来。", "看看电源和线，再按 F9 补打。", "打印机没响应")
    assert newcomer.findings == 0


def test_a_slip_printed_later_is_marked_as_a_copy_and_the_warning_goes(newcomer: Person) -> None:
    newcomer.open(printer=CLOSED_PORT)
    sell(newcomer)
    newcomer.until_sees("票没打出来。")
    shop = newcomer.rooms.shop
    shop.keep(newcomer.folder_printer(shop.settings))
    newcomer.press("F9", "Enter")
    assert "补打·第1次" in newcomer.slip().words
    newcomer.until(lambda: not newcomer.sees("票没打出来。"))


def test_the_next_ticket_goes_on_while_the_printer_takes_nothing(newcomer: Person, silent_printer: str) -> None:
    newcomer.open(printer=silent_printer)
    sell(newcomer)
    newcomer.scan(newcomer.card("041"))
    newcomer.press("3", "5", "Enter", "+")
    newcomer.until(lambda: len(newcomer.tickets) == 2)


def test_a_warning_about_a_slip_stays_while_the_next_ticket_is_weighed(newcomer: Person) -> None:
    newcomer.open(printer=CLOSED_PORT)
    sell(newcomer)
    newcomer.until_sees("票没打出来。")
    newcomer.scan(newcomer.card("041"))
    newcomer.press("3", "5", "Enter")
    newcomer.until_sees("票没打出来。", "张高远")


def test_a_voided_ticket_gives_points_and_goods_back_and_its_slip_says_void(person: Person) -> None:
    before = person.household("036").purses.spendable
    number = sell(person)
    person.press("F9", "-")
    person.until_sees("为什么冲正这一单？", "记错户了")
    person.press("2")
    person.until_sees(f"{number} 冲正了", "这一单动过的账都退回去了。")
    assert person.household("036").purses.spendable == before
    assert "作废·冲正单V" in person.slip().words
    assert person.findings == 0


def test_a_ticket_is_voided_once(person: Person) -> None:
    sell(person)
    person.press("F9", "-", "2", "F9")
    person.until_sees("作废")
    person.press("-")
    person.until_sees("这一张已经冲正过了（V20261124-0001）。")


def test_leaving_the_reasons_voids_nothing(person: Person) -> None:
    sell(person)
    person.press("F9", "-", "Esc")
    assert person.rows("SELECT count(*) FROM documents WHERE op = 'document.void'") == [(0,)]


def test_page_up_goes_to_the_last_day_with_tickets_and_back(person: Person) -> None:
    person.press("F9")
    person.until_sees("2026-11-24 的单子", "这一天没有单子。")
    person.press("PgUp")
    person.until_sees("2026-11-18 的单子", "T20261118-0001")
    person.press("PgDn")
    person.until_sees("2026-11-24 的单子")


def test_a_slip_scanned_opens_its_ticket(person: Person) -> None:
    person.scan("T20261118-0001 7F3A91C2")
    person.until_sees("2026-11-18 的单子", "T20261118-0001")
    person.scan("T20261118-9999")
    person.until_sees("没有 T20261118-9999 这张单子。")


def test_a_ticket_posted_elsewhere_is_first_printed_from_the_list(person: Person) -> None:
    person.manager_posts(ticket_of("036", battery=5))
    person.press("F9", "Enter")
    assert "补打" not in person.slip().words


def test_the_clock_on_the_list_is_the_shops(person: Person) -> None:
    sell(person)
    person.press("F9")
    person.until_sees("周桂香 12:00")


def test_no_list_opens_over_the_scale_or_the_slip(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("3", "7", "Enter", "F9")
    person.until_sees("2026-11-24 的单子", "现在能用", "空秤0.000", "本单积分")
    person.press("Esc", "F1")
    person.until_sees("柜台上的键", "本单积分")
