"""Going to the sign-in and back: the draft stays as it was."""

from tests.journeys.person import Person


def test_the_draft_is_there_after_going_to_the_sign_in_and_back(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("3", "7", "Enter", "F10")
    person.until(lambda: person.window.currentWidget() is not person.counter)
    person.until_sees("何春生")
    person.press("Esc")
    person.until(lambda: person.window.currentWidget() is person.counter)
    person.until_sees("周桂香", "废电池")
    person.press("+")
    person.until(lambda: person.tickets)


def test_the_manager_signs_in_over_an_open_ticket_and_finishes_it(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("3", "7", "Enter", "F10", "1")
    person.until_sees("苏月琴，打密码")
    person.press("2", "3", "4", "5", "Enter")
    person.until_sees("去柜台")
    person.press("F10")
    person.until(lambda: person.window.currentWidget() is person.counter)
    person.until_sees("苏月琴 · 负责人", "周桂香", "废电池")
    person.press("+")
    person.until(lambda: person.tickets)
    assert person.rows(f"SELECT user FROM documents WHERE number = '{person.tickets[0]}'") == [("manager",)]


def test_one_digit_four_digits_and_enter_sign_in(person: Person) -> None:
    person.press("F10")
    person.until_sees("何春生")
    before = person.keys
    person.press("2", "1", "2", "3", "4", "Enter")
    person.until(lambda: person.window.currentWidget() is person.counter)
    assert person.keys - before == 6
