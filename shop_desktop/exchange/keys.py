"""The shop's signing key (Ed25519), its fingerprint for paper, and the keys a reader has pinned, a village each.

The secret lies in `keys/signing.key` beside the books and leaves them with nothing. A restored shop makes a new one.
"""

import base64
import errno
import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.store.trouble import trouble_of_place

_SPKI = bytes.fromhex("302a300506032b6570032100")
"""What stands before the 32 bytes of an Ed25519 key in its standard form. Source: RFC 8410."""
_KNOWN = "known-keys.json"
_FINGERPRINT = re.compile(r"[0-9A-F]{24}")


@dataclass(frozen=True)
class PublicKey:
    """An Ed25519 key as files and paper carry it."""

    raw: bytes

    @property
    def pem(self) -> str:
        """The standard text that openssl reads."""
        body = base64.b64encode(_SPKI + self.raw).decode()
        return f"-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n"

    @property
    def fingerprint(self) -> str:
        """24 hex digits in groups of four: the beginning of SHA-256 of the key's standard form.

        >>> PublicKey(bytes(32)).fingerprint
        '722A BD12 E99A 5367 F375 AEB9'
        """
        digits = hashlib.sha256(_SPKI + self.raw).hexdigest()[:24].upper()
        return " ".join(digits[i : i + 4] for i in range(0, 24, 4))

    def holds(self, message: bytes, signature: bytes) -> bool:
        """Whether this key's owner signed the message."""
        try:
            VerifyKey(self.raw).verify(message, signature)
        except (BadSignatureError, ValueError, TypeError):
            return False
        return True


def public_of_pem(pem: bytes) -> PublicKey | None:
    """The key in a standard text, exactly as we write it; None for anything else."""
    try:
        body = base64.b64decode(pem.decode().split("-----")[2])
        key = PublicKey(body.removeprefix(_SPKI))
    except (UnicodeDecodeError, ValueError, IndexError):
        return None
    return key if len(key.raw) == 32 and key.pem.encode() == pem else None


def read_fingerprint(typed: str) -> str:
    """A fingerprint as paper says it, however it was typed. Refused: `bad-fingerprint`."""
    digits = re.sub(r"[\s:·-]", "", typed).upper()
    if not _FINGERPRINT.fullmatch(digits):
        raise Refused("bad-fingerprint", field="key")
    return " ".join(digits[i : i + 4] for i in range(0, 24, 4))


def signing_key(folder: Path) -> SigningKey:
    """The key of the books in this folder, made at its first use.

    Trouble: `no-key` where none is there and none may be made, `bad-key`, `disk-full`."""
    file = folder / "keys" / "signing.key"
    try:
        if not file.exists():
            file.parent.mkdir(mode=0o700, exist_ok=True)
            part = file.with_suffix(".part")
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as out:
                out.write(bytes(SigningKey.generate()).hex() + "\n")
                out.flush()
                os.fsync(out.fileno())
            part.replace(file)
        return SigningKey(bytes.fromhex(file.read_text(encoding="ascii").strip()))
    except OSError as e:
        if e.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise Trouble("no-key", place=str(folder), said=str(e)) from e
        raise trouble_of_place(e, file.parent) from e
    except ValueError as e:
        raise Trouble("bad-key", file=str(file)) from e


def public_key(key: SigningKey) -> PublicKey:
    """What may be shown of a key."""
    return PublicKey(bytes(key.verify_key))


class KnownKeys:
    """Fingerprints a reader of monthly files has pinned, by village, in `known-keys.json` of the reader's folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _KNOWN

    @property
    def there(self) -> bool:
        """Whether anything was pinned here yet."""
        return self._file.is_file()

    def of(self, village: str) -> str:
        """The pinned fingerprint; "" before the village's first file."""
        return self._read().get(village, "")

    def pin(self, village: str, fingerprint: str) -> None:
        """Hold this village's files to this key from now on. Trouble: `read-only`, `disk-full`."""
        known = self._read() | {village: fingerprint}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part = self._file.with_suffix(".part")
            part.write_text(json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
            part.replace(self._file)
        except OSError as e:
            raise trouble_of_place(e, self._file.parent) from e

    def _read(self) -> dict[str, str]:
        try:
            told = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as e:
            raise Trouble("bad-known-keys", file=str(self._file)) from e
        if not isinstance(told, dict):
            raise Trouble("bad-known-keys", file=str(self._file))
        return {str(village): str(fingerprint) for village, fingerprint in told.items()}
