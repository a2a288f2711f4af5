"""
The entry point; it works, and says what is missing, also where the extra `cli` is not installed.
"""

import sys

MISSING = "campuslex: the command line needs click and rich; install them with: python -m pip install 'campuslex[cli]'"


def main() -> None:
    """
    Run the command line on the process's arguments.

    Raises:
        SystemExit: Always, with the exit code.
    """
    try:
        import click  # noqa: F401, PLC0415
        import rich  # noqa: F401, PLC0415
    except ModuleNotFoundError:
        print(MISSING, file=sys.stderr)
        raise SystemExit(1) from None
    from campuslex.cli.app import app, prepare_streams  # noqa: PLC0415, both need the extra

    prepare_streams()
    app(prog_name="campuslex")


if __name__ == "__main__":
    main()
