"""The wordings of agreements: versions, which one is used, and one agreement in the place of another."""
