"""What jobs leave behind in the database."""

from django.db import models


class Effect(models.Model):
    """One row for each time that a job had its effect; nothing here keeps a second one out."""

    job = models.BigIntegerField()
    result = models.CharField(max_length=40)
    attempt = models.IntegerField()

    class Meta:
        app_label = "workshop"

    def __str__(self) -> str:
        return f"{self.job} {self.result}"


class Counter(models.Model):
    """A number that many writers raise."""

    number = models.IntegerField(default=0)

    class Meta:
        app_label = "workshop"

    def __str__(self) -> str:
        return str(self.number)
