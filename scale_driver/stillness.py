"""Is the value on the wire still? Rule 2 of weighing: stable flag where the wire has one, and within one d for a time.

Leaves what the value means (empty, over, taken) to the gate. Reads no clock: every frame comes with its time.
"""

from collections import deque

from scale_driver.reading import Reading

WITH_FLAG_S = 0.5
WITHOUT_FLAG_S = 1.0
STARS = 6


class Stillness:
    """The run of frames, up to now, whose values lie within one division of each other.

    weak: a value counts only when two frames in a row say the same, because the check of such a wire lets errors through.
    Time is asked for, never a count of frames: heads repeat one measurement in several frames.
    """

    def __init__(self, d_mg: int, *, weak: bool) -> None:
        self._d_mg = d_mg
        self._weak = weak
        self._need_s = WITHOUT_FLAG_S
        # Time, and the least and greatest value heard at that time: a flood in one tick stays one entry.
        self._run: deque[tuple[float, int, int]] = deque()
        self._before: int | None = None
        self.reading: Reading | None = None

    def reset(self) -> None:
        """What was still is still no more: motion, a fault, silence."""
        self._run.clear()
        self._before = None
        self.reading = None

    def hear(self, reading: Reading, now_s: float) -> None:
        """A weight came at now_s. A reading without a weight must not come here."""
        weight_mg = reading.weight_mg
        assert weight_mg is not None
        self._need_s = WITHOUT_FLAG_S if reading.stable is None else WITH_FLAG_S
        counts = not self._weak or weight_mg == self._before
        self._before = weight_mg
        if reading.stable is False or (not counts and self._ends_run(weight_mg, now_s)):
            self._run.clear()
            self.reading = None
        elif counts:
            self._add(weight_mg, now_s)
            self.reading = reading

    def _ends_run(self, weight_mg: int, now_s: float) -> bool:
        """A single odd frame of a weak wire ends the run too (rather wait once more than take beside it); so does age."""
        run, d_mg = self._run, self._d_mg
        far = any(weight_mg - low > d_mg or high - weight_mg > d_mg for _, low, high in run)
        return far or (bool(run) and now_s - run[-1][0] > WITHOUT_FLAG_S)

    def _add(self, weight_mg: int, now_s: float) -> None:
        run, low, high = self._run, weight_mg, weight_mg
        if run and run[-1][0] == now_s:
            _, low, high = run.pop()
            low, high = min(low, weight_mg), max(high, weight_mg)
        while run and max(high, *(h for _, _, h in run)) - min(low, *(w for _, w, _ in run)) > self._d_mg:
            run.popleft()
        run.append((now_s, low, high))
        # One entry at or before the time asked for is enough to look back to.
        while len(run) > 2 and run[1][0] <= now_s - self._need_s:
            run.popleft()

    @property
    def stars(self) -> int:
        """0..6, how far the settling has come; 6 is settled."""
        if not self._run:
            return 0
        return min(STARS, int(STARS * (self._run[-1][0] - self._run[0][0] + 1e-9) / self._need_s))

    @property
    def settled(self) -> bool:
        """Whether the value was within one d for the whole time asked for."""
        return self.stars == STARS
