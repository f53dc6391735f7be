"""The shop as its manager reaches it at the command line: one `shop-admin` process a step, `post` fed line by line."""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.year.village import Said, Story

ADMIN = (sys.executable, "-m", "shop_desktop.admin")


class AdminShop:
    """Books in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._run("init")
        self._post = subprocess.Popen(
            [*ADMIN, "--data", str(folder), "post", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> "AdminShop":
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None) -> None:
        assert self._post.stdin is not None
        self._post.stdin.close()
        self._post.wait(timeout=60)

    def replay(self, story: Story) -> tuple[int, list[str]]:
        """Post a story's commands one by one; how many were done, and each refusal in words."""
        done, refused = 0, []
        said = next(story, None)
        while said is not None:
            answer = self._answer(said)
            if answer["ok"]:
                done += 1
            else:
                refused.append(f"{said['op']} at {said.get('at')}: {answer['error']}")
            try:
                said = story.send(answer)
            except StopIteration:
                said = None
        return done, refused

    def _answer(self, said: Said) -> dict[str, Any]:
        assert self._post.stdin is not None
        assert self._post.stdout is not None
        self._post.stdin.write(json.dumps(said, ensure_ascii=False) + "\n")
        self._post.stdin.flush()
        answer: dict[str, Any] = json.loads(self._post.stdout.readline())
        return answer

    def closed_months(self) -> list[str]:
        return [one["month"] for one in json.loads(self._run("show", "months", "--json").stdout)]

    def export(self, month: str, to: Path) -> Path:
        """The month's file, as the command line says where it is."""
        return Path(self._run("month", "export", month, "--to", str(to)).stdout.splitlines()[0])

    def verify(self, file: Path, reader: Path) -> list[str]:
        """What another PC finds wrong with a file."""
        told = self._run("verify", str(file), data=reader, check=False)
        return [] if told.returncode == 0 else told.stderr.splitlines() or ["does not verify"]

    def restored(self, file: Path, to: Path) -> list[str]:
        """Restore a file into a clean folder; what does not verify there, or does not go on with the next number."""
        self._run("restore", str(file), "--to", str(to))
        wrong = [] if self._run("verify", data=to, check=False).returncode == 0 else ["restored books do not verify"]
        ticket = {"op": "ticket.post", "household": "001", "lines": [{"material": "steel", "gross_g": 1000}]}
        told = self._run("post", "-", data=to, text=json.dumps(ticket), check=False)
        answer = json.loads(told.stdout)
        if not answer["ok"] or not answer["document"].endswith("-0001"):
            wrong.append(f"restored books do not go on: {answer}")
        return wrong

    def _run(
        self, *words: str, data: Path | None = None, text: str | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        call = [*ADMIN, "--data", str(data or self.folder), *words]
        return subprocess.run(call, input=text, capture_output=True, text=True, check=check, encoding="utf-8")
