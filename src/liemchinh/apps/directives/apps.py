from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "liemchinh.apps.directives"
    label = "directives"

    def ready(self) -> None:
        from liemchinh.apps.directives import names, register  # noqa: F401

        names.announce()
