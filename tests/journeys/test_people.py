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
