from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "liemchinh.apps.reports"
    label = "reports"

    def ready(self) -> None:
        from liemchinh.apps.reports import cards  # noqa: F401  (announces itself)
