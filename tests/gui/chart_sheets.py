"""Every chart on a sheet, to be looked at: `python -m tests.gui.chart_sheets` draws them into out/charts."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from shop_desktop.domain.charts import Gauge
from shop_desktop.gui import theme
from shop_desktop.gui.widgets.charts import ZONE_TONES, ChartCard
from shop_desktop.gui.widgets.table import Empty
from shop_desktop.gui.widgets.values import joined, strong
from shop_desktop.text import use
from tests.domain.chart_samples import Samples


class Sheet(QWidget):
    """Cards on paper."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.PAPER))
        painter.end()


def charts_sheet(zh: bool, scale: float = 1.0) -> Sheet:
    """Every chart, three in a row."""
    samples, sheet = Samples(zh), Sheet()
    sheet.resize(round(1740 * scale), round(920 * scale))
    empty = Empty(
        words=samples.say("还没有收过。\n称过的，在这里一周一周看得见。", "Nothing yet.\nWhat is weighed stands here."),
        icon="chart",
    )
    for place, (title, chart) in enumerate(samples.charts().values()):
        card = ChartCard(sheet)
        unit = chart.unit if not isinstance(chart, Gauge) else ""
        card.show_chart(chart, title=title, detail=(joined(unit),), empty=empty)
        card.place(QRectF(14 + 576 * (place % 3), 14 + 300 * (place // 3), 560, 286), scale)
    sheet.show()
    return sheet


def gauges_sheet(zh: bool, scale: float = 1.0) -> Sheet:
    """The beam in every state."""
    samples, sheet = Samples(zh), Sheet()
    sheet.resize(round(1160 * scale), round((14 + 212 * 6) * scale))
    words = {
        "enough": ("够", "enough"),
        "careful": ("要留心", "careful"),
        "short": ("不够", "short"),
        "unknown": ("等数", "waiting"),
    }
    for place, gauge in enumerate(samples.gauges().values()):
        card = ChartCard(sheet)
        figures = (
            joined(samples.say("资金＋货架 ", "Fund and shelf ")),
            strong("13,554.70"),
            joined(samples.say(" 元", " yuan")),
        )
        badge = (samples.say(*words[gauge.zone.value]), ZONE_TONES[gauge.zone])
        card.show_chart(gauge, title=samples.say("够不够兑", "Can the shop pay"), detail=figures, badge=badge)
        card.place(QRectF(14, 14 + 212 * place, 1132, 200), scale)
    sheet.show()
    return sheet


def main() -> None:
    app = QApplication.instance() or QApplication([])
    theme.load_fonts()
    out = Path("out/charts")
    out.mkdir(parents=True, exist_ok=True)
    for language in ("zh_CN", "en"):
        use(language)
        for scale in (1.0, 1.15):
            for name, made in (("charts", charts_sheet), ("gauges", gauges_sheet)):
                sheet = made(language == "zh_CN", scale)
                sheet.grab().save(str(out / f"{name}-{language}-{scale}.png"))
                sheet.close()
    del app


if __name__ == "__main__":
    main()
