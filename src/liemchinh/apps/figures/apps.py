from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "liemchinh.apps.figures"
    label = "figures"
    verbose_name = "Số liệu"

    def ready(self) -> None:
        from liemchinh.apps.figures import names

        names.announce()
