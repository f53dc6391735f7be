"""Sentences for people, in zh_CN and English, from one gettext catalogue with English sources.

`_` translates now; `N_` only marks. The language is chosen once, at the edge, by `use`. Knows no widget and no paper.
"""

import gettext
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from shop_desktop.domain.chart_words import ChartWords, written
from shop_desktop.domain.quantities import half_up
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.places import resources

LANGUAGES = ("zh_CN", "en")
DOMAIN = "shop"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, resources() / "text", [language], fallback=language == "en")


_PAPER: ContextVar[str] = ContextVar("paper", default="")


class _Speaker:
    """The one place that remembers which language this process speaks."""

    def __init__(self) -> None:
        self.chosen = "zh_CN"

    @property
    def language(self) -> str:
        """What is spoken here and now."""
        return _PAPER.get() or self.chosen

    def __call__(self, message: str, **facts: object) -> str:
        spoken = _catalogue(self.language).gettext(message) if message else ""
        return spoken.format(**facts) if facts else spoken


_ = _Speaker()


def use(language: str) -> None:
    """Speak this language from now on: one of LANGUAGES."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    _.chosen = language


@contextmanager
def written_in(language: str) -> Iterator[None]:
    """Within this block, and in this thread alone, sentences are in one language: a file for others reads the same everywhere."""
    before = _PAPER.set(language)
    try:
        yield
    finally:
        _PAPER.reset(before)


def N_(message: str) -> str:
    """Mark for the catalogue; translated later with `_`."""
    return message


SENTENCES = {
    "disk-full": N_("The disk is full; this was not stored. Make room, then try again."),
    "disk-full/place": N_("There is no room left for {place}; nothing was stored there. Make room, or choose another folder."),
    "disk-full/trial": N_("This PC's disk has no room for a trial. Make room, then try again."),
    "disk-full/server": N_("The disk of the books' server is full; this was not stored. Make room there, then try again."),
    "read-only": N_("The folder of the books cannot be written to. Check its permissions or the stick's switch."),
    "read-only/place": N_("{place} cannot be written to. See its permissions or the stick's switch, or choose another folder."),
    "read-only/no-folder": N_("{place} is no folder, or a file is in its way. Choose another folder."),
    "read-only/gone": N_("{place} is not there. Plug the stick in, or choose another folder."),
    "read-only/trial": N_("The trial has to write into {place}, and may not. See to that folder's permissions."),
    "read-only/server": N_("The books' server lets this user only read. Have the user's rights looked at."),
    "locked": N_("Another program holds the books. Close it and try again."),
    "locked/server": N_("Another counter is writing just now. Try again in a moment."),
    "busy": N_("These books are open in another window, or shop-admin is writing them. Close that one, or wait; then try again."),
    "busy/writing": N_("Something long is being written into the books. Try again in a moment."),
    "working": N_("“{what}” is still under way. Let it end, or stop it first."),
    "disk-io": N_("The disk does not answer. Save what you can to another disk and have it looked at."),
    "disk-io/server": N_("The disk of the books' server does not answer; this was not stored. Have that disk looked at."),
    "damaged": N_("The file of the books is damaged. Bring back the last good backup."),
    "damaged/not-books": N_("What is called books.sqlite in {folder} is no book of ours. Put it aside, and bring a backup back."),
    "damaged/server": N_("The books on the server are damaged. Bring back the last good backup."),
    "newer-books": N_("These books are from a newer version ({version}). Install that version or a newer one."),
    "older-books": N_("These books are from an older version. Open them once in the window."),
    "backup-gone": N_("{place} is not there. Plug the stick in; then it is backed up."),
    "backup-gone/here": N_("{place} is gone. See what became of the folder of the books before going on."),
    "backup-gone/no-folder": N_("{place} is no folder. Choose another place for backups."),
    "backup-gone/unmade": N_("{place} is not there. Plug the right stick in; if it is to be a new folder, make it first."),
    "backup-gone/trial": N_("{place} is not there. Plug the stick in; then its newest backup can be tried."),
    "backup-full": N_("{place} is full; this backup was not made. Make room or take another stick. Earlier ones are untouched."),
    "backup-full/pictures": N_(
        "{place} is full: the books are backed up there, the pictures of papers are not all. Make room or take another stick."
    ),
    "backup-pictures": N_(
        "{count} pictures of papers in {place} do not read back as they were. Take another stick and back up anew."
    ),
    "backup-pictures/missing": N_(
        "{count} pictures of papers are not in {place}, though they lie beside the books. Back up now, then try again."
    ),
    "backup-full/here": N_("This PC's disk is full; today's backup was not made. Make room."),
    "backup-read-only/here": N_("The folder for backups on this PC cannot be written to. Check its permissions."),
    "backup-disk/here": N_("This PC's disk does not answer. Save what you can to another disk and have it looked at."),
    "backup-differs/here": N_("What was read back from this PC's disk is not what was written. Have it looked at soon."),
    "backup-read-only": N_("{place} cannot be written to. See the stick's switch, or take another one."),
    "backup-read-only/trial": N_("{place} cannot be read. See to its permissions, or take another stick."),
    "backup-disk/trial": N_(
        "{place} stopped answering; the trial was not finished. Plug the stick in again, or take another one."
    ),
    "backup-disk": N_("{place} stopped answering; this backup was not finished. Plug the stick in again, or take another one."),
    "backup-differs": N_("What was read back from {place} is not what was written. Take another stick."),
    "backup-unsound": N_(
        "The books do not add up at {where}: not backed up over what is good. Keep earlier backups; call for help."
    ),
    "backup-damaged": N_("{file} is damaged ({where}). Take an earlier backup."),
    "backup-damaged/pages": N_("{file} cannot be read to its end. Take an earlier backup."),
    "backup-damaged/empty": N_("{file} is empty. Take an earlier backup."),
    "backup-damaged/trial": N_("The newest backup, {file}, is damaged ({where}). Back up again now, and try that one."),
    "backup-damaged/monthly": N_("{file} is damaged ({where}): it is not as it was signed. Have it copied again."),
    "other-key": N_(
        "{file} is whole, but signed by somebody else: by {signer}, not by {wanted}. Ask {village} for its key; if that is a new "
        "one, give it as it stands on paper."
    ),
    "not-signed": N_("{file} is a daily backup, which no key signs. Leave the key out, or take a monthly file."),
    "backup-other-shop": N_("{place} holds other shops' backups. Choose another folder."),
    "backup-other-books": N_("{file} holds documents that these books do not. Have someone look before you back up there again."),
    "backup-stopped": N_("The backup was stopped. Earlier ones are as they were."),
    "trial-stopped": N_("The trial was stopped."),
    "no-backup": N_("There is no backup at {place}. See how the file is called, and that the stick is in."),
    "no-backup/trial": N_("There is no backup of these books in {place} yet. Back up first; then it can be tried."),
    "not-a-backup": N_("{file} is no backup of ours. Take a day's, such as 2026-11-24.sqlite, or a monthly file."),
    "is-folder": N_("{place} is a folder. Name the file in it."),
    "is-folder/with-backups": N_("{place} is a folder. Name a file in it; the newest backup there is {file}"),
    "no-books": N_("There are no books in {folder}. Make them with: shop-admin --data {folder} init"),
    "no-books/server": N_("There are no books on the server yet: {folder}. Make them with: shop-admin init"),
    "no-server": N_("The books' server does not answer: {folder}. Is it on, and does the network work?"),
    "server-refused": N_("The books' server does not let us in: {folder}. Check SHOP_DATABASE_URL: name, password, database."),
    "server-address": N_("SHOP_DATABASE_URL is no address of books. It reads like this: postgresql://NAME:PASSWORD@SERVER/BOOKS"),
    "server-letters": N_("The books' server cannot store Chinese there: {folder}. Its database has to be made with UTF8."),
    "no-driver": N_("To reach the books' server this program needs psycopg. Install it with: pip install psycopg[binary]"),
    "connection-lost": N_("The connection to the books' server broke off; this was not stored. Try again in a moment."),
    "connection-lost/unsure": N_(
        "The connection broke off in the middle of storing. Look whether it is there before you enter it again."
    ),
    "connection-lost/reading": N_("The connection to the books' server broke off. Come back to this page in a moment."),
    "unforeseen": N_("Something did not work. It was noted for whoever mends it; what was on the screen is kept."),
    "unforeseen/noted": N_("Something did not work. It was noted in {file}: show that to whoever mends it."),
    "unforeseen/unnoted": N_("Something did not work, and nothing was noted. Show this to whoever mends it: {what}"),
    "exists": N_("There are books in {folder} already, and books are never written over. Choose another folder."),
    "bad-request": N_("This cannot be read: {detail}"),
    "bad-request/missing": N_("{what} is missing."),
    "bad-request/strange": N_("{what} is no field of this. Leave it out, or see how it is written."),
    "bad-request/op": N_("There is no such op."),
    "bad-request/long": N_("{what} is too long: {most} at most."),
    "bad-request/empty": N_("{what} is empty."),
    "bad-request/letters": N_("{what} is not written as it must be, or has characters that may not stand there."),
    "bad-request/range": N_("{what} is too large or too small a number."),
    "bad-request/number": N_("{what} is no whole number."),
    "bad-request/choice": N_("{what} is none of those that can be chosen."),
    "bad-request/time": N_("{what} is no time as it is written here: 2026-11-24T09:30:00+08:00"),
    "bad-request/day": N_("{what} is no day as it is written here: 2026-11-24"),
    "bad-request/type": N_("{what} is of another kind than what belongs there: a text, a number, a list."),
    "bad-request/json": N_("This line is no JSON object in UTF-8, or was cut short."),
    "bad-list/big": N_("This file is too big for a list: {most} MB at most. Save the list alone in a file of its own."),
    "bad-list/bomb": N_("This workbook unpacks to far more than it looks. Copy the list alone into a new file."),
    "bad-list/rows": N_("This list has more than {most} lines. Take out the empty ones below the list, or split it."),
    "bad-list/wide": N_("Something stands far outside the list, near line {row}. Copy the list alone into a new file."),
    "bad-list/broken": N_("This file cannot be read to its end. Open it in the spreadsheet program and save it anew as xlsx."),
    "bad-list/password": N_("This file has a password. Save it without one."),
    "bad-list/old": N_("This is a workbook of the old kind (xls). Open it in the spreadsheet program and save it as xlsx."),
    "bad-list/no-workbook": N_(
        "{file} is called a workbook and is none: renamed, or cut short. Open it and save it anew as xlsx."
    ),
    "bad-list/quote": N_(
        "From line {line} on a cell goes over several lines: a quotation mark is open there, or a line break stands in it. "
        "Take it out; nothing was taken in."
    ),
    "bad-list/format": N_("Lists are read from xlsx and csv. Open this file in the spreadsheet program and save it as xlsx."),
    "bad-list/cell": N_(
        "A cell in line {line} is far too long. Shorten it, or take out a quotation mark that was left open there."
    ),
    "bad-list/encoding": N_("The writing in this file cannot be read. Save it as xlsx, or as csv in UTF-8."),
    "bad-list/no-sheet": N_("There is no sheet {what}. There are: {there}"),
    "bad-list/line": N_("Line {line}: {words} Nothing was taken in."),
    "form-unwritten": N_("A blank list could not be put into {folder}. Plug a stick in and try again."),
    "no-list": N_("{file} cannot be opened. Is it open in another program, or the stick gone?"),
    "unknown": N_("Not known: {what}"),
    "unknown/household": N_("There is no household {what}."),
    "unknown/good": N_("There is no good {what}."),
    "unknown/material": N_("There is no material {what}."),
    "unknown/document": N_("There is no document {what}."),
    "unknown/vendor": N_("There is no vendor {what}."),
    "unknown/voucher": N_("There is no voucher {what}."),
    "unknown/user": N_("There is no user {what}."),
    "unknown/by": N_("There is no user {what}."),
    "unknown/sale": N_("There is no sale {what}."),
    "duplicate": N_("Already there: {what}"),
    "not-allowed": N_("This is for the manager."),
    "not-allowed/in-use": N_("Tickets were made with this row. Set a new one from a later day instead."),
    "not-allowed/later-contract": N_("A later contract follows on this one. Void that one first."),
    "not-allowed/nothing-to-void": N_("This document moved nothing, so there is nothing to void. Change it instead."),
    "not-allowed/last-manager": N_("Someone has to be the manager. Make another one first."),
    "month-not-over": N_("{month} is not over yet. Close it from the first of the next month on."),
    "month-closed": N_("{month} is closed; nothing can be added to it. Post it today and say why in the note."),
    "month-closed/clock": N_("{month} is closed, so today is no day of it: the PC's date is wrong. Set it right."),
    "month-closed/again": N_("{month} is closed already. What was wrong in it is put right in a month that is open."),
    "month-open": N_("{month} is not closed yet. Close it first."),
    "earlier-month-open": N_("{month} is still open. Close it first."),
    "does-not-verify": N_("The books do not hold: {what}. Restore the last good backup or call for help."),
    "already-settled": N_("This was settled already: {what}"),
    "already-paid": N_("More than is still owed for {what}."),
    "already-paid/void-first": N_("Money came for {what} already. Void that payment first."),
    "already-paid/settled": N_("{what} was paid already. Void the payment {by} first, then the settlement."),
    "already-paid/rent": N_("Rent of {what} was paid by this contract. Void the payment {by} first, then the contract."),
    "hazardous": N_("{what} is hazardous: it goes to the township, not to a buyer."),
    "household-merged": N_("{household} was merged into another household."),
    "voucher-used": N_("Voucher {what} was used on {day}."),
    "voucher-expired": N_("Voucher {what} was good until {day}."),
    "bad-fingerprint": N_("A key's fingerprint is 24 digits and letters A–F, as they stand on paper."),
    "not-a-monthly-file/repacked": N_(
        "This file was packed again, or something was taken out or put in. Ask for the file as it was exported."
    ),
    "not-a-monthly-file": N_("This is not a month's file, or it was cut short. Copy it again."),
    "passphrase-needed": N_("This file is locked. Type its passphrase."),
    "wrong-passphrase": N_("The passphrase does not open this file, or the file was changed."),
    "no-file": N_("{file} cannot be read. See that the stick is in, and that you may read it."),
    "not-written": N_("{file} does not read back as it was written. Try another stick."),
    "no-key": N_(
        "The key of these books can be neither read nor made in {place}, so nothing can be signed. Copy the folder to where one "
        "may write, and do it there."
    ),
    "bad-key": N_("The shop's key ({file}) cannot be read. Put it aside; a new one is made."),
    "bad-known-keys": N_("The list of known keys ({file}) cannot be read. Put it aside; keys are pinned anew."),
    "too-early": N_("This would be dated before {what} of {day}."),
    "too-early/month": N_("These books begin in {first}, so there is nothing in {month} to close."),
    "household-merged/part-first": N_("{household} was merged into another household. Void that first."),
    "reason-needed": N_("Say why."),
    "empty-ticket": N_("There is nothing on this ticket yet."),
    "bad-weight": N_(
        "This weight cannot be taken: what is left after the tare must be above zero, and within the scale's capacity."
    ),
    "bad-unit": N_("This is counted in another unit."),
    "no-price": N_("{material} has no price today. Ask the manager to set one; other kinds go on as usual."),
    "insufficient-points": N_("Not enough points: {short} short. Take less, or weigh a little more."),
    "insufficient-fund": N_("There is not that much money in the fund."),
    "out-of-stock": N_("Only {left} of {what} left."),
    "out-of-stock/none": N_("{what} is out of stock."),
    "already-void": N_("This was voided already, by {by}."),
    "ref-reused": N_("This reference was used for something else."),
    "household-closed": N_("{household} is away or closed. Ask the manager to open it again."),
    "clock": N_("This PC's date has jumped. Set the date right first; if it is right, the manager confirms it."),
    "no-pin": N_("This user has no PIN yet. Ask the manager to set one."),
    "wrong-pin": N_("That PIN is not right. {left} tries left."),
    "pin-locked": N_("Five wrong PINs. Wait {seconds} seconds."),
    "printer-off": N_("The printer does not answer. See that it is on and its cable sits; then print again with F9."),
    "printer-timeout": N_("The printer takes no more. Put paper in, close its lid; then print again with F9."),
    "printer-busy": N_("Another program is using the printer. Wait a moment, then print again with F9."),
    "printer-not-allowed": N_("This PC does not let us use the printer. Have its permissions looked at."),
    "printer-folder": N_("The folder for slips cannot be written to. Choose another in the settings."),
    "printer-unforeseen": N_("The slip could not be made. It is stored: print again with F9."),
    "printer-address": N_("This is no printer's address. Choose the printer again in the settings."),
    "bad-picture": N_("{file} is no picture, or not whole. Take JPEG or PNG."),
    "bad-picture/big": N_("{file} is too big; 20 MB at most."),
    "paper-folder": N_("{place} cannot be written to. Make room, or see to the folder's permissions."),
}
FINDINGS = {
    "value": N_("{where}: something else stands where a number belongs."),
    "file": N_("{where} cannot be read whole."),
    "missing-document": N_("{where}: this document is missing."),
    "head": N_("The books' own note of their last document is gone or wrong."),
    "stray-rows": N_("{where}: rows lie there without their document."),
    "chain": N_("{where} does not follow on the document before it."),
    "hash": N_("{where} is not as it was posted."),
    "sums": N_("{where} does not add up in itself."),
    "balance": N_("{where}: the balance is not the sum of what was posted."),
    "floor": N_("{where} stands below zero."),
    "number": N_("{where}: this number is missing, or is one too many."),
    "counter": N_("{where}: its documents are counted wrong."),
    "registry": N_("{where} is not as it was entered."),
    "void": N_("{where} does not undo what it voids."),
    "slip": N_("Paper slip {where} is used otherwise than its ticket says."),
    "trigger": N_("{where}: this guard of the books is gone or was changed."),
    "index": N_("{where}: this index of the books does not fit."),
    "table": N_("{where}: this table of the books is gone, was changed, or is none of ours."),
    "view": N_("{where}: this table of the books is gone, was changed, or is none of ours."),
    "foreign-key": N_("{where}: rows lie there without what they belong to."),
    "seal": N_("{where}: the seal is not the one that its documents make."),
    "closed": N_("{where} is not as it was when its month was closed."),
    "envelope": N_("The file was packed again, or something was put in, at {where}."),
    "envelope/is damaged": N_("The file is damaged at {where}."),
    "manifest": N_("{where} cannot be read: it says what belongs in the file."),
    "member": N_("{where} is not what was signed: it was changed or damaged."),
    "member/is damaged": N_("{where} is in the file, but damaged."),
    "member/is missing": N_("{where} is missing from the file."),
    "member/was put in": N_("{where} was put into the file and does not belong there."),
    "signature": N_("{where} was not signed by the key in the file."),
    "key": N_("{where}: the key cannot be read, or another one is named."),
    "other-key": N_("The file is signed by another key than the one it is held to: {detail}"),
    "books": N_("{where}: the books in the file cannot be read, or do not end with this month."),
    "journal": N_("{where} is not what the books in the file say."),
    "village": N_("{where} names another village than the books in the file."),
    "totals": N_("{where}: the sums are not those of the books in the file."),
}
"""What does not hold, by the finding's code, or by code/detail where a person does something else then."""
OTHER_FINDING = N_("{where} does not hold.")
UNFORESEEN = N_("Something went wrong ({code}). What was on the screen is kept.")


class _Gap(dict[str, object]):
    """A fact that nobody told reads as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def sentence(ended: Refused | Trouble) -> str:
    """What a refusal or trouble means to a person, and what to do, in the language spoken now."""
    field = getattr(ended, "field", None) or "–"
    variants = (f"{ended.code}/{ended.facts.get('why')}", f"{ended.code}/{field.rpartition('.')[2]}", ended.code)
    message = next((SENTENCES[each] for each in variants if each in SENTENCES), UNFORESEEN)
    return _(message).format_map(_Gap({"code": ended.code, "detail": field, **ended.facts}))


def finding(code: str, where: str, detail: str = "") -> str:
    """What a finding means to a person: what does not hold, and where."""
    message = FINDINGS.get(f"{code}/{detail}") or FINDINGS.get(code, OTHER_FINDING)
    named = f"№ {where.removeprefix('document ')}" if where.startswith("document ") else where
    return _(message, where=named, detail=detail)


def after_findings(codes: Iterable[str], *, of_a_file: bool) -> str:
    """What to do where something does not hold, once for all that was found."""
    found = set(codes)
    if not of_a_file:
        return _("Stop posting, leave all backups as they are, and call for help.")
    if found == {"other-key"}:
        return _("Ask the village whether it has a new key; if so, give it by --key as it stands on paper.")
    return _("Have the file copied again from the stick. If it is still so, ask the village for it as it was exported.")


def amount_text(value: int, per: int = 1) -> str:
    """A figure of a chart: `value` in the unit that is worth `per` of it; from 10,000 on Chinese counts in 万, then 亿."""
    tenths, decimals = written(value, per)
    sign, size = ("−" if tenths < 0 else ""), abs(tenths)
    for zeros, word in ((8, N_("{n} × 100 million")), (4, N_("{n} × 10,000"))) if _.language == "zh_CN" else ():
        if size // 10 >= 10**zeros:
            whole, rest = divmod(half_up(size, 10**zeros), 10)
            return sign + _(word, n=f"{whole:,}.{rest}" if rest else f"{whole:,}")
    return f"{sign}{size // 10:,}" + (f".{size % 10}" if decimals else "")


def chart_words() -> ChartWords:
    """What a chart says itself, in the language spoken now."""
    return ChartWords(
        number=amount_text,
        zones=(_("cannot pay"), _("take care"), _("can pay")),
        months=lambda count: _("{count} months", count=count),
        lasts=_("As these three months went, it lasts another "),
        how_long=lambda months: _("{months} months", months=months),
        holds=_("As these three months went, more comes in than goes out: it lasts."),
        nothing_yet=_("No figures of three whole months yet. Then it stands here how long the shop can pay."),
        others=_("others"),
    )
