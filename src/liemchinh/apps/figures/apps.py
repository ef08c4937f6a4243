from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "liemchinh.apps.figures"
    label = "figures"
    verbose_name = "Số liệu"

    def ready(self) -> None:
        from liemchinh.apps.figures import cards, names  # noqa: F401  (cards announces itself)

        names.announce()
