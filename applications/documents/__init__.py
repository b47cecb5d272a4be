"""Official documents as PDF/A-3: the agreement and the notices, from frozen facts.

Official documents have one language. Their wording stands in templates/documents/ and does not go through
gettext, so that a reader's locale can never change a text that people sign. Messages to persons do.

Keep this module free of imports: the typesetting child starts here and must start fast and without Django.
"""
