"""Electronic seals on a typeset agreement: who puts them on, what they look like, whether they hold.

The applicant's comes first and certifies: after it only the department's may follow, then the archive's time stamp
with everything that a check in later years needs. Keys never enter the database.
"""
