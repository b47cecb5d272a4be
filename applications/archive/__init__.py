"""One ZIP for each case, to be kept when Wuri is gone: agreement, decision, journal, and what they weigh."""
