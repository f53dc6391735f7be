"""Every example in a rule's docstring is true."""

import doctest
import importlib
import pkgutil

import pytest

from shop_desktop import domain

MODULES = [module.name for module in pkgutil.iter_modules(domain.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_a_rules_examples_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"shop_desktop.domain.{name}")).failed == 0
