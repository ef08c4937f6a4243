"""Accounts of officials. What an account may do comes from its dated posts (spine.access), never from a flag here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with 64 MiB, 3 passes, 4 lanes (RFC 9106 section 4, second choice): about 0.1 s, safe with 8 at once."""

    time_cost = 3
    memory_cost = 65536
    parallelism = 4


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(username=self.model.normalize_username(username), **fields)
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

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


def display_name(account: Account) -> str:
    return str(account)
