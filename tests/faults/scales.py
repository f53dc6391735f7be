"""Scales whose make nobody knows, on noisy cables: each is found, or at least none is taken for certain to be another."""

from collections import Counter
from pathlib import Path

from tests.faults.campaign import Row
from tests.scale_driver.detection_campaign import campaign, cases

NOISE_PER_CENT = 5.0
RIGHT_AT_LEAST, FALSELY_SURE_AT_MOST, SECONDS_AT_MOST = 0.95, 0.01, 10.1


def unknown_scales(folder: Path, full: bool, every: int = 2) -> Row:
    """Every protocol at each of its line settings, heard through noise; all of them three times at full size."""
    row = Row("unknown scales on noisy cables")
    results = campaign(cases() if full else cases()[::every], range(3 if full else 1), NOISE_PER_CENT)
    row.tried = len(results)
    right = sum(result.right for result in results) / row.tried
    sure = [result for result in results if result.sure]
    row.expect(right >= RIGHT_AT_LEAST)
    row.expect(sum(not result.right for result in sure) <= FALSELY_SURE_AT_MOST * len(sure))
    row.expect(max(result.seconds for result in results) <= SECONDS_AT_MOST)
    wrong = Counter(result.case.protocol.slug for result in results if not result.right)
    worst = ", ".join(f"{slug} {times}" for slug, times in wrong.most_common(5))
    row.messages = {f"{100 * right:.1f} % right" + (f", not: {worst}" if worst else "")}
    return row
