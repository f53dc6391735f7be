"""Render the sample moments to out/gallery/*.png, without a screen: `QT_QPA_PLATFORM=offscreen python -m tests.gui.gallery`."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from shop_desktop.gui import theme
from shop_desktop.gui.counter.page import CounterPage
from shop_desktop.gui.counter.view import CounterView, Gate
from shop_desktop.gui.customer_display import CustomerDisplay, CustomerView, Scene
from shop_desktop.gui.widgets.fields import Choice, Date, Field, Points, Yuan
from shop_desktop.gui.widgets.form import Form
from shop_desktop.gui.widgets.page_frame import PageFrame
from shop_desktop.gui.widgets.rail import Rail, RailItem
from shop_desktop.gui.widgets.sign_in import Person, SignIn, SignInView
from shop_desktop.gui.widgets.small import KeyButton, Steps
from shop_desktop.gui.widgets.table import DataTable, Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import FooterKey
from shop_desktop.text import use
from tests.gui.samples import Samples

OUT = Path("out/gallery")
MOMENTS = ("weighing", "unstable", "disconnected", "finding", "redeeming", "typing_weight", "listing", "short")


def counter(view: CounterView, width: int = 1366, height: int = 768) -> CounterPage:
    """The page at a size, showing the view."""
    page = CounterPage()
    page.resize(width, height)
    page.show_view(view)
    page.show()
    return page


def customer(view: CustomerView, width: int = 1024, height: int = 600) -> CustomerDisplay:
    """The customer's screen at a size, showing the view."""
    screen = CustomerDisplay()
    screen.resize(width, height)
    screen.show_view(view)
    screen.show()
    return screen


class Things(QWidget):
    """A page's body with the generic widgets on it."""

    def __init__(self, zh: bool) -> None:
        super().__init__()
        say = Samples(zh).say
        self.steps = Steps((say("检查", "Check"), say("看数字", "Look"), say("封账", "Close")), here=1)
        columns = (
            TableColumn(title=say("编号", "Code")),
            TableColumn(title=say("名称", "Name"), share=4, strong=True),
            TableColumn(title=say("积分", "Worth"), right=True),
        )
        self.table = DataTable(columns, Empty(words=say("还没有商品", "No goods yet")))
        names = (say("酱油 500 ml", "Soy sauce 500 ml"), say("洗衣皂", "Laundry soap"), say("大米 5 kg", "Rice 5 kg"))
        self.table.show_rows(
            [
                TableRow(key=f"G{n}", cells=(f"G{n}", name, f"{850 - n * 90}"), badge=say("没货", "out") if n == 2 else "")
                for n, name in enumerate(names, start=1)
            ]
        )
        self.form = Form(
            (
                Field("code", say("编号", "Code"), hint=say("包装上的条码", "the barcode on the package")),
                Field("name", say("名称", "Name")),
                Points("points", say("积分", "Worth")),
                Yuan("cost", say("进价", "Cost")),
                Choice("owner", say("谁的货", "Owner"), options=(("fund", say("资金账", "Fund")),)),
                Date("since", say("从哪天起", "From")),
            ),
            columns=2,
        )
        self.form.fill({"name": names[0], "points": "850"})
        self.form.show_errors({"code": say("这里还空着。", "Fill this in.")})
        self.save = KeyButton("+", say("存好", "Save"), lit=True)
        for part in (self.steps, self.table, self.form, self.save):
            part.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        half = self.width() // 2 - 9
        self.steps.setGeometry(0, 0, self.width(), 44)
        self.table.setGeometry(0, 58, half, self.height() - 58)
        self.form.setGeometry(half + 18, 58, half, self.height() - 130)
        self.save.setGeometry(half + 18, self.height() - 58, half, 58)


RAIL = (
    RailItem("home", "home", "首页"),
    RailItem("households", "user", "农户"),
    RailItem("prices", "coins", "价目与规则"),
    RailItem("goods", "basket", "商品库存"),
    RailItem("sales", "truck", "废品出售"),
    RailItem("fund", "save", "资金账"),
    RailItem("appraisal", "sheet", "月度考评"),
    RailItem("volunteering", "heart", "志愿服务"),
    RailItem("boards", "board", "红黑榜"),
    RailItem("inspection", "eye", "督查"),
    RailItem("reports", "chart", "报表"),
    RailItem("months", "lock", "月结"),
    RailItem("settings", "gear", "设置"),
)


def page(zh: bool, width: int = 1366, height: int = 768) -> PageFrame:
    """The generic widgets in a manager's frame."""
    say = Samples(zh).say
    rail = Rail(say("青禾村", "Qinghe"), RAIL)
    rail.choose("goods")
    frame = PageFrame(rail)
    frame.head.show_words(
        say("架上还有 3 样货", "3 goods on the shelf"),
        say("牙刷没货了", "Toothbrushes are sold out"),
        say("苏月琴 · 负责人", "Su Yueqin · manager"),
        say("11 月 1 日 – 24 日", "1–24 November"),
    )
    frame.footer.show_keys((FooterKey("F1", "Help"), FooterKey("F2", "Find")))
    frame.footer.say("shield", say("今早 8:02 已备份到 U 盘", "Backed up to the stick at 8:02"))
    frame.resize(width, height)
    frame.set_body(Things(zh))
    frame.show()
    return frame


def sign_in(zh: bool, chosen: str = "") -> SignIn:
    """The sign-in page, before or after a name was chosen."""
    say = Samples(zh).say
    people = (
        Person(key="1", name=say("何春生", "He Chunsheng"), role=say("柜员", "operator")),
        Person(key="2", name=say("苏月琴", "Su Yueqin"), role=say("负责人", "manager")),
    )
    widget = SignIn()
    widget.resize(1366, 768)
    said = say("密码不对，还能试 4 次", "Not right; 4 tries left") if chosen else ""
    shop = say("青禾村兑换超市", "Qinghe Village Exchange Shop")
    widget.show_view(SignInView(shop=shop, people=people, chosen=chosen, dots=2 if chosen else 0, said=said))
    widget.show()
    return widget


def save(widget: QWidget, name: str) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(OUT / f"{name}.png"))
    widget.close()


def main() -> None:
    app = QApplication.instance() or QApplication([])
    theme.load_fonts()
    for language in ("zh_CN", "en"):
        use(language)
        samples = Samples(zh=language == "zh_CN")
        for moment in MOMENTS:
            save(counter(getattr(samples, moment)()), f"{moment}-{language}")
        save(counter(samples.weighing(), 1920, 1080), f"weighing-1920-{language}")
        save(counter(samples.weighing(), 1366, 690), f"weighing-690-{language}")
        save(counter(samples.redeeming(), 1366, 690), f"redeeming-690-{language}")
        save(counter(samples.typing_weight(), 1366, 690), f"typing-690-{language}")
        save(customer(samples.customer()), f"customer-{language}")
        save(customer(samples.customer(gate=Gate.MOVING)), f"customer-moving-{language}")
        save(page(samples.zh), f"page-{language}")
        save(sign_in(samples.zh), f"sign-in-{language}")
        save(sign_in(samples.zh, "1"), f"pin-{language}")
        for scene in (Scene.REST, Scene.GOODS, Scene.THANKS):
            save(customer(samples.customer(scene, Gate.EMPTY)), f"customer-{scene}-{language}")
    del app


if __name__ == "__main__":
    main()
