"""Who applies for a body: inviting, joining, leaving, and who administers it. One file per verb."""
