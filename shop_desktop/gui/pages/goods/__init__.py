"""Goods and services: the shelf, what came onto it and was counted, vouchers for services."""
