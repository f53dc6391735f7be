"""The scale's port by what is plugged in, not by its name: an adapter in another socket is found there, and it is said.

Opening happens on the scale's own thread; what was found is told on the window's.
"""

import errno

from PySide6.QtCore import QObject, Qt, Signal

from scale_driver.ports import Port, find_port, open_port


class KnownPort(QObject):
    """`open` is a scale's opener. `moved` carries the port's new name, once for each new place.

    An adapter that was remembered and is not there leaves the port closed, even where another one has its name now.
    """

    moved = Signal(str)
    _found = Signal(str)

    def __init__(self, adapter: str, port: str) -> None:
        super().__init__()
        self._adapter, self._port = adapter, port
        self._found.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def open(self, url: str, line: str) -> Port:
        """The port where the adapter is now. Raises what opening it raises."""
        where = find_port(self._adapter, self._port) if self._adapter else url
        if where is None:
            raise FileNotFoundError(errno.ENOENT, "the adapter is not plugged in")
        opened = open_port(where, line)
        if where != self._port:
            self._found.emit(where)
        return opened

    def _tell(self, port: str) -> None:
        if port != self._port:
            self._port = port
            self.moved.emit(port)
