"""Signing in, password, second factor: allauth's pages as far as they are used here.

Accounts are made by an administrator and no letter is ever sent, so there is no page to sign up, to give an address of
electronic mail, or to set a password by a link. The names are allauth's own: its pages look each other up by them.
"""

from allauth.account import views as account
from django.urls import include, path

from liemchinh.spine.web import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", views.forgotten, name="account_reset_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
