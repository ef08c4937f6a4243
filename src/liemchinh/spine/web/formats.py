"""Numbers, money and dates as a screen shows them in the reader's language (Vietnamese by kernel.vietnamese; English here).

Screens differ from signed documents in one thing: counts 1 to 9 carry no leading zero.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext

#: What stands in a cell whose figure nobody has reported: never 0, never blank.
NOT_REPORTED = "–"


def english() -> bool:
    return (get_language() or "vi").startswith("en")


def number(value: Any, decimals: int | None = None) -> str:
    """31211 -> 31.211 (en 31,211); Decimal("82.50") -> 82,5; None -> –. `decimals` rounds half up."""
    if value is None or value == "":
        return NOT_REPORTED
    amount = value if isinstance(value, Decimal) else Decimal(str(value))
    if decimals is not None:
        amount = amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = format(amount, ",f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("-", "\N{MINUS SIGN}")
    return text if english() else text.translate(str.maketrans(",.", ".,"))


def money(dong: Any) -> str:
    """Đồng in the scale people read: 850.000 đồng; 41,2 triệu đồng; 1,36 tỷ đồng; 7.625,3 tỷ đồng (WORDING 2.2)."""
    if dong is None or dong == "":
        return NOT_REPORTED
    amount = Decimal(str(dong))
    size = abs(amount)
    if size < 10**6:
        return f"VND {number(amount)}" if english() else f"{number(amount)} đồng"
    if size < 10**9:
        text, word = number(amount / 10**6, 1), ("million", "triệu")
    else:
        text, word = number(amount / 10**9, 1 if size >= 10**11 else 2), ("billion", "tỷ")
    return f"VND {text} {word[0]}" if english() else f"{text} {word[1]} đồng"


def rate(percent: Any) -> str:
    """One decimal; 100% and 0% only when exactly so (99,96 prints 99,9%; 0,03 prints "dưới 0,1%")."""
    if percent is None or percent == "":
        return NOT_REPORTED
    value = Decimal(str(percent))
    rounded = value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if rounded == 100 and value < 100:
        rounded = Decimal("99.9")
    if rounded == 0 and value > 0:
        return gettext("dưới %s%%") % number(Decimal("0.1"))
    return f"{number(rounded)}%"


def area(square_metres: Any) -> str:
    """m² below 10.000 m², from there hectares with up to two decimals."""
    if square_metres is None or square_metres == "":
        return NOT_REPORTED
    size = Decimal(str(square_metres))
    return f"{number(size)} m²" if abs(size) < 10_000 else f"{number(size / 10_000, 2)} ha"


def day(value: Any) -> str:
    """dd/mm/yyyy in both languages, both parts with two digits; a moment is shown in the locality's own time."""
    if not value:
        return ""
    when = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return when.strftime("%d/%m/%Y") if isinstance(when, date) else str(value)


def moment(value: datetime | None) -> str:
    """08:30, 14/10/2026."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local:%H:%M}, {local:%d/%m/%Y}"


WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(value: date) -> str:
    return (WEEKDAYS_EN if english() else WEEKDAYS)[value.weekday()]


UNITS = {"VND": money, "m2": area, "percent": rate, "%": rate}


def figure(value: Any, unit: str = "") -> str:
    """A figure with its unit word: 746 buổi; 1,6 tỷ đồng; 82,5%. No value is "–"."""
    if value is None or value == "":
        return NOT_REPORTED
    if unit in UNITS:
        return UNITS[unit](value)
    return f"{number(value)} {unit}".strip()
