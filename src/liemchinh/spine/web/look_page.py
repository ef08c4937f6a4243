"""What the component page shows: made-up values, every state once."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.spine.web import charts
from liemchinh.spine.web.home import Card, Line


class SampleForm(forms.Form):
    """A form with errors, hints and every kind of control."""

    topic = forms.CharField(label=_("Chủ đề"), help_text=_("Ghi như trong kế hoạch"))
    held_on = forms.DateField(label=_("Ngày tổ chức"), input_formats=["%d/%m/%Y"])
    attendees = forms.IntegerField(label=_("Số người dự"), min_value=0)
    form = forms.ChoiceField(label=_("Hình thức"), choices=[("a", _("Hội nghị")), ("b", _("Sinh hoạt khu phố"))])
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    agreed = forms.BooleanField(label=_("Đã đối chiếu với sổ giấy"), required=False)


def samples() -> dict[str, Any]:
    """Values for spine/look.html."""
    broken = SampleForm({"topic": "Dân biết, dân bàn, dân làm, dân kiểm tra", "attendees": "bốn mươi", "form": "a"})
    return {
        "broken": broken,
        "whole": SampleForm(auto_id="whole_%s"),
        "facets": [
            ("late", _("Quá hạn"), 3, "late"),
            ("soon", _("Sắp đến hạn"), 7, "soon"),
            ("none", _("Không có mục nào"), 0),
        ],
        "steps": STEPS,
        "events": EVENTS,
        "why": (
            date(2026, 11, 2),
            [
                (_("Thụ lý, chưa đếm"), "thứ Năm, 01/10/2026"),
                (_("Cộng 30 ngày"), "thứ Bảy, 31/10/2026"),
                (_("Gặp ngày nghỉ, dồn"), "thứ Hai, 02/11/2026"),
            ],
        ),
        "card": Card(
            _("Bản nhập chờ xác nhận"), [Line("so-tuyen-truyen.xlsx", "#", "746 dòng", "soon", _("Cần xem"))], 1, "#"
        ),
        "line": charts.Line(
            "line",
            "Buổi tuyên truyền mỗi quý, 2010 và 2009",
            ["Quý I", "Quý II", "Quý III", "Quý IV"],
            [charts.Series("2010", [41, 32, None, 49]), charts.Series("2009", [38, 35, 40, 47], base=True)],
            "buổi",
        ),
        "bars": charts.Bars(
            "bars",
            "Buổi tuyên truyền theo năm",
            ["2006", "2007", "2008", "2009", "2010", "2011"],
            [charts.Series("Buổi", [98, 132, 141, None, 168, 51])],
            "buổi",
        ),
        "stacked": charts.Bars(
            "stacked",
            "Việc đang mở theo số ngày",
            ["0–10", "11–30", "31–60", "Trên 60"],
            [
                charts.Series("Trong hạn", [34, 30, 8, 0], state="ok"),
                charts.Series("Sắp đến hạn", [0, 11, 5, 0], state="soon"),
                charts.Series("Quá hạn", [0, 0, 6, 7], state="late"),
                charts.Series("Tạm dừng", [0, 0, 2, 4], state="rest"),
            ],
            "việc",
        ),
        "league": charts.League(
            "Giải quyết đúng hạn theo đơn vị",
            "Tỷ lệ, vạch: chỉ tiêu 90%",
            [
                charts.Place("Phường Cầu Muối", 88.9, "88,9", says="24/27"),
                charts.Place("Phường Bến Xuân", 93.8, "93,8", "#", "45/48"),
                charts.Place("Phường Tân Lập", None, "–"),
            ],
            90,
            "%",
        ),
        "spark": charts.Spark("12 giá trị gần nhất", [35, 34, 37, 38, 41, 40, 37, 40, 44, 46, 38, 42]),
        "matrix": charts.Matrix(
            "Biểu tháng đã nộp",
            ["T7", "T8", "T9"],
            [
                charts.Row("Phường Phú Lộc", [SOON, OK, LATE]),
                charts.Row("Xã Hòa Sơn", [OK, PART, charts.Cell("", "", "")]),
            ],
        ),
        "page": SimpleNamespace(before="1", after="2", says="1–25 trong 746"),
    }


OK = charts.Cell("ok", "✓", "đủ, đúng hạn")
SOON = charts.Cell("soon", "◷", "đủ, nộp muộn")
LATE = charts.Cell("late", "–", "chưa nộp")
PART = charts.Cell("part", "…", "đang nhập")

STEPS = [
    SimpleNamespace(
        label=_("Ký báo cáo"), url="#", says="Số liệu được chốt cùng danh sách bản ghi.", primary=True, barred=""
    ),
    SimpleNamespace(
        label=_("Đính chính"), url="#", says="Ghi giá trị cũ, giá trị mới, lý do.", primary=False, barred=""
    ),
    SimpleNamespace(label=_("Điều chỉnh báo cáo"), barred="Chưa được. Cần báo cáo đã ký."),
]
EVENTS = [
    SimpleNamespace(when="20/04/2011", words="Nhập sổ", says="104 buổi", state=""),
    SimpleNamespace(when="21/04/2011", words="Ký báo cáo", says="", state="now"),
    SimpleNamespace(when="21/10/2011", words="Kỳ báo cáo sau", says="", state="next"),
]
