"""The workbench's own web server: on the loopback, for one session, until it is told to stop."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from errno import EACCES, EADDRINUSE

import uvicorn

from framing.errors import InputError
from framing.workbench.app import build_app
from framing.workbench.security import HOST, Door
from framing.workbench.session import Session

TOKEN_BYTES = 32
GRACE = 2  # seconds that an open answer has when the server is stopped


def serve(session: Session, *, listening: socket.socket, started: Callable[[str], None]) -> None:
    """Serve the session on a socket of `bind` until Ctrl+C. `started` is called with the address, token included."""
    door = Door(token=secrets.token_urlsafe(TOKEN_BYTES), port=listening.getsockname()[1])
    server = make_server(session, door)
    with suppress(KeyboardInterrupt):  # Ctrl+C is how the workbench is meant to end
        started(door.address)
        server.run(sockets=[listening])


def bind(port: int) -> socket.socket:
    """Return a socket that listens on `port` of the loopback (0: any that is free).

    Raises InputError where the port is taken or not allowed.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen()
    except OSError as error:
        listening.close()
        reasons = {EADDRINUSE: "another program uses this port", EACCES: "this port needs special rights"}
        what = reasons.get(error.errno or 0, f"the port cannot be used ({error.strerror})")
        raise InputError(f"--port {port}", what, "choose another, or leave --port out for a free one") from error
    return listening


def make_server(session: Session, door: Door) -> uvicorn.Server:
    """Return the server, ready to run: quiet, without web sockets, telling nothing about itself."""
    config = uvicorn.Config(
        build_app(session, door),
        http="h11",
        ws="none",
        lifespan="off",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
    )
    return uvicorn.Server(config)
