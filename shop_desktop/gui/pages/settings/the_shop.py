"""What belongs to the shop: village, the scale's plate and daily check, containers. Its rules are decided on their own page."""

from datetime import date, timedelta

from shop_desktop.domain.quantities import kg_text, parse_kg
from shop_desktop.domain.refused import Refused
from shop_desktop.gui.pages import ListPage, day_of, whole
from shop_desktop.gui.pages.settings.row import Setting
from shop_desktop.gui.widgets.fields import Date, Field, Number, Points
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.store.queries import prices, scale
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import N_, _

SOON = timedelta(days=30)


class TheShop:
    """The rows of the shop and their forms, on the settings page; every change is a document."""

    def __init__(self, page: ListPage) -> None:
        self.page = page
        number = Points("number", N_("Number in the township"), unit="", hint=N_("1–999, stands on cards"))
        page.card(
            "village", (Field("name", N_("Village")), Field("township", N_("Township")), number), self._set_village, columns=1
        )
        page.card("plate", self._plate_fields(), self._set_plate)
        page.card(
            "container",
            (Field("code", N_("Code")), Field("name", N_("Name")), Number("tare", N_("Weighs"), unit="kg")),
            self._add_container,
            columns=1,
        )
        known = Number("known", N_("Known weight"), unit="kg", hint=N_("the test weight, or a full bag that was weighed"))
        page.card("check", (known, Number("shown", N_("The scale shows"), unit="kg")), self._check, columns=1)

    @staticmethod
    def _plate_fields() -> tuple[Field, ...]:
        return (
            Number("max", N_("Max, the most it weighs"), unit="kg"),
            Points("e", N_("Division e"), unit="g"),
            Number("min", N_("Min, the least it weighs"), unit="kg", hint=N_("empty: 20 divisions"), optional=True),
            Date("until", N_("Verified until"), optional=True),
            Field("plate", N_("Name plate"), hint=N_("type, serial, verification and seal number"), optional=True),
        )

    # ---- rows

    def rows(self) -> tuple[Setting, ...]:
        day = self.page.shop.today()
        return (
            self._village_row(),
            self._plate_row(day),
            self._check_row(day),
            self._containers_row(),
        )

    def _village_row(self) -> Setting:
        village = shop_queries.village_of(self.page.shop.reader)
        facts = (
            (_("Village"), village.name),
            (_("Township"), village.township),
            (_("Number in the township"), str(village.number)),
        )
        value = f"{village.township} {village.name} · {village.number:03}" if village.name else _("not named yet")
        return Setting(key="village", title=_("Village"), value=value, facts=facts, op="village.set", begin=self._begin_village)

    def _plate_row(self, day: date) -> Setting:
        row = prices.scale_in_force(self.page.shop.reader, day)
        if row is None:
            value, badge = _("no plate noted yet"), _("to do")
            return Setting(
                key="plate",
                title=_("Scale's plate"),
                value=value,
                badge=badge,
                tone=Tone.TODO,
                op="scale.set",
                begin=self._begin_plate,
            )
        badge, tone = verification(row.verified_until, day)
        facts = (
            ("Max", f"{kg_text(row.max_g)} kg"),
            ("Min", f"{kg_text(row.min_g)} kg"),
            ("e", f"{row.e_g} g"),
            (_("Verified until"), str(row.verified_until or "–")),
            (_("Name plate"), row.plate or "–"),
        )
        until = _("until {day}", day=row.verified_until) if row.verified_until else _("no verification noted")
        value = f"Max {row.max_g // 1000} kg · e {row.e_g} g · {until}"
        return Setting(
            key="plate",
            title=_("Scale's plate"),
            value=value,
            badge=badge,
            tone=tone,
            facts=facts,
            op="scale.set",
            begin=self._begin_plate,
        )

    def _check_row(self, day: date) -> Setting:
        last = scale.last_check(self.page.shop.reader)
        value, badge = _("never checked"), _("to do")
        facts: tuple[tuple[str, str], ...] = ()
        if last is not None:
            words = _("right") if last.known_g == last.shown_g else _("{grams} g off", grams=last.shown_g - last.known_g)
            value, badge = f"{last.day} · {words}", "" if last.day == day else _("to do")
            facts = (
                (_("Known weight"), f"{kg_text(last.known_g)} kg"),
                (_("The scale showed"), f"{kg_text(last.shown_g)} kg"),
                (_("Day"), str(last.day)),
            )
        return Setting(
            key="check",
            title=_("Daily check"),
            value=value,
            badge=badge,
            tone=Tone.TODO,
            facts=facts,
            op="scale.check",
            begin=self._begin_check,
        )

    def _containers_row(self) -> Setting:
        found = shop_queries.containers_of(self.page.shop.reader)
        facts = tuple((one.name, f"{kg_text(one.tare_g)} kg") for one in found)
        value = _("{count} containers; Enter adds one", count=len(found))
        return Setting(
            key="container", title=_("Containers"), value=value, facts=facts, op="container.add", begin=self._begin_container
        )

    # ---- forms

    def _begin_village(self) -> None:
        village = shop_queries.village_of(self.page.shop.reader)
        values = {"name": village.name, "township": village.township, "number": str(village.number or 1)}
        self.page.begin("village", _("Village"), values)

    def _set_village(self, values: dict[str, str]) -> None:
        self.page.post("village.set", name=values["name"], township=values["township"], number=whole(values, "number"))
        self.page.finish(_("This is {village} now", village=values["name"]))

    def _begin_plate(self) -> None:
        row, values = prices.scale_in_force(self.page.shop.reader, self.page.shop.today()), {}
        if row is not None:
            values = {"max": kg_text(row.max_g), "e": str(row.e_g), "min": kg_text(row.min_g), "plate": row.plate}
            values["until"] = row.verified_until.isoformat() if row.verified_until else ""
        self.page.begin("plate", _("Scale's plate, as it stands on the scale"), values)

    def _set_plate(self, values: dict[str, str]) -> None:
        until = day_of(values, "until")
        self.page.post(
            "scale.set",
            max_g=grams_of(values, "max"),
            e_g=whole(values, "e"),
            min_g=grams_of(values, "min"),
            verified_until=until.isoformat() if until else "",
            plate=values["plate"],
        )
        self.page.finish(_("The scale's plate is noted"))

    def _begin_check(self) -> None:
        last = scale.last_check(self.page.shop.reader)
        known = kg_text(last.known_g) if last else ""
        self.page.begin("check", _("Put the known weight on; what does the scale show?"), {"known": known})

    def _check(self, values: dict[str, str]) -> None:
        known, shown = grams_of(values, "known"), grams_of(values, "shown")
        self.page.post("scale.check", known_g=known, shown_g=shown)
        if known == shown:
            self.page.finish(_("The scale is right"))
        else:
            self.page.finish(_("Noted. Zero the scale and check again; if it stays off, have it looked at"))

    def _begin_container(self) -> None:
        number = len(shop_queries.containers_of(self.page.shop.reader)) + 1
        self.page.begin("container", _("A new container"), {"code": f"c{number}"})

    def _add_container(self, values: dict[str, str]) -> None:
        self.page.post("container.add", code=values["code"], name=values["name"], tare_g=grams_of(values, "tare"))
        self.page.finish(_("{name} is in the list of F4", name=values["name"]))


def verification(until: date | None, day: date) -> tuple[str, Tone]:
    """A reminder where the scale's verification has run out or soon will."""
    if until is None:
        return _("not noted"), Tone.TODO
    if until < day:
        return _("run out"), Tone.STOP
    left = (until - day).days
    return (_("{count} days left", count=left), Tone.TODO) if until - day <= SOON else ("", Tone.QUIET)


def grams_of(values: dict[str, str], field: str) -> int | None:
    """Grams of a weight in kg, None where the field is empty. Refused: `bad-request`."""
    grams = parse_kg(values[field])
    if values[field] and grams is None:
        raise Refused("bad-request", field=field)
    return grams
