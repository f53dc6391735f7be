"""The picture of a paper as a field of a form: a path that is typed, or picked with F6; several are parted by semicolons."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from shop_desktop.exchange.pictures import ENDINGS, keep_picture
from shop_desktop.gui.ledger_page import LedgerPage
from shop_desktop.gui.pages import Action
from shop_desktop.gui.widgets.fields import Field
from shop_desktop.text import N_, _

PICTURE = Field("picture", N_("Picture of the paper"), hint=N_("F6 picks one"), optional=True)
PAPER = Field("paper", N_("Number on the paper"), optional=True)


def offer_pictures(page: LedgerPage, card: str) -> None:
    """F6 in this form opens the system's own choice of files."""
    page.in_form[card] = (Action(key="F6", word=N_("pick a picture"), do=lambda: _pick(page, card)),)


def _pick(page: LedgerPage, card: str) -> None:
    field = page.cards[card].form.rows["picture"].input
    assert isinstance(field, QLineEdit)
    dialog = QFileDialog(page, _("Picture of the paper"), "", " ".join(f"*{ending}" for ending in ENDINGS))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: field.setText(";".join(names)))
    dialog.finished.connect(lambda _result: field.setFocus())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def kept(page: LedgerPage, values: dict[str, str]) -> list[str] | None:
    """The pictures of a form, kept beside the books; None where there are none. Refused: `no-file`, `bad-picture`."""
    paths = [part.strip().strip('"') for part in values["picture"].split(";")]
    return [keep_picture(Path(path), Path(page.shop.books.folder)) for path in paths if path] or None
