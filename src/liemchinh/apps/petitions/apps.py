from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "liemchinh.apps.petitions"
    label = "petitions"

    def ready(self) -> None:
        from liemchinh.apps.petitions import register  # noqa: F401
