"""How many cases there are, as a sum of changes."""

from django.db import models

from .parties import BODY


class CaseTally(models.Model):
    """So many cases more, or fewer, of one department, state and clock: how many there are is the sum (workflow.tally).

    The database writes the rows itself and never changes one. `n` is negative where cases have gone elsewhere.
    """

    provider = models.ForeignKey(BODY, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    state = models.CharField(max_length=20)
    counting_due_on = models.DateField(null=True)
    counting_alarm_from = models.DateField(null=True)
    counting_amber_at = models.PositiveSmallIntegerField(null=True)
    n = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.provider_id} {self.state} {self.counting_due_on}: {self.n}"
