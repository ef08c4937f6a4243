"""Petitions: the law's steps, guards and conflicts, taken as officials take them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from liemchinh.apps.organisation.models import Absence, Relation, Unit
from liemchinh.apps.petitions import queries
from liemchinh.apps.petitions.actions import deciding, ending, receiving, settling
from liemchinh.apps.petitions.models import Matter, Party, Petition, Remedy
from liemchinh.kernel.errors import Refusal
from liemchinh.spine import deadlines
from liemchinh.spine.access import SYSTEM
from liemchinh.spine.ledger_models import Entry
from liemchinh.spine.moves import Stale, move
from liemchinh.spine.people import Account

Make = Callable[..., Any]
GOT = date(2026, 9, 7)
FIT = {"eligible": True, "competence": "in"}


def dues(petition: Petition) -> dict[str, tuple[date | None, str]]:
    return {d.term: (d.due, d.status) for d in deadlines.of(petition.ref) if not d.internal}


@pytest.fixture
def complaint(ward: Unit, intake: Account, head: Account, handler: Account, petition_of: Make) -> Petition:
    """A first complaint, accepted on 10/9/2026 and given to the handler."""
    petition = petition_of(ward, by=intake)
    deciding.classify(petition, {"kind": "complaint", "field": "land", **FIT}, by=intake, on=GOT)
    return deciding.accept(petition, by=head, on=date(2026, 9, 10), handler=handler)


@pytest.fixture
def denunciation(ward: Unit, intake: Account, head: Account, handler: Account, petition_of: Make) -> Petition:
    petition = petition_of(ward, by=intake, subject="Cán bộ nhận tiền")
    deciding.classify(petition, {"kind": "denunciation", "field": "corruption", **FIT}, by=intake, on=GOT)
    return deciding.accept(petition, by=head, on=date(2026, 9, 10), handler=handler)


def test_each_unit_numbers_its_petitions_by_year(ward: Unit, other_ward: Unit, petition_of: Make) -> None:
    numbers = [petition_of(ward).number, petition_of(ward).number, petition_of(other_ward).number]
    assert numbers == ["0001/2026-P1", "0002/2026-P1", "0001/2026-P2"]
    assert petition_of(ward, received_on=date(2025, 3, 3)).number == "0001/2025-P1"


def test_an_unclassified_petition_has_ten_working_days_from_receipt(ward: Unit, petition_of: Make) -> None:
    assert dues(petition_of(ward)) == {"XLD-01": (date(2026, 9, 21), "running")}


def test_classifying_a_complaint_starts_seven_working_days_from_receipt(
    ward: Unit, intake: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake)
    deciding.classify(petition, {"kind": "complaint", **FIT}, by=intake, on=date(2026, 9, 9))
    found = dues(petition)
    assert found["XLD-01"][1] == "met"
    assert found["KN-02"] == (date(2026, 9, 16), "running")
    assert petition.next_due == date(2026, 9, 16)


def test_a_complaint_received_before_1_7_2026_keeps_the_old_ten_days(
    ward: Unit, intake: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake, received_on=date(2026, 6, 30))
    deciding.classify(petition, {"kind": "complaint", **FIT}, by=intake, on=date(2026, 7, 1))
    assert dues(petition)["KN-02"][0] == date(2026, 7, 10)


def test_accepting_starts_the_thirty_days_of_settlement(complaint: Petition) -> None:
    found = dues(complaint)
    assert found["KN-02"][1] == "met"
    assert found["KN-03"] == (date(2026, 10, 12), "running")  # 10/10 is a Saturday


def test_a_remote_area_has_forty_five_days(ward: Unit, head: Account, intake: Account, petition_of: Make) -> None:
    petition = petition_of(ward, by=intake)
    deciding.classify(petition, {"kind": "complaint", "remote": True, **FIT}, by=intake, on=GOT)
    deciding.accept(petition, by=head, on=date(2026, 9, 10))
    assert dues(petition)["KN-03"][0] == date(2026, 10, 26)  # 25/10 is a Sunday


def test_an_anonymous_denunciation_is_not_accepted(
    ward: Unit, intake: Account, head: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake, sender="", identity="anonymous")
    deciding.classify(petition, {"kind": "denunciation", **FIT}, by=intake, on=GOT)
    with pytest.raises(Refusal, match="Điều 25 Luật Tố cáo"):
        deciding.accept(petition, by=head, on=GOT)


def test_only_the_head_accepts(ward: Unit, intake: Account, petition_of: Make) -> None:
    petition = petition_of(ward, by=intake)
    deciding.classify(petition, {"kind": "complaint", **FIT}, by=intake, on=GOT)
    with pytest.raises(PermissionDenied):
        deciding.accept(petition, by=intake, on=GOT)


def test_a_complaint_out_of_competence_is_guided_and_not_forwarded(
    ward: Unit, intake: Account, head: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake)
    deciding.classify(petition, {"kind": "complaint", "eligible": True, "competence": "out"}, by=intake, on=GOT)
    with pytest.raises(Refusal, match="hướng dẫn người khiếu nại"):
        deciding.forward(petition, "UBND thành phố", by=head, on=GOT)
    deciding.guide(petition, "UBND thành phố", by=head, on=GOT)
    assert petition.state == "guided"


def test_the_same_content_is_guided_once(ward: Unit, intake: Account, head: Account, petition_of: Make) -> None:
    first, second = petition_of(ward, by=intake), petition_of(ward, by=intake)
    for petition in (first, second):
        deciding.classify(petition, {"kind": "complaint", "eligible": True, "competence": "out"}, by=intake, on=GOT)
    deciding.guide(first, "UBND thành phố", by=head, on=GOT)
    receiving.mark_duplicate(second, first, by=intake, on=GOT)
    with pytest.raises(Refusal, match="đã được hướng dẫn tại hồ sơ 0001/2026-P1"):
        deciding.guide(second, "UBND thành phố", by=head, on=GOT)


def test_declining_needs_a_ground_of_the_law(ward: Unit, intake: Account, head: Account, petition_of: Make) -> None:
    petition = petition_of(ward, by=intake)
    deciding.classify(petition, {"kind": "complaint", **FIT}, by=intake, on=GOT)
    with pytest.raises(Refusal, match="Chọn một căn cứ"):
        deciding.decline(petition, "vì không thích", by=head, on=GOT)
    deciding.decline(petition, "limitation", by=head, on=GOT)
    assert "Thời hiệu khiếu nại đã hết" in petition.ground


def test_a_first_complaint_that_is_not_wholly_right_needs_a_dialogue(
    complaint: Petition, handler: Account, head: Account
) -> None:
    settling.verify(complaint, by=handler, on=date(2026, 9, 11))
    day = date(2026, 10, 5)
    with pytest.raises(Refusal, match="phải đối thoại"):
        settling.conclude(complaint, "unfounded", "12/QĐ-UBND", "…", by=head, on=day)
    settling.hold_dialogue(complaint, date(2026, 10, 1), by=handler, on=day)
    settling.conclude(complaint, "unfounded", "12/QĐ-UBND", "Không có căn cứ.", by=head, on=day)
    assert dues(complaint)["KN-03"][1] == "met"
    assert dues(complaint)["KN-04"] == (date(2026, 10, 8), "running")


def test_a_second_complaint_is_never_settled_without_a_dialogue(
    complaint: Petition, district: Unit, head_above: Account, head: Account, handler: Account
) -> None:
    settling.verify(complaint, by=handler, on=date(2026, 9, 11))
    settling.conclude(complaint, "upheld", "12/QĐ-UBND", "Đúng.", by=head, on=date(2026, 10, 1))
    second = Petition(unit=district, received_on=date(2026, 10, 12), channel="post", subject="")
    ending.appeal(complaint, second, by=head_above, on=date(2026, 10, 12))
    assert (second.stage, second.kind, second.follows_id) == ("second", "complaint", complaint.pk)
    deciding.classify(second, {"kind": "complaint", **FIT}, by=head_above, on=date(2026, 10, 13))
    deciding.accept(second, by=head_above, on=date(2026, 10, 14), handler=head_above)
    assert dues(second)["KN-06"][0] == date(2026, 11, 30)  # 45 days end on Saturday 28/11
    settling.verify(second, by=head_above, on=date(2026, 10, 15))
    with pytest.raises(Refusal, match="Điều 39"):
        settling.conclude(second, "confirmed", "3/QĐ", "…", by=head_above, on=date(2026, 10, 20))


def test_a_denunciation_is_extended_once_for_one_ground_and_twice_for_two(
    denunciation: Petition, head: Account
) -> None:
    assert dues(denunciation)["TC-05"][0] == date(2026, 10, 12)
    settling.extend(denunciation, ["places"], "5/QĐ", by=head, on=date(2026, 10, 1))
    once = dues(denunciation)["TC-05"][0]
    assert once == date(2026, 11, 9)
    with pytest.raises(Refusal, match="ít nhất 2 tiêu chí"):
        settling.extend(denunciation, ["places"], "6/QĐ", by=head, on=date(2026, 11, 1))
    settling.extend(denunciation, ["places", "people"], "6/QĐ", by=head, on=date(2026, 11, 1))
    with pytest.raises(Refusal):
        settling.extend(denunciation, ["places", "people"], "7/QĐ", by=head, on=date(2026, 11, 2))


def test_a_pause_stops_the_clock_and_the_rest_runs_on(denunciation: Petition, head: Account) -> None:
    settling.pause(denunciation, "other_result", "8/QĐ", by=head, on=date(2026, 9, 20))
    assert dues(denunciation)["TC-05"][1] == "paused"
    assert denunciation.clock_paused
    settling.resume(denunciation, by=head, on=date(2026, 9, 30))
    assert dues(denunciation)["TC-05"] == (date(2026, 10, 20), "running")


def test_a_complaint_could_not_be_paused_before_1_7_2026(
    ward: Unit, intake: Account, head: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake, received_on=date(2026, 6, 1))
    deciding.classify(petition, {"kind": "complaint", **FIT}, by=intake, on=date(2026, 6, 1))
    deciding.accept(petition, by=head, on=date(2026, 6, 5))
    with pytest.raises(Refusal, match="chưa có quy định về tạm đình chỉ"):
        settling.pause(petition, "obstacle", "8/QĐ", by=head, on=date(2026, 6, 20))


def test_whoever_is_named_neither_sees_nor_handles(
    ward: Unit, intake: Account, head: Account, head_above: Account, handler: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake, respondent={"name": "Ngô Văn Dũng", "account": handler, "unit": ward})
    deciding.classify(petition, {"kind": "complaint", **FIT}, by=intake, on=GOT)
    deciding.accept(petition, by=head, on=GOT)
    with pytest.raises(Refusal, match=r"Chủ tịch UBND phường"):
        settling.assign(petition, handler, by=head, on=GOT)
    assert not queries.petitions_visible_to(handler).filter(pk=petition.pk).exists()
    refused = Entry.objects.get(verb="petition.refuse_assign")
    assert f'"handler":"account:{handler.pk}"' in refused.payload


def test_a_matter_about_the_head_goes_to_the_level_above(
    ward: Unit, intake: Account, head: Account, head_above: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake, respondent={"name": "Bùi Thanh Sơn", "unit": ward, "head": True})
    with pytest.raises(Refusal, match="Chủ tịch UBND quận"):
        deciding.classify(petition, {"kind": "complaint", **FIT}, by=intake, on=GOT)
    settling.escalate(petition, reason="Đơn về thủ trưởng đơn vị", by=SYSTEM, on=GOT)
    assert petition.desk == ward.parent
    deciding.classify(petition, {"kind": "complaint", **FIT}, by=head_above, on=GOT)


def test_a_declared_relative_is_refused_and_somebody_else_is_named(
    ward: Unit, intake: Account, head: Account, handler: Account, petition_of: Make
) -> None:
    tie = Relation(account=handler, unit=ward, kind="sibling", other_name="Trần Văn Bình", since=date(2020, 1, 1))
    with move(tie, "declare", by=SYSTEM, on=date(2020, 1, 1)):
        pass
    petition = petition_of(ward, by=intake)
    with pytest.raises(Refusal, match="đã khai báo có quan hệ"):
        settling.assign(petition, handler, by=head, on=GOT)


def test_an_absent_handler_is_not_assigned_and_their_stand_in_works_for_them(
    complaint: Petition, ward: Unit, head: Account, handler: Account, other_handler: Account, monkeypatch: Any
) -> None:
    away = Absence(account=handler, unit=ward, stand_in=other_handler, since=date(2026, 1, 1), until=date(2030, 1, 1))
    with move(away, "note", by=SYSTEM, on=GOT):
        pass
    with pytest.raises(Refusal, match="người làm thay"):
        settling.assign(complaint, handler, by=head, on=GOT)
    settling.verify(complaint, by=other_handler, on=date(2026, 9, 11))
    assert complaint.state == "verifying"


def test_a_matter_given_to_somebody_is_not_handled_by_a_colleague(complaint: Petition, other_handler: Account) -> None:
    with pytest.raises((Refusal, PermissionDenied)):
        settling.verify(complaint, by=other_handler, on=date(2026, 9, 11))


def test_two_officers_at_once_the_later_sees_the_earlier(complaint: Petition, handler: Account, head: Account) -> None:
    seen = complaint.version
    settling.verify(complaint, by=handler, on=date(2026, 9, 11))
    stale = Petition.objects.get(pk=complaint.pk)
    with pytest.raises(Stale):
        settling.extend(stale, [], "5/QĐ", ground="phức tạp", by=head, on=date(2026, 9, 12), seen=seen)


def test_a_step_taken_twice_is_refused(complaint: Petition, handler: Account, head: Account) -> None:
    settling.verify(complaint, by=handler, on=date(2026, 9, 11))
    with pytest.raises(Refusal, match="chỉ làm được khi"):
        settling.verify(Petition.objects.get(pk=complaint.pk), by=handler, on=date(2026, 9, 11))


def test_a_letter_with_several_matters_is_split_and_keeps_its_day(
    ward: Unit, intake: Account, petition_of: Make
) -> None:
    petition = petition_of(ward, by=intake)
    parts = receiving.split(
        petition, [Petition(subject="Tố cáo cán bộ", kind="denunciation")], by=intake, on=date(2026, 9, 9)
    )
    assert parts[0].received_on == GOT
    assert parts[0].parties.get().name == "Trần Văn Bình"
    assert dues(parts[0])["TC-01"][0] == date(2026, 9, 16)


def test_petitions_and_matters_are_counted_apart(ward: Unit, intake: Account, petition_of: Make) -> None:
    first, again = petition_of(ward, by=intake), petition_of(ward, by=intake)
    receiving.mark_duplicate(again, first, by=intake, on=GOT)
    first.refresh_from_db()
    assert (queries.counted().count(), Matter.objects.count()) == (2, 1)
    assert first.matter_id == again.matter_id


def test_a_file_is_not_closed_while_a_duty_runs(complaint: Petition, handler: Account, head: Account) -> None:
    settling.verify(complaint, by=handler, on=date(2026, 9, 11))
    day = date(2026, 10, 1)
    settling.conclude(complaint, "upheld", "12/QĐ-UBND", "Đúng.", by=head, on=day)
    settling.answer(complaint, by=head, on=day, result="Khiếu nại đúng.")
    with pytest.raises(Refusal, match="KN-08"):
        ending.close(complaint, by=head, on=day)
    settling.publish(complaint, "Bản lược", "Trụ sở UBND phường", by=head, on=day, checked_by=handler)
    ending.close(complaint, by=head, on=day)
    assert complaint.state == "closed"
    assert complaint.next_due is None


def test_the_public_copy_is_checked_by_a_second_person(complaint: Petition, handler: Account, head: Account) -> None:
    settling.verify(complaint, by=handler, on=date(2026, 9, 11))
    settling.conclude(complaint, "upheld", "12/QĐ-UBND", "Đúng.", by=head, on=date(2026, 10, 1))
    with pytest.raises(Refusal, match="người thứ hai"):
        settling.publish(complaint, "Bản lược", "Trụ sở", by=head, on=date(2026, 10, 1), checked_by=head)


def test_a_withdrawn_petition_stops_its_clocks(complaint: Petition, handler: Account) -> None:
    ending.withdraw(complaint, "đơn rút (Mẫu 02)", reason="Đã thỏa thuận", by=handler, on=date(2026, 9, 15))
    assert complaint.state == "withdrawn"
    assert dues(complaint)["KN-03"][1] == "dropped"


def test_resolved_before_received_is_refused(ward: Unit, intake: Account, head: Account, petition_of: Make) -> None:
    petition = petition_of(ward, by=intake)
    deciding.classify(petition, {"kind": "reflection", **FIT}, by=intake, on=GOT)
    deciding.accept(petition, by=head, on=GOT)
    with pytest.raises(Refusal, match="từ ngày nhận đơn"):
        settling.answer(petition, by=head, on=date(2026, 9, 9), answered_on=date(2026, 9, 1), result="Đã lắp đèn.")


def test_money_to_return_is_followed_to_the_end(complaint: Petition, head: Account, handler: Account) -> None:
    remedy = Remedy(petition=complaint, kind="money_people", text="Trả lại tiền thu sai", owner="UBND phường",
                    asked_on=date(2026, 10, 1), amount=5_000_000)  # fmt: skip
    ending.recommend(remedy, by=head, on=date(2026, 10, 1))
    ending.carry_out(remedy, 2_000_000, "PC 01", by=handler, on=date(2026, 10, 9))
    assert remedy.state == "partly"
    with pytest.raises(Refusal, match="lớn hơn"):
        ending.carry_out(remedy, 4_000_000, "PC 02", by=handler, on=date(2026, 10, 10))
    ending.carry_out(remedy, 3_000_000, "PC 02", by=handler, on=date(2026, 10, 10))
    assert (remedy.state, remedy.done_on) == ("done", date(2026, 10, 10))


def test_urging_needs_a_late_matter(complaint: Petition, office: Account) -> None:
    with pytest.raises(Refusal, match="chưa quá hạn"):
        ending.urge(complaint, by=office, on=date(2026, 9, 20))
    ending.urge(complaint, by=office, on=date(2026, 10, 20))
    assert complaint.urged == 1


def test_an_apology_with_an_empty_reason_is_refused(complaint: Petition, handler: Account) -> None:
    with pytest.raises(Refusal, match="lý do cụ thể"):
        ending.apologise(complaint, date(2026, 10, 30), reason="Do nhiều nguyên nhân khách quan.", by=handler,
                         on=date(2026, 10, 1))  # fmt: skip


def test_no_name_of_a_person_enters_the_ledger(complaint: Petition) -> None:
    assert not any("Trần Văn Bình" in entry.payload for entry in Entry.objects.all())


def test_who_sent_a_petition_is_kept_with_it(complaint: Petition) -> None:
    assert Party.objects.get(petition=complaint).folded == "tran van binh"


def test_open_petitions_of_a_unit_that_ends_go_to_its_heir(
    complaint: Petition, district: Unit, ward: Unit, other_ward: Unit
) -> None:
    from liemchinh.apps.organisation import actions as organisation

    due = complaint.next_due
    organisation.merge([ward], other_ward, by=SYSTEM, on=date(2026, 9, 20))
    complaint.refresh_from_db()
    assert (complaint.desk, complaint.unit, complaint.handler) == (other_ward, ward, None)
    assert complaint.next_due == due
    assert Entry.objects.filter(verb="petition.hand_over", subject=complaint.ref).exists()


def test_a_renewed_denunciation_about_a_late_one_has_a_clock_of_its_own(
    denunciation: Petition, district: Unit, head_above: Account
) -> None:
    again = Petition(unit=district, received_on=date(2026, 11, 2), channel="post", subject="")
    ending.appeal(denunciation, again, by=head_above, on=date(2026, 11, 2))
    assert dues(again)["TC-13"] == (date(2026, 11, 23), "running")  # 20 days end on Sunday 22/11
    assert dues(again)["TC-14"] == (date(2026, 11, 9), "running")


def test_a_late_lodging_of_a_complaint_shows(ward: Unit, intake: Account, petition_of: Make) -> None:
    petition = petition_of(ward, by=intake, learned_on=date(2026, 5, 1))
    deciding.classify(petition, {"kind": "complaint", **FIT}, by=intake, on=GOT)
    assert dues(petition)["KN-01"][0] == date(2026, 7, 30)
    assert queries.lodged_late(petition).due == date(2026, 7, 30)


def test_a_decision_in_force_starts_its_enforcement(complaint: Petition, handler: Account, head: Account) -> None:
    settling.verify(complaint, by=handler, on=date(2026, 9, 11))
    settling.conclude(complaint, "upheld", "12/QĐ-UBND", "Đúng.", by=head, on=date(2026, 10, 1))
    settling.answer(complaint, by=head, on=date(2026, 10, 2), result="Đúng.")
    assert dues(complaint)["KN-05"][1] == "running"
    settling.take_effect(complaint, by=head, on=date(2026, 11, 2))
    assert dues(complaint)["KN-11"][0] is not None
    settling.act_on(complaint, by=head, on=date(2026, 11, 3))
    assert dues(complaint)["KN-11"][1] == "met"


def test_a_complaint_is_extended_on_a_ground_in_words(complaint: Petition, head: Account) -> None:
    with pytest.raises(Refusal, match="Điều 28"):
        settling.extend(complaint, [], "5/QĐ", by=head, on=date(2026, 9, 12))
    settling.extend(complaint, [], "5/QĐ", ground="nhiều địa điểm", by=head, on=date(2026, 9, 12))
    assert dues(complaint)["KN-03"][0] == date(2026, 10, 26)  # 45 days end on Sunday 25/10


def test_a_public_copy_that_names_the_denouncer_is_refused(
    denunciation: Petition, head: Account, handler: Account
) -> None:
    settling.verify(denunciation, by=handler, on=date(2026, 9, 11))
    day = date(2026, 10, 1)
    settling.conclude(denunciation, "upheld", "1/KL", "Đúng.", by=head, on=day)
    settling.answer(denunciation, by=head, on=day, result="Đúng.")
    with pytest.raises(Refusal, match="họ tên"):
        settling.publish(
            denunciation, "Tố cáo của tran van BINH là đúng", "Trụ sở", by=head, on=day, checked_by=handler
        )
    settling.publish(denunciation, "Tố cáo đúng", "Trụ sở", by=head, on=day, checked_by=handler)
    assert denunciation.state == "published"


def test_a_decision_is_in_force_on_its_day_and_once(complaint: Petition, handler: Account, head: Account) -> None:
    settling.verify(complaint, by=handler, on=date(2026, 9, 11))
    settling.conclude(complaint, "upheld", "12/QĐ", "Đúng.", by=head, on=date(2026, 10, 1))
    settling.answer(complaint, by=head, on=date(2026, 10, 2), result="Đúng.")
    with pytest.raises(Refusal, match="có hiệu lực từ ngày"):
        settling.take_effect(complaint, by=head, on=date(2026, 10, 5))
    settling.take_effect(complaint, by=head, on=date(2026, 11, 2))
    with pytest.raises(Refusal, match="đã được ghi"):
        settling.take_effect(complaint, by=head, on=date(2026, 11, 3))


def test_a_second_complaint_is_not_accepted_where_the_first_was_settled(
    complaint: Petition, ward: Unit, handler: Account, head: Account, intake: Account
) -> None:
    settling.verify(complaint, by=handler, on=date(2026, 9, 11))
    settling.conclude(complaint, "upheld", "12/QĐ", "Đúng.", by=head, on=date(2026, 10, 1))
    second = Petition(unit=ward, received_on=date(2026, 10, 12), channel="post", subject="")
    ending.appeal(complaint, second, by=intake, on=date(2026, 10, 12))
    deciding.classify(second, {"kind": "complaint", "stage": "second", **FIT}, by=intake, on=date(2026, 10, 13))
    with pytest.raises(Refusal, match="cấp trên"):
        deciding.accept(second, by=head, on=date(2026, 10, 14))


def test_nobody_is_guided_where_nobody_wrote(ward: Unit, intake: Account, head: Account, petition_of: Make) -> None:
    petition = petition_of(ward, by=intake, sender="", identity="anonymous")
    deciding.classify(petition, {"kind": "denunciation", "eligible": True, "competence": "out"}, by=intake, on=GOT)
    with pytest.raises(Refusal, match="không rõ người gửi"):
        deciding.guide(petition, "UBND", by=head, on=GOT)


def test_a_petition_entered_late_was_with_its_unit_from_the_day_of_receipt(ward: Unit, intake: Account) -> None:
    late = Petition(unit=ward, received_on=GOT, channel="post", subject="Đèn đường")
    receiving.receive(late, [Party(role="sender", name="Lê Văn A")], by=intake, on=date(2026, 11, 2))
    assert deadlines.held(late.ref, date(2026, 11, 2))[0].since == GOT
