"""What a reader with fresh eyes once found wrong at the counter, each as a journey, so that it stays mended."""

import pytest

from shop_desktop.domain.refused import Trouble
from shop_desktop.gui.settings import FILE, load_settings
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.operations import drafts
from tests.journeys.person import Person


def with_card(person: Person, code: str = "036") -> None:
    person.scan(person.card(code))
    person.until(lambda: person.desk.card is not None and person.desk.card.household.code == code)


def test_undo_takes_back_lines_and_never_whose_ticket_it_is(person: Person) -> None:
    with_card(person)
    person.take("5", 1000)
    person.press("/", *"001", "Enter", "F8")
    assert (person.desk.draft.household, person.desk.card.household.code) == ("001", "001")
    assert person.desk.draft.lines == ()


def test_a_taking_that_could_not_be_stored_is_stored_with_the_next_change(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_card(person)
    person.put(5000)
    person.press("5")
    person.until(lambda: person.desk.gate.can_take)
    with monkeypatch.context() as broken:
        broken.setattr(drafts, "save", _full)
        person.press("Enter")
        person.until_sees("硬盘满了")
    person.press("*", "9")
    person.close()
    person.open()
    person.until_gate("not-rearmed")
    assert [line.load.gross_g for line in person.desk.draft.lines] == [5000]


def _full(*_: object, **__: object) -> None:
    raise Trouble("disk-full")


def test_a_broken_settings_file_is_kept_and_the_drafts_stay_this_pcs(person: Person) -> None:
    with_card(person)
    person.press("3", "7", "Enter")
    pc = person.desk.shop.settings.pc
    person.close()
    file = person.books_folder / FILE
    broken = file.read_text(encoding="utf-8").rstrip().removesuffix("}") + ",}"
    file.write_text(broken, encoding="utf-8")
    assert load_settings(person.books_folder).pc == pc
    assert file.with_suffix(".json.bad").read_text(encoding="utf-8") == broken


def test_a_void_of_a_ticket_that_was_never_printed_thanks_nobody(person: Person) -> None:
    person.manager_posts(
        {"op": "ticket.post", "household": "001", "lines": [{"material": "steel", "gross_g": 1000}], "by": "chunsheng"}
    )
    person.press("F9", "-", "1")
    person.until_sees("冲正了")
    assert not person.customer_sees("谢谢")


def test_a_manager_may_void_spent_points_and_leave_a_debt(person: Person) -> None:
    ticket = {"op": "ticket.post", "household": "005", "lines": [{"material": "copper", "gross_g": 10_000}]}
    number = person.manager_posts(ticket).document
    person.manager_posts({"op": "ticket.post", "household": "005", "goods": [{"good": "rice", "quantity": 2}]})
    person.desk.shop.sign_in(next(u for u in _users(person) if u.role == "manager"))
    person.press("F9", "Down", "-", "1")
    person.until_sees("这些分已经用掉了")
    person.press("1")
    person.until(lambda: person.rows("SELECT number FROM documents WHERE voids IS NOT NULL"))
    assert number in [row[0] for row in person.rows("SELECT voids FROM documents WHERE voids IS NOT NULL")]
    assert person.household("005").purses.spendable < 0


def _users(person: Person) -> tuple:
    from shop_desktop.store.queries.shop import users_of

    return users_of(person.desk.shop.reader)


def test_no_weight_is_typed_once_the_scale_is_back_though_the_reasons_were_open(person: Person) -> None:
    with_card(person)
    person.scale.unplug()
    person.until_gate("absent")
    person.press("5", ".", "6", "Enter")
    person.scale.plug()
    person.until_gate("empty")
    person.press("1")
    assert person.desk.draft.lines == ()


def test_a_warning_stays_though_a_passing_notice_stood_there_before(person: Person) -> None:
    person.desk.tell("passing", Tone.INFO)
    person.counter.show_now()
    person.desk.tell("stays", Tone.STOP)
    person.counter.show_now()
    assert not person.counter._notice_over.isActive()


def test_a_chosen_line_far_up_stays_in_sight(person: Person) -> None:
    with_card(person)
    for _ in range(12):
        person.press("3", "1", "Enter")
    person.press(*["Up"] * 11)
    lines = person.counter.page.ticket.lines
    seen = set()
    for _ in range(4):
        person.counter.page.ticket.grab()
        seen.add(lines.first)
    assert seen == {0}
