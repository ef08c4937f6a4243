from django.apps import AppConfig


class SpineConfig(AppConfig):
    name = "liemchinh.spine"
    label = "spine"
    verbose_name = "Khung chung"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from liemchinh.spine.web import folding, import_cards  # noqa: F401  (import_cards announces itself)

        connection_created.connect(folding.teach, dispatch_uid="liemchinh.fold")
