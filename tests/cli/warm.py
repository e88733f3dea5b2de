"""A process that has the models loaded and forks a child for each command, so that many runs can be killed quickly.

Reads JSON objects from stdin: {"arguments": [...], "kill_after": seconds or null, "die_at": change or null, "at_once":
number of copies}; answers each with the list of the children's exit codes (negative: the signal) and the seconds.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import date
from typing import Any

from harmattan import Coder
from harmattan.cli import main
from tests.store.ingesting import die_at


def child(order: dict[str, Any]) -> None:
    """Be the program, then end without any clean-up of the parent's."""
    status = 70
    try:
        # What the command says stays apart from the answers.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if order.get("die_at"):
            die_at(order["die_at"])
        status = main(order["arguments"])
    finally:
        os._exit(status)


def run(order: dict[str, Any]) -> dict[str, Any]:
    """Fork the children of an order and wait for them."""
    began = time.monotonic()
    children = []
    for _ in range(order.get("at_once", 1)):
        pid = os.fork()
        if pid == 0:
            child(order)
        children.append(pid)
    if order.get("kill_after") is not None:
        time.sleep(order["kill_after"])
        for pid in children:
            os.kill(pid, signal.SIGKILL)
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    return {"codes": codes, "seconds": time.monotonic() - began}


if __name__ == "__main__":
    Coder().code("Rebels attacked a convoy near the border on Monday.", published=date(2024, 5, 8))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()
