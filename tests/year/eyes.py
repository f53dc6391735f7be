"""Outside eyes on monthly files: unzip, openssl, sqlite3, qpdf, pdftotext, LibreOffice, and a script of a stranger's."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tests.year.recompute import sheets, whole

RECOMPUTE = Path(__file__).with_name("recompute.py")


def look(files: Sequence[Path], scratch: Path) -> list[str]:
    """What any of them sees wrong."""
    wrong = []
    for file in files:
        said = _run([sys.executable, "-I", str(RECOMPUTE), str(file)])
        wrong += [] if said.returncode == 0 else [said.stdout.strip() + said.stderr.strip()[-300:]]
        wrong += _with_tools(file, scratch / file.stem)
    if shutil.which("soffice"):
        wrong += _recalculated(scratch / files[-1].stem / "report.xlsx", scratch)
    else:
        print("LibreOffice is not here: the workbook was not recalculated by it")
    return wrong


def _run(call: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(call, capture_output=True, text=True)


def _with_tools(file: Path, to: Path) -> list[str]:
    to.mkdir(parents=True, exist_ok=True)
    wrong = []
    if _run(["unzip", "-tq", str(file)]).returncode:
        wrong.append(f"{file.name}: unzip -t")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(to)
    signed = ["-inkey", str(to / "key.pem"), "-rawin", "-in", str(to / "manifest.json"), "-sigfile", str(to / "manifest.sig")]
    if _run(["openssl", "pkeyutl", "-verify", "-pubin", *signed]).returncode:
        wrong.append(f"{file.name}: openssl does not hold the signature")
    manifest = json.loads((to / "manifest.json").read_text(encoding="utf-8"))
    if not _run(["sha256sum", str(to / "journal.txt")]).stdout.startswith(manifest["seal"]):
        wrong.append(f"{file.name}: sha256sum of journal.txt is not the seal")
    for paper in sorted(to.glob("*.pdf")):
        if _run(["qpdf", "--check", str(paper)]).returncode:
            wrong.append(f"{file.name}: qpdf --check {paper.name}")
        if manifest["village"] not in _run(["pdftotext", str(paper), "-"]).stdout:
            wrong.append(f"{file.name}: pdftotext does not find the village in {paper.name}")
    return wrong


def _recalculated(workbook: Path, scratch: Path) -> list[str]:
    """LibreOffice computes every formula anew and comes to the totals that stand in the workbook."""
    to = scratch / "recalculated"
    profile = f"-env:UserInstallation=file://{scratch / 'profile'}"
    said = _run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(to), str(workbook)]
    )
    if said.returncode or not (to / workbook.name).exists():
        return [f"LibreOffice: {said.stderr.strip()[-200:]}"]
    ours, theirs = sheets(workbook.read_bytes()), sheets((to / workbook.name).read_bytes())
    wrong = []
    for name, rows in ours.items():
        last, other = rows[-1], theirs[name][-1]
        for column, value in last.items():
            if value.replace(".", "").replace("-", "").isdigit() and whole(value, 1000) != whole(other.get(column), 1000):
                wrong.append(f"LibreOffice: {name}, {column}: {value} here, {other.get(column)} there")
    return wrong
