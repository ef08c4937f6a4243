from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "liemchinh.apps.outreach"
    label = "outreach"
