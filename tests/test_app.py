"""The program starts as it is started: a process of its own, its window painted into memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

_STARTED = """
import linecache, sys
from shop_desktop import app
app.main(["--data", sys.argv[1], "--report-start"])
print(len([file for file in linecache.cache if "shop_desktop" in file]))
"""


def test_it_says_how_long_it_took_and_reads_no_source(tmp_path: Path) -> None:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    call = [sys.executable, "-c", _STARTED, str(tmp_path)]
    told, sources = subprocess.run(call, env=surroundings, capture_output=True, text=True, check=True).stdout.splitlines()
    started = json.loads(told)
    assert 0 < started["painted_ms"] < started["ready_ms"]
    assert sources == "0"
