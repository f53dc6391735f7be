"""The shop of tests/shop.py, for what papers are filled with."""

from tests.shop import bare_shop, founded, shop

__all__ = ["bare_shop", "founded", "shop"]
