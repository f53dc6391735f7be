"""Why the gate does not take, or does not tare, in a sentence that says what to do."""

from scale_driver.gate import Limits, Reason, Refusal
from shop_desktop.domain.quantities import kg_text
from shop_desktop.text import N_, _

REFUSALS = {
    Reason.ABSENT: N_("The scale is unplugged. See that the cable behind it is in; it comes back by itself."),
    Reason.STALE: N_("The scale says nothing. See that the cable behind it is in; it comes back by itself."),
    Reason.MOVING: N_("It is still moving. Hands off the scale, wait until the stars are full."),
    Reason.OVER: N_("Too heavy: this scale takes at most {max} kg. Weigh it in two parts."),
    Reason.UNDER: N_("The scale is below zero. Empty it, then press F5 to zero it."),
    Reason.EMPTY: N_("There is nothing on the scale yet."),
    Reason.SCALE_ERROR: N_("The scale reports a fault of its own. Look at its display."),
    Reason.UNIT: N_("The scale weighs in another unit. Set it to kilograms."),
    Reason.SCALE_TARE: N_("The scale holds a tare of its own. Clear it on the scale."),
    Reason.NOT_EMPTIED: N_("This was taken already. Empty the scale, then put on the next."),
    Reason.PLEASE_ZERO: N_("The scale is not back at zero. Empty it, then press F5 to zero it."),
    Reason.BELOW_MIN: N_("Too light for this scale: at least {min} kg."),
    Reason.NO_NET: N_("Nothing is left after the tare. Is the container right?"),
    Reason.SAME_AGAIN: N_("As heavy as the last one. If it is another bag, press Enter again."),
    Reason.TARE_FALLS: N_("A tare may rise, not fall, until the scale was empty."),
    Reason.TARE_FIXED: N_("A tare was weighed here. Empty the scale before another container."),
    Reason.LOAD_CHANGED: N_("Something was lifted off. Empty the scale, then go on."),
    Reason.BAD_TARE: N_("This tare is more than the scale can weigh."),
}


def refusal_text(limits: Limits, refusal: Refusal) -> str:
    """The sentence for a refusal, with the scale's own numbers."""
    return _(REFUSALS[refusal.reason], max=kg_text(limits.max_g), min=kg_text(limits.least_g))
