"""Charts of an invented month, in both languages: ordinary ones and the awkward ones."""

from shop_desktop.domain.charts import Bars, Chart, Gauge, Lines, Series

WEEKS = ((30, 280, 300, 340, 120), (12, 135, 150, 168, 55), (10, 63, 70, 76, 24), (6, 34, 33, 37, 17))
HALF_YEAR = (
    (378_000, 410_000, 438_000, 460_000, 452_000, 467_368),
    (196_000, 210_000, 223_000, 236_000, 249_000, 262_418),
    (162_000, 176_000, 196_000, 212_000, 258_000, 248_050),
)


class Samples:
    def __init__(self, zh: bool = True) -> None:
        self.zh = zh

    def say(self, chinese: str, english: str) -> str:
        return chinese if self.zh else english

    def groups(self) -> tuple[str, ...]:
        say = self.say
        return say("纸类", "Paper"), say("金属", "Metal"), say("塑料", "Plastic"), say("其他", "Other")

    def weeks(self) -> Bars:
        say = self.say
        labels = tuple(say(f"{days}日", f"{days}") for days in ("1", "2–8", "9–15", "16–22", "23–24"))
        series = tuple(Series(name, tuple(v * 1000 for v in row)) for name, row in zip(self.groups(), WEEKS, strict=True))
        return Bars(labels=labels, series=series, unit=say("公斤", "kg"), per=1000)

    def points(self, months: int = 6) -> Lines:
        say = self.say
        names = say("未兑", "Outstanding"), say("发出", "Given"), say("兑出", "Spent")
        labels = tuple(say(f"{month}月", f"{month}/2026") for month in range(12 - months, 12))
        series = tuple(Series(name, row[-months:]) for name, row in zip(names, HALF_YEAR, strict=True))
        return Lines(labels=labels, series=series, unit=say("分", "points"))

    def crowded(self) -> Lines:
        """Six lines that end within a hair of each other, one with a gap, one of a single point."""
        rows = [(100 + n, 120 + n, 118 + n) for n in range(4)]
        series = [Series(self.say(f"第 {n} 组", f"Group {n}"), row) for n, row in enumerate(rows, start=1)]
        series += [
            Series(self.say("缺一月", "One gap"), (90, None, 119)),
            Series(self.say("才一月", "One month"), (None, None, 121)),
        ]
        return Lines(labels=("9", "10", "11"), series=tuple(series), unit=self.say("户", "households"))

    def days(self) -> Bars:
        rows = tuple((n * 37 % 91) * 1000 for n in range(1, 31))
        return Bars(labels=tuple(map(str, range(1, 31))), series=(Series("", rows),), unit=self.say("公斤", "kg"), per=1000)

    def beside(self) -> Bars:
        say = self.say
        series = (Series(say("收入", "In"), (128_350, 98_000, 143_000)), Series(say("支出", "Out"), (88_200, 121_000, 96_500)))
        return Bars(labels=("9", "10", "11"), series=series, unit=say("元", "yuan"), per=100, stacked=False)

    def below_zero(self) -> Bars:
        series = (Series(self.say("结余变化", "Change"), (32_000, -18_500, 4_000, -2_000)),)
        return Bars(labels=("8", "9", "10", "11"), series=series, unit=self.say("元", "yuan"), per=100)

    def materials(self) -> Bars:
        say = self.say
        rows = (
            (say("黄纸板", "Cardboard"), 842_300),
            (say("废铁", "Scrap iron"), 403_120),
            (say("塑料瓶（压扁的、没有盖的）", "Plastic bottles, flat, without their caps"), 161_000),
            (say("旧衣物", "Old clothes"), 98_400),
            (say("玻璃瓶", "Glass bottles"), 61_000),
            (say("易拉罐", "Drink cans"), 8_450),
            (say("废铜", "Copper"), 300),
        )
        return Bars(
            labels=tuple(name for name, _g in rows),
            series=(Series(say("公斤", "kg"), tuple(g for _name, g in rows)),),
            unit=say("公斤", "kg"),
            per=1000,
            lying=True,
        )

    def charts(self) -> dict[str, tuple[str, Chart]]:
        say = self.say
        return {
            "weeks": (say("每周收多少", "Taken in, week by week"), self.weeks()),
            "points": (say("积分：发出、兑出、未兑", "Points: given, spent, outstanding"), self.points()),
            "first-month": (say("才一个月", "The first month"), self.points(1)),
            "crowded": (say("挤在一处", "Close together"), self.crowded()),
            "days": (say("每天收多少", "Taken in, day by day"), self.days()),
            "beside": (say("进出", "In and out"), self.beside()),
            "below-zero": (say("每月结余变化", "Change of the fund"), self.below_zero()),
            "materials": (say("各品类", "By material"), self.materials()),
            "nothing": (say("每周收多少", "Taken in"), Bars(labels=(), series=(), unit="kg")),
        }

    def gauges(self) -> dict[str, Gauge]:
        return {
            "enough": Gauge(74),
            "careful": Gauge(23),
            "short": Gauge(4),
            "far": Gauge(358),
            "holds": Gauge(holds=True),
            "unknown": Gauge(),
        }
