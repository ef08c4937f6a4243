from django.apps import AppConfig


class SpineConfig(AppConfig):
    name = "liemchinh.spine"
    label = "spine"
    verbose_name = "Khung chung"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from liemchinh.spine import ledger_beside
        from liemchinh.spine.deadlines import covered
        from liemchinh.spine.search import tables
        from liemchinh.spine.web import import_cards  # noqa: F401  (import_cards announces itself)

        ledger_beside.announce_check("deadline", covered.differing)
        post_migrate.connect(tables.forget, sender=self, dispatch_uid="liemchinh.search")
