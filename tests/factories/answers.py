"""Answers to the questionnaire."""

# Answers to the questionnaire that comes with the system, by its questions.
LOW_RISK = {
    "grade": "general_2", "personal": "none", "granularity": "summary", "linkage": "none", "border": "none",
    "purpose": "specific", "benefit": "public", "recipients": "internal", "publication": "none",
    "certificate": "second", "measures": "complete", "conduct": "new", "delivery": "download",
}  # fmt: skip
HIGH_RISK = {**LOW_RISK, "grade": "general_3", "personal": "personal", "linkage": "likely", "granularity": "single"}
FORBIDDEN = {**LOW_RISK, "grade": "core"}
