"""The window put together: arguments, first painting, then the books; what the program's start costs is decided here.

Late imports are on purpose: what the first painting does not need comes after it.
"""

import argparse
import builtins
import gc
import json
import logging
import os
import signal
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from shop_desktop import text
from shop_desktop.domain.refused import Trouble
from shop_desktop.places import default_data

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from shop_desktop.gui.window import Window

DEMO, PRACTICE = Path("out") / "demo", Path("out") / "practice"


def main(arguments: list[str] | None = None) -> int:
    """Run the program; answers the exit status."""
    options = _parser().parse_args(arguments)
    gc.disable()  # what a start makes stays, and looking through it for what does not takes a tenth of the time
    from PySide6.QtCore import QTimer

    _import_plainly()
    from PySide6.QtWidgets import QApplication

    from shop_desktop.gui import theme
    from shop_desktop.gui.settings import load_settings
    from shop_desktop.gui.window import Window

    if options.demo and not _has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif not _has_screen() and not os.environ.get("QT_QPA_PLATFORM"):
        sys.stderr.write("qingcheng: there is no screen. shop-admin works without one; so does qingcheng --demo.\n")
        return 1
    app = QApplication([sys.argv[0]])
    app.setApplicationName("qingcheng")
    theme.load_fonts()
    if options.demo:
        gc.enable()
        return _demo(app, options.language or "zh_CN")
    try:
        options.data.mkdir(parents=True, exist_ok=True)
        settings = load_settings(options.data)
    except OSError:
        return _cannot_write(options.data, f"the folder of the books cannot be written to: {options.data}")
    text.use(options.language or settings.language)
    _speak_qt(app)
    window = Window(options.data, settings, practice_user="manager" if options.report_start else "")
    window.showMaximized() if not options.report_start else window.show()
    if options.report_start:
        QTimer.singleShot(0, lambda: _report_when_ready(app, window, _age_ms()))
    QTimer.singleShot(0, lambda: _bring_in_the_books(window, options.data))
    return app.exec()


def _import_plainly() -> None:
    """Qt for Python reads the source of each module imported after it, for words (`from __feature__ …`) that nobody says here."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="qingcheng", description="The counter of a village exchange shop.")
    parser.add_argument(
        "--data", type=Path, default=default_data(), metavar="DIR", help="folder of the books (default: %(default)s)"
    )
    parser.add_argument("--language", choices=text.LANGUAGES, default=None, help="language of the window")
    parser.add_argument(
        "--demo",
        action="store_true",
        help="a practice village with a simulated scale, in out/practice; without a screen one sale, in out/demo",
    )
    parser.add_argument("--report-start", action="store_true", help="print how long the start took, as JSON, and end")
    return parser


def _demo(app: "QApplication", language: str) -> int:
    """The practice village; a lone sale has a folder of its own, so that it wipes nobody's practice."""
    from shop_desktop.gui.demo import run_demo

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.environ.pop("SHOP_DATABASE_URL", None)  # practice never lands among a shop's own books
    alone = not _has_screen()
    folder = DEMO if alone else PRACTICE
    try:
        return run_demo(app, folder.resolve(), alone=alone, language=language)
    except OSError as e:
        return _cannot_write(folder, f"{folder} cannot be written to: {e.strerror}")


def _cannot_write(folder: Path, words: str) -> int:
    """Why it does not start: on the terminal, or where a program has none (Windows), in the system's own small box; 1."""
    if sys.stderr is not None:
        sys.stderr.write(f"qingcheng: {words}\n")
    elif sys.platform == "win32":
        import ctypes

        said = f"{text.sentence(Trouble('read-only'))}\n\n{folder}"
        ctypes.windll.user32.MessageBoxW(None, said, text._("Qingcheng · exchange shop"), 0x30)
    return 1


def _bring_in_the_books(window: "Window", folder: Path) -> None:
    """The second stage of starting: log, database and everything behind the first painting."""
    _keep_a_log(window, folder)
    from shop_desktop.gui.rooms import open_rooms

    open_rooms(window)
    gc.freeze()
    gc.enable()


def _has_screen() -> bool:
    """Whether a window can be shown to a person."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _speak_qt(app: "QApplication") -> None:
    """Qt's own few words (a file dialog's) in the same language."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    translator = QTranslator(app)
    where = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(text._.language), "qtbase", "_", where):
        app.installTranslator(translator)


def _keep_a_log(window: "Window", folder: Path) -> None:
    """What went wrong that should not: a sentence on the page, the rest for the person who gets the phone call."""
    from shop_desktop.console import log_in

    logging.basicConfig(level=logging.INFO, handlers=[log_in(folder)])

    def unforeseen(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logging.error("unforeseen", exc_info=(kind, error, trace))
        if window.rooms is not None:
            window.rooms.tell(error if isinstance(error, Trouble) else Trouble("unforeseen"))

    sys.excepthook = unforeseen


def _age_ms() -> float:
    """Milliseconds since this process was started, its imports included."""
    import time

    if Path("/proc/self/stat").exists():
        with Path("/proc/self/stat").open(encoding="ascii") as stat:
            ticks = int(stat.read().rpartition(")")[2].split()[19])
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")) * 1000
    return time.process_time() * 1000


def _report_when_ready(app: "QApplication", window: "Window", painted_ms: float) -> None:
    window.ready.connect(lambda: _report(app, painted_ms, _age_ms()))


def _report(app: "QApplication", painted_ms: float, ready_ms: float) -> None:
    peak_mib = 0.0
    if sys.platform != "win32":
        import resource

        peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"painted_ms": round(painted_ms, 1), "ready_ms": round(ready_ms, 1), "peak_mib": round(peak_mib, 1)}
    if sys.stdout is None:
        logging.info("start %s", told)
    else:
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    app.closeAllWindows()
    app.quit()


if __name__ == "__main__":
    sys.exit(main())
