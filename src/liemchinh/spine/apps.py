from django.apps import AppConfig


class SpineConfig(AppConfig):
    name = "liemchinh.spine"
    label = "spine"
    verbose_name = "Khung chung"
