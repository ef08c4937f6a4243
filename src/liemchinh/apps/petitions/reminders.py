"""The daily e-mail of due work: to each official with an address, once a day, number, step and day alone.

No names, no subjects, nothing of what was written: a mailbox is read by others, and a denunciation is nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from liemchinh.apps.petitions import worklist
from liemchinh.apps.petitions.models import Digest, Petition, Silence
from liemchinh.spine import deadlines
from liemchinh.spine.access import abilities
from liemchinh.spine.people import Account
from liemchinh.spine.web.templatetags.lc import words

#: What is told, in this order; what is well in time waits for the worklist.
TOLD = ("far", "overdue", "today", "soon")
#: A part names this many; the rest is a count and the link.
NAMED = 20


@dataclass(slots=True)
class Letter:
    """One official's digest: a subject and a text without markup. Empty `parts`: nothing is due."""

    account: Account
    day: date
    parts: list[tuple[str, int, list[str]]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(count for _title, count, _lines in self.parts)

    def subject(self) -> str:
        return _("Việc đến hạn ngày %(day)s: %(n)s hồ sơ") % {"day": f"{self.day:%d/%m/%Y}", "n": self.count}

    def text(self) -> str:
        said = []
        for title, count, lines in self.parts:
            said.append(f"{title}: {count}")
            said += [f"  {line}" for line in lines]
            if count > len(lines):
                said.append("  " + _("… và %(n)s hồ sơ nữa.") % {"n": count - len(lines)})
        said += ["", _("Xem danh sách: %(url)s") % {"url": link(reverse("petitions:list"))}]
        said.append(
            _("Thư này gửi tự động mỗi ngày một lần; tắt tại trang «Đơn thư», mục «Nhắc việc qua thư điện tử».")
        )
        return "\n".join(said)


def link(path: str) -> str:
    return settings.LIEMCHINH_URL.rstrip("/") + path


def recipients() -> Iterator[Account]:
    """Who works on petitions, has an address and did not switch the reminders off."""
    silent = Silence.objects.values("account_id")
    for account in Account.objects.filter(is_active=True).exclude(email="").exclude(pk__in=silent).order_by("pk"):
        if "petitions.read" in abilities(account):
            yield account


def letter(account: Account, day: date) -> Letter:
    """What is due for the account on the day, in its own language."""
    wanted = worklist.Asked(scope=worklist.default_scope(account))
    rows = worklist.open_to(account, wanted, day)
    counted = worklist.counts(rows, wanted, {}, day).due
    found = Letter(account, day)
    for bucket in TOLD:
        if counted[bucket]:
            part = worklist.due_first(worklist.chosen(rows, worklist.Asked(due=bucket), {}, day), wanted, NAMED)
            clocks = deadlines.chips(part.petitions, day)
            lines = [line(petition, clocks.get(petition.ref)) for petition in part.petitions]
            found.parts.append((str(worklist.BUCKETS[bucket][0]).capitalize(), counted[bucket], lines))
    return found


def line(petition: Petition, clock: Any) -> str:
    """«0012/2026-BX: đã thụ lý, còn 3 ngày làm việc (25/11/2026) https://…»."""
    told = f", {words(clock)}" if clock else ""
    day = f" ({petition.next_due:%d/%m/%Y})" if petition.next_due else ""
    url = link(reverse("petitions:petition", args=[petition.pk]))
    return f"{petition.number}: {words(petition.state_word)}{told}{day} {url}"


def remind(day: date, *, send: bool = True) -> list[Letter]:
    """Write to everybody who has something due; answers the letters. Nobody is written to twice for one day.

    A letter that could not be handed to the mail server is not marked as sent: the next run tries it again.
    """
    written = []
    for account in recipients():
        with translation.override(account.language or settings.LANGUAGE_CODE):
            found = letter(account, day)
            if found.parts and (not send or sent(found)):
                written.append(found)
    return written


def sent(found: Letter) -> bool:
    """Send it, unless that was done already. Raises OSError where the mail server takes nothing.

    The day is taken before the letter goes: two runs at once send one letter, and one that is killed sends none twice.
    """
    taken, made = Digest.objects.get_or_create(account=found.account, on=found.day)
    if not made:
        return False
    try:
        EmailMessage(found.subject(), found.text(), settings.DEFAULT_FROM_EMAIL, [found.account.email]).send()
    except OSError:  # smtplib's errors are such
        taken.delete()
        raise
    Digest.objects.filter(pk=taken.pk).update(sent_at=timezone.now())
    return True
