"""The day's end at the counter: money and slips counted, a reason where they differ, the paper with the seal."""

from tests.journeys.person import Person, Slip


def sell(person: Person) -> str:
    person.scan(person.card("036"))
    person.press("3", "7", "Enter", "+")
    person.until(lambda: person.tickets)
    return person.tickets[-1]


def paper(person: Person) -> Slip:
    found = Slip(person.folder / "slips", "D20261124-0001")
    person.until(found.is_out)
    return found


def test_the_day_is_ended_from_the_days_tickets_and_its_paper_has_the_seal(person: Person) -> None:
    sell(person)
    person.press("F9", "+")
    person.until_sees("今天收工 2026-11-24", "数出来的钱")
    person.press("0", "Enter", "1", "Enter")
    person.until_sees("收工了，今天的码是")
    seal = str(person.rows("SELECT hash FROM documents WHERE number = 'D20261124-0001'")[0][0])[:8].upper()
    words = paper(person).words.replace(" ", "").replace("\n", "")
    assert f"{seal[:4]}{seal[4:]}" in words
    assert person.findings == 0


def test_what_differs_needs_a_reason(person: Person) -> None:
    sell(person)
    person.press("F9", "+", "5", "Enter", "3", "Enter")
    person.until_sees("为什么对不上？")
    person.press("1")
    person.until_sees("收工了")
    told = person.content("D20261124-0001")
    assert (told["counted_fen"], told["counted_slips"], told["reason"]) == (500, 3, "小票没打出来，或多打了一张")


def test_the_difference_stands_beside_the_field_before_enter(person: Person) -> None:
    sell(person)
    person.press("F9", "+")
    assert person.desk.overlay is not None
    person.press("5", ".", "5")
    person.until_sees("资金结余", "0.00 元", "多 5.50 元")
    person.press("Enter", "0")
    person.until_sees("数出来的钱", "5.50 元 · 多 5.50 元", "1 单", "少 1 张")
    person.press("Backspace", "1")
    person.until_sees("和账上一样")


def test_what_is_not_counted_is_left_empty(person: Person) -> None:
    person.press("F9", "+", "Enter", "Enter")
    person.until_sees("收工了")
    assert "counted_fen" not in person.content("D20261124-0001")


def test_esc_goes_back_and_ends_nothing(person: Person) -> None:
    person.press("F9", "+", "1", "Enter", "Esc", "Esc")
    person.until(lambda: person.desk.overlay is None)
    assert person.rows("SELECT count(*) FROM documents WHERE op = 'day.close'") == [(0,)]


def test_the_paper_of_an_ended_day_comes_out_again(person: Person) -> None:
    person.press("F9", "+", "Enter", "Enter")
    first = paper(person).pdf
    person.press("F9", "+")
    person.until_sees("收过工")
    (person.folder / "slips" / "D20261124-0001.escpos").unlink()
    person.press("F9")
    assert len(paper(person).pdf) > len(first) // 2
