"""Accounts of officials. What an account may do comes from its dated posts (spine.access), never from a flag here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with 64 MiB, 3 passes, 4 lanes (RFC 9106 section 4, second choice): about 0.1 s, safe with 8 at once."""

    time_cost = 3
    memory_cost = 65536
    parallelism = 4


def folded(username: str) -> str:
    """The one spelling of a login name: «VanPhong» and «vanphong» are the same person's."""
    return AbstractBaseUser.normalize_username(username).strip().lower()


def name_tried(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The name that a failed login is counted under (django-axes), whatever its capitals."""
    given = (credentials or {}).get("username") or (request.POST.get("login", "") if request is not None else "")
    return folded(str(given))


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(username=folded(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """One person's way in. Names are shown to colleagues only; the ledger knows posts, not names."""

    THEMES: ClassVar[list[tuple[str, Any]]] = [("", _("Theo máy")), ("light", _("Sáng")), ("dark", _("Tối"))]

    username = models.CharField(_("Tên đăng nhập"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()])
    full_name = models.CharField(_("Họ và tên"), max_length=120)
    email = models.EmailField(_("Thư điện tử"), blank=True)
    is_active = models.BooleanField(_("Đang dùng"), default=True)
    language = models.CharField(_("Ngôn ngữ"), max_length=5, default="vi")
    theme = models.CharField(_("Giao diện"), max_length=5, blank=True, choices=THEMES)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    #: Django's admin site is not used; nobody is staff.
    is_staff = False

    objects = AccountManager()

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("username"), name="username_once_whatever_its_capitals")
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; nobody signs up. Language and look follow the person to a new browser."""

    def post_login(self, request: HttpRequest, user: Account, **options: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **options)
        for name, value in ((settings.LANGUAGE_COOKIE_NAME, user.language), ("theme", user.theme)):
            if value:
                response.set_cookie(name, value, max_age=365 * 24 * 3600, samesite="Lax", httponly=True,
                                    secure=settings.SESSION_COOKIE_SECURE)  # fmt: skip
        return response

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


def display_name(account: Account) -> str:
    return str(account)
