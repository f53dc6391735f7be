"""A PostgreSQL server of the tests' own: in a temporary folder, on a Unix socket, run by somebody without rights.

`python -m tests.postgres [ARGUMENTS…]` runs pytest on it. It orders words otherwise than we do, and gives `shop` no rights.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import psycopg

USED = "SHOP_TEST_POSTGRES"
"""The environment's word for the server that tests run on: its folder."""
ROOMS = ("tests/store", "tests/operations", "tests/exchange", "tests/gui/pages", "tests/journeys/test_counters.py")
PATIENCE_S = 30
_QUICK = ("fsync=off", "full_page_writes=off", "autovacuum=off")
_SMALL = ("listen_addresses=", "shared_buffers=32MB", "max_connections=60", "wal_level=minimal", "max_wal_senders=0")


def binaries() -> Path | None:
    """Where PostgreSQL's programs lie; None where it is not installed."""
    there = shutil.which("initdb")
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
    return Path(there).resolve().parent if there else newest[-1].parent if newest else None


def somebody() -> tuple[str, ...]:
    """The call by which root becomes somebody whom PostgreSQL runs for, and by which it ends with the tests."""
    if os.geteuid() != 0:
        return ("setpriv", "--pdeathsig=INT") if shutil.which("setpriv") else ()
    import pwd

    known = {user.pw_name: user.pw_gid for user in pwd.getpwall()}
    who = "postgres" if "postgres" in known else "nobody"
    return ("setpriv", f"--reuid={who}", f"--regid={known[who]}", "--clear-groups", "--pdeathsig=INT")


class Cluster:
    """A server with a user `shop` who may nothing but what its own databases allow. `durable`: as a shop would run it."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        found = binaries()
        assert found is not None
        self.folder, self._bin, self._call = folder, found, somebody()
        self._options = [*_SMALL, f"unix_socket_directories={folder}", *(() if durable else _QUICK)]
        if os.geteuid() == 0:
            shutil.chown(folder, self._call[1].partition("=")[2])
        folder.chmod(0o755)
        how = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8")
        order = ("--locale-provider=icu", "--icu-locale=en-US")
        for more in (order, ()):  # builds without ICU order as the C library does
            made = subprocess.run([*self._call, found / "initdb", "-D", folder / "data", *how, *more], capture_output=True)
            if made.returncode == 0:
                break
        self.start()
        self.ask("CREATE ROLE shop LOGIN")

    def start(self) -> None:
        options = [word for option in self._options for word in ("-c", option)]
        with (self.folder / "log").open("ab") as log:
            call = [*self._call, self._bin / "postgres", "-D", self.folder / "data", *options]
            self._server = subprocess.Popen(call, stdout=log, stderr=log, start_new_session=True)
        until = time.monotonic() + PATIENCE_S
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                self.ask("SELECT 1")
                return
            if time.monotonic() > until or self._server.poll() is not None:
                raise AssertionError((self.folder / "log").read_text())
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: at once, in good order; SIGQUIT: at once, as if the power had gone."""
        self._server.send_signal(how)
        self._server.wait(PATIENCE_S)

    def ask(self, sql: str) -> None:
        """Say something as the one who may everything."""
        with psycopg.connect(f"host={self.folder} user=postgres", autocommit=True) as connection:
            connection.execute(sql)


@contextlib.contextmanager
def cluster(*, durable: bool = False, disk: Path | None = None) -> Iterator[Cluster]:
    """A server for the length of a block."""
    folder = Path(tempfile.mkdtemp(prefix="shop-pg-", dir=disk if durable else _memory()))
    try:
        server = Cluster(folder, durable=durable)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> str | None:
    """A disk that is none, where the system has one with room: each test's database is 8 MB."""
    shared = "/dev/shm"
    return shared if os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > 2 * 10**9 else None


class Databases:
    """Databases on a running server, one for each folder of books."""

    def __init__(self, server: Path) -> None:
        self.server = server
        self.made: set[str] = set()

    def url(self, folder: Path, user: str = "shop") -> str:
        """The address of a folder's books; an empty database is made for a folder not seen before."""
        name = _name(folder)
        if name not in self.made:
            self._make(name, "template1")
        return f"postgresql+psycopg://{user}@/{name}?host={self.server}"

    def make_of_letters(self, folder: Path, encoding: str) -> None:
        """An empty database that stores its letters otherwise than we need."""
        how = f"TEMPLATE template0 ENCODING '{encoding}' LOCALE_PROVIDER libc LOCALE 'C'"
        self._admin.execute(f"CREATE DATABASE {_name(folder)} OWNER shop {how}")
        self.made.add(_name(folder))

    def copy(self, made: Path, to: Path) -> None:
        """The same books in another folder. Whoever has the first ones open loses the connection, and opens it anew."""
        self.disconnect(made)
        self._make(_name(to), _name(made))

    def disconnect(self, folder: Path) -> None:
        """Whoever has these books open loses the connection, as when the server is started anew."""
        self._admin.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", (_name(folder),))

    def drop(self, names: set[str]) -> None:
        for name in names & self.made:
            self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
            self.made.remove(name)

    def _make(self, name: str, template: str) -> None:
        self._admin.execute(f"CREATE DATABASE {name} OWNER shop TEMPLATE {template}")
        self.made.add(name)

    @cached_property
    def _admin(self) -> psycopg.Connection:
        return psycopg.connect(f"host={self.server} user=postgres", autocommit=True)


def _name(folder: Path) -> str:
    return "t" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]


DATABASES = Databases(Path(os.environ[USED])) if os.environ.get(USED) else None
"""The databases that this run of tests uses; None where books lie in files, as they usually do."""


def main(arguments: list[str]) -> int:
    if binaries() is None:
        print("PostgreSQL is not installed: nothing was tried.")
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server's folder goes too
    with cluster() as server:
        call = [sys.executable, "-m", "pytest", *(arguments or ("-n", "2", *ROOMS))]
        return subprocess.call(call, env={**os.environ, USED: str(server.folder)})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
