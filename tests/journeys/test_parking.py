"""A ticket put aside, a window that is closed, a process that is killed: the draft is there again, and no load counts twice."""

import subprocess
import sys

from shop_desktop.gui.settings import save_settings
from tests.journeys.person import Person


def begin(person: Person, code: str, pieces: str) -> None:
    """A household and a counted line."""
    person.scan(person.card(code))
    person.press("3", pieces, "Enter")


def reopen(person: Person) -> None:
    person.close()
    person.open()


def test_two_tickets_are_put_aside_and_both_taken_back(person: Person) -> None:
    begin(person, "036", "7")
    person.press("F7")
    person.until_sees("这一单挂起了，按 F7 取回。", "挂着1单", "周桂香 · 1 项")
    begin(person, "041", "8")
    person.press("F7", "F7")
    person.until_sees("挂着的单子", "周桂香", "张高远")
    person.press("Enter")
    person.until_sees("周桂香", "挂着1单")
    person.press("+", "F7", "Enter", "+")
    person.until(lambda: len(person.tickets) == 2)
    assert [person.content(number)["code"] for number in person.tickets] == ["036", "041"]


def test_a_household_without_lines_makes_room_for_the_parked_ticket(person: Person) -> None:
    begin(person, "036", "7")
    person.press("F7")
    person.scan(person.card("041"))
    person.press("F7", "Enter", "+")
    person.until(lambda: person.tickets)
    reopen(person)
    person.until_sees("还没认户", "没有挂单")


def test_parked_tickets_are_there_after_a_restart(person: Person) -> None:
    begin(person, "036", "7")
    person.press("F7")
    reopen(person)
    person.until_sees("挂着1单", "周桂香 · 1 项")


def test_a_draft_is_there_when_the_window_opens_again_and_is_finished_once(person: Person) -> None:
    begin(person, "036", "7")
    reopen(person)
    person.until_sees("周桂香", "废电池", "7 + 存 3，剩 0 个")
    person.press("+")
    person.until(lambda: person.tickets)
    reopen(person)
    person.until_sees("还没认户")
    assert len(person.tickets) == 1


def test_removed_lines_outlive_a_restart(person: Person) -> None:
    begin(person, "036", "7")
    person.press("-", "3", "5", "Enter")
    reopen(person)
    person.press("+")
    person.until(lambda: person.tickets)
    assert [row["pieces"] for row in person.content(person.tickets[0])["removed"]] == [7]


def test_the_same_load_is_not_taken_again_after_a_restart(person: Person) -> None:
    person.scan(person.card("036"))
    person.put(1245)
    person.press("5", "Enter")
    reopen(person)
    person.until_gate("not-rearmed")
    person.press("4", "Enter")
    person.until_sees("请归零", "这一样记过了")
    assert len(person.desk.draft.lines) == 1


def test_a_pan_emptied_before_the_restart_is_armed_after_it(person: Person) -> None:
    person.scan(person.card("036"))
    person.take("5", 1245)
    reopen(person)
    person.put(2000)
    person.press("4", "Enter")
    assert len(person.desk.draft.lines) == 2


def test_a_killed_window_leaves_its_draft_and_its_last_taking(newcomer: Person) -> None:
    save_settings(newcomer.books_folder, newcomer.settings())
    newcomer.scale.put(6235)
    command = [sys.executable, "-m", "tests.journeys.other_window", str(newcomer.books_folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "done\n"
        window.kill()
    newcomer.open()
    newcomer.until_sees("周桂香", "6.235 kg × 1.40", "+873")
    newcomer.until_gate("not-rearmed")
    newcomer.press("+")
    newcomer.until(lambda: newcomer.tickets)
    assert newcomer.findings == 0
