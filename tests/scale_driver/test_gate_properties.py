"""Whatever people do at the pan, between two true emptyings no gram is taken twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scale_driver.gate import State, Taken
from tests.scale_driver.pan import Pan

weights = st.sampled_from([0, 40, 150, 900, 2000, 2050, 6000, 6040, 9000, 160_000, -300])
doings = st.one_of(
    st.tuples(st.just("lie"), weights, st.sampled_from([0.1, 0.4, 1.2])),
    st.tuples(st.just("take"), st.sampled_from(["cardboard", "steel"]), st.booleans()),
    st.tuples(st.just("tare"), st.none(), st.none()),
    st.tuples(st.just("preset"), st.sampled_from([0, 500, 3000]), st.none()),
    st.tuples(st.just("pull"), st.none(), st.none()),
)


def do(pan: Pan, doing: tuple) -> Taken | None:
    kind, what, how = doing
    if kind == "lie":
        pan.lie(what, how)
    elif kind == "take":
        taken = pan.take(what, again=how)
        return taken if isinstance(taken, Taken) else None
    elif kind == "tare":
        pan.gate.take_tare(pan.now_s)
    elif kind == "preset":
        pan.gate.preset_tare(what, pan.now_s)
    else:
        pan.gate.hear([], pan.now_s, connected=False)
    return None


@given(st.lists(doings, max_size=40))
@settings(max_examples=400, deadline=None)
def test_no_gram_is_taken_twice_between_two_emptyings(day: list[tuple]) -> None:
    pan, heaviest_g, taken_g = Pan(), 0, 0
    for doing in day:
        taken = do(pan, doing)
        if doing[0] == "lie":
            heaviest_g = max(heaviest_g, doing[1])
        if pan.view.state is State.EMPTY:
            heaviest_g = taken_g = 0
        if taken:
            taken_g += taken.net_g
            assert taken.net_g == taken.gross_g - taken.tare_g > 0
            assert taken_g <= heaviest_g


@given(st.lists(doings, max_size=40))
@settings(max_examples=200, deadline=None)
def test_only_a_settled_pan_shows_a_weight(day: list[tuple]) -> None:
    pan = Pan()
    for doing in day:
        do(pan, doing)
        view = pan.view
        assert (view.gross_g is not None) is (view.state is State.SETTLED)
        assert view.can_take is (view.reason is None)
        assert view.state is State.SETTLED or not view.can_take
        assert 0 <= view.stars <= 6
