"""What stands in the bar on top of the desk, in the order of the work (words: official names of the registers)."""

from django.utils.translation import gettext_lazy as _

from liemchinh.spine.web.menu import Entry

DESK = (
    Entry(_("Việc của tôi"), "home"),
    Entry(_("Đơn thư"), "petitions:list", "petitions.read"),
    Entry(_("Văn bản chỉ đạo"), "register_list", "directives.read", "directives.document"),
    Entry(_("Tuyên truyền"), "register_list", "outreach.read", "outreach.session"),
    Entry(_("Khen thưởng"), "register_list", "commendation.read", "commendation.award"),
    Entry(_("Số liệu"), "figures:list", "figures.read"),
    Entry(_("Báo cáo"), "reports", "reports.read"),
    Entry(_("Tổ chức"), "organisation:list", "organisation.read"),
    Entry(_("Nhật ký"), "ledger", "ledger.read"),
)

#: Records that open on a page of their own, not on the generic pages of a register: reference -> route.
RECORD_PAGES = {
    "petitions.petition": "petitions:petition",
    "petitions.visit": "petitions:visit",
    "petitions.remedy": "petitions:remedy",
    "reports.review": "report",
    "figures.narrative": "figures:narrative",
    "organisation.unit": "organisation:unit",
    "organisation.committee": "organisation:committee",
}
