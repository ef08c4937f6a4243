"""`Clocked`: a record with clocks carries its nearest day, so that a worklist of a million rows reads an index."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from liemchinh.spine.moves import Tracked


class Clocked(Tracked):
    """A record whose steps start and stop clocks. `spine.deadlines` writes these fields, nothing else does.

    A register indexes them with what its worklist filters by, over its open states alone, for of a million rows most
    are closed: `Index(fields=["unit", "next_due"], condition=Q(state__in=OPEN))`.
    """

    #: The nearest day of a running clock, the law's or the unit's own; empty when none runs.
    next_due = models.DateField(_("hạn gần nhất"), null=True, editable=False)
    next_term = models.CharField(max_length=24, blank=True, editable=False)
    next_internal = models.BooleanField(default=False, editable=False)
    #: Of that clock: the first day on which it is nearly due, and the first on which it is very overdue.
    soon_on = models.DateField(null=True, editable=False)
    far_on = models.DateField(null=True, editable=False)
    clock_paused = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True
