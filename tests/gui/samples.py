"""Sample views with invented people: the moments the golden pictures show, in the reader's language."""

from dataclasses import replace

from shop_desktop.gui.counter.view import (
    GOODS_FOOTER,
    ChoiceList,
    ChoiceRow,
    Column,
    CounterView,
    Entry,
    EntryKind,
    FinderView,
    FooterKey,
    FoundRow,
    Gate,
    GoodsView,
    KeyState,
    KeyView,
    LineState,
    Mark,
    Mode,
    NoticeView,
    PadView,
    ScaleView,
    TicketLine,
    TicketView,
    Tone,
    TotalsView,
    joined,
    key,
    plain,
    points,
    strong,
)
from shop_desktop.gui.customer_display import BoardPrice, CustomerView, Scene
from tests.gui.sample_parts import Parts


class Samples(Parts):
    """The sample moments; `zh` False gives them in English."""

    # moments

    def weighing(self) -> CounterView:
        say = self.say
        bottles = say("塑料瓶", "Plastic bottles")
        instrument = ScaleView(
            gate=Gate.SETTLED,
            stars=6,
            weight="1.245",
            jin="2.49",
            icon="bottle",
            formula=(
                strong(bottles),
                plain(say("1.245 kg × 2.60 元", "1.245 kg × 2.60 yuan")),
                plain("="),
                strong(say("3.24 元", "3.24 yuan")),
                plain("="),
                points(say("324 分", "324 points")),
            ),
            prompt=(
                strong(say("稳了。", "Steady.")),
                plain(say("按", "Press")),
                key("Enter"),
                plain(say("记下塑料瓶", "to take the plastic bottles")),
            ),
        )
        enter = KeyView(detail=say("塑料瓶 1.245 kg", "Plastic bottles 1.245 kg"), state=KeyState.LIT)
        return CounterView(
            top=self.top(),
            instrument=instrument,
            household=self.household(),
            parked=self.parked(),
            pad=self.collect_pad(enter),
            ticket=TicketView(lines=(*self.lines(), self.on_scale("3.24", "324")), totals=self.totals(), saved=True),
        )

    def unstable(self) -> CounterView:
        say = self.say
        instrument = ScaleView(
            gate=Gate.MOVING,
            stars=2,
            icon="bottle",
            formula=(
                strong(say("塑料瓶", "Plastic bottles")),
                plain(say("2.60 元/kg", "2.60 yuan/kg")),
                plain("·"),
                plain(say("停稳了才出数，出了数才算分", "a number once it is steady, points once there is a number")),
            ),
            prompt=(
                strong(say("东西还在晃。", "It is still moving.")),
                plain(say("手离开秤，等秤星点满", "Take your hand off and wait until the stars are full")),
            ),
        )
        enter = KeyView(
            verb=say("等稳定", "Wait"),
            detail=say("还没稳，\n按了也不会记", "not steady yet,\nit would not be taken"),
            state=KeyState.WAITING,
        )
        return replace(
            self.weighing(),
            instrument=instrument,
            pad=self.collect_pad(enter),
            ticket=TicketView(lines=(*self.lines(), self.on_scale("…", "…")), totals=self.totals(), saved=True),
        )

    def disconnected(self) -> CounterView:
        say = self.say
        instrument = ScaleView(
            gate=Gate.STALE,
            port=say("COM3 · 耀华 A9 · 9600", "COM3 · Yaohua A9 · 9600"),
            formula=(
                strong(say("6 秒", "6 seconds")),
                joined(
                    say("没有信号。前面记下的 2 项都在，没有丢。", " without a signal. The 2 items taken before are all kept.")
                ),
            ),
            prompt=(
                strong(say("看看秤后面的线插紧没有。", "Check the plug behind the scale.")),
                plain(say("插好会自己连上", "It connects by itself")),
            ),
        )
        enter = KeyView(
            verb=say("没有重量", "No weight"), detail=say("秤连上才能记", "once the scale is back"), state=KeyState.WAITING
        )
        return replace(
            self.weighing(),
            top=self.top("9:33", connected=False),
            instrument=instrument,
            pad=self.collect_pad(enter, KeyView(state=KeyState.LIT)),
            ticket=TicketView(lines=self.lines(), totals=self.totals(), saved=True),
        )

    def finding(self) -> CounterView:
        say = self.say
        plate = say("党员户", "Party member")
        people = (
            (say("周桂香", "Zhou Guixiang"), say("三组 036 · 尾号 0417", "Group 3 036 · tail 0417"), plate, "1,286"),
            (say("周国平", "Zhou Guoping"), say("一组 008 · 尾号 7352", "Group 1 008 · tail 7352"), "", "940"),
            (say("钟贵生", "Zhong Guisheng"), say("五组 127 · 尾号 6608", "Group 5 127 · tail 6608"), "", "2,115"),
            (say("张高远", "Zhang Gaoyuan"), say("二组 041 · 尾号 0933", "Group 2 041 · tail 0933"), "", "78"),
        )
        rows = tuple(FoundRow(name=name, line=line, plate=word, points=worth) for name, line, word, worth in people)
        instrument = ScaleView(
            gate=Gate.EMPTY,
            formula=(
                plain(say("秤已连，零点对。认了户就能称。", "The scale is connected and at zero. Find the household first.")),
            ),
            prompt=(
                strong(say("先认户。", "Who is it?")),
                plain(
                    say(
                        "刷卡最快；没带卡就打名字首字母或电话尾号",
                        "A card is fastest; else type initials or the phone's tail",
                    )
                ),
            ),
        )
        return CounterView(
            top=self.top("9:31"),
            instrument=instrument,
            parked=self.parked(),
            finder=FinderView(query="zg", count=4, rows=rows),
        )

    def redeeming(self) -> CounterView:
        say = self.say
        soy = say("酱油", "Soy sauce")
        instrument = GoodsView(
            left="1,784",
            arithmetic="1,286 + 1,948 − 1,450",
            icon="soy",
            formula=(
                strong(f"{soy} × 1"),
                plain(say("850 分", "850 points")),
                plain("·"),
                plain(say("先扣文明积分 400，再扣回收 1,050", "civic points 400 first, then recycling 1,050")),
            ),
            prompt=(
                strong(say("拿够了", "All taken?")),
                plain(say("按", "Press")),
                key("+"),
                plain(say("完成打印；还要一瓶再按", "to finish and print; for one more bottle press")),
                key("4"),
            ),
        )
        pad = PadView(
            mode=Mode.GOODS,
            tiles=self.goods(),
            finish=KeyView(detail=say("收 1,948 · 换 1,450", "in 1,948 · out 1,450"), state=KeyState.LIT),
            enter=KeyView(detail=f"{soy} × 1"),
            zero=KeyView(detail=say("打拼音首字母也行", "or type its initials")),
        )
        return CounterView(
            top=self.top("9:34"),
            instrument=instrument,
            household=self.household(),
            parked=self.parked(),
            pad=pad,
            ticket=self.mixed_ticket(),
            footer=GOODS_FOOTER,
        )

    def mixed_ticket(self) -> TicketView:
        say = self.say
        bottles = say("塑料瓶", "Plastic bottles")
        batteries = say("4 + 存 3 节，剩 2 节", "4 + 3 saved pcs, 2 left")
        return TicketView(
            lines=(
                *self.lines(),
                TicketLine(number="3", name=bottles, detail="1.245 kg × 2.60", yuan="3.24", points="+324"),
                TicketLine(number="4", name=say("废电池", "Batteries"), detail=batteries, points="+2"),
                TicketLine(
                    number="5",
                    name=say("洗衣皂", "Laundry soap"),
                    detail=say("300 分 × 2", "300 points × 2"),
                    points="−600",
                    out=True,
                ),
                TicketLine(
                    number="6",
                    name=say("酱油 500 ml", "Soy sauce 500 ml"),
                    detail=say("850 分 × 1", "850 points × 1"),
                    points="−850",
                    out=True,
                    state=LineState.SELECTED,
                ),
            ),
            totals=TotalsView(items=4, kg="11.640", yuan="19.46", points="+498", before="1,286", after="1,784"),
            saved=True,
        )

    def typing_weight(self) -> CounterView:
        say = self.say
        instrument = ScaleView(
            gate=Gate.STALE,
            entry=Entry(kind=EntryKind.WEIGHT, text="6.5", unit="kg"),
            port=say("COM3 · 耀华 A9 · 9600", "COM3 · Yaohua A9 · 9600"),
            icon="bottle",
            formula=(strong(say("塑料瓶", "Plastic bottles")), plain(say("照秤上的数打", "type what the scale shows"))),
            prompt=(
                plain(say("打好了按", "When it is right press")),
                key("Enter"),
                plain(say("，记作手工", ", kept as by hand")),
            ),
        )
        lines = tuple(replace(line, marks=(Mark.HAND,)) for line in self.lines()[1:])
        view = self.disconnected()
        ticket = replace(view.ticket, lines=(self.lines()[0], *lines))
        notice = NoticeView(text=say("去掉了第 2 行", "Line 2 was removed"), tone=Tone.OK, key="F8", verb=say("撤回", "undo"))
        enter = KeyView(verb=say("记下 6.5 kg", "Take 6.5 kg"), detail=say("手工", "by hand"), state=KeyState.LIT)
        return replace(view, instrument=instrument, ticket=ticket, notice=notice, pad=self.collect_pad(enter))

    def listing(self) -> CounterView:
        say = self.say
        rows = tuple(
            ChoiceRow(
                key=str(index),
                cells=(f"{9 - index % 3}:1{index}", name, say("3 项", "3 items"), f"+{index}36"),
                badge=say("已作废", "voided") if index == 2 else "",
                tone=Tone.STOP,
            )
            for index, name in enumerate(
                (say("周桂香", "Zhou Guixiang"), say("陈木根", "Chen Mugen"), say("钟贵生", "Zhong Guisheng")), start=1
            )
        )
        overlay = ChoiceList(
            title=say("今天的单子", "Today's tickets"),
            detail=say("7 单", "7 tickets"),
            columns=(
                Column(title=say("时间", "Time"), share=2),
                Column(title=say("户", "Household"), share=4, strong=True),
                Column(title=say("项", "Items"), share=2),
                Column(title=say("积分", "Points"), share=2, right=True),
            ),
            rows=rows,
            chosen=0,
            hints=(FooterKey("Enter", say("补打", "print again")), FooterKey("Del", say("作废", "void"))),
        )
        return replace(self.weighing(), overlay=overlay)

    def short(self) -> CounterView:
        say = self.say
        view = self.redeeming()
        assert isinstance(view.instrument, GoodsView)
        instrument = replace(
            view.instrument,
            left="",
            short="120",
            prompt=(strong(say("积分不够，还差 120 分。", "120 points are missing.")), plain(say("少拿一样", "Take one less"))),
        )
        assert view.ticket.totals is not None
        totals = replace(view.ticket.totals, points="−1,406", minus=True, short="120")
        pad = replace(
            view.pad,
            finish=KeyView(verb=say("还差 120 分", "120 short"), detail=say("少拿一样", "take one less"), state=KeyState.WAITING),
            minus=KeyView(state=KeyState.LIT),
        )
        return replace(view, instrument=instrument, ticket=replace(view.ticket, totals=totals), pad=pad, household=self.debtor())

    # the customer's side

    def customer(self, scene: Scene = Scene.WEIGHING, gate: Gate = Gate.SETTLED) -> CustomerView:
        say = self.say
        settled = gate is Gate.SETTLED
        goods = scene is Scene.GOODS
        view = CustomerView(
            scene=scene,
            shop=say("青禾村兑换超市", "Qinghe Village Exchange Shop"),
            name=say("周**", "Zhou **"),
            gate=gate,
            stars=6 if settled else 2,
            weight="1.245" if settled else "",
            jin="2.49",
            icon="soy" if goods else "bottle",
            material=say("酱油 500 ml", "Soy sauce 500 ml") if goods else say("塑料瓶", "Plastic bottles"),
            price=say("850 分 × 1", "850 points × 1") if goods else say("每公斤 2.60 元", "2.60 yuan a kilogram"),
            yuan="3.24" if settled else "",
            points="1,784" if goods else "324" if settled else "",
            items=2,
            total="+498" if goods else "+1,622",
            before="1,286",
            after="1,784" if goods else "2,908",
            board=tuple(BoardPrice(name=tile.name, price=tile.detail, icon=tile.icon) for tile in self.tiles()),
        )
        return replace(view, points="+498", after="1,784") if scene is Scene.THANKS else view
