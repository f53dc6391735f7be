"""What the program is called and which version it is, as its package data and Windows' file properties say it."""

import tomllib
from pathlib import Path

PRODUCT = "青秤"
WHAT = {
    "qingcheng": "青秤 兑换屋柜台",
    "shop-admin": "青秤 账本命令行",
    "scale-driver": "青秤 电子秤命令行",
}


def version(root: Path) -> str:
    """The version in pyproject.toml."""
    told = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])


def metadata(own: str) -> str:
    """What importlib.metadata reads of us in the built folder."""
    return f"Metadata-Version: 2.1\nName: qingcheng\nVersion: {own}\nLicense: MIT\n"


def windows_resource(program: str, own: str) -> str:
    """The version resource of one program, in the words PyInstaller reads: simplified Chinese, UTF-16."""
    number = tuple([*(int(part) for part in own.split(".")), 0, 0, 0, 0][:4])
    facts = {
        "CompanyName": PRODUCT,
        "FileDescription": WHAT[program],
        "FileVersion": own,
        "InternalName": program,
        "LegalCopyright": "MIT",
        "OriginalFilename": f"{program}.exe",
        "ProductName": PRODUCT,
        "ProductVersion": own,
    }
    strings = ", ".join(f"StringStruct({name!r}, {said!r})" for name, said in facts.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={number}, prodvers={number}, mask=0x3F, flags=0, OS=0x40004, fileType=1), "
        f"kids=[StringFileInfo([StringTable('080404B0', [{strings}])]), VarFileInfo([VarStruct('Translation', [0x0804, 1200])])])"
    )
