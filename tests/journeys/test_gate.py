"""Every state of the scale on the screen, with its sentence; no weight but a settled one is shown or taken, and none twice."""

import pytest

from tests.journeys.person import Person

SAYS = {
    "moving": ("不稳", "东西还在晃。手离开秤，等秤星点满。"),
    "over": ("过载", "太重了，秤最多称 150.000 kg。分两次称。"),
    "under": ("请归零", "秤比零还轻。把秤拿空，按 F5 置零。"),
    "stale": ("断开", "看看秤后面的线插紧没有。"),
    "absent": ("断开", "看看秤后面的线插紧没有。"),
    "empty": ("空秤0.000", "把黄纸板放上秤"),
}


@pytest.fixture
def weighing(person: Person) -> Person:
    """The household is there, cardboard is chosen."""
    person.scan(person.card("036"))
    person.press("5")
    return person


def bring(person: Person, state: str) -> None:
    """Bring the scale into a state."""
    deeds = {
        "moving": lambda: (person.put(1245), person.scale.wobble()),
        "over": lambda: person.scale.fault("overload"),
        "under": lambda: person.scale.put(-100),
        "stale": lambda: person.scale.fault("silence"),
        "absent": person.scale.unplug,
        "empty": lambda: None,
    }
    deeds[state]()
    person.until_gate(state)


@pytest.mark.parametrize("state", SAYS)
def test_a_state_says_itself_shows_no_weight_and_gives_none(weighing: Person, state: str) -> None:
    bring(weighing, state)
    weighing.until_sees(*SAYS[state])
    assert not weighing.sees("1.245")
    weighing.press("Enter")
    assert weighing.desk.draft.lines == ()
    assert weighing.desk.said is not None


def test_a_shop_without_a_scale_says_so_and_not_that_a_plug_is_loose(newcomer: Person) -> None:
    newcomer.open(port="", protocol="")
    newcomer.scan(newcomer.card("036"))
    newcomer.until_sees("还没设秤。请负责人在设置里选；急用就按.手输")
    newcomer.press("5", ".", "6", "Enter", "1")
    newcomer.until_sees("6.000 kg × 1.40", "手工")


def test_a_settled_weight_shows_its_worth_in_one_moment(weighing: Person) -> None:
    weighing.put(1245)
    weighing.until_sees("稳定", "1.245", "2.49 斤", "1.245 kg × 1.40 元 = 1.74 元 = 174 分", "稳了。按 Enter 记下黄纸板")


def test_the_same_load_is_never_taken_twice(weighing: Person) -> None:
    weighing.put(1245)
    weighing.press("Enter", "5", "Enter", "4", "Enter")
    weighing.until_sees("请归零", "这一样记过了。把秤拿空，再放下一样。")
    assert len(weighing.desk.draft.lines) == 1


def test_rocking_the_bag_does_not_bring_the_weight_back(weighing: Person) -> None:
    weighing.put(1245)
    weighing.press("Enter", "5")
    weighing.scale.wobble()
    weighing.until_gate("moving")
    weighing.put(1300)
    weighing.press("Enter")
    assert len(weighing.desk.draft.lines) == 1


def test_two_equal_bags_are_taken_after_one_question(weighing: Person) -> None:
    weighing.put(1245)
    weighing.press("Enter")
    weighing.empty()
    weighing.put(1245)
    weighing.press("5", "Enter")
    weighing.until_sees("和上一样一样重。是另一袋就再按 Enter。")
    weighing.press("Enter")
    assert [line.load.same_again for line in weighing.desk.draft.lines] == [False, True]


def test_the_next_material_on_the_same_pan_comes_by_tare(weighing: Person) -> None:
    weighing.put(1245)
    weighing.press("Enter", "F4", "Enter")
    weighing.scale.put(3245)
    weighing.until(lambda: weighing.desk.gate.net_g == 2000)
    weighing.until_sees("净重 · 皮重 1.245")
    weighing.press("4", "Enter")
    assert [(line.load.gross_g, line.load.tare_g) for line in weighing.desk.draft.lines] == [(1245, 0), (3245, 1245)]


def test_a_plug_pulled_in_mid_ticket_loses_nothing_and_comes_back_by_itself(weighing: Person) -> None:
    weighing.put(1245)
    weighing.press("Enter")
    weighing.scale.unplug()
    weighing.until_sees("秤断开了", "前面记下的 1 项都在，没有丢。")
    weighing.scale.plug()
    weighing.scale.empty()
    weighing.until_gate("empty")
    weighing.until_sees("秤已连")
    weighing.take("4", 2000)
    assert len(weighing.desk.draft.lines) == 2


def test_an_unplugged_scale_offers_the_typed_weight(weighing: Person) -> None:
    weighing.scale.unplug()
    weighing.until_gate("absent")
    weighing.until(lambda: weighing.lit == ["."])


def test_a_typed_weight_asks_why_once_and_is_marked_everywhere(weighing: Person) -> None:
    weighing.scale.unplug()
    weighing.until_gate("absent")
    weighing.press(".", "6", ".", "5", "Enter")
    weighing.until_sees("为什么手输重量？")
    weighing.press("2", "4", ".", "3", "Enter")
    weighing.until_sees("6.500 kg × 1.40", "3.000 kg × 1.80", "手工")
    weighing.press("+")
    assert "手工" in weighing.slip().words
    rows = weighing.rows("SELECT source, typed_reason FROM lines ORDER BY document_id DESC, position LIMIT 2")
    assert rows == [("typed", "停电了")] * 2


def test_the_reason_is_asked_again_in_the_next_outage(weighing: Person) -> None:
    weighing.scale.unplug()
    weighing.until_gate("absent")
    weighing.press(".", "6", "Enter", "2")
    weighing.scale.plug()
    weighing.until_gate("empty")
    weighing.scale.unplug()
    weighing.until_gate("absent")
    weighing.press("4", ".", "3", "Enter")
    weighing.until_sees("为什么手输重量？")


def test_a_weight_is_not_typed_while_the_scale_works(weighing: Person) -> None:
    weighing.press(".")
    weighing.until_sees("秤好好的，放秤上称。")


def test_a_weight_half_typed_when_the_scale_comes_back_is_not_taken(weighing: Person) -> None:
    weighing.scale.unplug()
    weighing.until_gate("absent")
    weighing.press(".", "6", "0")
    weighing.scale.plug()
    weighing.until_gate("empty")
    weighing.press("Enter")
    weighing.until_sees("秤好好的，放秤上称。")
    assert weighing.desk.draft.lines == ()


def test_times_above_the_capacity_are_counted_on_the_ticket(weighing: Person) -> None:
    for _time in range(2):
        weighing.scale.fault("overload")
        weighing.until_gate("over")
        weighing.put(1245)
    weighing.press("Enter")
    weighing.empty()
    weighing.press("+")
    assert weighing.content(weighing.tickets[0])["overloads"] == 2


def test_a_load_below_the_least_is_refused_with_the_least(weighing: Person) -> None:
    weighing.put(50)
    weighing.press("Enter")
    weighing.until_sees("太轻了，这台秤最少称 0.100 kg。", "最少 0.100 kg")
    assert not weighing.sees("停稳了才出数")


def test_no_key_is_lit_while_a_load_waits_for_its_kind(weighing: Person) -> None:
    weighing.take("5", 1000)
    weighing.put(2000)
    weighing.until(lambda: weighing.lit == [])
    weighing.until_sees("稳了。再按数字选品类")


def test_a_container_heavier_than_the_load_says_so(weighing: Person) -> None:
    weighing.press("F4", "3")
    weighing.put(1245)
    weighing.press("Enter")
    weighing.until_sees("去了皮就没有了。看看容器选对没有。", "去皮就没了")


def test_a_finish_with_a_load_not_yet_taken_asks_first(weighing: Person) -> None:
    weighing.take("5", 1000)
    weighing.put(2000)
    weighing.press("4", "+")
    weighing.until_sees("秤上这一样还没记：按 Enter 记下，按 Esc 不记。")
    assert weighing.tickets == []


def test_a_sentence_about_the_load_goes_with_it_and_another_stays(weighing: Person) -> None:
    weighing.put(1245)
    weighing.press("Enter", "5", "Enter")
    weighing.until_sees("这一样记过了。")
    weighing.empty()
    weighing.until(lambda: not weighing.sees("这一样记过了。"))
    weighing.scale.put(2000)
    weighing.press("Esc")
    weighing.scan(weighing.card("041"))
    weighing.empty()
    weighing.until_sees("这一单还没完：按 + 完成，或 F7 挂起，再刷卡。")
