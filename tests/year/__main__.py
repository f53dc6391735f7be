"""A year of a village through the command line, closed month by month, and its files read by eyes that are not ours.

python -m tests.year [--seed N] [--households N] [--tickets N] [--keep DIR]
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.year import eyes
from tests.year.shop import AdminShop
from tests.year.village import Village


def main() -> int:
    """Exit status 1 where anything was refused, differs or does not verify."""
    parser = argparse.ArgumentParser(prog="python -m tests.year", description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--households", type=int, default=150)
    parser.add_argument("--tickets", type=int, default=8, help="a day, about")
    parser.add_argument("--keep", type=Path, help="leave books and files in this folder")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="year-"))
    try:
        return run(Village(options.seed, households=options.households, tickets=options.tickets), folder)
    finally:
        if options.keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def run(village: Village, folder: Path) -> int:
    wrong: list[str] = []
    with AdminShop(folder / "books") as shop:
        posted, refused = shop.replay(village.year())
    print(f"posted {posted} documents, refused {len(refused)}")
    wrong += refused
    files = [shop.export(month, folder / "files") for month in shop.closed_months()]
    again = shop.export(shop.closed_months()[-1], folder / "again")
    if again.read_bytes() != files[-1].read_bytes():
        wrong.append("the same month made another file")
    for file in files:
        wrong += [f"{file.name}: {said}" for said in shop.verify(file, folder / "reader")]
    wrong += eyes.look(files, folder / "eyes")
    wrong += shop.restored(files[-1], folder / "restored")
    print(f"{len(files)} months, the last one {files[-1].stat().st_size // 1024} KiB")
    for said in wrong:
        print(f"wrong: {said}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
