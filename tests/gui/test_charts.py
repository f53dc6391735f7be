"""Charts look as they were signed off: every kind, the awkward ones and the empty one, in both languages, small and large."""

import pytest
from pytestqt.qtbot import QtBot

from shop_desktop.domain.charts import Gauge
from shop_desktop.gui.widgets.charts import ChartCard
from shop_desktop.text import use
from tests.domain.chart_samples import Samples
from tests.gui.chart_sheets import charts_sheet, gauges_sheet
from tests.gui.conftest import Compare


@pytest.mark.parametrize(("language", "scale"), [("zh_CN", 1.0), ("en", 1.0), ("zh_CN", 1.15)])
def test_charts_look_as_drawn(qtbot: QtBot, golden: Compare, language: str, scale: float) -> None:
    use(language)
    sheet = charts_sheet(language == "zh_CN", scale)
    qtbot.addWidget(sheet)
    golden(sheet, f"charts-{language}-{round(scale * 100)}")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_beam_looks_as_drawn_in_every_state(qtbot: QtBot, golden: Compare, language: str) -> None:
    use(language)
    sheet = gauges_sheet(language == "zh_CN")
    qtbot.addWidget(sheet)
    golden(sheet, f"gauges-{language}")


def test_a_card_is_laid_out_once_for_a_size_and_a_language(qtbot: QtBot) -> None:
    card = ChartCard()
    qtbot.addWidget(card)
    card.resize(600, 300)
    card.show_chart(Samples().weeks(), title="x")
    card.grab()
    first = card._drawn
    card.grab()
    assert card._drawn is first
    use("en")
    card.grab()
    assert card._drawn is not first


def test_a_card_too_small_for_anything_still_paints(qtbot: QtBot) -> None:
    card = ChartCard()
    qtbot.addWidget(card)
    for _title, chart in (*Samples().charts().values(), ("", Gauge(74))):
        for size in ((1, 1), (60, 40), (120, 500), (900, 60)):
            card.resize(*size)
            card.show_chart(chart, title="x")
            card.grab()
