from django.apps import AppConfig


class SpineConfig(AppConfig):
    name = "liemchinh.spine"
    label = "spine"
    verbose_name = "Khung chung"

    def ready(self) -> None:
        from liemchinh.spine.web import import_cards  # noqa: F401  (import_cards announces itself)
