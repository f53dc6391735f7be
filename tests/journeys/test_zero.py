"""F5 zeroes the scale by cable where it takes that, and says why not where it does not."""

from collections.abc import Iterator

import pytest

from scale_driver.simulator import Simulator
from tests.journeys.person import Person
from tests.journeys.plugs import Plugs, tap, to_the_search


@pytest.fixture
def toledo() -> Iterator[Simulator]:
    with Simulator("toledo-cont", {"commands": "on"}, settle_s=0.05, frames_per_s=20) as scale:
        yield scale


def test_a_scale_that_takes_it_is_zeroed_from_the_screen(newcomer: Person, toledo: Simulator, plugged: Plugs) -> None:
    plugged(toledo.path)
    person = to_the_search(newcomer.open(port="", protocol=""))
    toledo.put(6235)
    person.until_sees("CH340")
    tap(person, "Enter")
    person.until_sees("一样，就是 6.235")
    tap(person, "Enter")
    person.until_sees("6.235 对上了")
    toledo.put(1245)
    person.until_sees("一样，就是 1.245")
    tap(person, "Enter")
    person.until_sees("秤接好了", "按 Z")
    tap(person, "Z")
    person.until_sees("在柜台按 F5")
    tap(person, "F10")
    toledo.put(-40)
    person.until_gate("under")
    person.press("F5")
    person.until_gate("empty")


def test_a_scale_that_cannot_be_zeroed_by_cable_says_so(person: Person) -> None:
    person.scan(person.card("036"))
    person.until_gate("empty")
    person.press("F5")
    person.until_sees("这台秤不能从这儿置零，按秤上的置零键")


def test_a_scale_that_is_unplugged_says_so(person: Person) -> None:
    person.scan(person.card("036"))
    person.scale.unplug()
    person.until_gate("absent")
    person.press("F5")
    person.until_sees("插紧没有")
