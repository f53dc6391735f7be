"""Sentences for people, in zh_CN and English, from one gettext catalogue with English sources.

`_` translates now; `N_` only marks. The language is chosen once, at the edge, by `use`. Knows no widget and no paper.
"""

import gettext
from functools import cache

from shop_desktop.places import resources

LANGUAGES = ("zh_CN", "en")
DOMAIN = "shop"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, resources() / "text", [language], fallback=language == "en")


class _Speaker:
    """The one place that remembers which language this process speaks."""

    def __init__(self) -> None:
        self.language = "zh_CN"

    def __call__(self, message: str, **facts: object) -> str:
        spoken = _catalogue(self.language).gettext(message) if message else ""
        return spoken.format(**facts) if facts else spoken


_ = _Speaker()


def use(language: str) -> None:
    """Speak this language from now on: one of LANGUAGES."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    _.language = language


def N_(message: str) -> str:
    """Mark for the catalogue; translated later with `_`."""
    return message
