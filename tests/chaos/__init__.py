"""A whole installation in real processes, while everything around it breaks: is every message there exactly once?

The short form is tests/chaos/test_chaos.py; the long one is `make chaos` (tests/chaos/__main__.py).
"""
