"""The shop of tests/shop.py, for every test in this folder."""

from tests.shop import bare_shop, founded, shop

__all__ = ["bare_shop", "founded", "shop"]
