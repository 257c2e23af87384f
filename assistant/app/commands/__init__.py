"""The commands, one file a group. Each takes its options and gives what it prints.

At import they need typer and the standard library only, so that ``assistant --help`` is instant.
"""
