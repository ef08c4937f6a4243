from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "liemchinh.apps.petitions"
    label = "petitions"
    verbose_name = "Đơn thư"

    def ready(self) -> None:
        from liemchinh.apps.organisation import inheritance
        from liemchinh.apps.petitions import cards, names, register  # noqa: F401  (cards announces itself)
        from liemchinh.apps.petitions.actions import handing

        names.announce()
        inheritance.announce("petitions.petition", handing.hand_over)
