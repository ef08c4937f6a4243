from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "liemchinh.apps.reports"
    label = "reports"
