"""The commands of `liemchinh`: each module has HELP, arguments(parser) and run(args)."""
