"""What villages write above and into their lists, as rows: header words by field, units, yes and no, what closes a list.

A word is added here and nowhere else. Headers are compared without spaces, stars and what stands in brackets.
"""

import re

CODE = ("户号", "户编号", "编号", "编码", "户码", "家庭编号", "户代码", "code")
HEAD = ("户主", "户主姓名", "户名", "姓名", "农户", "农户姓名", "户主名称", "家庭户主", "name")
GROUP = ("组", "村民小组", "小组", "组别", "自然村", "网格", "所属组", "所属小组", "所在组", "村组", "group")
RECYCLING = (
    "回收积分",
    "可回收积分",
    "回收",
    "积分",
    "现有积分",
    "剩余积分",
    "积分余额",
    "积分结余",
    "结余积分",
    "结余",
    "余额",
    "recycling",
)
CIVIC = ("文明积分", "文明", "文明分", "civic")
FROM = ("从哪天起", "起始日期", "生效日期", "执行日期", "开始日期", "日期", "from")
UNIT = ("单位", "计量单位", "计价单位", "unit")
WORDS = {
    "households": {
        "code": CODE,
        "name": HEAD,
        "group": GROUP,
        "phone": ("电话", "手机", "联系电话", "手机号", "手机号码", "电话号码", "联系方式", "户主电话", "phone"),
        "card": ("卡号", "积分卡号", "积分卡", "卡号码", "card"),
        "party_member": ("党员", "党员户", "是否党员", "是否党员户", "party"),
        "resident": ("常住", "常住户", "是否常住", "是否常住户", "resident"),
        "recycling": RECYCLING,
        "civic": CIVIC,
    },
    "opening-points": {"code": CODE, "name": HEAD, "group": GROUP, "recycling": RECYCLING, "civic": CIVIC},
    "prices": {
        "code": ("编码", "编号", "代码", "code"),
        "name": ("品类", "物品", "名称", "品名", "可回收物", "回收品类", "种类", "物品名称", "品类名称", "废品", "material"),
        "unit": UNIT,
        "yuan": ("单价", "价格", "回收价", "回收价格", "收购价", "价钱", "yuan", "price"),
        "per": ("几个换", "多少个", "每几个", "换分数量", "per"),
        "points": ("换几分", "积分", "换积分", "得分", "points"),
        "hazardous": ("有害", "有害垃圾", "是否有害", "hazardous"),
        "from": FROM,
    },
    "goods": {
        "code": ("编码", "编号", "货号", "商品编码", "商品编号", "代码", "code"),
        "name": ("商品", "商品名称", "名称", "品名", "物品", "货品", "good", "name"),
        "points": ("积分价", "兑换积分", "所需积分", "积分", "兑换分", "兑换所需积分", "points"),
        "barcode": ("条码", "条形码", "商品条码", "69码", "barcode"),
        "quantity": ("数量", "库存", "库存数量", "现有数量", "件数", "入库数量", "quantity"),
        "cost": ("进价", "成本", "进货价", "成本价", "采购价", "进货单价", "cost"),
        "cost_total": ("金额", "总价", "进货金额", "总成本", "合计金额", "total"),
        "owner": ("归属", "货主", "所有人", "供货人", "供应商", "owner"),
        "vendor": ("结算价", "每件付", "每件结算", "代销价", "付给货主", "repaid"),
        "kind": ("类型", "类别", "商品类型", "kind"),
        "from": FROM,
    },
}

YES = frozenset({"是", "√", "✓", "✔", "☑", "有", "对", "党员", "党员户", "常住", "常住户", "1", "y", "yes", "true", "v"})
NO = frozenset(
    {"否", "×", "✗", "✘", "x", "无", "非", "不是", "没有", "非党员", "群众", "不常住", "外出", "0", "n", "no", "false"}
)
BLANK = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "没有", "空", "none"})

KG = frozenset({"公斤", "千克", "kg", "㎏", "每公斤"})
JIN = frozenset({"斤", "市斤", "每斤", "jin"})
PIECE = frozenset(
    {"个", "只", "节", "件", "支", "根", "条", "瓶", "台", "双", "套", "块", "盒", "板", "袋", "桶", "张", "粒", "枚", "片", "pc"}
    | {"piece", "pcs", "每个"}
)
MONEY = re.compile(r"^¥|\s*[元块]?(?:[/每].*)?$")
PER = re.compile(r"[/每](?P<unit>[^/每\d]{1,4})$")
BEFORE_UNIT = re.compile(r"^(?:元?/|元?每|每)")
SERVICE = frozenset({"服务", "券", "兑换券", "service"})
OF_THE_FUND = frozenset({"本店", "超市", "兑换超市", "村集体", "村委", "村委会", "集体", "运营资金", "自有", "fund"})

TOTAL = re.compile(r"(?:合计|总计|共计|小计|总数|本页合计|本组合计|本组小计)[:：]?.{0,8}")
GRAND = re.compile(r"(?:合计|总计|共计)[:：]?")
CLOSING = re.compile(
    r"(?:制表|填表|审核|负责人|经办|备注|说明|注|附|填报|日期|村委|村民委|单位|盖章|签字|复核|监督)[^:：]{0,10}[:：].*"
)
SECTION = re.compile(r".{1,14}(?:组|网格|自然村)")
BRACKETS = re.compile(r"[（(【\[](.*?)[)）】\]]")
DECORATION = re.compile(r"[\s*＊:：、.]|[（(【\[].*?[)）】\]]")
DAY = re.compile(r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))")
POINTS_SAID = "分"
NUMERALS = {"零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TEN = "十"
GROUP_FILLERS = re.compile(r"第|村民|小(?=组)|\s")

MATERIALS = {
    "cardboard": ("黄纸板", "纸板", "纸板箱", "纸箱", "纸皮", "硬纸板", "黄板纸", "瓦楞纸"),
    "paper": ("书报纸", "报纸", "书本", "旧书报", "废纸", "书纸", "书报"),
    "plastic": ("塑料瓶", "饮料瓶", "矿泉水瓶"),
    "hard-plastic": ("硬塑料", "塑料", "废塑料"),
    "can": ("易拉罐",),
    "steel": ("废铁", "铁", "废钢", "废钢铁"),
    "copper": ("废铜", "铜"),
    "aluminium": ("废铝", "铝"),
    "stainless": ("不锈钢",),
    "glass": ("玻璃瓶", "玻璃", "酒瓶"),
    "clothes": ("旧衣物", "旧衣服", "衣服"),
    "battery": ("废电池", "电池", "干电池"),
    "pesticide": ("农药包装", "农药瓶", "农药袋"),
    "film": ("农膜", "地膜", "薄膜"),
    "tube": ("灯管", "荧光灯管", "节能灯"),
    "medicine": ("过期药品", "药品"),
    "foam": ("泡沫",),
    "carton": ("牛奶盒", "利乐包"),
    "cable": ("电线",),
    "shoes": ("旧鞋",),
    "tyre": ("旧轮胎", "轮胎"),
    "tin": ("铁皮罐", "马口铁"),
}
"""Codes of materials that have a picture, by the names they go under."""
