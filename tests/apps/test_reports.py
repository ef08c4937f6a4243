"""A review from the registers to the signed paper: what bars signing, what is kept, what drifts, who sees it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from liemchinh.apps.organisation.models import Committee, Unit
from liemchinh.apps.reports import actions, freezing, queries, stored
from liemchinh.apps.reports.gathering import review_facts
from liemchinh.apps.reports.models import Review
from liemchinh.kernel.errors import Refusal
from liemchinh.spine.moves import Stale, correct, move
from tests.apps.reports_world import SIGNED, answered, reported

pytest_plugins = ["tests.apps.reports_world"]


# --- Composing ---


def test_a_draft_says_what_the_registers_hold(draft: Review, committee: Committee) -> None:
    text = queries.document_of(draft).plain_text()
    assert "đã tổ chức tuyên truyền được 05 buổi với 210 lượt người dự." in text
    assert f"{committee.name} đã được kiện toàn, đến nay có 11 thành viên." in text
    assert "đến nay có 11 thành viên" in text


def test_the_resolution_is_not_counted_as_carrying_itself_out(draft: Review) -> None:
    assert "Để cụ thể hóa Nghị quyết" not in queries.document_of(draft).plain_text()


def test_a_draft_follows_the_registers(draft: Review, district: Unit, session_of: Any) -> None:
    session_of(district, held_on=date(2009, 9, 9), attendees=90)
    assert "06 buổi với 300 lượt người dự" in queries.document_of(draft).plain_text()


def test_a_figure_that_a_unit_reported_stands_beside_the_computed_one(draft: Review, district: Unit) -> None:
    reported(district, "outreach_attendees", 215)
    reported(district, "savings_amount", 1_360_000_000)
    facts = review_facts(draft)
    assert [(d.computed, d.reported, d.used) for d in facts.differences] == [(210, 215, 210)]
    assert "Tiết kiệm 1,36 tỷ đồng." in queries.document_of(draft).plain_text()


def test_a_unit_below_that_has_not_reported_is_named(draft: Review, ward: Unit, other_ward: Unit) -> None:
    reported(ward, "community_supervisions", 12)
    document = queries.document_of(draft)
    assert "còn 01 đơn vị chưa gửi báo cáo (Phụ lục 03)" in document.plain_text()
    assert "12 cuộc giám sát (số liệu của 01/02 đơn vị; chưa có số liệu của Phường Cầu Muối)" in document.plain_text()
    rows = document.annexes[2].blocks[0].rows
    assert [row[1].text for row in rows if row[1].text != "Tất cả đơn vị"] == [other_ward.name]
    assert "Tiết kiệm, giám sát, khen thưởng: " in rows[-1][2].text


# --- Signing ---


def test_a_report_with_an_open_question_is_not_signed(draft: Review, signatory: Any) -> None:
    with pytest.raises(Refusal, match="chưa viết"):
        actions.sign(draft, by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert not draft.figures.exists()


def test_a_difference_without_a_reason_bars_signing(draft: Review, district: Unit, office: Any, signatory: Any) -> None:
    reported(district, "outreach_attendees", 215)
    answered(draft, office)
    with pytest.raises(Refusal, match="lý do chênh lệch"):
        actions.sign(draft, by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    answered(draft, office, outreach_attendees="Một buổi bị hai đơn vị cùng đếm.")
    actions.sign(draft, by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    notes = stored.unpack(draft.document).annexes[3].blocks
    assert any("Một buổi bị hai đơn vị cùng đếm." in s.text for b in notes for s in b.segments)


def test_a_failed_check_bars_signing_until_a_reason_is_given(
    draft: Review, district: Unit, office: Any, signatory: Any
) -> None:
    reported(district, "hotline_reports_received", 10)
    reported(district, "hotline_reports_resolved", 12)
    answered(draft, office)
    with pytest.raises(Refusal, match="Kiểm tra số liệu chưa đạt"):
        actions.sign(draft, by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    answered(draft, office, hotline_reports_resolved="Hai phản ánh của kỳ trước.")
    actions.sign(draft, by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    assert draft.state == "signed"


def test_a_report_without_a_signatory_is_not_signed(draft: Review, office: Any, signatory: Any) -> None:
    with pytest.raises(Refusal, match="người ký"):
        actions.sign(answered(draft, office), by=signatory, **SIGNED)


def test_the_office_cannot_sign(draft: Review, office: Any) -> None:
    with pytest.raises(PermissionDenied):
        actions.sign(answered(draft, office), by=office, signer_name="Lê Minh Quân", **SIGNED)


def test_signing_a_draft_that_somebody_changed_meanwhile_is_stale(draft: Review, office: Any, signatory: Any) -> None:
    seen = draft.version
    answered(draft, office)
    with pytest.raises(Stale):
        actions.sign(draft, by=signatory, seen=seen, signer_name="Lê Minh Quân", **SIGNED)


def test_signing_freezes_each_figure_with_its_records_and_their_digest(signed: Review, sessions: list[Any]) -> None:
    kept = signed.figures.get(indicator="outreach_attendees")
    assert kept.value == 210
    assert [ref for ref, _digest in kept.records] == [s.ref for s in sessions[::-1]] or len(kept.records) == 5
    assert dict(kept.records)[sessions[0].ref] == sessions[0].digest()
    assert kept.digest == freezing.digest_of(dict(kept.records))


def test_a_signed_document_is_kept_word_for_word(signed: Review, district: Unit, session_of: Any) -> None:
    before = queries.document_of(signed)
    session_of(district, held_on=date(2009, 9, 9), attendees=90)
    after = queries.document_of(Review.objects.get(pk=signed.pk))
    assert after == before
    assert after.head.number == "Số 57-BC/QU"
    assert after.draft_mark == ""
    assert "05 buổi với 210 lượt người dự" in after.plain_text()


def test_what_is_stored_comes_back_the_same(draft: Review) -> None:
    document = queries.document_of(draft)
    assert stored.unpack(stored.pack(document)) == document


# --- Drift ---


def test_a_signed_report_has_not_drifted_while_nothing_changes(signed: Review) -> None:
    assert freezing.drift(signed) == []


def test_a_rate_with_more_decimals_than_are_kept_has_not_drifted_from_itself(
    draft: Review, district: Unit, office: Any, signatory: Any, sessions: list[Any]
) -> None:
    reported(district, "petitions_within_jurisdiction", 3)
    reported(district, "petitions_resolved", 1)
    actions.sign(answered(draft, office), by=signatory, signer_name="Lê Minh Quân", **SIGNED)
    correct(sessions[0], {"attendees": 45}, by=office, on=date(2012, 1, 5), reason="đếm lại theo danh sách")
    found = {d.indicator.id for d in freezing.drift(draft) if d.value_differs}
    assert found == {"outreach_attendees"}


def test_a_record_added_after_signing_makes_the_report_drift(
    signed: Review, district: Unit, session_of: Any, clerk: Any
) -> None:
    added = session_of(district, by=clerk, held_on=date(2008, 8, 8), attendees=60)
    found = {d.indicator.id: d for d in freezing.drift(signed)}
    assert (found["outreach_sessions"].signed, found["outreach_sessions"].now) == (5, 6)
    assert found["outreach_attendees"].now == 270
    assert found["outreach_sessions"].added == (added.ref,)
    assert found["outreach_sessions"].since is not None
    assert found["outreach_sessions"].lines[0].ref == added.ref


def test_a_corrected_record_tells_why(signed: Review, sessions: list[Any], clerk: Any) -> None:
    correct(sessions[0], {"attendees": 45}, by=clerk, on=date(2012, 1, 5), reason="đếm lại theo danh sách")
    found = {d.indicator.id: d for d in freezing.drift(signed)}
    assert (found["outreach_attendees"].signed, found["outreach_attendees"].now) == (210, 215)
    assert found["outreach_attendees"].changed == (sessions[0].ref,)
    assert found["outreach_attendees"].lines[0].reason == "đếm lại theo danh sách"
    assert not found["outreach_sessions"].value_differs


def test_a_cancelled_record_is_gone_from_the_figure(signed: Review, sessions: list[Any], clerk: Any) -> None:
    with move(sessions[1], "cancel", by=clerk, on=date(2012, 1, 5), reason="ghi nhầm"):
        pass
    found = {d.indicator.id: d for d in freezing.drift(signed)}
    assert found["outreach_sessions"].gone == (sessions[1].ref,)


def test_a_change_outside_the_period_is_no_drift(signed: Review, district: Unit, session_of: Any) -> None:
    session_of(district, held_on=date(2012, 8, 8), attendees=60)
    assert freezing.drift(signed) == []


def test_an_amendment_replaces_the_signed_report_which_stays_as_it_was(
    signed: Review, district: Unit, session_of: Any, office: Any, signatory: Any
) -> None:
    session_of(district, held_on=date(2008, 8, 8), attendees=60)
    draft = actions.amend(signed, by=office, on=date(2012, 1, 5))
    assert actions.amend(signed, by=office, on=date(2012, 1, 5)) == draft
    actions.sign(draft, number="61", signed_on=date(2012, 1, 6), at=datetime(2012, 1, 6, tzinfo=UTC), by=signatory)
    signed.refresh_from_db()
    assert signed.state == "superseded"
    assert signed.figures.get(indicator="outreach_sessions").value == 5
    assert draft.figures.get(indicator="outreach_sessions").value == 6
