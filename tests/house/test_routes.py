"""Every address says who may open it, and refuses everybody else: nobody signed in, and accounts without a post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from liemchinh.kernel.access import ABILITIES, PUBLIC, SIGNED_IN
from liemchinh.spine import registers

#: Addresses that anybody may open; whoever forgot the password reads whom to ask. The component page answers 404
#: outside of development.
FOR_ALL = {"theme", "language", "look", "account_reset_password"}
#: Addresses open to every account, even without a post: they show what is theirs, which may be nothing.
FOR_EVERY_ACCOUNT = {"home", "account", "find"}
#: The pages of a register ask for the ability of the register in the address; they are walked with each register.
OF_A_REGISTER = {
    "register_list",
    "register_new",
    "register_export",
    "record",
    "record_correct",
    "record_step",
    "import-new",
    "import-template",
    "import-preview",
    "import-commit",
    "import-undo",
}

ALLAUTH: dict[str, str] = {
    "account_login": "the way in",
    "account_logout": "the way out",
    "account_inactive": "says that an account is blocked",
    "account_reauthenticate": "asks for the password again before a second factor is changed",
    "account_change_password": "needs a login",
    "mfa_index": "needs a login",
    "mfa_authenticate": "needs a login under way",
    "mfa_reauthenticate": "needs a login",
    "mfa_activate_totp": "needs a login, and the password again",
    "mfa_deactivate_totp": "needs a login, and the password again",
    "mfa_view_recovery_codes": "needs a login, and the password again",
    "mfa_generate_recovery_codes": "needs a login, and the password again",
    "mfa_download_recovery_codes": "needs a login, and the password again",
    "mfa_list_webauthn": "needs a login",
    "mfa_add_webauthn": "needs a login, and the password again",
    "mfa_reauthenticate_webauthn": "needs a login",
    "mfa_remove_webauthn": "needs a login, and the password again",
    "mfa_edit_webauthn": "needs a login, and the password again",
}
PUBLIC_OF_ALLAUTH = {"account_login", "account_logout", "account_inactive", "mfa_authenticate"}


@dataclass(frozen=True)
class Route:
    name: str
    pattern: URLPattern
    converters: dict[str, Any]

    @property
    def of_allauth(self) -> bool:
        return self.pattern.callback.__module__.startswith("allauth.")

    @property
    def permission(self) -> str | None:
        return getattr(self.pattern.callback, "permission", None)

    def addresses(self) -> list[str]:
        """The address with made-up arguments; a register's pages once for each register."""
        made_up = {k: 1 if isinstance(c, IntConverter) else "x" for k, c in self.converters.items()}
        if self.name in OF_A_REGISTER:
            return [reverse(self.name, kwargs={**made_up, "name": r.name}) for r in registers.all()]
        return [reverse(self.name, kwargs=made_up)]


def walk(patterns: list[Any], spaces: tuple[str, ...] = (), above: dict[str, Any] | None = None) -> Iterator[Route]:
    for pattern in patterns:
        known = {**(above or {}), **getattr(pattern.pattern, "converters", {})}
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, (*spaces, *filter(None, [pattern.namespace])), known)
        else:
            yield Route(":".join([*spaces, pattern.name or ""]), pattern, known)


ROUTES = list(walk(get_resolver().url_patterns))
OURS = [r for r in ROUTES if not r.of_allauth]
GUARDED = [r for r in OURS if r.name not in FOR_ALL]
FOR_POSTS = [r for r in GUARDED if r.name not in FOR_EVERY_ACCOUNT]


def ids(route: Route) -> str:
    return route.name


@pytest.mark.parametrize("route", OURS, ids=ids)
def test_every_address_has_a_name_and_a_permission_that_exists(route: Route) -> None:
    known = frozenset().union(*ABILITIES.values()) | {PUBLIC, SIGNED_IN}
    assert route.name.rpartition(":")[2], f"{route.pattern} has no name"
    assert route.permission in known, f"{route.name}: {route.permission!r} is held by no role"


def test_what_is_open_is_listed_here_with_a_reason() -> None:
    assert {r.name for r in OURS if r.permission == PUBLIC} == FOR_ALL
    assert {r.name for r in OURS if r.permission == SIGNED_IN} == FOR_EVERY_ACCOUNT | OF_A_REGISTER


def test_each_page_of_allauth_is_known_and_has_a_reason() -> None:
    assert {r.name for r in ROUTES if r.of_allauth} == set(ALLAUTH)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", GUARDED, ids=ids)
def test_nobody_signed_in_is_sent_to_the_login(route: Route, method: str, client: Client) -> None:
    for address in route.addresses():
        answer = getattr(client, method)(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith(reverse("account_login")), address


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", FOR_POSTS, ids=ids)
def test_an_account_without_a_post_is_refused(route: Route, method: str, client: Client, stranger: Any) -> None:
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in route.addresses():
        answer = getattr(client, method)(address)
        refused = {403, 405} if method == "post" else {403}  # a page that is only read refuses to be posted to
        assert answer.status_code in refused, address


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(ALLAUTH) - PUBLIC_OF_ALLAUTH))
def test_allauths_own_pages_need_a_login(name: str, client: Client) -> None:
    route = next(r for r in ROUTES if r.name == name)
    answer = client.get(route.addresses()[0])
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["signup", "email", "confirm-email", "password/set", "password/reset/done"])
def test_nobody_signs_up_and_no_page_is_about_mail(client: Client, page: str) -> None:
    answer = client.post(f"/tai-khoan/{page}/", {"username": "an", "password1": "x" * 20, "password2": "x" * 20})
    assert answer.status_code == 404
    from liemchinh.spine.people import Account

    assert not Account.objects.exists()
