"""Every paper as pictures, to look at: `python -m tests.printing.gallery FOLDER [NAME…]`; English ones end in -en."""

import sys
from pathlib import Path

import pypdfium2

from shop_desktop import text
from shop_desktop.printing.fonts import TURN
from tests.printing.papers import PAPERS


def draw(folder: Path, name: str, pdf: bytes, scale: float = 110 / 72) -> None:
    (folder / f"{name}.pdf").write_bytes(pdf)
    with TURN:
        document = pypdfium2.PdfDocument(pdf)
        for number, page in enumerate(document, start=1):
            page.render(scale=scale).to_pil().convert("RGB").save(folder / f"{name}-{number}.png")
        document.close()


def main(folder: Path, names: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language, ending in (("zh_CN", ""), ("en", "-en")):
        text.use(language)
        for name, paper in PAPERS.items():
            if not names or any(part in name for part in names):
                draw(folder, name + ending, paper())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
