"""A petition (đơn) as one body received it, the matter (vụ việc) that it concerns, and the people of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liemchinh.apps.organisation.models import Unit
from liemchinh.apps.petitions import codes, lifecycle
from liemchinh.spine.deadlines import Clocked
from liemchinh.spine.moves import Tracked

_IS_OPEN = Q(state__in=lifecycle.OPEN)
#: What the worklist sorts, counts and filters by.
_LISTED = ("next_due", "soon_on", "far_on", "clock_paused", "next_term", "handler", "state", "proposed", "draft_state",
           "kind", "channel", "field", "received_on")  # fmt: skip


class Matter(Tracked):
    """A matter (vụ việc): many petitions may concern one. Reports count petitions and matters apart (T06)."""

    lifecycle = lifecycle.MATTER

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    opened_on = models.DateField(_("ngày lập"))
    title = models.CharField(_("vụ việc"), max_length=300)
    #: Many people, a risk of unrest, the press: whoever follows it should know at once.
    hot = models.BooleanField(_("phức tạp, đông người, kéo dài"), default=False)

    class Meta:
        verbose_name = _("vụ việc")
        ordering: ClassVar[list[str]] = ["-opened_on", "-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["unit", "opened_on"], name="matter_unit_day")]

    def __str__(self) -> str:
        return self.title


class Petition(Clocked):
    """One petition in the register of `unit`. Who wrote it stands in `Party`, never here."""

    lifecycle = lifecycle.PETITION

    # Receipt
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị tiếp nhận"))
    number = models.CharField(_("số hồ sơ"), max_length=40, blank=True)
    arrival_no = models.CharField(_("số đến"), max_length=40, blank=True)
    received_on = models.DateField(_("ngày nhận"))
    channel = models.CharField(_("nguồn đơn"), max_length=12, choices=codes.Channel, default=codes.Channel.COUNTER)
    written_on = models.DateField(_("ngày viết đơn"), null=True, blank=True)
    addressees = models.CharField(_("nơi gửi ghi trên đơn"), max_length=400, blank=True)
    #: Received on somebody's behalf: who typed it in says by which way it came.
    on_behalf = models.BooleanField(_("nhập thay"), default=False)
    sender_body = models.CharField(_("cơ quan chuyển đơn"), max_length=200, blank=True)
    sender_letter = models.CharField(_("số văn bản chuyển"), max_length=60, blank=True)
    sender_letter_on = models.DateField(_("ngày văn bản chuyển"), null=True, blank=True)
    report_back = models.BooleanField(_("phải báo kết quả cho nơi chuyển"), default=False)
    #: A classified paper never enters: its number, level and place of keeping stand here instead of its text.
    secret_paper = models.CharField(_("văn bản mật: số, nơi lưu"), max_length=200, blank=True)

    # What it says
    subject = models.CharField(_("trích yếu"), max_length=400)
    text = models.TextField(_("nội dung"), blank=True)
    place = models.CharField(_("nơi phát sinh"), max_length=200, blank=True)
    signers = models.PositiveIntegerField(_("số người ký"), default=1)
    sent_before = models.PositiveIntegerField(_("số lần đã gửi"), default=0)
    handled_by = models.CharField(_("cơ quan đã giải quyết"), max_length=200, blank=True)
    #: The decision or act complained of, and the day on which the sender learned of it (LKN 9).
    against = models.CharField(_("quyết định, hành vi bị khiếu nại"), max_length=300, blank=True)
    learned_on = models.DateField(_("ngày biết quyết định, hành vi"), null=True, blank=True)

    # Classification: each axis of TT 05/2021 on its own (LAW 3.1)
    kind = models.CharField(_("loại đơn"), max_length=16, choices=codes.Kind, blank=True)
    field = models.CharField(_("lĩnh vực"), max_length=16, choices=codes.Field, blank=True)
    stage = models.CharField(_("lần"), max_length=8, choices=codes.Stage, default=codes.Stage.FIRST)
    identity = models.CharField(_("danh tính"), max_length=12, choices=codes.Identity, default=codes.Identity.NAMED)
    eligible = models.BooleanField(_("đủ điều kiện xử lý"), null=True, blank=True)
    missing = models.CharField(_("điều kiện còn thiếu"), max_length=400, blank=True)
    evidence = models.BooleanField(_("có tài liệu, bằng chứng"), default=False)
    competence = models.CharField(_("thẩm quyền"), max_length=4, choices=codes.Competence, blank=True)
    competent_body = models.CharField(_("cơ quan có thẩm quyền"), max_length=200, blank=True)
    discipline = models.BooleanField(_("khiếu nại quyết định kỷ luật"), default=False)
    remote = models.BooleanField(_("vùng sâu, vùng xa"), default=False)
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates", verbose_name=_("trùng với")
    )
    guided_before = models.BooleanField(_("đã được hướng dẫn một lần"), default=False)
    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="petitions", verbose_name=_("vụ việc")
    )
    #: The petition that this one follows: first complaint, concluded denunciation, or the letter it was split from.
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by", verbose_name=_("tiếp theo")
    )

    # Handling
    desk = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("nơi đang xử lý")
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("người giải quyết"),
    )  # fmt: skip
    helpers = models.CharField(_("đơn vị phối hợp"), max_length=300, blank=True)
    proposed = models.CharField(_("đề xuất"), max_length=12, choices=codes.Outcome, blank=True)
    proposal_note = models.TextField(_("ý kiến đề xuất"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("người đề xuất"),
    )  # fmt: skip
    outcome = models.CharField(_("hướng xử lý"), max_length=12, choices=codes.Outcome, blank=True)
    decided_on = models.DateField(_("ngày quyết định xử lý"), null=True, blank=True)
    ground = models.CharField(_("căn cứ"), max_length=400, blank=True)
    forwarded_to = models.CharField(_("nơi nhận chuyển"), max_length=200, blank=True)
    originals = models.TextField(_("giấy tờ gốc"), blank=True)
    accepted_on = models.DateField(_("ngày thụ lý"), null=True, blank=True)
    dialogue_on = models.DateField(_("ngày đối thoại"), null=True, blank=True)
    draft = models.TextField(_("dự thảo kết quả"), blank=True)
    draft_state = models.CharField(max_length=10, blank=True)  # "submitted" or "returned"
    concluded_on = models.DateField(_("ngày kết luận"), null=True, blank=True)
    decision_no = models.CharField(_("số văn bản giải quyết"), max_length=60, blank=True)
    finding = models.CharField(_("kết quả"), max_length=16, choices=codes.Finding, blank=True)
    result = models.TextField(_("nội dung giải quyết"), blank=True)
    answered_on = models.DateField(_("ngày trả lời"), null=True, blank=True)
    published_on = models.DateField(_("ngày công khai"), null=True, blank=True)
    published_at = models.CharField(_("nơi công khai"), max_length=200, blank=True)
    public_text = models.TextField(_("bản công khai, đã lược bỏ"), blank=True)
    public_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("người soát bản công khai"),
    )  # fmt: skip
    reported_back_on = models.DateField(_("ngày báo nơi chuyển"), null=True, blank=True)
    investigators = models.CharField(_("cơ quan điều tra nhận hồ sơ"), max_length=200, blank=True)
    transferred_on = models.DateField(_("ngày chuyển cơ quan điều tra"), null=True, blank=True)
    #: The day on which the handling here ended, whichever way; empty while it goes on.
    ended_on = models.DateField(_("ngày kết thúc xử lý"), null=True, blank=True)
    closed_on = models.DateField(_("ngày đóng"), null=True, blank=True)
    #: The two closures (UX 5): the body's is the state, the citizen's stands here.
    accepted_by_sender = models.BooleanField(_("người gửi đồng ý với kết quả"), null=True, blank=True)
    rating = models.PositiveSmallIntegerField(_("mức hài lòng"), null=True, blank=True)
    rating_note = models.CharField(_("ý kiến của người gửi"), max_length=400, blank=True)
    extensions = models.PositiveSmallIntegerField(_("số lần gia hạn"), default=0)
    urged = models.PositiveSmallIntegerField(_("số lần đôn đốc"), default=0)
    urged_on = models.DateField(_("ngày đôn đốc gần nhất"), null=True, blank=True)
    apologies = models.PositiveSmallIntegerField(_("số lần xin lỗi"), default=0)
    note = models.CharField(_("ghi chú"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("đơn")
        verbose_name_plural = _("đơn")
        ordering: ClassVar[list[str]] = ["-received_on", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "received_on"], name="petition_unit_day"),
            models.Index(fields=["received_on"], name="petition_day"),
            # The worklist counts and sorts in these indexes alone: they hold the open petitions, a few in a hundred of
            # all, with everything that the list filters by. Without one of the columns a city's page reads every row.
            models.Index(fields=["desk", *_LISTED, "unit"], name="petition_desk_due", condition=_IS_OPEN),
            models.Index(fields=["unit", "desk", *_LISTED], name="petition_unit_open", condition=_IS_OPEN),
            models.Index(
                fields=["handler", "next_due"], name="petition_own_due", condition=Q(state__in=lifecycle.OPEN)
            ),
            models.Index(fields=["matter"], name="petition_matter", condition=Q(matter__isnull=False)),
            models.Index(fields=["unit", "number"], name="petition_number"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["unit", "number"], condition=~Q(number="") & ~Q(state="undone"), name="petition_number_once",
                violation_error_message=_("Số hồ sơ này đã có trong sổ của đơn vị."),
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None) | Q(concluded_on__gte=F("received_on")),
                name="petition_concluded_after_receipt",
                violation_error_message=_("Ngày kết luận trước ngày nhận đơn."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("received_on")),
                name="petition_answered_after_receipt",
                violation_error_message=_("Ngày giải quyết trước ngày nhận đơn."),
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__range=(1, 5)), name="petition_rating_one_to_five",
                violation_error_message=_("Mức hài lòng từ 1 đến 5."),
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of=None) | ~Q(duplicate_of=F("pk")), name="petition_not_its_own_twin"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number or f"#{self.pk}"

    @property
    def branches(self) -> frozenset[str]:
        """What the law's clocks and papers turn on, as `lifecycle` names it."""
        kind = codes.Kind.RECOMMENDATION if self.kind == codes.Kind.REFLECTION else self.kind
        said = {kind or "unclassified", self.identity, self.channel}
        if kind == codes.Kind.COMPLAINT:
            said |= {f"complaint_{self.stage}", "discipline" if self.discipline else "ordinary"}
        if kind == codes.Kind.DENUNCIATION:
            said.add("denunciation_again" if self.stage == codes.Stage.AGAIN else "denunciation_first")
        said |= {
            word
            for word, holds in (
                ("remote", self.remote),
                ("forwarded", bool(self.sender_body) and self.report_back),
                ("out_of_competence", self.competence == codes.Competence.OUT),
                ("accepted", self.accepted_on is not None),
                ("learned", self.learned_on is not None),
                ("unsettled_before", self._follows_unsettled()),
            )
            if holds
        }
        return frozenset(said)

    def _follows_unsettled(self) -> bool:
        """A denunciation sent again because the first was never concluded in time (LTC 38)."""
        return self.stage == codes.Stage.AGAIN and self.follows is not None and self.follows.concluded_on is None

    @property
    def holder(self) -> tuple[int | None, int | None] | None:
        """Who holds the matter now: the unit and, once assigned, the person; nobody when it is closed."""
        if self.state == "closed":
            return None
        return (self.desk_id or self.unit_id, self.handler_id)

    def access_unit_id(self) -> int | None:
        """Rights are asked over the unit where the matter lies now."""
        return self.desk_id or self.unit_id

    @property
    def last_step_on(self) -> date:
        """The latest day that a step of the handling bears; the next one cannot be earlier."""
        days = (self.decided_on, self.accepted_on, self.dialogue_on, self.concluded_on, self.answered_on,
                self.published_on, self.transferred_on)  # fmt: skip
        return max([self.received_on, *(day for day in days if day is not None)])

    @property
    def secretive(self) -> bool:
        """Whether the sender's name is kept from all but those who must know it (LTC 8, 56)."""
        return self.kind in ("", codes.Kind.DENUNCIATION, codes.Kind.MIXED)


class Party(models.Model):
    """A person or body of a petition. Written by the petition's own steps; never in the ledger's payload."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(_("tư cách"), max_length=16, choices=codes.PartyRole, default=codes.PartyRole.SENDER)
    name = models.CharField(_("họ tên, tên cơ quan"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    id_paper = models.CharField(_("số định danh, hộ chiếu"), max_length=40, blank=True)
    id_issued = models.CharField(_("ngày cấp, nơi cấp"), max_length=120, blank=True)
    born = models.CharField(_("ngày sinh"), max_length=20, blank=True)
    sex = models.CharField(_("giới tính"), max_length=10, blank=True)
    ethnicity = models.CharField(_("dân tộc"), max_length=40, blank=True)
    nationality = models.CharField(_("quốc tịch"), max_length=40, blank=True)
    occupation = models.CharField(_("nghề nghiệp"), max_length=80, blank=True)
    position = models.CharField(_("chức vụ"), max_length=120, blank=True)
    workplace = models.CharField(_("nơi công tác"), max_length=200, blank=True)
    #: Where the respondent is one of ours: the unit, and the account of the official.
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị trong hệ thống")
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("cán bộ có tài khoản"),
    )  # fmt: skip
    head = models.BooleanField(_("là người đứng đầu đơn vị"), default=False)

    class Meta:
        verbose_name = _("người liên quan")
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account"], name="party_account", condition=Q(account__isnull=False))
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        from liemchinh.kernel.vietnamese import fold

        self.folded = fold(self.name)[:200]
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Attachment(models.Model):
    """A paper of a petition: scan, photograph, e-mail file, Word file. The original is never altered."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey("spine.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên"), max_length=255)
    original = models.BooleanField(_("bản gốc"), default=False)
    #: What the paper's text is read from; empty for a paper without text.
    reading = models.CharField(max_length=40, blank=True)
    added_on = models.DateField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.name
