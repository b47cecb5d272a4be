"""SQLite for one machine with many writers: they queue for their turn instead of being told "locked"."""
