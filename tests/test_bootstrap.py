import json
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

import bootstrap
from bootstrap import LOCKS, NATIVE, ROOT, Machine, Python, Stop

ALL = tuple(need for need in NATIVE if need != "ensurepip")
APT = "gcc libc6-dev python3.11-dev pkg-config libcairo2-dev libpango1.0-dev"
DEBIAN = Machine("linux", frozenset({"apt-get"}), missing=ALL)
LOCK = {"pycairo": "1.29.2", "manimpango": "0.7.1"}
PYTHON = Python("python3", "3.11", has=("ensurepip", "Python.h"))
WANTED = {"python": "3.11", "platform": "linux-x86_64", LOCKS[0]: "aa"}


# ---- Which Python


@pytest.mark.parametrize("version", ["3.8", "3.9", "3.10", "2.7"])
def test_an_old_python_is_refused_in_a_sentence(version):
    sentence = bootstrap.too_old(version, "/usr/bin/python3")
    assert sentence == f"Unrolled needs Python 3.11 or newer; /usr/bin/python3 is {version}. Install one and run this with it."


def test_an_old_python_is_told_of_a_newer_one():
    assert bootstrap.too_old("3.9", "python3", ["python3.13", "python3.12"]).endswith("Run it with python3.13, which is here.")


@pytest.mark.parametrize("version", ["3.11", "3.14", "4.0"])
def test_a_new_python_is_welcome(version):
    assert bootstrap.too_old(version, "python3", iter(["never asked"])) == ""


def test_the_script_parses_on_python_3_8():
    import ast

    ast.parse(Path(bootstrap.__file__).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_main_refuses_an_old_python_with_exit_3(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    monkeypatch.setattr(bootstrap, "works", lambda command, text="": False)
    assert bootstrap.main(["demo"]) == 3
    assert "Unrolled needs Python 3.11 or newer" in capsys.readouterr().err


# ---- Native libraries


def test_nothing_missing_takes_no_command():
    assert bootstrap.native_plan(replace(DEBIAN, missing=(), root=True), "3.11") == ((), "")


@pytest.mark.parametrize(
    ("rights", "prefix"),
    [({"root": True}, ()), ({"sudo": True, "programs": frozenset({"apt-get", "sudo"})}, ("sudo", "-n"))],
    ids=["root", "sudo without a password"],
)
def test_debian_installs_by_itself_where_it_may(rights, prefix):
    command, advice = bootstrap.native_plan(replace(DEBIAN, **rights), "3.11")
    assert advice == ""
    assert command[:-1] == (*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c")
    update, install = command[-1].split("; ")
    assert update.startswith("apt-get ")
    assert update.endswith(" update")
    assert install.startswith("apt-get ")
    assert install.endswith(f" install -y --no-install-recommends {APT}")


@pytest.mark.parametrize(
    ("programs", "command"),
    [
        (
            {"apt-get", "sudo"},
            f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {APT}",
        ),
        ({"apt-get"}, f"su - -c 'apt-get update && apt-get install -y --no-install-recommends {APT}'"),
        ({"dnf", "sudo"}, "sudo dnf install -y gcc python3-devel pkgconf-pkg-config cairo-devel pango-devel"),
        ({"pacman", "sudo"}, "sudo pacman -S --needed gcc python pkgconf cairo pango"),
        ({"apk"}, "su - -c 'apk add gcc musl-dev python3-dev pkgconf cairo-dev pango-dev'"),
    ],
    ids=["Debian, sudo", "Debian, no sudo", "Fedora", "Arch", "Alpine"],
)
def test_a_user_is_told_the_one_command(programs, command):
    plan = bootstrap.native_plan(replace(DEBIAN, programs=frozenset(programs)), "3.11")
    assert plan.command == ()
    assert [line.strip() for line in plan.advice.splitlines() if line.startswith("    ")] == [command]


def test_root_elsewhere_is_told_the_command_without_sudo():
    plan = bootstrap.native_plan(replace(DEBIAN, programs=frozenset({"dnf", "sudo"}), root=True, missing=("cairo",)), "3.11")
    assert plan.command == ()
    assert "    dnf install -y cairo-devel\n" in plan.advice


def test_debian_names_the_packages_of_the_running_python():
    plan = bootstrap.native_plan(replace(DEBIAN, root=True, missing=("Python.h", "ensurepip")), "3.13")
    assert plan.command[-1].endswith("python3.13-dev python3.13-venv")


@pytest.mark.parametrize(
    ("missing", "command"),
    [
        (("pkg-config", "cairo"), "brew install pkgconf cairo"),
        (("a C compiler", "cairo"), "xcode-select --install && brew install cairo"),
        (("a C compiler",), "xcode-select --install"),
    ],
)
def test_a_mac_with_brew(missing, command):
    plan = bootstrap.native_plan(Machine("darwin", frozenset({"brew", "sudo"}), missing=missing), "3.12")
    assert plan == ((), f"Run this, then the same command again:\n\n    {command}\n")


@pytest.mark.parametrize(("system", "hint"), [("darwin", "Install Homebrew"), ("linux", "your system's package manager")])
def test_an_unknown_system_is_told_what_is_missing(system, hint):
    plan = bootstrap.native_plan(Machine(system, frozenset({"sudo"}), root=True, missing=("pkg-config", "cairo")), "3.12")
    assert plan.command == ()
    assert hint in plan.advice
    assert "pkg-config, cairo" in plan.advice


def test_every_need_has_a_name_at_every_manager():
    assert {len(names) for names in NATIVE.values()} == {len(bootstrap.INSTALLERS)}
    assert set().union(*bootstrap.NEEDS.values()) <= set(NATIVE)


@pytest.mark.parametrize(
    ("system", "wanted"),
    [("linux", ALL), ("freebsd14", ALL), ("darwin", tuple(need for need in ALL if need != "pango")), ("win32", ())],
)
def test_what_is_built_where(system, wanted):
    assert tuple(bootstrap.needs(LOCK, PYTHON, uv=True, system=system)) == wanted


def test_what_is_installed_is_not_built():
    assert bootstrap.needs(LOCK, replace(PYTHON, packages=LOCK), uv=True, system="linux") == []
    other = {**LOCK, "manimpango": "0.6.0"}
    assert "pango" in bootstrap.needs(LOCK, replace(PYTHON, packages=other), uv=True, system="linux")


def test_ensurepip_is_needed_only_for_want_of_uv_and_pip():
    assert bootstrap.needs(LOCK, PYTHON, uv=False, system="win32") == ["ensurepip"]
    assert bootstrap.needs(LOCK, PYTHON, uv=True, system="win32") == []
    assert bootstrap.needs(LOCK, replace(PYTHON, has=("pip",)), uv=False, system="win32") == []


def test_what_may_not_be_installed_stops_set_up_with_exit_3(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "look", lambda wanted, python: DEBIAN)
    monkeypatch.setattr(bootstrap, "prepare", lambda lock: bootstrap.provide(PYTHON, uv=True, lock=lock))
    assert bootstrap.main(["setup"]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Missing: a C compiler, Python.h, pkg-config, cairo, pango. Run this")


def test_what_the_system_does_not_have_stops_set_up(monkeypatch):
    monkeypatch.setattr(bootstrap, "look", lambda wanted, python: replace(DEBIAN, root=True))
    monkeypatch.setattr(bootstrap, "quietly", lambda what, *commands: "E: Unable to locate package\n")
    with pytest.raises(Stop, match=r"Unable to locate package\nThe system's packages did not provide a C compiler, Python.h"):
        bootstrap.provide(PYTHON, uv=True, lock=ROOT / LOCKS[0])


def test_what_is_there_in_the_end_is_enough(monkeypatch):
    left = iter([replace(DEBIAN, root=True), replace(DEBIAN, missing=())])
    monkeypatch.setattr(bootstrap, "look", lambda wanted, python: next(left))
    monkeypatch.setattr(bootstrap, "quietly", lambda what, *commands: "E: something else is wrong\n")
    bootstrap.provide(PYTHON, uv=True, lock=ROOT / LOCKS[0])


# ---- Which environment


@pytest.mark.parametrize(
    ("environ", "prefix", "folder"),
    [
        ({}, "/usr", ""),
        ({"VIRTUAL_ENV": "/mine"}, "/usr", "/mine"),
        ({}, "/running", "/running"),
        ({"VIRTUAL_ENV": "/mine"}, "/running", "/running"),
        ({"CONDA_PREFIX": "/conda/envs/film", "CONDA_DEFAULT_ENV": "film"}, "/usr", "/conda/envs/film"),
        ({"CONDA_PREFIX": "/conda", "CONDA_DEFAULT_ENV": "base"}, "/usr", ""),
        ({"CONDA_PREFIX": "/conda", "CONDA_DEFAULT_ENV": "base", "VIRTUAL_ENV": "/mine"}, "/usr", "/mine"),
    ],
    ids=["none", "venv", "running in one", "running in another", "conda", "conda base", "venv over conda base"],
)
def test_the_active_environment(environ, prefix, folder):
    assert bootstrap.active_environment(environ, prefix, "/usr") == folder


@pytest.mark.parametrize(
    ("version", "stamp", "verdict"),
    [
        ("3.11", WANTED, "used"),
        ("3.11", {**WANTED, LOCKS[1]: "bb"}, "used"),
        ("", None, "made"),
        ("", WANTED, "made"),
        ("3.11", {}, "made"),
        ("3.11", {**WANTED, LOCKS[0]: "old"}, "completed"),
        ("3.11", {each: WANTED[each] for each in ("python", "platform")}, "completed"),
        ("3.11", {**WANTED, "platform": "linux-aarch64"}, "made"),
        ("3.11", {**WANTED, "python": "3.12"}, "made"),
        ("3.13", WANTED, "made"),
        ("3.11", None, "completed"),
        ("3.12", None, "left"),
    ],
    ids=[
        "fresh",
        "fresh with more",
        "absent",
        "broken",
        "interrupted",
        "lock changed",
        "made for demo, wanted for test",
        "another platform",
        "another Python",
        "the system's Python changed below it",
        "made by hand",
        "made by hand for another Python",
    ],
)
def test_the_verdict_on_the_environment(version, stamp, verdict):
    assert bootstrap.judge(version, stamp, WANTED) == verdict


def test_a_dangling_interpreter_is_no_interpreter(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(tmp_path / "gone")
    assert bootstrap.probe(tmp_path) is None
    assert bootstrap.probe(tmp_path / "absent") is None


def test_an_interpreter_tells_about_itself():
    python = bootstrap.probe(sys.executable)
    assert python is not None
    assert python.version == "{}.{}".format(*sys.version_info)
    assert "pytest" in python.packages


@pytest.mark.parametrize(
    ("text", "stamp"), [(None, None), ("{}", {}), ('{"python"', {}), ("null", {}), ('{"a": "b"}', {"a": "b"})]
)
def test_a_stamp_is_read_or_disbelieved(tmp_path, monkeypatch, text, stamp):
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp")
    if text is not None:
        (tmp_path / "stamp").write_text(text)
    assert bootstrap.read_stamp() == stamp


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A checkout whose environment is really made, but where installing only says what it would install."""
    for lock in LOCKS:
        (tmp_path / lock).write_text("pycairo==1.29.2\nmanimpango==0.7.1\n")
    monkeypatch.setattr(bootstrap, "HOME", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(bootstrap, "provide", lambda python, uv, lock: None)
    monkeypatch.setattr(bootstrap, "works", lambda command, text="": False)
    return tmp_path


def test_an_environment_is_made_once_completed_and_redone(folder, monkeypatch, capsys):
    installed = []
    monkeypatch.setattr(bootstrap, "install", lambda python, uv, lock: installed.append(lock.name))
    base = bootstrap.probe(sys._base_executable)

    def own(lock):
        installed.clear()
        made = "Making .venv" in (bootstrap.own(base, folder / lock), capsys.readouterr().err)[1]
        return made, list(installed)

    assert own(LOCKS[0]) == (True, [LOCKS[0]])
    assert own(LOCKS[0]) == (False, [])
    assert own(LOCKS[1]) == (False, [LOCKS[1]])
    assert own(LOCKS[1]) == own(LOCKS[0]) == (False, [])
    (folder / LOCKS[0]).write_text("pycairo==1.30.0\n")
    assert own(LOCKS[0]) == (False, [LOCKS[0]])
    (folder / ".venv" / "stamp").write_text("{}")
    assert own(LOCKS[0]) == (True, [LOCKS[0]])
    (folder / ".venv" / "bin" / "python").unlink()
    (folder / ".venv" / "bin" / "python").symlink_to("/nowhere/python")
    assert own(LOCKS[0]) == (True, [LOCKS[0]])


def test_every_program_of_the_environment_can_import_our_code(folder, monkeypatch):
    monkeypatch.setattr(bootstrap, "install", lambda python, uv, lock: None)
    monkeypatch.setattr(bootstrap, "ROOT", folder)
    (folder / "ours.py").write_text("")
    for _ in range(2):  # made, and used
        python = bootstrap.own(bootstrap.probe(sys._base_executable), folder / LOCKS[0])
        (pth,) = (folder / ".venv").rglob("unrolled.pth")
        assert subprocess.run([python, "-P", "-c", "import ours"], cwd="/", check=False, env={}).returncode == 0
        pth.write_text("elsewhere\n")


def fail(*_):
    raise Stop("no network")


def test_a_failed_installation_leaves_no_belief(folder, monkeypatch):
    base = bootstrap.probe(sys._base_executable)
    monkeypatch.setattr(bootstrap, "install", lambda python, uv, lock: None)
    bootstrap.own(base, folder / LOCKS[0])
    monkeypatch.setattr(bootstrap, "install", fail)
    with pytest.raises(Stop, match="no network"):
        bootstrap.own(base, folder / LOCKS[1])
    assert bootstrap.read_stamp() == {}


def test_an_environment_is_marked_as_unfinished_before_it_is_made(folder, monkeypatch):
    monkeypatch.setattr(bootstrap, "quietly", fail)
    with pytest.raises(Stop):
        bootstrap.own(bootstrap.probe(sys._base_executable), folder / LOCKS[0])
    assert bootstrap.read_stamp() == {}


def test_an_environment_made_by_hand_for_another_python_is_left_alone(folder, monkeypatch):
    bootstrap.make(bootstrap.probe(sys._base_executable), False, folder / LOCKS[0])
    (folder / ".venv" / "stamp").unlink()
    base = replace(bootstrap.probe(sys._base_executable), version="3.99")
    with pytest.raises(Stop, match=r"\.venv was made by hand for Python 3\.\d+\. Activate it to use it, or remove it"):
        bootstrap.own(base, folder / LOCKS[0])


# ---- Installing


def test_uv_goes_first_and_pip_stands_behind_it():
    lock = ROOT / LOCKS[0]
    tries = bootstrap.installs(replace(PYTHON, has=("pip",)), uv=True, lock=lock)
    assert list(tries) == ["uv", "pip"]
    assert list(bootstrap.installs(PYTHON, uv=False, lock=lock)) == ["pip"]
    assert "--compile-bytecode" in tries["uv"][-1]
    for commands in tries.values():
        assert "--require-hashes" in commands[-1]
        assert commands[-1][-2:] == ["-r", str(lock)]


def test_pip_is_put_in_first_where_the_environment_has_none():
    commands = bootstrap.installs(PYTHON, uv=False, lock=ROOT / LOCKS[0])["pip"]
    assert commands[0] == ["python3", "-m", "ensurepip"]
    assert [each[2] for each in commands] == ["ensurepip", "pip"]


def test_where_both_fail_both_are_shown(monkeypatch):
    monkeypatch.setattr(bootstrap, "quietly", lambda what, *commands: f"{what.split()[-1]} said no\n")
    with pytest.raises(Stop, match=r"uv said no\npip said no\nThe packages could not be installed"):
        bootstrap.install(PYTHON, uv=True, lock=ROOT / LOCKS[0])


def test_a_failing_tool_is_quoted_whole_and_a_working_one_is_not(capsys):
    noisy = [sys.executable, "-c", "import sys; print('one'); print('two', file=sys.stderr); sys.exit(int(sys.argv[1]))"]
    assert bootstrap.quietly("Trying", [*noisy, "0"]) == ""
    said = bootstrap.quietly("Trying", [*noisy, "1"], [*noisy, "0"])
    assert said.count("one\n") == said.count("two\n") == 1
    assert re.fullmatch(r"Trying ... \d+ s\nTrying ... failed\n", capsys.readouterr().err)


def test_settings_of_the_machine_come_before_ours(monkeypatch):
    monkeypatch.setenv("PIP_DEFAULT_TIMEOUT", "7")
    code = "import os, sys; sys.exit(os.environ['PIP_DEFAULT_TIMEOUT'] != '7' or 'PIP_RETRIES' not in os.environ)"
    assert bootstrap.quietly("Asking", [sys.executable, "-c", code]) == ""


@pytest.mark.parametrize(
    ("packages", "lacking"),
    [
        ({"manim": "0.22.0", "typst": "0.15", "numpy": "2.5.1", "click": "8.1"}, []),
        ({"manim": "0.22.0", "numpy": "2.0.0", "click": "9"}, ["manim[typst]==0.22.0"]),
        ({"manim": "0.21.0", "typst": "0.15", "numpy": "1.26.4"}, ["manim[typst]==0.22.0", "numpy>=2.0", "click"]),
        ({}, ["manim[typst]==0.22.0", "numpy>=2.0", "click"]),
    ],
)
def test_what_an_active_environment_lacks(packages, lacking):
    assert bootstrap.unmet(["manim[typst]==0.22.0", "numpy>=2.0", "click"], packages) == lacking


@pytest.mark.parametrize("lock", LOCKS)
def test_an_active_environment_that_suffices_is_left_as_it_is(monkeypatch, lock):
    monkeypatch.setattr(bootstrap, "install", None)
    python = bootstrap.Python("/mine/bin/python", "3.12", packages=bootstrap.pins((ROOT / lock).read_text()))
    assert bootstrap.adopt(python, ROOT / lock) == "/mine/bin/python"


def test_an_active_environment_that_lacks_something_is_told_so_and_completed(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "works", lambda command, text="": True)
    monkeypatch.setattr(bootstrap, "provide", lambda python, uv, lock: None)
    monkeypatch.setattr(bootstrap, "install", lambda python, uv, lock: f"{lock.name} into {python.command}")
    packages = bootstrap.pins((ROOT / LOCKS[0]).read_text()) | {"numpy": "1.26.4"}
    assert bootstrap.adopt(Python("/mine/bin/python", "3.12", packages=packages), ROOT / LOCKS[0]).endswith(
        "into /mine/bin/python"
    )
    assert "(/mine/bin/python) lacks numpy>=" in capsys.readouterr().err


# ---- The commands


PARALLEL = "-n", "auto", "--dist", "worksteal"


def test_every_check_runs_pytest_last_and_the_first_bad_status_counts(monkeypatch):
    ran = []
    statuses = iter([0, 4, 2, 0])
    monkeypatch.setattr(bootstrap, "run", lambda python, *arguments, folder=None: ran.append(arguments[1:]) or next(statuses))
    assert bootstrap.check("python", ["-k", "lstm"]) == 4
    assert ran == [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",), ("pytest", *PARALLEL, "-k", "lstm")]


@pytest.mark.parametrize(
    ("arguments", "lock", "command"),
    [
        (["demo", "--theme", "dark"], LOCKS[0], (*bootstrap.DEMO, "--theme", "dark")),
        (["doctor"], LOCKS[0], (str(ROOT / "render.py"), "doctor")),
        (["run", "list", "--json"], LOCKS[0], (str(ROOT / "render.py"), "list", "--json")),
        (["setup"], LOCKS[0], None),
        (["setup", "--dev"], LOCKS[1], None),
        (["test"], LOCKS[1], ("-m", "ruff", "check")),
    ],
)
def test_a_command_takes_its_lock_and_returns_the_status(monkeypatch, arguments, lock, command):
    calls = []
    monkeypatch.setattr(bootstrap, "prepare", lambda path: calls.append(path.name) or "python")
    monkeypatch.setattr(bootstrap, "CHECKS", ("ruff check",))
    monkeypatch.setattr(bootstrap, "run", lambda python, *given, folder=None: calls.append(given) or 5)
    assert bootstrap.main(arguments) == (5 if command else 0)
    assert calls == [lock, command] if command else [lock]


def test_run_returns_the_status_as_a_shell_would():
    assert bootstrap.run(sys.executable, "-c", "raise SystemExit(9)") == 9
    assert bootstrap.run(sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)") == 143


def test_an_unknown_command_is_a_usage_error(capsys):
    assert bootstrap.main(["tset"]) == 2
    assert capsys.readouterr().err == "There is no command 'tset'; there are demo, test, run, doctor and setup.\n"


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_names_the_commands(arguments, capsys):
    assert bootstrap.main(arguments) == 0
    assert "bootstrap.py demo" in capsys.readouterr().out


def test_an_interruption_is_no_traceback(monkeypatch, capsys):
    def interrupted(lock):
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "prepare", interrupted)
    assert bootstrap.main(["setup"]) == 130
    assert capsys.readouterr().err == "\nInterrupted; the next run takes it up again.\n"


def test_only_the_standard_library_is_imported():
    code = "import sys; sys.path = [each for each in sys.path if 'site-packages' not in each]; import bootstrap"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# ---- The locks


def requirements(lock):
    """Return the requirements of a lock file, each with its hashes."""
    return re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8").strip())


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock):
    for requirement in requirements(lock):
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+", requirement), requirement[
            :80
        ]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_path(lock):
    assert not re.search(r"://|@|\.(org|com|io|net)\b|index|find-links|file:|/", (ROOT / lock).read_text(encoding="utf-8"))


def test_the_development_lock_has_all_of_the_other():
    assert set(requirements(LOCKS[0])) < set(requirements(LOCKS[1]))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_of_the_project_is_in_the_lock(lock):
    wanted = project()["project"]["dependencies"] + (project()["dependency-groups"]["dev"] if lock == LOCKS[1] else [])
    assert all(re.fullmatch(r"[a-z0-9-]+(\[typst\])?[>=]=[\d.]+", each) for each in wanted), "bootstrap.unmet knows no other form"
    assert bootstrap.unmet(wanted, bootstrap.pins((ROOT / lock).read_text())) == []


def test_the_lock_has_the_very_manim_of_the_project():
    manim = next(each for each in project()["project"]["dependencies"] if each.startswith("manim["))
    assert bootstrap.pins((ROOT / LOCKS[0]).read_text())["manim"] == manim.split("==")[1]


def test_what_is_built_is_in_the_lock():
    assert set(bootstrap.NEEDS) <= set(bootstrap.pins((ROOT / LOCKS[0]).read_text()))


def test_a_stamp_remembers_the_locks(folder):
    runtime, both = (bootstrap.stamp_for(folder / lock, "3.11") for lock in LOCKS)
    assert runtime.items() < both.items()
    (folder / LOCKS[0]).write_text("changed")
    assert bootstrap.stamp_for(folder / LOCKS[0], "3.11")[LOCKS[0]] != runtime[LOCKS[0]]
    assert json.loads(json.dumps(both)) == both


def test_ci_runs_the_tests_without_input():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text().splitlines()[-1] == "exec python3 bootstrap.py test </dev/null"
