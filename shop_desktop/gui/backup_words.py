"""What a person is told of the backups: when the last one was made and where, and when one is missing. Words of values alone."""

from datetime import date, datetime
from pathlib import Path, PureWindowsPath

from shop_desktop.domain.calendar import SHOP_ZONE
from shop_desktop.gui.settings import Settings
from shop_desktop.text import N_, _

HOURS = ((12, N_("this morning {time}")), (18, N_("this afternoon {time}")), (24, N_("this evening {time}")))
STICKS = ("/media/", "/run/media/", "/mnt/")


def instant(written: str) -> datetime | None:
    """An instant of the settings; None where there is none, or where hands wrote something else."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    return at.astimezone(SHOP_ZONE) if at.tzinfo else None


def day_of(written: str) -> date | None:
    """The shop's day of an instant of the settings."""
    at = instant(written)
    return at.date() if at else None


def when(at: datetime, now: datetime) -> str:
    """An instant as one says it today."""
    time = f"{at.hour}:{at.minute:02}"
    days = (now.astimezone(SHOP_ZONE).date() - at.date()).days
    if days == 0:
        return _(next(words for until, words in HOURS if at.hour < until), time=time)
    if days == 1:
        return _("yesterday {time}", time=time)
    return _("{month}/{day} {time}", month=at.month, day=at.day, time=time)


def named_day(written: str, now: datetime) -> str:
    """A day as one says it today."""
    day = date.fromisoformat(written)
    days = (now.astimezone(SHOP_ZONE).date() - day).days
    words = {0: _("today"), 1: _("yesterday")}.get(days)
    return words or _("{month}/{day}", month=day.month, day=day.day)


def place_name(folder: str) -> str:
    """A second place as one calls it: a stick, or the folder it is."""
    drive = PureWindowsPath(folder).drive.upper()
    stick = folder.startswith(STICKS) or (len(drive) == 2 and drive != "C:")
    return _("the stick") if stick else Path(folder).name or folder


def stored(settings: Settings, now: datetime) -> str:
    """When the last backup was made, and where."""
    own, away = instant(settings.backup_at), instant(settings.backup_away_at)
    if settings.backup_folder and away:
        return _("Backed up to {place} {when}", place=place_name(settings.backup_folder), when=when(away, now))
    if own:
        return _("Backed up on this PC {when}", when=when(own, now))
    return _("Not backed up yet")


def overdue(settings: Settings, now: datetime) -> str:
    """What to say where the second place has been away for too long; "" where it has not, or where none is set."""
    if not settings.backup_folder:
        return ""
    place, last = place_name(settings.backup_folder), day_of(settings.backup_away_at)
    if last is None:
        return _("Nothing is backed up to {place} yet. Plug it in.", place=place)
    days = (now.astimezone(SHOP_ZONE).date() - last).days
    if days < settings.backup_reminder_days:
        return ""
    return _("{place} was not plugged in for {days} days. Plug it in to back up.", place=place, days=days)


def lost(settings: Settings) -> str:
    """What to say of pictures that the last backup looked for and found nowhere; "" where it found all."""
    if not settings.backup_lost:
        return ""
    words = N_("{count} pictures of papers are gone, here and in the backup. See whether an older stick has them.")
    return _(words, count=settings.backup_lost)


def footer(settings: Settings, now: datetime) -> tuple[str, str]:
    """Icon and words at the right of a manager's page: the last backup, or what is missing. Practice needs none."""
    if settings.practice:
        return "", ""
    late = overdue(settings, now)
    return ("triangle", late) if late else ("shield", stored(settings, now))
