"""The style guide's standings and days, for tests that name them."""

from applications.styleguide.clocks import correction, days, standings, still_paused

CORRECTION = correction()
STILL_PAUSED = (still_paused(),)
STANDINGS = standings()

__all__ = ["CORRECTION", "STANDINGS", "STILL_PAUSED", "days"]
