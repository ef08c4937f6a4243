"""Rights come from dated posts and reach down the tree; everything else is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from liemchinh.apps.organisation import actions
from liemchinh.kernel.access import PUBLIC, ROLES, abilities_of
from liemchinh.spine.access import SYSTEM, abilities, actor_ref, can, permission, units_with
from liemchinh.spine.people import Account

pytestmark = pytest.mark.django_db


def test_an_account_without_a_post_may_do_nothing(stranger):
    assert abilities(stranger) == frozenset()
    assert not can(stranger, "outreach.read")


def test_a_right_covers_the_unit_and_all_below_it(district, ward, other_ward, office):
    assert units_with(office, "outreach.write") == {district.pk, ward.pk, other_ward.pk}


def test_a_clerk_of_one_ward_has_no_right_over_another(ward, other_ward, clerk_of_ward):
    assert can(clerk_of_ward, "outreach.write", ward.pk)
    assert not can(clerk_of_ward, "outreach.write", other_ward.pk)


def test_a_post_that_has_ended_gives_nothing(district, office):
    actions.end_post(office.posts.get(), by=SYSTEM, on=date(2020, 1, 1))
    assert abilities(Account.objects.get(pk=office.pk)) == frozenset()


def test_a_post_that_begins_tomorrow_gives_nothing_today(district, stranger):
    actions.assign_post(stranger, district, "auditor", "Kiểm soát viên", by=SYSTEM, on=date(2999, 1, 1))
    assert abilities(stranger) == frozenset()


def test_an_administrator_reads_no_figures_and_no_reports():
    held = abilities_of("administrator")
    assert not {"figures.read", "reports.read", "outreach.read"} & held


def test_an_auditor_writes_nothing():
    assert not {a for a in abilities_of("auditor") if a.endswith((".write", ".import", ".sign", ".confirm"))}


def test_an_unknown_role_has_no_abilities():
    assert abilities_of("director_of_everything") == frozenset()
    assert "director_of_everything" not in ROLES


def test_rights_are_read_once_a_request(office, django_assert_num_queries):
    with django_assert_num_queries(2):
        for _ in range(20):
            can(office, "outreach.read")


def test_a_view_refuses_who_lacks_the_ability_and_admits_who_has_it(office, stranger):
    @permission("outreach.read")
    def page(request):
        return HttpResponse("được xem")

    request = RequestFactory().get("/")
    request.user = office
    assert page(request).content.decode() == "được xem"
    request.user = stranger
    with pytest.raises(PermissionDenied):
        page(request)


def test_a_public_view_needs_no_login():
    @permission(PUBLIC)
    def page(request):
        return HttpResponse()

    assert page.permission == PUBLIC
    assert page.login_required is False


def test_the_ledger_names_an_actor_by_post(district, office, stranger):
    assert actor_ref(office) == f"post:{office.posts.get().pk}"
    assert actor_ref(stranger) == f"account:{stranger.pk}"
    assert actor_ref(SYSTEM) == "system"
