"""Who is at the counter: PINs held against their hashes, five wrong ones lock for a minute; what was refused is noted."""

from datetime import datetime, timedelta

from nacl import exceptions, pwhash
from sqlalchemy import Connection, insert, select, update

from shop_desktop.domain.calendar import instant_text
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.users import User
from shop_desktop.store import schema
from shop_desktop.store.books import Books
from shop_desktop.store.queries import shop

TRIES = 5
LOCK = timedelta(minutes=1)


def sign_in(books: Books, login: str, pin: str, *, now: datetime) -> User:
    """The user whose PIN this is.

    Refused: `unknown`; `no-pin` where none was ever set; `wrong-pin` with tries left; `pin-locked` with seconds to wait.
    """
    user = shop.user(books.reader, login)
    if user is None:
        raise Refused("unknown", field="user", what=login)
    row = books.reader.execute(select(schema.pins).where(schema.pins.c.login == login)).first()
    if row is None:
        raise Refused("no-pin", field="pin")
    # A clock set back since then would lock for longer than it says.
    if row.locked_until and timedelta(0) < (wait := datetime.fromisoformat(row.locked_until) - now) <= LOCK:
        raise Refused("pin-locked", field="pin", seconds=min(int(wait.total_seconds()) + 1, int(LOCK.total_seconds())))
    if _holds(row.hash, pin):
        if row.wrong:
            _note_tries(books, login, 0, None)
        return user
    wrong = row.wrong + 1
    locked = instant_text(now + LOCK) if wrong >= TRIES else None
    _note_tries(books, login, 0 if locked else wrong, locked)
    record(books, user=login, what="sign-in", code="wrong-pin", now=now)
    raise Refused("pin-locked" if locked else "wrong-pin", field="pin", left=TRIES - wrong, seconds=int(LOCK.total_seconds()))


def record(books: Books, *, user: str, what: str, code: str, now: datetime) -> None:
    """One line of the security log, in a transaction of its own."""
    with books.transaction() as connection:
        connection.execute(insert(schema.security_log), {"at": instant_text(now), "user": user, "what": what, "code": code})


def is_pin(connection: Connection, login: str, pin: str) -> bool:
    """Whether this is the PIN stored for a user. Counts no try: only for who holds the books already."""
    stored = connection.execute(select(schema.pins.c.hash).where(schema.pins.c.login == login)).scalar()
    return stored is not None and _holds(stored, pin)


def _holds(hashed: str, pin: str) -> bool:
    try:
        return bool(pwhash.verify(hashed.encode(), pin.encode()))
    except exceptions.InvalidkeyError:
        return False


def _note_tries(books: Books, login: str, wrong: int, locked_until: str | None) -> None:
    with books.transaction() as connection:
        pins = schema.pins
        connection.execute(update(pins).where(pins.c.login == login).values(wrong=wrong, locked_until=locked_until))
