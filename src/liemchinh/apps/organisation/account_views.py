"""Pages of the administrator: accounts, their posts, and what to do when somebody can't get in."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from liemchinh.apps.organisation import actions, forms
from liemchinh.apps.organisation.models import Post, Unit
from liemchinh.spine.access import permission, units_with
from liemchinh.spine.people import Account


@permission("admin.accounts")
def accounts(request: HttpRequest) -> HttpResponse:
    held = Post.objects.live().filter(unit_id__in=units_with(request.user, "admin.accounts"))
    rows = held.select_related("account", "unit").order_by("account__full_name", "pk")
    return render(request, "organisation/accounts.html", {"posts": rows})


@permission("admin.accounts")
@sensitive_variables("password")
def account_new(request: HttpRequest) -> HttpResponse:
    """Makes an account with a first password that is shown once; its owner changes it."""
    units = Unit.objects.live().filter(pk__in=units_with(request.user, "admin.accounts"), state="active")
    form = forms.AccountForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        values, password = form.cleaned_data, secrets.token_urlsafe(12)
        with transaction.atomic():
            account = Account.objects.create_user(values["username"], password, full_name=values["full_name"])
            actions.assign_post(account, values["unit"], values["role"], values["title"], by=request.user,
                                on=values["valid_from"], until=values["valid_to"])  # fmt: skip
        return render(request, "organisation/account_made.html", {"account": account, "password": password})
    context = {"form": form, "title": _("Thêm tài khoản"), "back": "/don-vi/tai-khoan/"}
    return render(request, "organisation/form.html", context, status=422 if form.errors else 200)


@permission("admin.accounts")
def post_end(request: HttpRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.live().filter(unit_id__in=units_with(request.user, "admin.accounts")), pk=pk)
    if request.method == "POST":
        actions.end_post(post, by=request.user, on=timezone.localdate())
        messages.success(request, _("Đã ghi thôi giữ chức vụ."))
        return redirect("organisation:accounts")
    return render(request, "organisation/post_end.html", {"post": post})


def _mine(request: HttpRequest) -> QuerySet[Account]:
    """The accounts that hold or held a post in the administrator's units; one's own is mended by somebody else."""
    units = units_with(request.user, "admin.accounts")
    return Account.objects.filter(posts__unit_id__in=units).exclude(pk=request.user.pk).distinct()


@permission("admin.accounts")
@sensitive_variables("password")
def account_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """A forgotten password, a lost second factor, a lock, somebody who has left: each act leaves a ledger line."""
    account = get_object_or_404(_mine(request), pk=pk)
    act = request.POST.get("act", "")
    if request.method == "POST" and act == "password":
        password = secrets.token_urlsafe(12)
        actions.give_password(account, password, by=request.user)
        return render(request, "organisation/account_made.html", {"account": account, "password": password})
    if request.method == "POST" and act in actions.MENDS:
        actions.mend_account(account, act, by=request.user)
        messages.success(request, _("Đã ghi."))
        return redirect("organisation:accounts")
    return render(request, "organisation/account_mend.html", {"account": account})
