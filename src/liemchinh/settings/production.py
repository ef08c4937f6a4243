"""For a locality's server. Refuses to start on a value that would be unsafe, and says which and why."""

from django.core.exceptions import ImproperlyConfigured

from liemchinh.settings.base import *  # noqa: F403
from liemchinh.settings.base import ALLOWED_HOSTS, DEBUG, SECRET_KEY


def refuse(sentence: str) -> None:
    raise ImproperlyConfigured(f"Không khởi động: {sentence}")


if DEBUG:
    refuse("DEBUG đang bật; chế độ này để lộ dữ liệu khi có lỗi.")
if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("dev-only"):
    refuse("chưa có khóa bí mật đủ dài. Chạy «liemchinh init» để tạo keys/secret.key, hoặc đặt LIEMCHINH_SECRET_KEY.")
if not ALLOWED_HOSTS:
    refuse("chưa khai tên máy chủ. Đặt LIEMCHINH_HOSTS, ví dụ LIEMCHINH_HOSTS=liemchinh.phuong.vn.")
if any("*" in host for host in ALLOWED_HOSTS):
    refuse("LIEMCHINH_HOSTS chứa dấu *; ghi rõ từng tên máy chủ.")

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
