"""Numbers, money and dates in the reader's language, as screens show them (kernel.vietnamese), "no value" included."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from django.utils import timezone
from django.utils.translation import get_language

from liemchinh.kernel import vietnamese

#: What stands in a cell whose figure nobody has reported: never 0, never blank.
NOT_REPORTED = "–"
MINUS = "\N{MINUS SIGN}"


def language() -> Literal["vi", "en"]:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def english() -> bool:
    return language() == "en"


def _exact(value: Any) -> int | Decimal | Fraction | None:
    """The kernel refuses floats; a chart's float is taken as it would be printed."""
    if value is None or value == "":
        return None
    return value if isinstance(value, int | Decimal | Fraction) else Decimal(str(value))


def number(value: Any) -> str:
    """31.211 (en 31,211); 82,5; –1 with a true minus; None is «–»."""
    exact = _exact(value)
    return NOT_REPORTED if exact is None else vietnamese.number(exact, lang=language()).replace("-", MINUS)


def money(dong: Any) -> str:
    """850.000 đồng; 41,2 triệu đồng; 1,36 tỷ đồng."""
    exact = _exact(dong)
    return NOT_REPORTED if exact is None else vietnamese.money(exact, lang=language())


def rate(percent: Any) -> str:
    """82,5%."""
    exact = _exact(percent)
    return NOT_REPORTED if exact is None else vietnamese.percent(exact, lang=language())


def area(square_metres: Any) -> str:
    """1.870 m²; 6 ha."""
    exact = _exact(square_metres)
    return NOT_REPORTED if exact is None else vietnamese.area(exact, lang=language())


def day(value: date | datetime | None) -> str:
    """dd/mm/yyyy in both languages; a moment is shown by the clock of the locality."""
    if not value:
        return ""
    when = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return vietnamese.date_short(when)


def moment(value: datetime | None) -> str:
    """08:30, 14/10/2026."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local:%H:%M}, {vietnamese.date_short(local)}"


def weekday(value: date) -> str:
    return vietnamese.weekday_name(value, lang=language())


_BY_UNIT = {"VND": money, "m2": area, "percent": rate, "%": rate}


def figure(value: Any, unit: str = "") -> str:
    """A figure with its unit word: 746 buổi; 1,6 tỷ đồng; 82,5%."""
    if unit in _BY_UNIT:
        return _BY_UNIT[unit](value)
    return NOT_REPORTED if _exact(value) is None else f"{number(value)} {unit}".strip()
