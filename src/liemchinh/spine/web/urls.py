"""The addresses of the frame; sites/desk.py includes them at the root."""

from django.urls import path

from liemchinh.spine.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("tai-khoan/", views.account, name="account"),
    path("look/", views.look, name="look"),
    path("giao-dien/", views.theme, name="theme"),
    path("ngon-ngu/", views.language, name="language"),
    path("tim/", views.find, name="find"),
]
