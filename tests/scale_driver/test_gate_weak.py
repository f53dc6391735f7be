"""On a wire whose check is weak, a value counts when it came twice running."""

from scale_driver.gate import State
from tests.scale_driver.pan import Pan, weighed


def test_on_a_weak_wire_a_value_counts_when_seen_twice() -> None:
    pan = Pan(weak=True)
    pan.hear(*[weighed(6000 + 100 * (step % 2), stable=None) for step in range(30)])
    assert pan.view.state is State.MOVING
    assert pan.lie(6000, 1.2, stable=None).state is State.SETTLED


def test_on_a_weak_wire_one_odd_frame_makes_it_wait_again() -> None:
    pan = Pan(weak=True)
    pan.lie(6000, 2, stable=None)
    assert pan.hear(weighed(60000, stable=None)).state is State.MOVING
    assert pan.lie(6000, 1.0, stable=None).state is State.MOVING
    assert pan.lie(6000, 0.2, stable=None).gross_g == 6000


def test_on_a_weak_wire_a_value_not_seen_twice_for_a_second_is_too_old() -> None:
    pan = Pan(weak=True)
    pan.lie(6000, 2, stable=None)
    flicker = [weighed(6050, stable=None), weighed(6000, stable=None)]
    assert pan.hear(*flicker * 4).state is State.SETTLED
    assert pan.hear(*flicker * 2).state is State.MOVING


def test_on_a_weak_wire_one_odd_frame_is_no_overload() -> None:
    pan = Pan(weak=True)
    pan.hear(weighed(6000, stable=None), weighed(600_000, stable=None), weighed(6000, stable=None))
    assert pan.view.overloads == 0
    assert pan.lie(600_000, 0.2, stable=None).state is State.OVER
