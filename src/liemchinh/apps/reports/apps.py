from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "liemchinh.apps.reports"
    label = "reports"

    def ready(self) -> None:
        from liemchinh.apps.reports import cards, sealing  # noqa: F401  (cards announces itself)
        from liemchinh.spine import ledger_beside

        ledger_beside.announce_check("frozen", sealing.differing)
