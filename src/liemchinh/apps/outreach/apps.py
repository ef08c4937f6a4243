from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "liemchinh.apps.outreach"
    label = "outreach"
    verbose_name = "Tuyên truyền"

    def ready(self) -> None:
        from liemchinh.apps.outreach import names, register  # noqa: F401

        names.announce()
