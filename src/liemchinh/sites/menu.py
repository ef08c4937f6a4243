"""What stands in the bar on top of the desk, in the order of the work (words: official names of the registers)."""

from django.utils.translation import gettext_lazy as _

from liemchinh.spine.web.menu import Entry

DESK = (
    Entry(_("Việc của tôi"), "home"),
    Entry(_("Văn bản chỉ đạo"), "directives:list", "directives.read"),
    Entry(_("Tuyên truyền"), "outreach:list", "outreach.read"),
    Entry(_("Thi đua khen thưởng"), "commendation:list", "commendation.read"),
    Entry(_("Số liệu"), "figures:list", "figures.read"),
    Entry(_("Báo cáo"), "reports:list", "reports.read"),
    Entry(_("Đơn vị và nhân sự"), "organisation:list", "organisation.read"),
    Entry(_("Nhật ký"), "ledger", "ledger.read"),
)
