"""How processes end: told to, unread, with closed or full streams, with their parent; cleaned up, and without a traceback."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from textwrap import dedent
from time import monotonic, sleep

import pytest

from model.files import temporary_folder
from scenes.stage import endings

ROOT = Path(__file__).parents[3]
LONG = 60
"""Seconds after which something is taken for hung."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a platform without such signals")


def started(code: str, *arguments: str, **options: object) -> "subprocess.Popen[str]":
    """Start a Python program that says when it is ready."""
    command = [sys.executable, "-c", dedent(code), *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, text=True, **(pipes | options))  # type: ignore[call-overload, no-any-return]


def running(group: int) -> set[int]:
    """Return the processes of a group that have not ended."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, its, *_ = path.read_text().rpartition(")")[2].split()
            if int(its) == group and state != "Z":
                found.add(int(path.parent.name))
    return found


def await_end(group: int) -> None:
    late = monotonic() + LONG
    while running(group):
        assert monotonic() < late, "processes are left behind"
        sleep(0.02)


# -- told to end -----------------------------------------------------------------------------------------------------------

WORK = """
    import sys, time
    from scenes.stage.endings import as_unix

    with as_unix():
        try:
            print("ready", flush=True)
            time.sleep(60)
        finally:
            print("cleaning", flush=True)
            if sys.argv[1:]:
                sys.stdin.readline()
            print("cleaned", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_process_that_is_told_to_end_cleans_up_and_its_status_says_so(number: signal.Signals) -> None:
    with started(WORK) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        said, wrong = process.communicate(timeout=LONG)
    assert (said, wrong, process.returncode) == ("cleaning\ncleaned\n", "", -number)


def test_told_twice_it_cleans_up_all_the_same() -> None:
    with started(WORK, "slowly") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGHUP)
        assert process.stdout.readline() == "cleaning\n"
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGHUP)
        said, wrong = process.communicate("\n", timeout=LONG)
    assert (said, wrong, process.returncode) == ("cleaned\n", "", -signal.SIGHUP)


def test_two_signals_at_once_are_heard_without_a_word() -> None:
    """Ctrl-C reaches all films of a lecture, and the one that began them ends them at the same moment."""
    code = """
        import os, signal
        from scenes.stage.endings import clean_up_if_told

        clean_up_if_told()
        both = {signal.SIGINT, signal.SIGTERM}
        signal.pthread_sigmask(signal.SIG_BLOCK, both)
        for each in both:
            os.kill(os.getpid(), each)
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, both)
        except KeyboardInterrupt:
            print("cleaned", flush=True)
    """
    said, wrong = started(code).communicate(timeout=LONG)
    assert (said, wrong) == ("cleaned\n", "")


def test_who_has_something_to_give_ends_well() -> None:
    code = """
        import sys, time
        from scenes.stage.endings import as_unix

        with as_unix():
            try:
                print("ready", flush=True)
                time.sleep(60)
            except KeyboardInterrupt:
                print("the best so far", flush=True)
            sys.exit(0)
    """
    with started(code) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.terminate()
        assert process.communicate(timeout=LONG) == ("the best so far\n", "")
    assert process.returncode == 0


def test_what_the_caller_ignores_stays_ignored() -> None:
    code = """
        import signal
        from scenes.stage.endings import as_unix

        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
        with as_unix():
            signal.raise_signal(signal.SIGHUP)
            print("goes on")
    """
    with started(code) as process:
        assert process.communicate(timeout=LONG) == ("goes on\n", "")


def test_what_is_nearly_done_hears_nothing_and_afterwards_all_is_as_before() -> None:
    def heard(number: int, _: object) -> None:
        raise AssertionError(number)

    every = (signal.SIGINT, *endings.GENTLE)
    before = [signal.signal(each, heard) for each in every]
    try:
        with endings.unheard() as ignore:
            assert signal.getsignal(signal.SIGTERM) is heard
            ignore()
            for each in every:
                signal.raise_signal(each)
        assert [signal.getsignal(each) for each in every] == [heard] * 3
    finally:
        for each, handler in zip(every, before, strict=True):
            signal.signal(each, handler)


def test_nothing_is_heard_in_the_middle_of_a_fork_and_all_of_it_afterwards() -> None:
    came: list[int] = []
    before = signal.signal(signal.SIGHUP, lambda number, _: came.append(number))
    try:
        with endings.undisturbed():
            signal.raise_signal(signal.SIGHUP)
            assert came == []
        assert came == [signal.SIGHUP]
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.fixture
def film(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Start a film, in a group of its own, and yield it when helpers are drawing."""
    (tmp_path / "scratch").mkdir()
    command = [sys.executable, "render.py", "lstm_sentence", "--text", "good", "-q", "1080p60", "--no-cache", "-j", "2"]
    process = subprocess.Popen(
        [*command, "-o", str(tmp_path / "out")],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path / "scratch")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        late = monotonic() + LONG
        while len(running(process.pid)) < 2 and process.poll() is None:
            assert monotonic() < late
            sleep(0.02)
        yield process
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="helpers are forked on Linux only")
def test_a_film_that_is_told_to_end_leaves_nothing(film: "subprocess.Popen[str]", tmp_path: Path) -> None:
    film.terminate()
    said, wrong = film.communicate(timeout=LONG)
    await_end(film.pid)
    assert (said, film.returncode) == ("", -signal.SIGTERM)
    assert wrong.endswith("Stopped: no file was written.\n")
    assert "Traceback" not in wrong
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "scratch"]


@pytest.mark.skipif(sys.platform != "linux", reason="helpers are forked on Linux only")
def test_helpers_end_with_a_film_that_is_killed_and_what_it_left_is_swept(film: "subprocess.Popen[str]", tmp_path: Path) -> None:
    film.kill()
    film.wait()
    await_end(film.pid)
    assert len(list((tmp_path / "scratch").iterdir())) == 1
    with temporary_folder(tmp_path / "scratch"):
        pass
    assert list((tmp_path / "scratch").iterdir()) == []


@pytest.mark.parametrize("late", [[], ["late"]], ids=["alive", "gone already"])
def test_a_process_that_was_begun_ends_with_its_parent(late: list[str]) -> None:
    code = """
        import os, signal, sys, time
        from multiprocessing import get_context
        from scenes.stage.endings import end_with_parent

        def live(line, parent):
            if sys.argv[1:]:
                line.send("ready")
                while os.getppid() == parent:
                    time.sleep(0.01)
            end_with_parent(signal.SIGTERM, parent)
            line.send("ready")
            time.sleep(60)

        if __name__ == "__main__":
            context = get_context("fork")
            ours, theirs = context.Pipe()
            context.Process(target=live, args=(theirs, os.getpid())).start()
            ours.recv()
            print("ready", flush=True)
            time.sleep(60)
    """
    with started(code, *late, start_new_session=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert len(running(process.pid)) == 2
        process.kill()
        process.wait()
        await_end(process.pid)


# -- what is printed, and where to -----------------------------------------------------------------------------------------


def shell(line: str) -> "subprocess.CompletedProcess[str]":
    """Run a line in which $R is our command line."""
    setting = os.environ | {"R": f"{sys.executable} render.py", "PYTHONUNBUFFERED": ""}
    return subprocess.run(["/bin/sh", "-c", line], cwd=ROOT, env=setting, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a platform without such a device")
@pytest.mark.parametrize("command", ["list", "--help"])
def test_a_full_device_is_an_error_in_a_sentence(command: str) -> None:
    done = shell(f"$R {command} >/dev/full")
    assert done.stderr == "Error: Standard output cannot be written to: No space left on device.\n"
    assert done.returncode == 1


def test_closed_standard_output_is_an_error_if_there_is_something_to_print() -> None:
    done = shell("$R list >&- <&-")
    assert (done.stderr, done.returncode) == ("Error: Standard output cannot be written to: Bad file descriptor.\n", 1)
    done = shell("$R nonsense >&-")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("Error: There is no film")


@pytest.mark.parametrize("stream", ["&-", "/dev/full"])
def test_what_cannot_be_said_on_standard_error_is_lost_and_nothing_else(stream: str, tmp_path: Path) -> None:
    done = shell(f"$R trace reviews --text 'a good zorble' -o {tmp_path}/t.npz 2>{stream}")
    assert (done.stdout, done.stderr, done.returncode) == (f"{tmp_path}/t.npz\n", "", 0)
    done = shell(f"$R nonsense 2>{stream}")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 1)


def test_nobody_who_reads_ends_it_as_it_ends_every_program() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "render.py", "list"], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (done.stderr, done.returncode) == ("", -signal.SIGPIPE)


def test_whatever_the_system_refuses_is_one_sentence() -> None:
    code = """
        from scenes.stage.endings import as_unix

        with as_unix():
            raise PermissionError(13, "Permission denied", "/the/file")
    """
    with started(code) as process:
        assert process.communicate(timeout=LONG) == ("", "Error: /the/file: Permission denied.\n")
    assert process.returncode == 1


# -- names and texts that are no UTF-8 -------------------------------------------------------------------------------------

PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def traced(text: bytes, path: bytes, **setting: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable.encode(), b"render.py", b"trace", b"reviews", b"--text", text, b"-o", path]
    return subprocess.run(command, cwd=ROOT, env=os.environ | setting, capture_output=True, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are texts")
@pytest.mark.parametrize("setting", [{"LC_ALL": "C.UTF-8"}, PLAIN], ids=["UTF-8", "C"])
def test_names_are_bytes_and_printed_as_they_are(setting: dict[str, str], tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/a\xff\xc3\xbc.npz"
    done = traced("a good zörble".encode(), path, **setting)
    assert (done.returncode, done.stdout) == (0, path + b"\n")
    assert "zörble".encode() in done.stderr
    assert os.listdir(os.fsencode(tmp_path)) == [b"a\xff\xc3\xbc.npz"]  # noqa: PTH208 - as bytes


def test_a_text_that_is_none_is_refused(tmp_path: Path) -> None:
    done = traced(b"good \xff", os.fsencode(tmp_path) + b"/t.npz", LC_ALL="C.UTF-8")
    assert (done.returncode, done.stdout) == (1, b"")
    assert re.fullmatch(rb"Error: The text is not in UTF-8, [^.]*: put it in a file [^.]*\.\n", done.stderr)
