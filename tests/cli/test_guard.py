"""What guards the command line."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import os, signal, time
import click
from framing.cli.guard import guarded

class Dropped:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.01)

@click.group()
def app():
    pass

@app.command()
def run():
    dropped = Dropped()
    del dropped
    for _ in range(1000):
        time.sleep(0.01)

guarded(app)
"""


def test_an_interruption_in_a_finalizer_is_not_lost() -> None:
    """Python drops what is raised there; Ctrl-C ends the run all the same."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "run"], check=False, capture_output=True, text=True, timeout=15
    )
    assert done.returncode == 130, done.stderr
    assert done.stderr.strip() == "framing: interrupted; nothing half-written is left"
