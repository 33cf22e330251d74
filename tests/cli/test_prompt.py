"""Reading a line at a real terminal: every Ctrl-C counts, whenever it comes."""

from __future__ import annotations

import sys

import pexpect

ROUNDS = 400

PRESSED_EARLIER_AND_LATER = f"""
import os, readline, signal, time
from fieldkit.cli import prompt

asking = os.getpid()
for microseconds in range({ROUNDS}):
    begin, go = os.pipe()
    if not (presser := os.fork()):
        os.read(begin, 1)
        until = time.perf_counter() + microseconds / 1e6
        while time.perf_counter() < until:
            pass
        os.kill(asking, signal.SIGINT)
        os._exit(0)
    try:
        os.write(go, b"x")
        prompt.line("> ")
    except KeyboardInterrupt:
        pass
    os.waitpid(presser, 0)
    os.close(begin)
    os.close(go)
print("every one was seen")
"""


def test_no_ctrl_c_is_lost_while_the_prompt_is_drawn() -> None:
    asking = pexpect.spawn(sys.executable, ["-c", PRESSED_EARLIER_AND_LATER], encoding="utf-8", timeout=60)
    asking.expect(["every one was seen", pexpect.EOF])
    assert asking.after == "every one was seen", asking.before
    asking.close()


def test_a_line_typed_slowly_comes_whole() -> None:
    asks = "from fieldkit.cli import prompt; print('got', prompt.line('> '))"
    asking = pexpect.spawn(sys.executable, ["-c", asks], encoding="utf-8", timeout=20)
    asking.expect("> ")
    asking.send("Citl")
    asking.expect(pexpect.TIMEOUT, timeout=0.5)
    asking.sendline("ali")
    asking.expect("got Citlali")
    asking.close()
