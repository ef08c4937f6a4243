from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "liemchinh.apps.petitions"
    label = "petitions"
    verbose_name = "Đơn thư"

    def ready(self) -> None:
        from liemchinh.apps.petitions import names, register  # noqa: F401

        names.announce()
