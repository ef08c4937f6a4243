"""Addresses of units, committees and accounts."""

from django.urls import path

from liemchinh.apps.organisation import account_views, views

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
    path("tai-khoan/", account_views.accounts, name="accounts"),
    path("tai-khoan/moi/", account_views.account_new, name="account-new"),
    path("tai-khoan/<int:pk>/", account_views.account_mend, name="account-mend"),
    path("chuc-vu/<int:pk>/thoi/", account_views.post_end, name="post-end"),
]
