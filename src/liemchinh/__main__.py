"""The command `liemchinh`: one module in `cli/` for each command, loaded only when called."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys

from liemchinh import __version__, cli
from liemchinh.kernel.errors import Refusal

#: After these the ledger is signed: what they wrote can no longer be taken back unseen.
_LEAVE_A_HEAD = frozenset({"demo", "import", "receive", "report"})


def commands() -> dict[str, str]:
    """Command name -> module; `import_` (a Python keyword without its underscore) is the command `import`."""
    names = sorted(m.name for m in pkgutil.iter_modules(cli.__path__) if not m.name.startswith("_"))
    return {name.rstrip("_").replace("_", "-"): f"liemchinh.cli.{name}" for name in names}


def parser_for(name: str) -> argparse.ArgumentParser:
    module = importlib.import_module(commands()[name])
    parser = argparse.ArgumentParser(prog=f"liemchinh {name}", description=module.HELP)
    module.arguments(parser)
    parser.set_defaults(run=module.run)
    return parser


def usage() -> str:
    lines = [f"liemchinh {__version__}", "", "usage: liemchinh COMMAND [--help]", ""]
    lines += [f"  {name:<14} {importlib.import_module(module).HELP}" for name, module in commands().items()]
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """0 done, 1 the input has a problem that a person can mend, 2 the command was called wrongly."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help"):
        print(usage())
        return 0 if words else 2
    if words[0] == "--version":
        print(__version__)
        return 0
    if words[0] not in commands():
        print(f"liemchinh: không có lệnh «{words[0]}». Các lệnh: {', '.join(commands())}.", file=sys.stderr)
        return 2
    return _run(words[0], parser_for(words[0]).parse_args(words[1:]))


def _run(name: str, args: argparse.Namespace) -> int:
    """The one place where an error becomes a sentence."""
    try:
        code = int(args.run(args))
        if code == 0 and name in _LEAVE_A_HEAD and not getattr(args, "dry_run", False):
            _sign_head()
        return code
    except Refusal as refusal:
        print(f"liemchinh: {refusal}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:
        from liemchinh.cli import _troubles

        return _troubles.tell(error)


def _sign_head() -> None:
    from liemchinh.spine import ledger

    ledger.sign_head()


if __name__ == "__main__":
    sys.exit(main())
