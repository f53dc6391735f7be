"""Finding the scale in the real window: which key chooses which row, and what is kept at the end."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scale_driver.evidence import Candidate, Evidence, Verdict
from scale_driver.protocols import find
from scale_driver.simulator import Simulator
from shop_desktop.gui.pages.settings.find.comparing import Comparing
from shop_desktop.gui.pages.settings.find.page import FindPage
from shop_desktop.gui.pages.settings.find.search import Found
from shop_desktop.gui.pages.settings.find.searching import Searching
from tests.journeys.person import Person
from tests.journeys.plugs import Plugs, at_the_number, checks, connected, settings_kept, tap, to_the_search

MANY = ("yaohua-tf0", "st-gs", "keli-t1", "ohaus-std", "and-std", "radwag", "sbi-22", "rinstrum-a", "xmdh-14")


def many_found() -> tuple[Candidate, ...]:
    seen = Evidence(frames=4, rejected=9, bytes=400)
    return tuple(Candidate(slug, find(slug).options(), "9600 8N1", seen, Verdict.NO) for slug in MANY)


def click_row(page: FindPage, action: str) -> None:
    """The mouse on a row that is seen."""
    page.found.grab()
    boxes = {hot.action: hot.box for hot in page.found.hots}
    assert action in boxes, boxes
    box = boxes[action]
    QTest.mouseClick(page.found, Qt.MouseButton.LeftButton, pos=(box.center() * page.found.scale).toPoint())


def test_a_number_means_one_thing_and_a_click_the_row_it_is_on(newcomer: Person, yaohua: Simulator, plugged: Plugs) -> None:
    person = at_the_number(newcomer, yaohua, plugged)
    page = person.window.findChild(FindPage)
    assert isinstance(page, FindPage)
    part = page.part
    assert isinstance(part, Comparing)
    part.case.found = tuple(Found(part.one.port, each) for each in many_found())
    assert [row.key for row in part.found().rows] == ["1", "2", "3", *[""] * 6]
    tap(person, *["Down"] * 4)
    assert part.chosen == 4
    click_row(page, "row:3")
    assert (page.part, part.chosen) == (part, 3), "the fourth row says neither that the point is elsewhere"
    tap(person, "4", "5", "6", "0")
    assert (page.part, part.chosen) == (part, 3), "these say what differs, they choose no row"
    tap(person, "3")
    assert part.chosen == 2
    tap(person, ".", "2")
    assert (part.typed, part.chosen) == ("2", 2)
    page.found.pressed.emit("row:7")
    assert (page.part, part.typed, part.chosen) == (part, None, 7)


def test_in_the_search_too_a_number_means_one_thing(newcomer: Person, plugged: Plugs) -> None:
    plugged("/nowhere/ttyUSB7")
    person = to_the_search(newcomer.open(port="", protocol=""))
    page = person.window.findChild(FindPage)
    assert isinstance(page, FindPage)
    for pressed, chosen in ((["Down", "Down", "Down", "Down", "Up", "Enter"], 2), (["click"], 1), (["3"], 2)):
        person.until_sees("CH340")
        tap(person, "Enter")
        person.until_sees("线拔掉了")
        part = page.part
        assert isinstance(part, Searching)
        part.search.detections["/nowhere/ttyUSB7"].candidates = many_found()
        page.show_all()
        tap(person, "4", "5", "6")
        assert page.part is part
        if pressed == ["click"]:
            click_row(page, "row:1")
        else:
            tap(person, *pressed)
        compared = page.part
        assert isinstance(compared, Comparing)
        assert compared.chosen == chosen
        page.restart(())


def test_a_known_weight_among_the_two_is_the_days_check(newcomer: Person, yaohua: Simulator, plugged: Plugs) -> None:
    plugged(yaohua.path)
    person = to_the_search(newcomer.open(port="", protocol=""))
    connected(person, yaohua, 5010, 1200)
    person.until_sees("标着公斤数")
    tap(person, "3", "Enter")
    person.until_sees("没有一件是这么重的")
    assert checks(person) == []
    tap(person, "Esc", "5")
    person.until_sees("5 kg", "记成今天的校秤")
    tap(person, "Enter")
    person.until_sees("记下了", "秤接好了")
    assert checks(person) == [('{"known_g":5000,"shown_g":5010}', "manager")]
    assert not person.sees("标着公斤数")
    tap(person, "Enter")
    person.until_sees("手工设秤")


def test_settings_that_cannot_be_written_connect_nothing_and_book_nothing(
    newcomer: Person, yaohua: Simulator, plugged: Plugs
) -> None:
    plugged(yaohua.path)
    person = to_the_search(newcomer.open(port="", protocol=""))
    before = person.rows("SELECT count(*) FROM documents")
    blocked = person.books_folder / "settings.json.part"
    blocked.mkdir()
    for place, weight_g in enumerate((6235, 1245)):
        yaohua.put(weight_g)
        if not place:
            person.until_sees("CH340")
            tap(person, "Enter")
        person.until_sees(f"一样，就是 {weight_g / 1000:.3f}")
        tap(person, "Enter")
    assert not person.sees("秤接好了")
    assert settings_kept(person) == ("", "", "")
    assert person.rows("SELECT count(*) FROM documents") == before
    blocked.rmdir()
    yaohua.put(2500)
    person.until_sees("一样，就是 2.500")
    tap(person, "Enter")
    person.until_sees("秤接好了")
    assert person.rows("SELECT count(*) FROM documents") == before
