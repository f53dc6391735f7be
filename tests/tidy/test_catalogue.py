"""Every sentence of the tree has its Chinese, nothing is left over, and the compiled catalogue says what the written one says."""

import io
import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.tidy.tree import ROOT, Source, check_none, product

FOLDER = ROOT / "resources" / "text" / "zh_CN" / "LC_MESSAGES"
FACT = re.compile(r"{(\w*)[^}]*}")


def sentences(source: Source) -> Iterator[tuple[int, str]]:
    """What stands in _(…) and N_(…), with its line."""
    for line, message, _comments, _context in extract(
        "python", io.BytesIO(source.text.encode()), keywords={"_": None, "N_": None}
    ):
        if isinstance(message, str) and message:
            yield line, message


def missing(source: Source, catalogue: Catalog) -> list[str]:
    return [
        f"{source.path}:{line}: {message!r} has no Chinese in shop.po"
        for line, message in sentences(source)
        if not (entry := catalogue.get(message)) or not entry.string
    ]


def left_over(sources: tuple[Source, ...], catalogue: Catalog) -> list[str]:
    used = {message for source in sources for _, message in sentences(source)}
    gone = [f"shop.po: {entry.id!r} is said nowhere: take it out" for entry in catalogue if entry.id and entry.id not in used]
    return gone + [f"shop.po: {message!r} is obsolete: take it out" for message in catalogue.obsolete]


def other_facts(catalogue: Catalog) -> list[str]:
    return [
        f"shop.po: {entry.id!r} and its Chinese tell different facts"
        for entry in catalogue
        if entry.id and entry.string and set(FACT.findall(str(entry.id))) != set(FACT.findall(str(entry.string)))
    ]


def differences(po: Catalog, mo: Catalog) -> list[str]:
    said = {str(entry.id): str(entry.string) for entry in po if entry.id and entry.string}
    compiled = {str(entry.id): str(entry.string) for entry in mo if entry.id}
    differing = sorted(key for key in said.keys() | compiled.keys() if said.get(key) != compiled.get(key))
    return [f"shop.mo: {message!r} is not as in shop.po: make text" for message in differing]


def catalogue() -> Catalog:
    with (FOLDER / "shop.po").open("rb") as file:
        return read_po(file, locale="zh_CN")


def _of(text: str) -> Catalog:
    return read_po(io.StringIO(text), locale="zh_CN")


def test_every_sentence_has_its_chinese() -> None:
    chinese = catalogue()
    check_none(found for source in product() for found in missing(source, chinese))


def test_no_sentence_is_left_over() -> None:
    check_none(left_over(product(), catalogue()))


def test_both_languages_tell_the_same_facts() -> None:
    check_none(other_facts(catalogue()))


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with (FOLDER / "shop.mo").open("rb") as file:
        check_none(differences(catalogue(), read_mo(file)))


def test_a_sentence_without_chinese_is_named() -> None:
    bad = Source("a/b.py", 'x = _("Say why.")\ny = N_("Weigh")\n')
    chinese = _of('msgid "Say why."\nmsgstr "写明为什么。"\n\nmsgid "Weigh"\nmsgstr ""\n')
    assert missing(bad, chinese) == ["a/b.py:2: 'Weigh' has no Chinese in shop.po"]


def test_a_sentence_said_nowhere_is_named() -> None:
    chinese = _of('msgid "Gone"\nmsgstr "没了"\n\n#~ msgid "Old"\n#~ msgstr "旧"\n')
    said = ["shop.po: 'Gone' is said nowhere: take it out", "shop.po: 'Old' is obsolete: take it out"]
    assert left_over((), chinese) == said


def test_a_lost_fact_is_named() -> None:
    chinese = _of('msgid "{left} left"\nmsgstr "剩下"\n')
    assert other_facts(chinese) == ["shop.po: '{left} left' and its Chinese tell different facts"]


def test_a_catalogue_not_compiled_is_named() -> None:
    chinese, compiled = _of('msgid "Weigh"\nmsgstr "称"\n'), _of('msgid "Weigh"\nmsgstr "量"\n')
    assert differences(chinese, compiled) == ["shop.mo: 'Weigh' is not as in shop.po: make text"]
