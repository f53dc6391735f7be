"""The scale's plug is pulled in the middle of a ticket and put into another socket: it is back by itself, and it is said."""

import json
from collections.abc import Iterator

import pytest

from scale_driver.ports import adapter_id
from scale_driver.simulator import Simulator
from shop_desktop.gui.settings import load_settings
from tests.journeys.person import PROTOCOL, Person
from tests.journeys.plugs import Plugs, adapter


@pytest.fixture
def elsewhere() -> Iterator[Simulator]:
    """The same scale, as it is in another socket."""
    with Simulator(PROTOCOL, settle_s=0.05, frames_per_s=20) as simulator:
        yield simulator


def weighing(newcomer: Person, plugged: Plugs) -> Person:
    plugged(newcomer.scale.path)
    person = newcomer.open(adapter=adapter_id(adapter(newcomer.scale.path)))
    person.scan(person.card("036"))
    person.take("5", 6235)
    return person


def test_a_plug_in_another_socket_in_mid_ticket_comes_back_and_says_so(
    newcomer: Person, elsewhere: Simulator, plugged: Plugs
) -> None:
    person = weighing(newcomer, plugged)
    person.scale.unplug()
    plugged()
    person.until_gate("absent")
    elsewhere.put(4160)
    plugged(elsewhere.path)
    person.until(lambda: person.desk.gate.gross_g == 4160)
    person.until_sees("秤换了个插口", "接着称")
    assert [line.load.gross_g for line in person.desk.draft.lines] == [6235]
    assert load_settings(person.books_folder).port == elsewhere.path
    person.press("4", "Enter", "+")
    person.until(lambda: person.posted)
    proof = json.loads(person.rows("SELECT proof FROM lines WHERE proof IS NOT NULL ORDER BY document_id, position")[-1][0])
    assert proof["port"] == elsewhere.path


def test_at_the_start_it_is_found_under_its_new_name(newcomer: Person, elsewhere: Simulator, plugged: Plugs) -> None:
    known = adapter_id(adapter("COM3"))
    plugged(elsewhere.path)
    person = newcomer.open(adapter=known, port="COM3")
    elsewhere.put(1245)
    person.until(lambda: person.desk.gate.gross_g == 1245)
    person.until_sees("秤换了个插口")
    assert load_settings(person.books_folder).port == elsewhere.path


def test_another_adapter_under_the_old_name_is_never_taken_for_the_scale(
    newcomer: Person, elsewhere: Simulator, plugged: Plugs
) -> None:
    plugged("/nowhere", elsewhere.path)
    person = newcomer.open(adapter="0403:6001:X9@3-1", port=elsewhere.path)
    elsewhere.put(1245)
    person.bot.wait(1200)
    assert person.desk.gate.state.value == "absent"
