"""Whether points can be honoured: what is outstanding against fund and shelf, how long it lasts, what another price would do.

Fen, points; months in tenths. Rules only; the books' figures are handed in.
"""

from dataclasses import dataclass

from shop_desktop.domain.quantities import half_up

MONTHS = 3
"""Closed months that a month's mean is taken from."""


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A closed month's money and goods: goods handed out at cost (own and vendors'), other payments, what came in."""

    month: str
    redeemed_fen: int = 0
    vendor_fen: int = 0
    paid_fen: int = 0
    received_fen: int = 0
    in_kind_fen: int = 0
    lost_fen: int = 0
    """What counts found missing of yard and shelf, at cost; below zero where more was found."""
    spent: int = 0
    """Points spent."""

    @property
    def cost_fen(self) -> int:
        """What the goods handed out cost the fund."""
        return self.redeemed_fen + self.vendor_fen

    @property
    def net_fen(self) -> int:
        """What went out more than came in; below zero where more came in."""
        return self.cost_fen + self.paid_fen + self.lost_fen - self.received_fen - self.in_kind_fen


@dataclass(frozen=True, kw_only=True)
class Solvency:
    """The points outstanding, what stands behind them, and the closed months that tell how fast it goes (up to three)."""

    outstanding: int
    points_per_yuan: int
    fund_fen: int
    shelf_fen: int
    unpaid_fen: int
    flows: tuple[Flow, ...] = ()

    @property
    def face_fen(self) -> int:
        """Outstanding points in money by the rate in force; a debt of the village's as a whole counts as nothing."""
        return half_up(max(self.outstanding, 0) * 100, self.points_per_yuan)

    @property
    def at_cost_fen(self) -> int:
        """The same at what goods have cost: face × cost / face of the last months' redemptions; the face where none were.

        >>> Solvency(outstanding=1000, points_per_yuan=100, fund_fen=0, shelf_fen=0, unpaid_fen=0,
        ...          flows=(Flow(month="2026-10", redeemed_fen=600, spent=800),)).at_cost_fen
        750
        """
        face = sum(half_up(flow.spent * 100, self.points_per_yuan) for flow in self.flows if flow.spent > 0)
        cost = sum(flow.cost_fen for flow in self.flows)
        return half_up(self.face_fen * cost, face) if face > 0 and cost >= 0 else self.face_fen

    @property
    def cover_fen(self) -> int:
        return self.fund_fen + self.shelf_fen - self.unpaid_fen

    @property
    def net_fen(self) -> int | None:
        """What goes out more than comes in, a month, half up; None before three months are closed; below zero where it grows."""
        if len(self.flows) < MONTHS:
            return None
        net = sum(flow.net_fen for flow in self.flows)
        return half_up(net, len(self.flows)) if net >= 0 else -half_up(-net, len(self.flows))

    @property
    def holds(self) -> bool:
        """No less came in than went out: it lasts."""
        return self.net_fen is not None and sum(flow.net_fen for flow in self.flows) <= 0

    @property
    def months_tenths(self) -> int | None:
        """Cover / mean monthly net, in tenths of a month; None where unknown or where it holds.

        >>> flows = tuple(Flow(month=f"2026-0{n}", redeemed_fen=183_170) for n in (8, 9, 10))
        >>> Solvency(outstanding=467368, points_per_yuan=100, fund_fen=943670, shelf_fen=411800, unpaid_fen=0,
        ...          flows=flows).months_tenths
        74
        """
        if len(self.flows) < MONTHS or self.holds:
            return None
        net = sum(flow.net_fen for flow in self.flows)
        return half_up(max(self.cover_fen, 0) * 10 * len(self.flows), net)


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What another price would have meant for the last closed months: points more (or less) and how long it lasts then."""

    months: int
    points_before: int
    points_after: int
    net_before_fen: int
    net_after_fen: int
    cover_fen: int

    @property
    def points_more(self) -> int:
        return self.points_after - self.points_before

    def tenths(self, net_fen: int) -> int | None:
        """Months that the cover lasts at this net a month, in tenths; None where it holds."""
        return half_up(max(self.cover_fen, 0) * 10, net_fen) if net_fen > 0 else None


def try_material(now: Solvency, points_before: int, points_after: int) -> Trial:
    """Another price for a material: points given for it in all flows, before and after; they are spent at what goods cost.

    >>> flows = tuple(Flow(month=f"2026-0{n}", redeemed_fen=60_000, spent=100_000) for n in (8, 9, 10))
    >>> now = Solvency(outstanding=0, points_per_yuan=100, fund_fen=100_000, shelf_fen=0, unpaid_fen=0, flows=flows)
    >>> trial = try_material(now, 90_000, 120_000)
    >>> trial.net_before_fen, trial.net_after_fen
    (60000, 66000)
    """
    count = max(len(now.flows), 1)
    face = half_up(abs(points_after - points_before) * 100, now.points_per_yuan)
    whole_face = sum(half_up(flow.spent * 100, now.points_per_yuan) for flow in now.flows if flow.spent > 0)
    cost = sum(flow.cost_fen for flow in now.flows)
    more = half_up(face * cost, whole_face * count) if whole_face > 0 and cost >= 0 else half_up(face, count)
    return _trial(now, points_before, points_after, more if points_after >= points_before else -more)


def try_good(now: Solvency, cost_fen: int, points_before: int, points_after: int) -> Trial:
    """Another points price for a good: for the pieces handed out in all flows, points before and after; at a dearer price the
    points that were spent on it buy fewer of them.

    >>> flows = tuple(Flow(month=f"2026-0{n}", redeemed_fen=60_000, spent=100_000) for n in (8, 9, 10))
    >>> now = Solvency(outstanding=0, points_per_yuan=100, fund_fen=100_000, shelf_fen=0, unpaid_fen=0, flows=flows)
    >>> try_good(now, 30_000, 60_000, 120_000).net_after_fen
    55000
    """
    count = max(len(now.flows), 1)
    then_fen = half_up(cost_fen * points_before, points_after) if points_after > 0 else cost_fen
    change = then_fen - cost_fen
    more = half_up(change, count) if change >= 0 else -half_up(-change, count)
    return _trial(now, points_before, points_after, more)


def _trial(now: Solvency, points_before: int, points_after: int, more_fen: int) -> Trial:
    net = sum(flow.net_fen for flow in now.flows)
    count = max(len(now.flows), 1)
    mean = half_up(net, count) if net >= 0 else -half_up(-net, count)
    return Trial(
        months=len(now.flows),
        points_before=points_before,
        points_after=points_after,
        net_before_fen=mean,
        net_after_fen=mean + more_fen,
        cover_fen=now.cover_fen,
    )
