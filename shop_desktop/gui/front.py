"""Bringing the first window of these books to the front, when a second one is started. Passes nothing but that wish."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 500


def _name(folder: Path) -> str:
    return "qingcheng-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


class Front(QObject):
    """Listens for a second window's wish."""

    wanted = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(_name(folder))
        self._server.listen(_name(folder))
        self._server.newConnection.connect(self._heard)

    def _heard(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.close()
            self.wanted.emit()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()


def ask_first_window(folder: Path) -> bool:
    """Ask the window that has these books open to come to the front. False: nobody listens (a command line has them)."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    return socket.waitForConnected(WAIT_MS)
