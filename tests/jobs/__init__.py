"""Tests of background work and of the SQLite backend that it shares with the web."""
