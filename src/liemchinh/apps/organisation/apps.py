from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "liemchinh.apps.organisation"
    label = "organisation"
    verbose_name = "Đơn vị và nhân sự"

    def ready(self) -> None:
        from liemchinh.apps.organisation import names, past, register  # noqa: F401
        from liemchinh.apps.organisation.queries import posts_of
        from liemchinh.spine import ledger_beside
        from liemchinh.spine.access import set_post_reader

        names.announce()
        set_post_reader(posts_of)
        ledger_beside.announce_check("past", past.differing)
