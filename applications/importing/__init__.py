"""Bringing the catalogue in from a file: read, check, compare, write; nothing is written before all of it is right.

sheets.py reads a CSV or XLSX file into lines of text, entries.py checks every line and gives values or problems,
plan.py compares the values with the catalogue, write.py carries a plan out, report.py puts it into words.
"""
