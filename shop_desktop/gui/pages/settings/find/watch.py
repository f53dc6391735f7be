"""Which ports are plugged in, looked up again and again on a thread of its own: some drivers take their time to answer."""

import queue
import threading

from scale_driver.ports import Adapter, adapters

EVERY_S = 1.0


class PortWatch:
    """poll() it from a timer; `ports` are those that were there last."""

    def __init__(self) -> None:
        self.ports: tuple[Adapter, ...] = ()
        self.looked = False
        self._answers: queue.SimpleQueue[tuple[Adapter, ...]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._next_s = 0.0

    def poll(self, now_s: float) -> bool:
        """True when the ports are others than before, or known for the first time."""
        if self._thread is None and now_s >= self._next_s:
            self._thread = threading.Thread(target=self._look, name="list serial ports", daemon=True)
            self._thread.start()
        try:
            found = self._answers.get_nowait()
        except queue.Empty:
            return False
        self._thread, self._next_s = None, now_s + EVERY_S
        changed, self.ports, self.looked = found != self.ports or not self.looked, found, True
        return changed

    def _look(self) -> None:
        try:
            self._answers.put(tuple(adapters()))
        except Exception:  # noqa: BLE001 - a driver that cannot say what there is counts as none
            self._answers.put(())
