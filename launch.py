"""Set Maquette up and start it: the one file to run on a machine that has nothing but Python.

    python3 launch.py [PROJECT]     set up if needed, then open the studio (without a display: the demo)
    python3 launch.py setup         only set up
    python3 launch.py demo DIR      set up, then the whole way on sample art, without a window
    python3 launch.py tour DIR      set up, then a screenshot of every workspace
    python3 launch.py test [ARGS]   set up, then the whole test suite (ARGS go to pytest)
    python3 launch.py bundle        set up, then build the folder that runs without Python, try it, and (Linux) pack it

Standard library only, and readable by old Pythons, so that even those get a clear message.
"""

import contextlib
import ctypes
import hashlib
import json
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "maquette.json"
LOG = VENV / "install.log"

OLDEST, NEWEST = (3, 11), (3, 13)
NEEDED_GB = {"cpu": 4, "gpu": 12}
BUNDLE_GB = {"cpu": 4, "gpu": 20}

# Run by the .venv's own Python after an installation that did not end: pip takes for installed what has metadata, be
# the files there or not. What is not whole loses its metadata, and is installed again.
MEND = """
import csv, pathlib, shutil, sysconfig
site = pathlib.Path(sysconfig.get_path("purelib"))
for leftover in site.glob("~*"):
    shutil.rmtree(leftover, ignore_errors=True)
def whole(name, size):
    path = site / name
    return path.suffix == ".pyc" or path.is_file() and (not size or path.stat().st_size == int(size))
for folder in site.glob("*.dist-info"):
    record = folder / "RECORD"
    rows = list(csv.reader(record.read_text(encoding="utf-8").splitlines())) if record.is_file() else []
    if not rows or not all(len(row) == 3 and whole(row[0], row[2]) for row in rows):
        print(folder.name.partition("-")[0])
        shutil.rmtree(folder)
"""

# PyTorch keeps builds of its own: the usual index has only the CPU build for Windows and only the GPU build for Linux.
PYTORCH_INDEX = "https://download.pytorch.org/whl/"
PYTORCH_GPU = "cu130"

# What Qt's window platform loads from the system, with the Debian and Ubuntu package of each.
SYSTEM_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
}

# Run in a real window too, since drawing into memory hides what a platform does (focus, keys, dragging).
X_SERVER_TESTS = (
    "tests/integration/test_demo_and_tour.py",
    "tests/studio/test_window.py",
    "tests/studio/widgets/test_grid.py",
    "tests/studio/test_palette.py",
)

# Where Linux has files in memory, and how much must be free there: what tests leave to the end takes a tenth of it.
MEMORY = "/dev/shm"
MEMORY_GB = 4
TESTS_FAILED = 1  # pytest's exit code for that
TRIED_AGAIN = 5

EXTRAS = {"setup": (), "test": ("test",), "bundle": ("bundle",)}


class SetupError(Exception):
    """Setting up cannot go on; the message says why and what to do."""


def say(text):
    print(text, flush=True)


# -- Python -------------------------------------------------------------------------------------------


def fits(version):
    return OLDEST <= tuple(version[:2]) <= NEWEST


def check_python():
    """Go on with a fitting Python: this one, or another that is installed here."""
    if fits(sys.version_info):
        return
    mine = ".".join(str(part) for part in sys.version_info[:3])
    wanted = "{}.{} to {}.{}".format(*(OLDEST + NEWEST))
    problem = "too old" if sys.version_info < OLDEST else "newer than Maquette has been tried with"
    windows = sys.platform == "win32"
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):  # on Windows no Python has its version in its name
        program, *version = ["py", f"-3.{minor}"] if windows else [f"python3.{minor}"]
        other = shutil.which(program)
        if other and answers(other, *version):
            say(f"Python {mine} is {problem} (Maquette needs {wanted}): going on with {program} {' '.join(version)}.")
            raise SystemExit(subprocess.call([other, *version, str(Path(__file__).resolve()), *sys.argv[1:]]))
    raise SetupError(
        f"Python {mine} is {problem}: Maquette needs Python {wanted}.\n"
        "Install one from python.org or with your system's package manager, then run this again with it,\n"
        f"for example: {'py -3.12' if windows else 'python3.12'} launch.py"
    )


def answers(python, *version):
    """Is `python`, or the launcher of Windows asked for a version, a Python that starts and fits?"""
    try:
        out = subprocess.run(
            [str(python), *version, "-c", "import sys; print(*sys.version_info[:2])"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=60,
        ).stdout.split()
        return len(out) == 2 and fits([int(part) for part in out])
    except (OSError, ValueError, subprocess.SubprocessError):
        return False


def venv_program(name):
    if os.name == "nt":
        return VENV / "Scripts" / (name + ".exe")
    return VENV / "bin" / name


def check_processor():
    """Macs with Intel's processors have no PyTorch of now: say so rather than let pip fail on it."""
    if sys.platform == "darwin" and platform.machine() == "x86_64":
        raise SetupError(
            "Maquette needs a Mac with Apple's own processor: PyTorch, which trains, comes for no other Mac any more.\n"
            "If this is one, its Python is made for Intel's: install the one from python.org, then run this again."
        )


# -- the system ---------------------------------------------------------------------------------------


def has_nvidia():
    """An NVIDIA driver is at work here (asked of the system, not of torch, which is not there yet)."""
    if sys.platform == "darwin":
        return False
    return Path("/proc/driver/nvidia/version").exists() or shutil.which("nvidia-smi") is not None


def missing_system_packages(for_tests):
    """Debian names of what Qt needs from the system and does not find."""
    if not sys.platform.startswith("linux"):
        return []
    missing = []
    for library, package in SYSTEM_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            if package not in missing:
                missing.append(package)
    if for_tests and shutil.which("Xvfb") is None:
        missing.append("xvfb")
    return missing


def install_system_packages(packages, try_it):
    """Install what is missing where that is ours to do; otherwise print the one command that does it.

    `try_it` is false at a start with nothing else to do: what could not be installed then holds nobody up now.
    """
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        say("Qt needs some system libraries that are missing here. On Debian or Ubuntu they are called:")
        say("    " + " ".join(packages))
        say("Install your system's packages of them (they are part of every desktop).")
        return
    if os.geteuid() != 0 or not try_it:
        say("Qt needs some system libraries that are missing here. This one command installs them:")
        say("    " + ("sudo " if os.geteuid() else "") + " ".join(command))
        return
    say("Installing the system libraries that Qt needs: " + " ".join(packages))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    quiet = {"env": environment, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
    done = subprocess.run(command, **quiet)
    if done.returncode:  # the package lists may be missing or old
        subprocess.run(["apt-get", "update"], **quiet)
        done = subprocess.run(command, **quiet)
    if done.returncode:
        say(done.stdout.decode(errors="replace")[-2000:])
        say("They could not be installed. The window may not open until this command succeeds:")
        say("    " + " ".join(command))


# -- the environment ----------------------------------------------------------------------------------


def fingerprint(extras, build):
    """Changes whenever what is to be installed changes."""
    sums = [hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in ("pyproject.toml", "constraints.txt")]
    python = list(sys.version_info[:2])
    return {"sums": sums, "extras": sorted(extras), "torch": build, "python": python, "place": str(ROOT)}


def read_stamp():
    """What the last installation that came to its end was; {} where there was none."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_ready(wanted):
    """Has everything wanted been installed, to the end, in a .venv that still has its Python?"""
    found = read_stamp()
    extras = set(wanted["extras"]) <= set(found.get("extras", ()))
    same = all(found.get(key) == wanted[key] for key in wanted if key != "extras")
    return extras and same and venv_program("python").exists()


def make_venv():
    """A .venv whose Python starts, fits this one and has pip; one that was left half-made is mended."""
    python = venv_program("python")
    if python.exists() and answers(python):
        pip_there = subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True)
        config = (VENV / "pyvenv.cfg").read_text(encoding="utf-8") if (VENV / "pyvenv.cfg").exists() else ""
        if pip_there.returncode == 0 and "{}.{}.".format(*sys.version_info[:2]) in config:
            if not STAMP.exists():
                mend(python)
            return
    if VENV.exists():
        say("The folder .venv is from another Python or was left half-made: making it again.")
        shutil.rmtree(str(VENV), ignore_errors=True)
    say("Making .venv ...")
    failed, output = run_logged([sys.executable, "-m", "venv", VENV], "")
    if failed:
        shutil.rmtree(str(VENV), ignore_errors=True)
        explain_disk(output)
        why = output.strip()[-800:]
        if "ensurepip" in output:
            why = "This Python cannot make one: on Debian or Ubuntu a package is missing. This command installs it:\n"
            why += "    sudo apt-get install python{}.{}-venv".format(*sys.version_info[:2])
        raise SetupError(f"The folder .venv could not be made with {sys.executable}.\n{why}")


def mend(python):
    """Let pip see what an installation that did not end has left unfinished."""
    failed, output = run_logged([python, "-c", MEND], "")
    names = output.split()
    if failed:
        raise SetupError(f"The folder {VENV} is damaged. Delete it, then run this again.\n{output.strip()[-800:]}")
    if names:
        say("The last installation did not end: doing {} again.".format(", ".join(sorted(names))))


def run_logged(command, verb):
    """Run `command` in the checkout, keep all it prints, show what it is at; (exit status, output)."""
    lines = []
    shown = sys.stdout.isatty()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=str(ROOT),
        env=dict(os.environ, PIP_USER="0", PYTHONIOENCODING="utf-8:replace"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
    for raw in process.stdout:
        line = raw.decode(errors="replace").rstrip()
        lines.append(line)
        words = line.split()
        if verb and words and words[0] in ("Collecting", "Downloading", "Installing", "Building"):
            text = "{} {}".format(verb, " ".join(words[:2])[:70])
            sys.stdout.write("\r" + text.ljust(78) if shown else "")
            sys.stdout.flush()
    if verb and shown:
        sys.stdout.write("\r" + " " * 78 + "\r")
    process.stdout.close()
    return process.wait(), "\n".join(lines)


def reachable(url):
    """Does the host of `url` answer within a moment?"""
    try:
        socket.create_connection((urllib.parse.urlsplit(url).hostname, 443), timeout=4).close()
    except OSError:
        return False
    return True


def torch_source(build):
    """pip's options that bring the wanted build of torch; the usual index's own build where nothing else is reached."""
    if sys.platform == "darwin" or (sys.platform == "win32") != (build == "gpu"):
        return []
    index = PYTORCH_INDEX + (PYTORCH_GPU if build == "gpu" else "cpu")
    if reachable(index):
        return ["--extra-index-url", index]
    if build == "gpu":
        say("PyTorch's own index cannot be reached: installing the CPU build. Trainings will be slow until")
        say(f"this is run again with a connection to {urllib.parse.urlsplit(index).hostname}.")
    return []


def need_space(gigabytes, what):
    free = shutil.disk_usage(str(ROOT)).free / 1e9
    if free < gigabytes:
        raise SetupError(
            f"Only {free:.1f} GB are free on the disk of {ROOT}; {what} needs about {gigabytes} GB.\n"
            "Free some space, then run this again."
        )


def explain_disk(output):
    if "No space left" in output or "not enough space" in output.lower():
        raise SetupError(
            "The disk is full. Free some space (Maquette needs about {} GB), then run this again:\n"
            "it goes on from what is already there.".format(NEEDED_GB["gpu" if has_nvidia() else "cpu"])
        )


def explain_failure(output):
    """Raise `SetupError` with what pip's output means to a person."""
    explain_disk(output)
    offline = (
        "Temporary failure in name resolution",
        "NewConnectionError",
        "Network is unreachable",
        "getaddrinfo failed",
    )
    refused = ("Failed to establish", "ConnectTimeoutError", "ProxyError", "Connection refused", "Max retries exceeded")
    if any(sign in output for sign in offline + refused):
        raise SetupError(
            "The package index could not be reached. Check the network (or the proxy), then run this again:\n"
            f"what has been installed so far is kept. The full log is {LOG}."
        )
    unknown = re.search(r"No matching distribution found for (\S+)", output)
    if unknown and "from versions: none" in output:
        raise SetupError(
            f"The package index has no “{unknown.group(1)}”: it could not be reached, or it is not the usual one.\n"
            f"Check the network and pip's settings, then run this again. The full log is {LOG}."
        )
    errors = [line for line in output.splitlines() if "ERROR" in line] or output.splitlines()[-5:]
    raise SetupError("Installing failed:\n  {}\nThe full log is {}.".format("\n  ".join(errors[-5:]), LOG))


def install(extras, build):
    """Bring .venv to what pyproject.toml and constraints.txt say."""
    STAMP.unlink() if STAMP.exists() else None
    if not any(VENV.glob("**/torch/version.py")):
        need_space(NEEDED_GB[build], "Maquette with PyTorch")
    what = "the GPU build of PyTorch" if build == "gpu" else "PyTorch"
    say(f"Installing Maquette with {what} into .venv (some minutes the first time) ...")
    target = ".[{}]".format(",".join(extras)) if extras else "."
    command = [venv_program("python"), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    command += ["--constraint", "constraints.txt", *torch_source(build), "--editable", target]
    status, output = run_logged(command, "  pip:")
    LOG.write_text(output, encoding="utf-8")
    if status:
        explain_failure(output)


def set_up(purpose):
    """Make everything ready for `purpose`; quick where nothing is left to do."""
    missing = missing_system_packages(purpose in ("test", "bundle"))
    build = "gpu" if has_nvidia() else "cpu"
    extras = EXTRAS.get(purpose, ())
    ready = is_ready(fingerprint(extras, build))
    if missing:
        install_system_packages(missing, try_it=not ready)
    if ready:
        return
    extras = tuple(sorted(set(extras) | set(read_stamp().get("extras", ()))))
    make_venv()
    install(extras, build)
    STAMP.write_text(json.dumps(fingerprint(extras, build)), encoding="utf-8")
    say("Ready.")


# -- what to run --------------------------------------------------------------------------------------


def call(*command, **environment):
    try:
        return subprocess.call([str(part) for part in command], cwd=str(ROOT), env=dict(os.environ, **environment))
    except KeyboardInterrupt:
        return 130


@contextlib.contextmanager
def quick_folder():
    """What tells a process to put temporary files where writing takes no time: in memory, where there is plenty.

    Tests wait for the disk tens of thousands of times (SQLite), ten milliseconds each on many machines.
    """
    try:
        has_room = min(shutil.disk_usage(MEMORY).free, memory_left()) > 1e9 * MEMORY_GB
        may_run = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
        folder = tempfile.mkdtemp(prefix="maquette-tests-", dir=MEMORY) if has_room and may_run else ""
    except (OSError, AttributeError, ValueError):
        folder = ""
    try:
        # the bin of what lies there is there too
        yield {"TMPDIR": folder, "XDG_DATA_HOME": folder + "/data"} if folder else {}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def memory_left():
    """Bytes that programs can still have."""
    with open("/proc/meminfo", encoding="ascii") as lines:
        return next(1024 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))


def run_tests(arguments):
    """The suite twice over, on every core: without a display, then what needs a real X server."""
    python = venv_program("python")
    pytest = [python, "-m", "pytest"]
    kept = {"PYTHONDONTWRITEBYTECODE": ""}  # hundreds of processes: each would compile everything anew, half a second
    if arguments:
        return call(*pytest, *arguments, **kept)
    with quick_folder() as quick:
        kept.update(quick)
        say("Tests that need no display ...")
        # worksteal: neighbours share what their file makes, a training at times
        by_test = ["--dist", "worksteal"]
        plain = ["--no-xvfb", "-m", "not slow and not xcb"]
        offscreen = run_twice_what_fails(pytest, by_test, plain, dict(kept, QT_QPA_PLATFORM="offscreen"))
        if not sys.platform.startswith("linux"):
            return offscreen
        say("Tests of the window under a real X server ...")
        by_file = ["--dist", "loadfile", "--no-loadscope-reorder"]  # the tests of the demo share one, and begin
        window = ["-m", "not slow", *X_SERVER_TESTS]
        return run_twice_what_fails(pytest, by_file, window, dict(kept, QT_QPA_PLATFORM="xcb")) or offscreen


def run_twice_what_fails(pytest, spread, chosen, environment):
    """The exit code of these tests, side by side; a few that fail are tried once more, by themselves.

    What fails once and then not is no fault of this checkout that another run would show; it stays in what is printed.
    """
    code = call(*pytest, "-n", "auto", *spread, "--cache-clear", *chosen, **environment)
    if code != TESTS_FAILED:
        return code
    try:
        failed = json.loads((ROOT / ".pytest_cache/v/cache/lastfailed").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return code
    if not 0 < len(failed) <= TRIED_AGAIN:
        return code
    say(f"Failed, and tried once more by itself: {', '.join(sorted(failed))}")
    return call(*pytest, "-v", "--last-failed", "--last-failed-no-failures", "none", *chosen, **environment)


def make_bundle():
    """Build the folder that runs without Python, then let it show that it does."""
    python, built = venv_program("python"), ROOT / "dist"
    need_space(BUNDLE_GB["gpu" if has_nvidia() else "cpu"], "building the bundle")
    say("Building the bundle (some minutes) ...")
    places = ["--distpath", built, "--workpath", ROOT / "build"]
    failed = call(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, ROOT / "build.spec")
    if failed:
        return failed
    bundle = built / ("Maquette.app" if sys.platform == "darwin" else "maquette")
    say(f"Built {bundle}. Trying it ...")
    failed = call(python, ROOT / "tests" / "bundle_smoke.py", bundle)
    if failed or not sys.platform.startswith("linux"):
        return failed
    archive = built / ("maquette-linux-" + platform.machine() + ".tar.gz")
    say("Packing it ...")
    with tarfile.open(str(archive), "w:gz", compresslevel=6) as packed:
        packed.add(str(built / "maquette"), "maquette")
    say("Packed " + str(archive) + ". Unpack it anywhere; maquette/maquette menu puts it into the applications menu.")
    return 0


def has_display():
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def start(arguments):
    """Open the studio, or show what it does where there is no display."""
    program = [venv_program("python"), "-m", "studio"]
    if has_display():
        return call(*program, *arguments)
    folder = Path.cwd() / "maquette-demo"
    say(f"There is no display here, so the studio cannot open. Running the demo instead, into {folder}")
    return call(*program, "demo", folder)


def main(arguments):
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a folder's name may hold what a redirected console cannot say
    word = arguments[0] if arguments else ""
    if word in ("-h", "--help", "help"):
        say(__doc__.strip())
        return 0
    try:
        check_python()
        check_processor()
        set_up(word if word in EXTRAS else "setup")
        return go(word, arguments)
    except SetupError as stop:
        sys.stderr.write(f"\n{stop}\n")
        return 1
    except OSError as error:
        if error.errno == 28:  # ENOSPC
            sys.stderr.write("\nThe disk is full. Free some space, then run this again.\n")
            return 1
        raise
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted. Run this again to go on from what is already there.\n")
        return 130


def go(word, arguments):
    if word == "setup":
        return 0
    if word == "test":
        return run_tests(arguments[1:])
    if word == "bundle":
        return make_bundle()
    if word in ("demo", "tour"):
        return call(venv_program("python"), "-m", "studio", word, *in_full(arguments[1:]))
    if word.startswith("-"):
        return call(venv_program("python"), "-m", "studio", *arguments)
    return start(in_full(arguments))


def in_full(arguments):
    """The first argument, a folder as seen from here, as it is seen from the checkout."""
    folder = [name if name.startswith("-") else str(Path(name).resolve()) for name in arguments[:1]]
    return folder + arguments[1:]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
