"""The campaign at a size for every day: each fault happens a few times, and nothing is lost or wrong."""

from pathlib import Path

import pytest

from tests.faults import cuts, forgery, months, places, server, sticks, wires, words, writes
from tests.faults.campaign import Fault, Row

DAILY: dict[str, Fault] = {
    "power cut": lambda folder, full: cuts.power_cut(folder, full, lives=6),
    "killed between writes": lambda folder, full: writes.killed_between_writes(folder, full, step=9),
    "EIO": writes.write_refused("EIO", step=12),
    "ENOSPC": writes.write_refused("ENOSPC", step=12),
    "log cut": lambda folder, full: cuts.wal_cut(folder, full, torn=6, every=60),
    "disk full": places.full_disk,
    "read-only": places.not_to_be_written,
    "two programs": places.two_programs,
    "two counters": lambda folder, full: server.counters_at_once(folder, full, visits=60),
    "server killed": lambda folder, full: server.server_cut(folder, full, cuts=2),
    "server full": server.server_full,
    "clock": words.clock_jumps,
    "bad input": lambda folder, full: words.bad_input(folder, full, lines=300),
    "garbled wires": wires.garbled_wires(4000),
    "tampering": lambda folder, full: forgery.tampering(folder, full, times=20),
    "flipped bytes": lambda folder, full: forgery.flipped_bytes(folder, full, times=15),
    "stick pulled": lambda folder, full: sticks.pulled_stick(folder, full, times=6),
    "stick full": lambda folder, full: sticks.full_stick(folder, full, steps=4),
    "stick of others": lambda folder, full: sticks.other_shops_stick(folder, full, times=3),
    "backup killed": lambda folder, full: sticks.killed_backup(folder, full, lives=6),
    "backup EIO": lambda folder, full: sticks.stick_dies(folder, full, step=12),
    "backup rotten": lambda folder, full: sticks.rotten_backup(folder, full, times=15),
    "restore killed": lambda folder, full: sticks.killed_restore(folder, full, lives=5),
    "month killed": lambda folder, full: months.killed_close(folder, full, times=4),
    "month flipped": lambda folder, full: months.flipped_file(folder, full, times=15),
    "month forged": months.forged_file,
    "month stick full": lambda folder, full: months.full_export(folder, full, steps=3),
    "versions": sticks.old_and_new_versions,
}


@pytest.mark.parametrize("name", DAILY)
def test_a_fault_loses_nothing_and_leaves_nothing_wrong(name: str, tmp_path: Path) -> None:
    row = DAILY[name](tmp_path, False)
    if row.not_tried:
        pytest.skip(row.not_tried)
    assert (row.lost, row.wrong, row.tried > 0) == (0, 0, True)


def test_the_table_says_what_was_not_tried() -> None:
    assert "not tried: needs root" in str(Row("read-only", not_tried="needs root"))


def test_a_row_counts_what_was_not_as_it_should_be() -> None:
    row = Row("a fault")
    for holds in (True, False, False):
        row.expect(holds)
    assert row.wrong == 2
