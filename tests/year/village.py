"""A year of a village as commands, from a seed: who came with what, what was sold, bought, given, counted, settled, closed.

Keeps a small model of its own (yard, shelf, fund, purses), so that what it asks for can be done; the product is not asked.
"""

import random
from collections import defaultdict
from collections.abc import Generator
from datetime import date, timedelta
from typing import Any

Said = dict[str, Any]
Story = Generator[Said, Said, None]
"""Commands out, each one's answer in."""
YEAR = 2025
SURNAMES = "钟雷蓝陈林黄周吴郑刘兰叶赖邱欧阳"
GIVEN = ("谷", "田", "小满", "桂香", "水生", "秋禾", "𬀩", "㛃", "阿土", "月琴", "大山", "春花", "志强", "金凤")
GROUPS = ("一组", "二组", "三组", "四组", "五组")
MATERIALS = (
    ("cardboard", "纸板", "kg", "1.40", 12_000),
    ("paper", "书报纸", "kg", "1.20", 5_000),
    ("steel", "废铁", "kg", "2.00", 9_000),
    ("can", "易拉罐", "kg", "6.50", 1_500),
    ("pet", "塑料瓶", "kg", "2.60", 3_000),
    ("plastic", "硬塑料", "kg", "1.80", 4_000),
    ("clothes", "旧衣物", "kg", "0.40", 6_000),
)
RESALE = {
    "cardboard": "1.70",
    "paper": "1.45",
    "steel": "2.35",
    "can": "7.80",
    "pet": "3.10",
    "plastic": "2.20",
    "clothes": "0.60",
}
GOODS = (
    ("soap", "肥皂", 300, 250, None),
    ("salt", "食盐", 250, None, ("惠民小卖部", 220)),
    ("soy", "酱油", 800, 690, None),
    ("towel", "毛巾", 900, 760, None),
    ("oil", "菜油", 5200, 4800, None),
    ("rice", "大米", 3000, None, ("粮站", 2700)),
)
USUAL = {code: grams for code, _name, _unit, _yuan, grams in MATERIALS}
COSTS = {code: points for code, _name, points, _cost, _vendor in GOODS}
NAMES = tuple(name for name, *_rest in MATERIALS)


class Village:
    """The year, command by command. `households` and `tickets` a day say how large it is."""

    def __init__(self, seed: int, *, households: int = 150, tickets: int = 8) -> None:
        self.dice = random.Random(seed)
        self.households = [f"{n:03}" for n in range(1, households + 1)]
        self.tickets = tickets
        self.yard: dict[str, int] = defaultdict(int)
        self.shelf: dict[str, int] = defaultdict(int)
        self.purse: dict[str, int] = defaultdict(int)
        self.fund = 0
        self.slip = 0
        self.refs = 0
        self.price = {code: round(float(yuan) * 100) for code, _name, _unit, yuan, _usual in MATERIALS}

    def year(self) -> Story:
        """Every command from New Year's Day to the close of December, in order."""
        yield from self.founding()
        day = date(YEAR, 1, 2)
        while day.year == YEAR:
            yield from self.day(day)
            day += timedelta(days=1)
        yield from self.closing(day)

    # ---- the parts of a year

    def founding(self) -> Story:
        at = f"{YEAR}-01-01T08:00:00+08:00"
        yield {"op": "village.set", "name": "上坪村", "township": "云溪乡", "number": 7, "at": at}
        yield {"op": "user.add", "name": "cashier", "shown": "小兰", "role": "operator", "at": at}
        for code in self.households:
            name = self.dice.choice(SURNAMES) + self.dice.choice(GIVEN)
            phone = f"138{self.dice.randrange(10**8):08}"
            yield {"op": "household.add", "code": code, "name": name, "group": self.dice.choice(GROUPS), "phone": phone, "at": at}
        for code, name, unit, yuan, _usual in MATERIALS:
            yield {"op": "material.add", "code": code, "name": name, "unit": unit, "at": at}
            yield {"op": "price.set", "material": code, "from": f"{YEAR}-01-01", "yuan": yuan, "per": 1, "unit": "kg", "at": at}
        yield {"op": "material.add", "code": "battery", "name": "废电池", "unit": "piece", "hazardous": True, "at": at}
        battery = {"op": "price.set", "material": "battery", "points": 2, "per": 5, "unit": "piece", "at": at}
        yield battery | {"from": f"{YEAR}-01-01"}
        for code, name, points, _cost, vendor in GOODS:
            good: Said = {"op": "good.add", "code": code, "name": name, "points": points, "from": f"{YEAR}-01-01", "at": at}
            yield good | ({"owner": vendor[0], "vendor_fen": vendor[1]} if vendor else {})
        haircut = {"op": "good.add", "code": "haircut", "name": "理发", "points": 1000, "kind": "service", "at": at}
        yield haircut | {"owner": "理发店", "vendor_fen": 900, "from": f"{YEAR}-01-01"}
        yield {"op": "pad.add", "first": "000101", "last": "000400", "at": at}
        yield {"op": "rent.contract", "host": "钟房东", "fen": 20_000, "from": f"{YEAR}-01-01", "at": at}
        yield self.received("village-subsidy", "村财", 1_500_000, at)
        for code in self.households[::3]:
            points = self.dice.randrange(0, 3000)
            self.purse[code] += points
            yield {"op": "household.opening", "household": code, "recycling": points, "reason": "旧册转入", "at": at}

    def day(self, day: date) -> Story:
        if day.day == 1:
            yield from self.closing(day)
        if day.weekday() == 0:
            yield from self.shopping(day)
        made = []
        for n in range(self.dice.randrange(self.tickets // 2, self.tickets * 3 // 2 + 1)):
            ticket = self.ticket(f"{day}T{9 + n % 8:02}:{self.dice.randrange(60):02}:{self.dice.randrange(60):02}+08:00")
            made.append(ticket)
            yield ticket
        if self.dice.random() < 0.15 and made:
            yield from self.mistake(f"{day}T17:40:00+08:00")
        if day.weekday() == 4 and day.isocalendar().week % 2 == 0:
            yield from self.sale(day)
        if self.dice.random() < 0.02:
            yield self.received("elder-donation", self.dice.choice(("钟老先生", "雷老板")), 50_000, f"{day}T10:00:00+08:00")
        if day.day == 28:
            yield from self.month_end(day)
        if made:
            yield {
                "op": "day.close",
                "by": "cashier",
                "counted_slips": len(made),
                "at": f"{day}T18:00:00+08:00",
                "reason": "照实数",
            }

    def ticket(self, at: str) -> Said:
        household = self.dice.choice(self.households)
        lines, points = [], 0
        for code in self.dice.sample(NAMES, self.dice.choice((1, 1, 2, 2, 3))):
            usual = USUAL[code]
            tare = self.dice.choice((0, 0, 0, 200, 800))
            net = max(int(self.dice.gauss(usual, usual / 3)) // 5 * 5, 50)
            lines.append({"material": code, "gross_g": net + tare, "tare_g": tare})
            self.yard[code] += net
            points += (net * self.price[code] * 2 + 1000) // 2000
        if self.dice.random() < 0.1:
            pieces = self.dice.randrange(1, 9)
            lines.append({"material": "battery", "pieces": pieces})
            self.yard["battery"] += pieces
        goods = self._redeemed(self.purse[household] + points)
        spent = sum(n * COSTS.get(code, 1000) for code, n in goods)
        self.purse[household] += points - spent
        self.refs += 1
        said: Said = {
            "op": "ticket.post",
            "household": household,
            "by": "cashier",
            "at": at,
            "ref": f"y{self.refs}",
            "lines": lines,
        }
        if self.dice.random() < 0.02 and self.slip < 250:
            self.slip += 1
            said["slip"] = f"{100 + self.slip:06}"
        return said | ({"goods": [{"good": code, "quantity": n} for code, n in goods]} if goods else {})

    def _redeemed(self, points: int) -> list[tuple[str, int]]:
        """Goods that these points and the shelf allow, with room left for what batteries and rounding do."""
        taken = []
        for code, _name, price, _cost, _vendor in self.dice.sample(GOODS, 2):
            many = min(self.shelf[code], max(points - 10, 0) // price, self.dice.randrange(0, 3))
            if many:
                self.shelf[code] -= many
                points -= many * price
                taken.append((code, many))
        if points > 3000 and self.dice.random() < 0.05:
            taken.append(("haircut", 1))
        return taken

    def mistake(self, at: str) -> Story:
        """A ticket of steel for the wrong household, voided five minutes later."""
        self.refs += 1
        wrong = {"op": "ticket.post", "household": self.dice.choice(self.households), "by": "cashier", "ref": f"y{self.refs}"}
        answer = yield wrong | {"at": at, "lines": [{"material": "steel", "gross_g": 1000}]}
        void = {"op": "document.void", "document": answer["document"], "by": "cashier", "reason": "记错户了"}
        yield void | {"at": at.replace(":40:", ":45:")}

    def shopping(self, day: date) -> Story:
        at = f"{day}T08:30:00+08:00"
        for code, _name, _points, cost, vendor in GOODS:
            if self.shelf[code] < 60:
                many = 90
                price = 0 if cost is None else many * cost + self.dice.randrange(-200, 200)
                if price > self.fund:
                    continue
                self.shelf[code] += many
                received: Said = {"op": "goods.receive", "good": code, "quantity": many, "at": at}
                yield received | ({} if vendor else {"cost_fen": price})
                if not vendor:
                    self.fund -= price
                    yield {"op": "fund.pay", "kind": "goods", "to": "批发部", "amount_fen": price, "paper": f"{day}", "at": at}

    def sale(self, day: date) -> Story:
        lines, total = [], 0
        for code, yuan in RESALE.items():
            net = self.yard[code] * self.dice.randrange(80, 98) // 100
            if net > 0:
                self.yard[code] -= net
                total += (net * round(float(yuan) * 100) * 2 + 1000) // 2000
                lines.append({"material": code, "net_g": net, "yuan": yuan})
        if lines:
            self.fund += total
            yield {"op": "sale.post", "buyer": "再生资源站", "lines": lines, "at": f"{day}T15:00:00+08:00"}

    def month_end(self, day: date) -> Story:
        at = f"{day}T17:00:00+08:00"
        if self.yard["battery"]:
            lines = [{"material": "battery", "pieces": self.yard["battery"]}]
            self.yard["battery"] = 0
            yield {"op": "handover.post", "to": "乡环卫所", "lines": lines, "at": at}
        counts = []
        for code in NAMES:
            self.yard[code] -= self.yard[code] * self.dice.randrange(0, 4) // 100
            counts.append({"material": code, "net_g": self.yard[code]})
        yield {"op": "material.count", "counts": counts, "reason": "月末盘点，泥土水分", "at": at}
        self.shelf["soap"] -= 1 if self.shelf["soap"] else 0
        shelf = [{"good": code, "quantity": self.shelf[code]} for code, *_rest in GOODS]
        yield {"op": "goods.count", "counts": shelf, "reason": "月末盘点", "at": at}
        if self.fund >= 20_000:
            self.fund -= 20_000
            yield {"op": "fund.pay", "kind": "rent", "to": "钟房东", "amount_fen": 20_000, "month": f"{day:%Y-%m}", "at": at}

    def closing(self, first: date) -> Story:
        """On the first of a month: the month before is settled and closed."""
        month, at = f"{first - timedelta(days=1):%Y-%m}", f"{first}T08:00:00+08:00"
        for vendor in ("惠民小卖部", "粮站", "理发店"):
            due = (yield {"op": "vendor.settle", "vendor": vendor, "month": month, "at": at})["amount_fen"]
            if 0 < due <= self.fund:
                self.fund -= due
                yield {"op": "fund.pay", "kind": "vendor", "to": vendor, "amount_fen": due, "month": month, "at": at}
        yield {"op": "month.close", "month": month, "at": at}

    def received(self, source: str, giver: str, fen: int, at: str) -> Said:
        self.fund += fen
        return {"op": "fund.receive", "source": source, "from": giver, "amount_fen": fen, "at": at}
