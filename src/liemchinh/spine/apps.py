from django.apps import AppConfig


class SpineConfig(AppConfig):
    name = "liemchinh.spine"
    label = "spine"
    verbose_name = "Khung chung"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from liemchinh.spine.search import tables
        from liemchinh.spine.web import import_cards  # noqa: F401  (import_cards announces itself)

        post_migrate.connect(tables.forget, sender=self, dispatch_uid="liemchinh.search")
