"""Addresses of units, committees and accounts."""

from django.urls import path

from liemchinh.apps.organisation import account_views, declaration_views, views

app_name = "organisation"

urlpatterns = [
    path("", views.units, name="list"),
    path("moi/", views.unit_new, name="unit-new"),
    path("<int:pk>/", views.unit, name="unit"),
    path("<int:pk>/doi-ten/", views.unit_rename, name="unit-rename"),
    path("<int:pk>/sap-xep/", views.unit_reorganise, name="unit-reorganise"),
    path("ban-chi-dao/moi/", views.committee_new, name="committee-new"),
    path("ban-chi-dao/<int:pk>/", views.committee, name="committee"),
    path("ban-chi-dao/<int:pk>/thanh-vien/", views.member_new, name="member-new"),
    path("ban-chi-dao/<int:pk>/giai-the/", views.committee_dissolve, name="committee-dissolve"),
    path("thanh-vien/<int:pk>/thoi/", views.member_leave, name="member-leave"),
    path("quan-he/", declaration_views.relations, name="relations"),
    path("quan-he/moi/", declaration_views.relation_new, name="relation-new"),
    path("quan-he/<int:pk>/cham-dut/", declaration_views.relation_end, name="relation-end"),
    path("vang-mat/", declaration_views.absences, name="absences"),
    path("vang-mat/moi/", declaration_views.absence_new, name="absence-new"),
    path("vang-mat/<int:pk>/huy/", declaration_views.absence_cancel, name="absence-cancel"),
    path("tai-khoan/", account_views.accounts, name="accounts"),
    path("tai-khoan/moi/", account_views.account_new, name="account-new"),
    path("tai-khoan/<int:pk>/", account_views.account_mend, name="account-mend"),
    path("chuc-vu/<int:pk>/thoi/", account_views.post_end, name="post-end"),
]
