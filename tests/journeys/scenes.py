"""How to bring the counter into each state that a person can see: a name and what is done to get there, by keys and loads."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from shop_desktop.domain.codes import card_code
from tests.journeys.person import Person
from tests.shop import ticket_of

Scene = Callable[[Person], None]
CARD, POOR = "036", "041"
SCENES: dict[str, Scene] = {}


def scene(deed: Scene) -> Scene:
    """Keep a deed under its name, as `counter-…`."""
    SCENES[deed.__name__.replace("_", "-")] = deed
    return deed


def keys(name: str, *pressed: str, card: str = CARD) -> None:
    """A scene that is a card and some keys."""

    def deed(person: Person) -> None:
        if card:
            person.scan(person.card(card))
        person.press(*pressed)

    SCENES[name] = deed


def weighing(person: Person, weight_g: int = 1245, digit: str = "6") -> None:
    """A household, two lines, a third kind chosen with its load on the pan."""
    person.scan(person.card(CARD))
    person.take("5", 6235)
    person.take("4", 4160)
    person.press(digit)
    if weight_g:
        person.put(weight_g)


keys("find", card="")
keys("find-results", "z", "g", card="")
keys("find-none", "1", "9", "9", "9", "Enter", card="")
keys("find-register", "q", "q", "Ins", card="")
keys("found")
keys("more-kinds", "0")
keys("pieces", "3", "1", "2")
keys("pieces-taken", "3", "7", "Enter")
keys("removed", "3", "7", "Enter", "-")
keys("tare-list", "F4")
keys("goods", "*")
keys("goods-two", "3", "7", "Enter", "*", "5", "5", "4")
keys("goods-more", "*", "0")
keys("goods-letters", "*", "x", "y")
keys("goods-quantity", "*", "9", "Enter", "3")
keys("goods-barcode", "*", ".", "6", "9", "0")
keys("goods-sold-out", "*", "2")
keys("goods-too-dear", "*", "9", card=POOR)
keys("parked-list", "3", "7", "Enter", "F7", "F7")
keys("help", "F1")
keys("tickets-none", "F9")
keys("tickets", "F9", "PgUp")
keys("day-money", "3", "7", "Enter", "+", "F9", "+")
keys("day-slips", "3", "7", "Enter", "+", "F9", "+", "0", "Enter", "2")
keys("day-reasons", "3", "7", "Enter", "+", "F9", "+", "0", "Enter", "2", "Enter")
keys("day-ended", "3", "7", "Enter", "+", "F9", "+", "0", "Enter", "1", "Enter")
keys("void-reasons", "3", "7", "Enter", "+", "F9", "-")
keys("voided", "3", "7", "Enter", "+", "F9", "-", "2", "F9")
keys("stored", "3", "7", "Enter", "*", "9", "+")


@scene
def settled(person: Person) -> None:
    weighing(person)


@scene
def settled_which(person: Person) -> None:
    weighing(person)
    person.press("Esc")


@scene
def heavy(person: Person) -> None:
    weighing(person, 149_995)


@scene
def moving(person: Person) -> None:
    weighing(person)
    person.scale.wobble()
    person.until_gate("moving")


@scene
def emptied(person: Person) -> None:
    weighing(person, 0)


@scene
def taken(person: Person) -> None:
    weighing(person)
    person.press("Enter")


@scene
def same_again(person: Person) -> None:
    weighing(person)
    person.press("Enter")
    person.empty()
    person.put(1245)
    person.press("6", "Enter")


@scene
def too_light(person: Person) -> None:
    weighing(person, 50)


@scene
def under(person: Person) -> None:
    weighing(person, 0)
    person.scale.put(-100)
    person.until_gate("under")


@scene
def over(person: Person) -> None:
    weighing(person)
    person.scale.fault("overload")
    person.until_gate("over")


@scene
def stale(person: Person) -> None:
    weighing(person)
    person.scale.fault("silence")
    person.until_gate("stale")


@scene
def absent(person: Person) -> None:
    weighing(person, 0)
    person.scale.unplug()
    person.until_gate("absent")


@scene
def typing_weight(person: Person) -> None:
    absent(person)
    person.press(".", "6", ".", "5")


@scene
def typed_reasons(person: Person) -> None:
    typing_weight(person)
    person.press("Enter")


@scene
def typed(person: Person) -> None:
    typed_reasons(person)
    person.press("1")


@scene
def container(person: Person) -> None:
    person.scan(person.card(CARD))
    person.press("F4", "1")
    person.take("5", 6235)
    person.press("F4", "1", "4")
    person.put(4160)


@scene
def many_lines(person: Person) -> None:
    person.scan(person.card(CARD))
    for n in range(9):
        person.press("3", str(n + 1), "Enter")
    person.press("*", "9", "4")


@scene
def selected_line(person: Person) -> None:
    weighing(person, 0)
    person.press("Esc", "Up", "Up")


@scene
def short(person: Person) -> None:
    """Goods for a card, then a household that has too few points for them."""
    person.scan(person.card(CARD))
    person.press("*", "9", "9", "/", "z", "g", "y", "Enter")


@scene
def parked(person: Person) -> None:
    person.scan(person.card(CARD))
    person.press("3", "7", "Enter", "F7")


@scene
def debt(person: Person) -> None:
    brought = person.manager_posts(ticket_of(POOR, steel_g=2000))
    person.manager_posts(ticket_of(POOR, goods={"salt": 1}))
    person.manager_posts({"op": "document.void", "document": brought.document, "reason": "记错户了", "allow_debt": True})
    person.scan(person.card(POOR))


@scene
def other_village(person: Person) -> None:
    person.scan(card_code(23, 36, 1))


@scene
def unknown_card(person: Person) -> None:
    person.scan(card_code(17, 999, 1))


@scene
def card_refused(person: Person) -> None:
    weighing(person)
    person.scan(person.card(POOR))


@scene
def numlock_off(person: Person) -> None:
    person.scan(person.card(CARD))
    person.strike(Qt.Key.Key_Clear, "", Qt.KeyboardModifier.KeypadModifier)
    person.until(lambda: person.desk.material)


@scene
def clock_jumped(person: Person) -> None:
    person.scan(person.card(CARD))
    person.press("3", "7", "Enter")
    person.clock.move(days=-300)
    person.press("+")


@scene
def over_midnight(person: Person) -> None:
    weighing(person)
    person.clock.move(hours=13)
    person.desk.look_at_the_day()


@scene
def printer_off(person: Person) -> None:
    shop = person.rooms.shop
    shop.keep(person.settings_with(printer="tcp://127.0.0.1:9"))
    person.scan(person.card(CARD))
    person.press("3", "7", "Enter", "+")
    person.until(lambda: person.desk.notice is not None and person.desk.notice.key == "F9")


@scene
def practice(person: Person) -> None:
    person.rooms.shop.keep(person.settings_with(practice=True))
    weighing(person)
