"""The rules of weighing, one test or more for each that the gate holds."""

import pytest

from scale_driver.gate import LastTaken, Limits, Reason, Refusal, State, Taken, TareKind, Wire
from scale_driver.reading import Mode, Reading, Status
from tests.scale_driver.pan import AT, LIMITS, Pan, weighed


@pytest.fixture
def pan() -> Pan:
    return Pan()


def test_without_a_scale_the_state_is_absent(pan: Pan) -> None:
    pan.gate.hear([], pan.now_s, connected=False)
    assert (pan.view.state, pan.take()) == (State.ABSENT, Refusal(Reason.ABSENT))


def test_a_silent_scale_is_stale_after_one_second(pan: Pan) -> None:
    pan.lie(6000)
    pan.now_s += 1.0
    assert pan.view.state is State.SETTLED
    pan.now_s += 0.01
    assert (pan.view.state, pan.view.gross_g, pan.take()) == (State.STALE, None, Refusal(Reason.STALE))


def test_after_silence_settling_begins_anew(pan: Pan) -> None:
    pan.lie(6000)
    pan.now_s += 3
    assert pan.hear(weighed(6000)).state is State.MOVING
    assert pan.lie(6000, 0.5).state is State.SETTLED


def test_a_connected_scale_that_said_nothing_yet_is_stale(pan: Pan) -> None:
    pan.gate.hear([], pan.now_s)
    assert pan.view.state is State.STALE


def test_bytes_that_nobody_understands_are_no_loose_plug(pan: Pan) -> None:
    pan.lie(6000)
    pan.now_s += 2
    pan.gate.hear([], pan.now_s, unread=True)
    assert (pan.view.state, pan.take()) == (State.STALE, Refusal(Reason.UNREAD))
    pan.gate.hear([], pan.now_s)
    assert pan.view.reason is Reason.STALE


@pytest.mark.parametrize(("stable", "seconds"), [(True, 0.5), (None, 1.0)])
def test_a_value_must_be_still_for_its_time(pan: Pan, stable: bool | None, seconds: float) -> None:
    assert pan.lie(6000, seconds, stable=stable).state is State.MOVING
    assert pan.lie(6000, 0.1, stable=stable).state is State.SETTLED


def test_a_flag_of_motion_is_motion_however_equal_the_values(pan: Pan) -> None:
    view = pan.lie(6000, 5, stable=False)
    assert (view.state, view.stars, view.gross_g) == (State.MOVING, 0, None)


def test_a_drift_within_one_division_is_still(pan: Pan) -> None:
    pan.hear(*[weighed(6000), weighed(6050)] * 6)
    assert pan.view.state is State.SETTLED
    assert pan.hear(weighed(6150)).state is State.MOVING


def test_six_stars_fill_while_a_weight_settles(pan: Pan) -> None:
    stars = [pan.hear(weighed(6000, stable=None)).stars for _ in range(11)]
    assert stars == sorted(stars)
    assert (stars[0], stars[-2], stars[-1]) == (0, 5, 6)


def test_frames_that_all_came_at_once_are_not_still(pan: Pan) -> None:
    pan.gate.hear([weighed(6000)] * 500, pan.now_s)
    assert pan.view.state is State.MOVING


@pytest.mark.parametrize("weight_g", [0, 50, -50])
def test_an_empty_pan_shows_no_weight(pan: Pan, weight_g: int) -> None:
    view = pan.lie(weight_g)
    assert (view.state, view.gross_g, view.can_take, view.reason) == (State.EMPTY, None, False, Reason.EMPTY)


def test_below_zero_is_under_and_never_a_weight(pan: Pan) -> None:
    assert pan.lie(-200).state is State.UNDER
    assert pan.take() == Refusal(Reason.UNDER)


@pytest.mark.parametrize(("weight_g", "reason"), [(999, Reason.BELOW_MIN), (1000, None), (150_000, None), (150_001, Reason.OVER)])
def test_only_what_lies_between_min_and_max_is_taken(pan: Pan, weight_g: int, reason: Reason | None) -> None:
    assert pan.lie(weight_g).reason is reason
    assert isinstance(pan.take(), Refusal) is (reason is not None)


def test_min_can_be_set() -> None:
    pan = Pan(limits=Limits(150_000, 50, min_g=200))
    assert pan.lie(200).can_take


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [
        (Status.OVERLOAD, State.OVER, Reason.OVER),
        (Status.UNDERLOAD, State.UNDER, Reason.UNDER),
        (Status.ERROR, State.MOVING, Reason.SCALE_ERROR),
    ],
)
def test_a_fault_of_the_scale_is_never_a_weight(pan: Pan, status: Status, state: State, reason: Reason) -> None:
    pan.lie(6000)
    view = pan.hear(Reading(b"", status))
    assert (view.state, view.reason, view.gross_g, pan.take()) == (state, reason, None, Refusal(reason))


def test_each_overload_is_counted_once(pan: Pan) -> None:
    pan.lie(160_000)
    pan.lie(6000)
    pan.lie(160_000)
    assert pan.view.overloads == 2


@pytest.mark.parametrize(
    ("how", "reason"),
    [({"unit": "lb"}, Reason.UNIT), ({"unit": "oz"}, Reason.UNIT), ({"mode": Mode.NET}, Reason.SCALE_TARE)],
)
def test_what_is_no_gross_in_kilograms_is_not_taken(pan: Pan, how: dict[str, object], reason: Reason) -> None:
    assert pan.lie(6000, **how).reason is reason
    assert pan.take() == Refusal(reason)


def test_a_net_whose_own_frame_says_that_no_tare_is_held_is_the_gross(pan: Pan) -> None:
    assert pan.lie(6000, mode=Mode.NET, untared=True).net_g == 6000
    assert isinstance(pan.take(), Taken)


def test_a_tare_line_is_no_weight(pan: Pan) -> None:
    assert pan.lie(6000, mode=Mode.TARE).state is not State.SETTLED


def test_a_taken_weight_carries_its_proof(pan: Pan) -> None:
    taken = pan.taken(6000)
    assert (taken.gross_g, taken.tare_g, taken.tare_kind, taken.net_g) == (6000, 0, TareKind.NONE, 6000)
    assert (taken.frame, taken.protocol, taken.port) == (b"frame 6000", "st-gs", "COM3")
    assert (taken.e_g, taken.taken_at, taken.same_again) == (50, AT, False)


def test_grams_are_rounded_half_up_once_at_taking() -> None:
    pan = Pan(limits=Limits(5000, 1))
    pan.hear(*[Reading(b"", Status.OK, weight_mg=245_500, unit="g", stable=True)] * 8)
    taken = pan.take()
    assert isinstance(taken, Taken)
    assert taken.gross_g == 246


def test_a_load_is_taken_once(pan: Pan) -> None:
    pan.taken(6000)
    assert (pan.view.state, pan.view.gross_g) == (State.NOT_REARMED, None)
    assert pan.take("steel") == Refusal(Reason.NOT_EMPTIED)


def test_rocking_or_changing_the_load_does_not_rearm(pan: Pan) -> None:
    pan.taken(6000)
    pan.hear(weighed(0, stable=False), weighed(0), weighed(0))
    pan.lie(8000)
    assert pan.take() == Refusal(Reason.NOT_EMPTIED)


def test_another_port_does_not_rearm(pan: Pan) -> None:
    pan.taken(6000)
    pan.gate.use(LIMITS, Wire("st-gs", "COM4"))
    pan.lie(6000)
    assert pan.take() == Refusal(Reason.NOT_EMPTIED)


def test_an_unplugged_scale_adds_nothing_and_loses_nothing(pan: Pan) -> None:
    pan.taken(6000)
    pan.gate.hear([], pan.now_s, connected=False)
    pan.lie(6000)
    assert pan.take() == Refusal(Reason.NOT_EMPTIED)


def test_a_restart_does_not_rearm() -> None:
    first = Pan()
    first.taken(6000)
    second = Pan(first.gate.last_taken)
    second.lie(6000)
    assert second.take() == Refusal(Reason.NOT_EMPTIED)
    second.lie(0)
    second.lie(7000)
    assert isinstance(second.take(), Taken)


def test_a_settled_empty_pan_rearms(pan: Pan) -> None:
    pan.taken(6000)
    pan.lie(0)
    assert pan.taken(7000).net_g == 7000


@pytest.mark.parametrize(("divisions", "state"), [(1, State.NOT_REARMED), (2, State.EMPTY)])
def test_how_near_to_zero_an_empty_pan_must_be_is_a_rule(divisions: int, state: State) -> None:
    pan = Pan(limits=Limits(150_000, 50, rezero_divisions=divisions))
    pan.taken(6000)
    assert pan.lie(100).state is state


def test_a_remainder_that_is_no_load_asks_for_zero(pan: Pan) -> None:
    pan.taken(6000)
    assert pan.lie(150).reason is Reason.PLEASE_ZERO


def test_a_load_put_on_before_the_window_opened_is_read(pan: Pan) -> None:
    assert pan.lie(6000).can_take


def test_the_same_again_is_asked_once_and_then_taken(pan: Pan) -> None:
    pan.taken(6000)
    pan.lie(0)
    pan.lie(6050)
    assert pan.take() == Refusal(Reason.SAME_AGAIN)
    taken = pan.take(again=True)
    assert isinstance(taken, Taken)
    assert taken.same_again


def test_another_material_or_weight_is_not_asked_about(pan: Pan) -> None:
    pan.taken(6000)
    pan.lie(0)
    assert not pan.taken(6000, "steel").same_again
    pan.lie(0)
    assert not pan.taken(6100, "steel").same_again


def test_the_same_again_compares_gross_with_gross(pan: Pan) -> None:
    pan.gate.preset_tare(1000, pan.now_s)
    assert pan.taken(6000).net_g == 5000
    pan.lie(0)
    pan.lie(6000)
    assert pan.take() == Refusal(Reason.SAME_AGAIN)


def test_the_same_again_is_asked_after_a_restart_too() -> None:
    pan = Pan(LastTaken(6000, "cardboard"))
    pan.lie(0)
    pan.lie(6000)
    assert pan.take() == Refusal(Reason.SAME_AGAIN)


def test_the_next_material_on_the_same_pan_comes_by_tare(pan: Pan) -> None:
    pan.taken(6000)
    assert pan.gate.take_tare(pan.now_s) is None
    assert pan.take("steel") == Refusal(Reason.NO_NET)
    taken = pan.taken(9000, "steel")
    assert (taken.gross_g, taken.tare_g, taken.tare_kind, taken.net_g) == (9000, 6000, TareKind.TAKEN, 3000)
    assert pan.take("steel") == Refusal(Reason.NOT_EMPTIED)


def test_a_taken_load_cannot_be_counted_twice_by_taring_a_part_of_it(pan: Pan) -> None:
    pan.taken(6000)
    pan.lie(2000)
    assert pan.gate.take_tare(pan.now_s) == Refusal(Reason.LOAD_CHANGED)


def test_a_tare_that_drifted_down_by_a_division_is_not_lowered(pan: Pan) -> None:
    pan.taken(6000)
    pan.lie(5950)
    assert pan.gate.take_tare(pan.now_s) is None
    assert pan.view.tare_g == 6000


@pytest.mark.parametrize(("weight_g", "reason"), [(0, Reason.EMPTY), (-500, Reason.UNDER), (160_000, Reason.OVER)])
def test_tare_is_taken_only_above_zero(pan: Pan, weight_g: int, reason: Reason) -> None:
    pan.lie(weight_g)
    assert pan.gate.take_tare(pan.now_s) == Refusal(reason)


def test_tare_is_taken_only_when_settled(pan: Pan) -> None:
    pan.hear(weighed(500))
    assert pan.gate.take_tare(pan.now_s) == Refusal(Reason.MOVING)


def test_a_tare_may_rise_but_not_fall_until_the_pan_was_empty(pan: Pan) -> None:
    pan.lie(500)
    assert pan.gate.take_tare(pan.now_s) is None
    pan.lie(700)
    assert pan.gate.take_tare(pan.now_s) is None
    pan.lie(300)
    assert pan.gate.take_tare(pan.now_s) == Refusal(Reason.TARE_FALLS)
    assert pan.gate.clear_tare(pan.now_s) == Refusal(Reason.TARE_FIXED)
    pan.lie(0)
    assert pan.gate.clear_tare(pan.now_s) is None
    assert pan.view.tare_kind is TareKind.NONE


def test_a_preset_tare_may_rise_but_not_fall_under_a_load(pan: Pan) -> None:
    pan.lie(6000)
    assert pan.gate.preset_tare(500, pan.now_s) is None
    assert pan.gate.preset_tare(700, pan.now_s) is None
    assert pan.gate.preset_tare(600, pan.now_s) == Refusal(Reason.TARE_FALLS)
    assert (pan.view.tare_kind, pan.view.net_g) == (TareKind.PRESET, 5300)


def test_a_weighed_tare_cannot_be_replaced_by_a_preset_one_under_a_load(pan: Pan) -> None:
    pan.lie(500)
    pan.gate.take_tare(pan.now_s)
    assert pan.gate.preset_tare(800, pan.now_s) == Refusal(Reason.TARE_FIXED)


@pytest.mark.parametrize("tare_g", [-1, 150_000])
def test_an_impossible_container_is_refused(pan: Pan, tare_g: int) -> None:
    assert pan.gate.preset_tare(tare_g, pan.now_s) == Refusal(Reason.BAD_TARE)


def test_a_tare_serves_one_taking(pan: Pan) -> None:
    pan.gate.preset_tare(500, pan.now_s)
    pan.lie(0)
    assert pan.view.tare_g == 500
    assert pan.taken(6000).tare_kind is TareKind.PRESET
    assert pan.gate.preset_tare(600, pan.now_s) == Refusal(Reason.NOT_EMPTIED)
    pan.lie(0)
    assert (pan.view.tare_g, pan.view.tare_kind) == (0, TareKind.NONE)


def test_a_tare_taken_for_a_next_material_that_never_came_goes_with_the_load(pan: Pan) -> None:
    pan.taken(6000)
    pan.gate.take_tare(pan.now_s)
    pan.lie(0)
    assert pan.view.tare_g == 0


def test_a_tare_as_heavy_as_the_load_leaves_nothing_to_take(pan: Pan) -> None:
    pan.gate.preset_tare(6000, pan.now_s)
    pan.lie(6000)
    assert pan.take() == Refusal(Reason.NO_NET)


def test_frames_of_one_tick_that_differ_are_not_still(pan: Pan) -> None:
    for _ in range(20):
        pan.now_s += 0.1
        pan.gate.hear([weighed(6000), weighed(6100)], pan.now_s)
    assert pan.view.state is State.MOVING


def test_since_when_the_pan_is_not_empty_is_known(pan: Pan) -> None:
    assert pan.lie(0).not_empty_since_s is None
    pan.lie(6000)
    since_s = pan.view.not_empty_since_s
    assert since_s is not None
    assert pan.lie(7000, 5).not_empty_since_s == since_s


@pytest.mark.parametrize("bad", [{"e_g": 0}, {"max_g": 10}, {"rezero_divisions": 6}, {"rezero_divisions": 0}])
def test_limits_of_no_scale_are_refused(bad: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="limits"):
        Limits(**({"max_g": 150_000, "e_g": 50} | bad))
