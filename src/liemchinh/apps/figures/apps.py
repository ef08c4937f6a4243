from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "liemchinh.apps.figures"
    label = "figures"
