"""`liemchinh demo`: loads the demo locality into an empty installation; says so and does nothing where data exists."""

from __future__ import annotations

import argparse

HELP = "nạp địa phương mẫu · load the demo locality"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="chỉ in tài khoản và địa chỉ")


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import init

    init.run(argparse.Namespace(quiet=True, locality="Thành phố Vĩnh Giang"))
    from liemchinh.flows import seed_demo

    if seed_demo.is_loaded():
        if not args.quiet:
            print("Địa phương mẫu đã có; không đổi gì.")
    else:
        seed_demo.load()
    print(seed_demo.welcome())
    return 0
