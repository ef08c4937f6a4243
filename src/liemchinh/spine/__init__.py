"""Generic Django that knows no register by name: moves, ledger, access, people, files, jobs, registers, web."""
