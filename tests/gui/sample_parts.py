"""The parts the sample moments are made of: shop, household, tiles, lines. Invented people, both languages."""

from dataclasses import replace

from shop_desktop.gui.counter.view import (
    CardNote,
    Chip,
    HouseholdState,
    HouseholdView,
    KeyView,
    LineState,
    PadView,
    ParkedView,
    TicketLine,
    Tile,
    TileState,
    Tone,
    TopBar,
    TotalsView,
    plain,
    strong,
)


class Parts:
    """The parts; `zh` False gives them in English, with the longest words we expect."""

    def __init__(self, zh: bool = True) -> None:
        self.zh = zh

    def say(self, chinese: str, english: str) -> str:
        return chinese if self.zh else english

    # parts

    def top(self, clock: str = "9:32", *, connected: bool = True) -> TopBar:
        say = self.say
        scale = Chip(icon="tick", text=say("秤已连", "Scale connected"), tone=Tone.OK)
        gone = Chip(icon="unplugged", text=say("秤断开了", "Scale unplugged"), tone=Tone.STOP)
        return TopBar(
            shop=say("青禾村兑换超市", "Qinghe Village Exchange Shop"),
            tickets="7",
            weight="62.480",
            clock=clock,
            chips=(
                scale if connected else gone,
                Chip(icon="printer", text=say("打印机就绪", "Printer ready")),
                Chip(icon="shield", text=say("今早 8:02 已备份", "Backed up 8:02")),
                Chip(icon="user", text=say("何春生 · 柜员", "He Chunsheng · operator"), tone=Tone.PLAIN, action="F10"),
            ),
        )

    def household(self) -> HouseholdView:
        say = self.say
        return HouseholdView(
            state=HouseholdState.FOUND,
            name=say("周桂香", "Zhou Guixiang"),
            plate=say("党员户", "Party member"),
            group=say("三组", "Group 3"),
            code="036",
            phone_tail="0417",
            spendable="1,286",
            recycling="886",
            civic="400",
            first="civic",
            notes=(
                CardNote(
                    icon="clock",
                    line=(strong("+180"), plain(say("公示中", "on the notice board"))),
                    below=say("12 月 3 日起能用", "spendable from 3 December"),
                ),
                CardNote(
                    icon="battery",
                    line=(plain(say("攒着废电池", "Saved up: batteries")), strong("3"), plain(say("节", "pcs"))),
                    below=say("满 5 节换 2 分", "5 pieces make 2 points"),
                ),
                CardNote(
                    icon="box",
                    line=(plain(say("上次 11 月 18 日", "Last visit 18 November")),),
                    below=say("黄纸板 8.200 kg", "Cardboard 8.200 kg"),
                ),
            ),
        )

    def debtor(self) -> HouseholdView:
        note = CardNote(
            icon="info",
            line=(plain(self.say("这一单的分先还欠的", "This ticket pays the debt first")),),
        )
        return replace(self.household(), state=HouseholdState.DEBT, plate="", owed="120", notes=(note,), first="")

    def parked(self) -> ParkedView:
        return ParkedView(count="1", name=self.say("陈木根", "Chen Mugen"), items="2")

    def tiles(self, selected: str = "6") -> tuple[Tile, ...]:
        say = self.say
        rows = (
            ("1", "glass-bottle", say("玻璃瓶", "Glass bottles"), "0.10"),
            ("2", "shirt", say("旧衣物", "Old clothes"), "0.50"),
            ("3", "battery", say("废电池", "Batteries"), ""),
            ("4", "nut", say("废铁", "Scrap iron"), "1.80"),
            ("5", "box", say("黄纸板", "Cardboard"), "1.40"),
            ("6", "bottle", say("塑料瓶", "Plastic bottles"), "2.60"),
            ("7", "newspaper", say("书报纸", "Newspaper"), "1.20"),
            ("8", "can", say("易拉罐", "Drink cans"), "9.00"),
            ("9", "coil", say("废铜", "Copper"), "48.00"),
        )
        pieces = say("5 节 → 2 分", "5 pcs → 2 points")
        return tuple(
            Tile(
                key=digit,
                icon=icon,
                name=name,
                detail=say(f"{price} 元/kg", f"{price} yuan/kg") if price else pieces,
                state=TileState.SELECTED if digit == selected else TileState.NORMAL if price else TileState.PIECES,
            )
            for digit, icon, name, price in rows
        )

    def goods(self) -> tuple[Tile, ...]:
        say = self.say
        rows = (
            ("1", "towel", say("毛巾", "Towel"), "750", "8"),
            ("2", "brush", say("牙刷", "Toothbrush"), "350", ""),
            ("3", "bulb", say("灯泡 9 W", "Bulb 9 W"), "600", "6"),
            ("4", "soy", say("酱油 500 ml", "Soy sauce 500 ml"), "850", "9"),
            ("5", "soap", say("洗衣皂", "Laundry soap"), "300", "31"),
            ("6", "tissue", say("抽纸 3 包", "Tissues, 3 packs"), "900", "15"),
            ("7", "sack", say("大米 5 kg", "Rice 5 kg"), "3,200", "12"),
            ("8", "bowl", say("挂面 1 kg", "Noodles 1 kg"), "680", "24"),
            ("9", "bucket", say("食盐 400 g", "Salt 400 g"), "250", "40"),
        )
        return tuple(
            Tile(
                key=digit,
                icon=icon,
                name=name,
                detail=say(f"{worth} 分", f"{worth} pt"),
                left=say(f"剩{left}", f"{left} left") if left else "",
                state=TileState.SELECTED if digit == "4" else TileState.NORMAL if left else TileState.OUT,
            )
            for digit, icon, name, worth, left in rows
        )

    def collect_pad(self, enter: KeyView, dot: KeyView | None = None) -> PadView:
        say = self.say
        return PadView(
            tiles=self.tiles(),
            finish=KeyView(detail=say("2 项 · 1,622 分", "2 items · 1,622 points")),
            enter=enter,
            dot=dot or KeyView(),
            zero=KeyView(detail=say("打拼音首字母也行", "or type its initials")),
        )

    def lines(self) -> tuple[TicketLine, ...]:
        say = self.say
        return (
            TicketLine(number="1", name=say("黄纸板", "Cardboard"), detail="6.235 kg × 1.40", yuan="8.73", points="+873"),
            TicketLine(number="2", name=say("废铁", "Scrap iron"), detail="4.160 kg × 1.80", yuan="7.49", points="+749"),
        )

    def totals(self) -> TotalsView:
        return TotalsView(items=2, kg="10.395", yuan="16.22", points="+1,622", before="1,286", after="2,908")

    def on_scale(self, yuan: str, worth: str) -> TicketLine:
        name = self.say("塑料瓶", "Plastic bottles")
        return TicketLine(number="3", name=name, yuan=yuan, points=worth, state=LineState.ON_SCALE)
