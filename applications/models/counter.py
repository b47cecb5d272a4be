"""Numbers that go up by one a year and series, with no gap and no double."""

from django.db import models


class Counter(models.Model):
    """The last number given in a series of a year."""

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter_per_series_and_year")]

    def __str__(self) -> str:
        return f"{self.series} {self.year} {self.value}"
