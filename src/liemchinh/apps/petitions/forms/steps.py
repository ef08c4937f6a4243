"""One form a step: what the officer writes when taking it, and the act that it takes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.petitions import codes, grounds
from liemchinh.apps.petitions.actions import deciding, ending, settling
from liemchinh.apps.petitions.forms.base import StepForm, area
from liemchinh.apps.petitions.forms.classify import ClassifyForm, ReclassifyForm
from liemchinh.apps.petitions.models import Petition
from liemchinh.spine.deadlines.grounds import grounds as criteria
from liemchinh.spine.web.register_forms import DayField


class ProposeForm(StepForm):
    step, placed = "propose", ("outcome", "note")
    act = staticmethod(deciding.propose)
    outcome = forms.ChoiceField(label=_("Đề xuất"), choices=codes.Outcome.choices)
    note = area(_("Ý kiến, căn cứ"))


class ReturnProposalForm(StepForm):
    step = "return_proposal"
    act = staticmethod(deciding.return_proposal)


class Handling(StepForm):
    """A form in which somebody is chosen to settle the matter."""

    def prepare(self) -> None:
        from liemchinh.apps.petitions.people import handlers

        chosen = self.fields["handler"]
        chosen.queryset = handlers(self.petition)
        chosen.label_from_instance = lambda account: account.full_name


class AcceptForm(Handling):
    step = "accept"
    act = staticmethod(deciding.accept)
    handler = forms.ModelChoiceField(label=_("Người giải quyết"), queryset=None, required=False)


class DeclineForm(StepForm):
    step, placed = "decline", ("ground",)
    act = staticmethod(deciding.decline)
    ground = forms.ChoiceField(label=_("Căn cứ không thụ lý"), choices=(), widget=forms.RadioSelect)
    reason = area(_("Giải thích thêm"), required=False, rows=3)

    def prepare(self) -> None:
        self.fields["ground"].choices = grounds.choices(grounds.of(self.petition))


class ForwardForm(StepForm):
    step, placed = "forward", ("body",)
    act = staticmethod(deciding.forward)
    body = forms.CharField(label=_("Cơ quan có thẩm quyền nhận đơn"), max_length=200)
    ground = forms.CharField(label=_("Căn cứ thẩm quyền"), max_length=400, required=False)

    def start(self, petition: Petition) -> dict[str, Any]:
        return {"body": petition.competent_body}


class GuideForm(ForwardForm):
    step = "guide"
    act = staticmethod(deciding.guide)


class ReturnForm(StepForm):
    step, placed = "return", ("originals",)
    act = staticmethod(deciding.return_papers)
    originals = area(_("Danh mục giấy tờ gốc trả lại"))


class FileForm(StepForm):
    step = "file"
    act = staticmethod(deciding.file)


class AssignForm(Handling):
    step, placed = "assign", ("handler",)
    act = staticmethod(settling.assign)
    handler = forms.ModelChoiceField(label=_("Người giải quyết"), queryset=None)
    helpers = forms.CharField(label=_("Đơn vị phối hợp"), max_length=300, required=False)


class EscalateForm(StepForm):
    step = "escalate"
    act = staticmethod(settling.escalate)


class VerifyForm(StepForm):
    step = "verify"
    act = staticmethod(settling.verify)
    team = area(_("Tổ xác minh (mỗi người một dòng: họ tên, chức vụ)"), required=False)


class AskForm(StepForm):
    step, placed = "ask", ("items", "until")
    act = staticmethod(settling.ask)
    whom = forms.CharField(label=_("Kính gửi"), max_length=200)
    items = area(_("Thông tin, tài liệu đề nghị (mỗi mục một dòng)"))
    until = DayField(label=_("Chậm nhất ngày"))


class InviteForm(StepForm):
    step = "invite"
    act = staticmethod(settling.invite)
    whom = forms.CharField(label=_("Kính mời"), max_length=300)
    when = forms.CharField(label=_("Thời gian"), max_length=100)
    place = forms.CharField(label=_("Địa điểm"), max_length=200)
    prepare_papers = forms.CharField(label=_("Đề nghị chuẩn bị"), max_length=300, required=False)


class InviteDialogueForm(InviteForm):
    step = "invite_dialogue"
    act = staticmethod(settling.invite_to_dialogue)
    chair = forms.CharField(label=_("Người chủ trì"), max_length=160)


class DialogueForm(StepForm):
    step, placed = "dialogue", ("held_on",)
    act = staticmethod(settling.hold_dialogue)
    held_on = DayField(label=_("Ngày đối thoại"))
    present = area(_("Thành phần"), rows=3)
    complainant_view = area(_("Ý kiến người khiếu nại"))
    respondent_view = area(_("Ý kiến người bị khiếu nại"))
    agreed = area(_("Nội dung đã thống nhất"), required=False)
    disputed = area(_("Nội dung chưa thống nhất"), required=False)


class ExtendForm(StepForm):
    step, placed = "extend", ("criteria", "decision_no")
    act = staticmethod(settling.extend)
    ground = area(_("Vì sao vụ việc phức tạp"), rows=3)
    criteria = forms.MultipleChoiceField(
        label=_("Trường hợp phức tạp"), choices=(), widget=forms.CheckboxSelectMultiple,
        help_text=_("Một trường hợp: phức tạp, gia hạn một lần. Từ hai: đặc biệt phức tạp, không quá hai lần."),
    )  # fmt: skip
    decision_no = forms.CharField(label=_("Số quyết định gia hạn"), max_length=60)
    days = forms.IntegerField(
        label=_("Số ngày"), min_value=1, max_value=60, required=False, help_text=_("Để trống: thêm hết mức luật cho.")
    )

    def prepare(self) -> None:
        if self.petition.kind == codes.Kind.COMPLAINT:  # LKN 28 lists no criteria
            self.fields["criteria"].required, self.fields["criteria"].widget = False, forms.MultipleHiddenInput()
            return
        self.fields["ground"].required, self.fields["ground"].widget = False, forms.HiddenInput()
        self.fields["criteria"].choices = [(g.id, g.label) for g in criteria("TC-05")]


class PauseForm(StepForm):
    step, placed = "pause", ("ground", "decision_no")
    act = staticmethod(settling.pause)
    ground = forms.ChoiceField(label=_("Căn cứ"), choices=lambda: grounds.choices("pause"), widget=forms.RadioSelect)
    decision_no = forms.CharField(label=_("Số quyết định tạm đình chỉ"), max_length=60)


class ResumeForm(StepForm):
    step = "resume"
    act = staticmethod(settling.resume)
    decision_no = forms.CharField(label=_("Số quyết định tiếp tục giải quyết"), max_length=60, required=False)


class DiscontinueForm(StepForm):
    step, placed = "discontinue", ("ground",)
    act = staticmethod(settling.discontinue)
    ground = forms.ChoiceField(label=_("Căn cứ"), choices=lambda: grounds.choices("end"), widget=forms.RadioSelect)


class NotifyForm(StepForm):
    step = "notify"
    act = staticmethod(settling.notify)


class SubmitDraftForm(StepForm):
    step, placed = "submit_draft", ("text",)
    act = staticmethod(settling.submit_draft)
    text = area(_("Dự thảo kết quả"), rows=10)

    def start(self, petition: Petition) -> dict[str, Any]:
        return {"text": petition.draft}


class ReturnDraftForm(StepForm):
    step = "return_draft"
    act = staticmethod(settling.return_draft)


class ConcludeForm(StepForm):
    step, placed = "conclude", ("finding", "decision_no", "result")
    act = staticmethod(settling.conclude)
    finding = forms.ChoiceField(label=_("Kết quả"), choices=(), widget=forms.RadioSelect)
    decision_no = forms.CharField(label=_("Số, ký hiệu quyết định, kết luận"), max_length=60)
    result = area(_("Nội dung giải quyết"), rows=10)

    def start(self, petition: Petition) -> dict[str, Any]:
        return {"result": petition.draft}

    def prepare(self) -> None:
        self.fields["finding"].choices = [(f.value, f.label) for f in settling.findings(self.petition)]


class AnswerForm(StepForm):
    step = "answer"
    act = staticmethod(settling.answer)
    result = area(_("Nội dung trả lời người gửi"), rows=8)
    decision_no = forms.CharField(label=_("Số văn bản trả lời"), max_length=60, required=False)

    def start(self, petition: Petition) -> dict[str, Any]:
        return {"result": petition.result or petition.draft, "decision_no": petition.decision_no}


class PublishForm(StepForm):
    step, placed = "publish", ("text", "where")
    act = staticmethod(settling.publish)
    text = area(_("Bản công khai, đã lược bỏ thông tin"), rows=10)
    where = forms.CharField(label=_("Nơi công khai"), max_length=200)
    checked_by = forms.ModelChoiceField(label=_("Người soát bản công khai"), queryset=None)

    def prepare(self) -> None:
        from liemchinh.apps.petitions.people import colleagues

        self.fields["checked_by"].queryset = colleagues(self.petition, self.account)


class ReportBackForm(StepForm):
    step = "report_back"
    act = staticmethod(settling.report_back)


class ActForm(StepForm):
    step = "act"
    act = staticmethod(settling.act_on)


class EffectiveForm(StepForm):
    step = "effective"
    act = staticmethod(settling.take_effect)


class ReportResultForm(StepForm):
    step = "report_result"
    act = staticmethod(settling.report_result)


class HearBackForm(StepForm):
    step, placed = "hear_back", ("result",)
    act = staticmethod(settling.hear_back)
    result = area(_("Kết quả nơi nhận chuyển đã báo"))


class CloseForm(StepForm):
    step = "close"
    act = staticmethod(ending.close)


class WithdrawForm(StepForm):
    step, placed = "withdraw", ("form",)
    act = staticmethod(ending.withdraw)
    form = forms.ChoiceField(
        label=_("Hình thức rút đơn"),
        choices=[("đơn rút", _("đơn xin rút (Mẫu 02)")), ("biên bản", _("biên bản làm việc (Mẫu 03)"))],
    )


class ReopenForm(StepForm):
    step = "reopen"
    act = staticmethod(ending.reopen)


class TransferForm(StepForm):
    step, placed = "transfer", ("body",)
    act = staticmethod(ending.transfer)
    body = forms.CharField(label=_("Cơ quan điều tra nhận hồ sơ"), max_length=200)


class UrgeForm(StepForm):
    step = "urge"
    act = staticmethod(ending.urge)
    reply_by = DayField(label=_("Báo cáo chậm nhất ngày"), required=False)


class ApologiseForm(StepForm):
    step, placed = "apologise", ("until",)
    act = staticmethod(ending.apologise)
    until = DayField(label=_("Hẹn trả kết quả ngày"))


class RateForm(StepForm):
    step, placed = "rate", ("rating",)
    act = staticmethod(ending.rate)
    rating = forms.TypedChoiceField(
        label=_("Mức hài lòng"), required=False, coerce=int, empty_value=None,
        choices=[("", _("không cho điểm")), *((str(n), str(n)) for n in range(1, 6))],
    )  # fmt: skip
    accepted = forms.TypedChoiceField(
        label=_("Người gửi đồng ý với kết quả"), required=False, empty_value=None,
        choices=[("", _("chưa nói")), ("yes", _("đồng ý")), ("no", _("không đồng ý"))],
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    note = forms.CharField(label=_("Ý kiến"), max_length=400, required=False)


#: Step -> its form; a step without one is no button.
FORMS: dict[str, type[StepForm]] = {
    form.step: form
    for form in (
        ClassifyForm, ReclassifyForm, ProposeForm, ReturnProposalForm, AcceptForm, DeclineForm, ForwardForm, GuideForm,
        ReturnForm, FileForm, AssignForm, EscalateForm, VerifyForm, AskForm, InviteForm, InviteDialogueForm,
        DialogueForm, ExtendForm, PauseForm, ResumeForm, DiscontinueForm, NotifyForm, SubmitDraftForm, ReturnDraftForm,
        ConcludeForm, AnswerForm, PublishForm, ReportBackForm, ActForm, EffectiveForm, ReportResultForm, HearBackForm,
        CloseForm, WithdrawForm, ReopenForm, TransferForm, UrgeForm, ApologiseForm, RateForm,
    )
}  # fmt: skip
