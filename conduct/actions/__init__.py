"""The verbs of conduct, one file each: what is checked, written, put on record and told, in one transaction."""
