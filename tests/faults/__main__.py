"""The campaign: `python -m tests.faults [--full] [NAME…]` lets every fault happen and prints what it did."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import cuts, forgery, months, places, scales, server, sticks, wires, words, writes
from tests.faults.campaign import HEAD, Fault

FAULTS: dict[str, Fault] = {
    "power-cut": cuts.power_cut,
    "killed-write": writes.killed_between_writes,
    "eio": writes.write_refused("EIO"),
    "enospc": writes.write_refused("ENOSPC"),
    "log-cut": cuts.wal_cut,
    "disk-full": places.full_disk,
    "read-only": places.not_to_be_written,
    "two-programs": places.two_programs,
    "two-counters": server.counters_at_once,
    "server-killed": server.server_cut,
    "server-full": server.server_full,
    "locked": places.locked_by_another,
    "clock": words.clock_jumps,
    "bad-input": words.bad_input,
    "garbled-wires": wires.garbled_wires(),
    "unknown-scales": scales.unknown_scales,
    "tampering": forgery.tampering,
    "flipped": forgery.flipped_bytes,
    "stick-pulled": sticks.pulled_stick,
    "stick-full": sticks.full_stick,
    "stick-of-others": sticks.other_shops_stick,
    "backup-killed": sticks.killed_backup,
    "backup-eio": sticks.stick_dies,
    "backup-rotten": sticks.rotten_backup,
    "restore-killed": sticks.killed_restore,
    "month-killed": months.killed_close,
    "month-flipped": months.flipped_file,
    "month-forged": months.forged_file,
    "month-stick-full": months.full_export,
    "versions": sticks.old_and_new_versions,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="Real faults on real files.")
    parser.add_argument("--full", action="store_true", help="the numbers of a release; without: a few minutes")
    parser.add_argument("names", metavar="NAME", nargs="*", choices=[[], *FAULTS], help=", ".join(FAULTS))
    options = parser.parse_args()
    bad = 0
    print(HEAD)
    for name in options.names or FAULTS:
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            row = FAULTS[name](Path(folder), options.full)
        print(f"{row}  ({time.monotonic() - started:.0f} s)", flush=True)
        bad += row.lost + row.wrong
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
