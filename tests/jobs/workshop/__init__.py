"""A project of its own for tests that start and kill real processes: quick to import, with jobs to watch."""
