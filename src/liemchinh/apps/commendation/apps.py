from django.apps import AppConfig


class CommendationConfig(AppConfig):
    name = "liemchinh.apps.commendation"
    label = "commendation"

    def ready(self) -> None:
        from liemchinh.apps.commendation import names, register  # noqa: F401

        names.announce()
