#!/usr/bin/env python3
"""Set up Unrolled and run it, with nothing but Python's standard library.

python3 bootstrap.py demo [OPTIONS]    render the LSTM film as MP4 and GIF and print their paths
python3 bootstrap.py test [OPTIONS]    ruff, mypy and pytest (options go to pytest)
python3 bootstrap.py run ARGUMENTS     the same as python render.py ARGUMENTS
python3 bootstrap.py doctor            tell what this machine has
python3 bootstrap.py setup [--dev]     only make the environment

The packages go into .venv, or into the environment that is active.
Exit status: that of what was run, 2 for a wrong command, 3 when something is missing that only you can install.
"""

from __future__ import annotations  # an older Python must get far enough to be told that it is too old

import contextlib
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
STAMP = HOME / "unrolled-stamp.json"
LOCKS = ("requirements.lock", "requirements-dev.lock")  # the second has all of the first
DEMO = ("render.py", "lstm_sentence", "-f", "mp4", "-f", "gif", "-q", "720p30")
CHECKS = ("ruff check", "ruff format --check", "mypy", "pytest -n auto --dist worksteal")
PATIENCE = {"PIP_DEFAULT_TIMEOUT": "120", "PIP_RETRIES": "6", "UV_HTTP_TIMEOUT": "120"}  # registries may be slow

# What building takes, for packages without wheels (pycairo 1.29 has some for Windows, ManimPango 0.7 for macOS too).
NEEDS = {"pycairo": {"a C compiler", "Python.h", "pkg-config", "cairo"}, "manimpango": {"pango"}}
BUILT = {"darwin": ("pycairo",), "win32": ()}
INSTALLERS = ("apt-get install -y --no-install-recommends", "dnf install -y", "pacman -S --needed", "apk add", "brew install")
NATIVE = {  # one name for each installer; Debian and Ubuntu put the version (3.11) of the interpreter into theirs
    "a C compiler": ("gcc libc6-dev", "gcc", "gcc", "gcc musl-dev", ""),
    "Python.h": ("python{}-dev", "python3-devel", "python", "python3-dev", "python"),
    "pkg-config": ("pkg-config", "pkgconf-pkg-config", "pkgconf", "pkgconf", "pkgconf"),
    "cairo": ("libcairo2-dev", "cairo-devel", "cairo", "cairo-dev", "cairo"),
    "pango": ("libpango1.0-dev", "pango-devel", "pango", "pango-dev", "pango"),
    "ensurepip": ("python{}-venv", "python3-libs", "python", "python3", "python"),
}
PROBE = """if True:
    import importlib.metadata, importlib.util, json, os, sys, sysconfig
    has = [each for each in ("pip", "ensurepip") if importlib.util.find_spec(each)]
    has += ["Python.h"] if os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")) else []
    packages = {str(each.metadata["Name"]).lower().replace("_", "-"): each.version for each in importlib.metadata.distributions()}
    print(json.dumps({"version": "%d.%d" % sys.version_info[:2], "has": has, "packages": packages}))"""


class Stop(Exception):  # noqa: N818 - nothing is wrong with the program
    """Set-up cannot go on; the message tells the user why and what to do."""


@dataclass(frozen=True)
class Python:
    """An interpreter: its version as ``3.11``, what it has of ``pip``, ``ensurepip`` and ``Python.h``, its packages."""

    command: str
    version: str
    has: Sequence[str] = ("pip", "ensurepip", "Python.h")
    packages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Machine:
    """What decides how native libraries get here: ``sys.platform``, programs on PATH, rights, unmet needs."""

    system: str
    programs: frozenset[str] = frozenset()
    root: bool = False
    sudo: bool = False  # without a password
    missing: tuple[str, ...] = ()


class Plan(NamedTuple):
    """The command that set-up runs by itself, or else what it tells the user; both empty when nothing is missing."""

    command: tuple[str, ...] = ()
    advice: str = ""


# ---- Decisions: facts in, what to do out.


def release(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, for comparing."""
    return tuple(int(each) for each in re.findall(r"\d+", version))


def too_old(version: str, command: str, newer: Iterable[str] = ()) -> str:
    """Return why this Python will not do, or nothing."""
    if release(version) >= (3, 11):
        return ""
    remedy = next((f"Run it with {each}, which is here." for each in newer), "Install one and run this with it.")
    return f"Unrolled needs Python 3.11 or newer; {command} is {version}. {remedy}"


def active_environment(environ: Mapping[str, str], prefix: str, base_prefix: str) -> str:
    """Return the folder of the environment that the user chose, or nothing; conda's base is nobody's choice."""
    conda = environ.get("CONDA_PREFIX", "") if environ.get("CONDA_DEFAULT_ENV") != "base" else ""
    return prefix if prefix != base_prefix else environ.get("VIRTUAL_ENV") or conda


def pins(lock: str) -> dict[str, str]:
    """Return the versions that a lock names, by package; of several (for several Pythons) the last."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock, re.MULTILINE))


def unmet(requirements: Iterable[str], packages: Mapping[str, str]) -> list[str]:
    """Return the requirements (``name[extra]>=1.2``, ``name==1.2``) that the installed packages do not meet."""

    def met(requirement: str) -> bool:
        name, extra, relation, version = re.findall(r"^([\w.-]+)(?:\[([\w-]+)\])?(?:([>=]=)([\w.]+))?", requirement)[0]
        have, want = release(packages.get(name, "")), release(version)
        # The one extra in use, manim[typst], adds the package of the same name.
        there = name in packages and (not extra or extra in packages)
        return there and (have == want if relation == "==" else have >= want)

    return [each for each in requirements if not met(each)]


def needs(lock: Mapping[str, str], python: Python, uv: bool, system: str) -> list[str]:
    """Return what installing the lock takes from the machine: tools for what is built, pip where there is no uv."""
    builds = [each for each in BUILT.get(system, tuple(NEEDS)) if python.packages.get(each) != lock[each]]
    wanted = {need for each in builds for need in NEEDS["pycairo"] | NEEDS[each]}
    return [each for each in NATIVE if each in wanted or (each == "ensurepip" and not uv and "pip" not in python.has)]


def native_plan(machine: Machine, version: str) -> Plan:
    """Return how the machine gets what it misses: by a command of ours (apt only), or by one of the user's."""
    column = next((i for i, each in enumerate(INSTALLERS) if each.split()[0] in machine.programs), None)
    if not machine.missing:
        return Plan()
    if column is None:
        first = "Install Homebrew, and with it" if machine.system == "darwin" else "With your system's package manager install"
        return Plan(advice=f"{first} {', '.join(machine.missing)} (with headers), then run the same command again.")
    names = dict.fromkeys(" ".join(NATIVE[each][column] for each in machine.missing).format(*[version] * 2).split())
    install = f"{INSTALLERS[column]} {' '.join(names)}"
    if column == 0 and (machine.root or machine.sudo):
        return Plan(apt(install, machine.root))
    apple = machine.system == "darwin" and "a C compiler" in machine.missing
    steps = ["apt-get update"] if column == 0 else []
    steps += ["xcode-select --install"] if apple else []
    steps += [install] if names else []
    return Plan(advice=f"Run this, then the same command again:\n\n    {for_user(steps, machine)}\n")


def apt(install: str, root: bool) -> tuple[str, ...]:
    """Return the unattended command; a failed update is no obstacle as long as the packages can be had."""
    options = "apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=5"
    script = f"{options} update; {install.replace('apt-get', options)}"
    return (*(() if root else ("sudo", "-n")), "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", script)


def for_user(steps: Sequence[str], machine: Machine) -> str:
    """Return the steps as one command line for this user."""
    if not machine.root and machine.system != "darwin" and "sudo" not in machine.programs:
        return f"su - -c {shlex.quote(' && '.join(steps))}"
    return " && ".join(steps if machine.root or machine.system == "darwin" else [f"sudo {each}" for each in steps])


def judge(version: str, stamp: Mapping[str, str] | None, wanted: Mapping[str, str]) -> str:
    """Return whether ``.venv`` is to be ``used``, ``completed``, ``made`` anew or ``left`` alone.

    No version means an interpreter that is absent or does not run, an empty stamp a set-up that was interrupted, no stamp an
    environment that somebody else made.
    """
    if not version:
        return "made"
    if stamp is None:
        return "completed" if version == wanted["python"] else "left"
    if version != wanted["python"] or any(stamp.get(each) != wanted[each] for each in ("python", "platform")):
        return "made"
    return "used" if wanted.items() <= stamp.items() else "completed"


def installs(python: Python, uv: bool, lock: Path) -> dict[str, list[list[str]]]:
    """Return the commands that install a lock, by installer, in the order to be tried."""
    options = ["--require-hashes", "-r", str(lock)]
    pip = [[python.command, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *options]]
    ensure = [] if "pip" in python.has else [[python.command, "-m", "ensurepip"]]
    # Compiled now, because compiling pydub warns, and in the tests a warning is an error.
    fast = ["uv", "pip", "install", "--compile-bytecode", "--python", python.command, *options]
    return {**({"uv": [fast]} if uv else {}), "pip": ensure + pip}


# ---- The machine: facts out of it, commands into it.


def say(text: str, end: str = "\n") -> None:
    """Tell the user; standard output is left to what is run."""
    print(text, end=end, file=sys.stderr, flush=True)


def works(command: Sequence[str], text: str = "") -> bool:
    """Return whether a command exists and succeeds."""
    with contextlib.suppress(OSError):
        return subprocess.run(command, input=text, text=True, capture_output=True, check=False).returncode == 0
    return False


def quietly(what: str, *commands: Sequence[str]) -> str:
    """Run commands behind one line; return all that the first failing one said, else nothing."""
    say(f"{what} ... ", end="")
    start, settings = time.monotonic(), {**PATIENCE, **os.environ}
    for command in commands:
        done = subprocess.run(command, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT, env=settings, check=False)
        if done.returncode:
            say("failed")
            return f"$ {shlex.join(command)}\n{done.stdout.decode(errors='replace')}\n"
    say(f"{time.monotonic() - start:.0f} s")
    return ""


def probe(folder: Path | str) -> Python | None:
    """Ask an interpreter, or that of an environment, about itself; None when it is absent or does not run."""
    for command in (Path(folder, each) for each in ("", "bin/python", "Scripts/python.exe", "python.exe")):
        with contextlib.suppress(OSError, ValueError):
            answer = subprocess.run([command, "-c", PROBE], capture_output=True, text=True, check=False).stdout
            return Python(str(command), **json.loads(answer))
    return None


def lacks(need: str, python: Python) -> bool:
    """Return whether the machine does not have what a build needs."""
    if need == "a C compiler":
        with tempfile.TemporaryDirectory() as folder:
            compiler = [*shlex.split(os.environ.get("CC", "cc")), "-x", "c", "-", "-o", f"{folder}/program"]
            return not works(compiler, "#include <stdio.h>\nint main(void) { return 0; }\n")
    if need in {"Python.h", "ensurepip"}:
        return need not in python.has
    asked = {"pkg-config": ["--version"], "cairo": ["--exists", "cairo"], "pango": ["--exists", "pangocairo"]}
    return not works(["pkg-config", *asked[need]])


def look(wanted: Iterable[str], python: Python) -> Machine:
    """Look at the machine: which needs are unmet, and what could meet them."""
    missing = tuple(each for each in wanted if lacks(each, python))
    programs = frozenset(filter(shutil.which, ["sudo", *(each.split()[0] for each in INSTALLERS)]))
    root = getattr(os, "geteuid", lambda: 1)() == 0
    return Machine(sys.platform, programs, root, bool(missing) and works(["sudo", "-n", "true"]), missing)


def provide(python: Python, uv: bool, lock: Path) -> None:
    """Get the native libraries that installing the lock takes, or stop and say how to."""
    machine = look(needs(pins(lock.read_text()), python, uv, sys.platform), python)
    command, advice = native_plan(machine, python.version)
    missing = f"Missing: {', '.join(machine.missing)}."
    if advice:
        raise Stop(f"{missing} {advice}")
    if command:
        failure = quietly(f"{missing} Installing with {'' if machine.root else 'sudo and '}apt-get", command)
        left = look(machine.missing, probe(python.command) or python).missing
        if left:
            raise Stop(f"{failure}The system's packages did not provide {', '.join(left)} for {python.command}.")


def install(python: Python, uv: bool, lock: Path) -> str:
    """Install the lock with uv, or else with pip, or stop and show what they said; return the interpreter."""
    failures = ""
    for name, commands in installs(python, uv, lock).items():
        failure = quietly(f"Installing the {len(pins(lock.read_text()))} packages of {lock.name} with {name}", *commands)
        if not failure:
            return python.command
        failures += failure
    raise Stop(f"{failures}The packages could not be installed; above is why. Mend that, then run the same command again.")


def adopt(python: Python, lock: Path) -> str:
    """Use the active environment; install into it only if it lacks something."""
    import tomllib  # not in the older Pythons that this file must load on

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + (project["dependency-groups"]["dev"] if lock.name == LOCKS[1] else [])
    lacking = unmet(wanted, python.packages)
    if not lacking:
        return python.command
    say(f"The active environment ({python.command}) lacks {', '.join(lacking)}: installing into it.")
    uv = works(["uv", "--version"])
    provide(python, uv, lock)
    return install(python, uv, lock)


def own(base: Python, lock: Path) -> str:
    """Make or complete ``.venv`` unless its stamp says that it is whole."""
    python, wanted = probe(HOME), stamp_for(lock, base.version)
    verdict = judge(python.version if python else "", read_stamp(), wanted)
    if python and verdict == "used":
        show()
        return python.command
    if python and verdict == "left":
        raise Stop(f"{HOME} was made by hand for Python {python.version}. Activate it to use it, or remove it; then try again.")
    uv = works(["uv", "--version"])
    if not python or verdict == "made":
        python = make(base, uv, lock)
    else:
        provide(python, uv, lock)
    STAMP.write_text("{}")  # unfinished
    install(python, uv, lock)
    show()
    STAMP.write_text(json.dumps(wanted))
    return python.command


def show() -> None:
    """Let every program in ``.venv`` import our code: manim's own looks beside a film, and not in the folder above."""
    path = Path(sysconfig.get_path("purelib", "venv", {"base": str(HOME)}), "unrolled.pth")
    with contextlib.suppress(OSError):  # an environment that only others may change can still be used
        if not path.exists() or path.read_text(encoding="utf-8") != f"{ROOT}\n":
            path.write_text(f"{ROOT}\n", encoding="utf-8")


def stamp_for(lock: Path, version: str) -> dict[str, str]:
    """Return the stamp of a whole environment: its Python, the platform, and what the locks were that it satisfies."""
    locks = [lock.with_name(each) for each in LOCKS[: LOCKS.index(lock.name) + 1]]
    marks = {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in locks}
    return {"python": version, "platform": sysconfig.get_platform(), **marks}


def read_stamp() -> dict[str, str] | None:
    """Return the stamp of ``.venv``, empty when it is unreadable, None when there is none."""
    try:
        return dict(json.loads(STAMP.read_text())) if STAMP.exists() else None
    except (TypeError, ValueError):
        return {}


def make(base: Python, uv: bool, lock: Path) -> Python:
    """Make ``.venv`` anew, marked as unfinished from its first moment."""
    provide(replace(base, has=[each for each in base.has if each != "pip"], packages={}), uv, lock)
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(exist_ok=True)
    STAMP.write_text("{}")
    failure = quietly(f"Making .venv for Python {base.version}", [base.command, "-m", "venv", "--without-pip", str(HOME)])
    python = probe(HOME)
    if failure or not python:
        raise Stop(f"{failure}{base.command} could not make an environment in {HOME}.")
    return python


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Keep two set-ups of one folder from undoing each other, where the system has file locks."""
    with (ROOT / LOCKS[0]).open() as held:
        with contextlib.suppress(ImportError, OSError):
            import fcntl

            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Waiting for another set-up of this folder.")
                fcntl.flock(held, fcntl.LOCK_EX)
        yield


def prepare(lock: Path) -> str:
    """Return the interpreter that has everything in the lock."""
    folder = Path(active_environment(os.environ, sys.prefix, sys.base_prefix) or HOME)
    chosen = probe(folder) if folder.resolve() != HOME.resolve() else None
    base = probe(getattr(sys, "_base_executable", "") or sys.executable)
    problem = too_old(chosen.version, chosen.command) if chosen else "" if base else f"{sys.executable} does not run."
    if problem or not base:
        raise Stop(problem)
    with alone():
        return adopt(chosen, lock) if chosen else own(base, lock)


def run(python: str, *arguments: str, folder: Path | None = None) -> int:
    """Run a program in the environment and return its exit status as a shell would."""
    with subprocess.Popen([python, *arguments], cwd=folder) as child:
        while child.poll() is None:
            with contextlib.suppress(KeyboardInterrupt):  # the child gets it too, and may have work to save
                child.wait()
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def check(python: str, options: Sequence[str]) -> int:
    """Run every check, pytest last, and return the first bad status."""
    statuses = []
    for each in CHECKS:
        command = [*each.split(), *(options if each.startswith("pytest") else ())]
        say(f"$ {shlex.join(command)}")
        statuses.append(run(python, "-m", *command, folder=ROOT))
    return next(filter(None, statuses), 0)


def obey(command: str, options: Sequence[str]) -> int:
    """Set up what a command takes and carry it out."""
    python = prepare(ROOT / LOCKS[command == "test" or (command == "setup" and "--dev" in options)])
    if command == "test":
        return check(python, options)
    if command == "demo":
        return run(python, *DEMO, *options, folder=ROOT)
    if command == "setup":
        say(f"Ready: {python}")
        return 0
    return run(python, str(ROOT / "render.py"), *(["doctor"] if command == "doctor" else []), *options)


def main(arguments: Sequence[str]) -> int:
    """Check the command and the Python, then obey; what stops set-up is told without a traceback."""
    command, *options = arguments or ["--help"]
    newer = (each for each in ("python3.14", "python3.13", "python3.12", "python3.11") if works([each, "--version"]))
    problem = too_old("{}.{}".format(*sys.version_info), sys.executable, newer)
    if command in {"-h", "--help"}:
        print(__doc__)
    elif command not in {"demo", "test", "run", "doctor", "setup"}:
        say(f"There is no command {command!r}; there are demo, test, run, doctor and setup.")
        return 2
    try:
        if problem:
            raise Stop(problem)
        return 0 if command in {"-h", "--help"} else obey(command, options)
    except (Stop, KeyboardInterrupt) as stop:
        say(str(stop) or "\nInterrupted; the next run takes it up again.")
        return 3 if isinstance(stop, Stop) else 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
