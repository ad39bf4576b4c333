"""A PostgreSQL server of the tests' own, on a socket in a temporary folder; None where Debian's server is not installed."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path


def binaries():
    """Return the folder of the newest server's programs, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextlib.contextmanager
def server():
    """Yield the address of a running server without its database's name."""
    folder = Path(tempfile.mkdtemp(prefix="standoff-pg-"))
    # The server refuses to run as root.
    user = pwd.getpwnam("postgres") if os.getuid() == 0 else None
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(name, *words):
        subprocess.run([binaries() / name, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
                       user=user.pw_uid if user else None, group=user.pw_gid if user else None, extra_groups=[] if user else None)

    data = folder / "data"
    try:
        run("initdb", "-D", data, "-U", "standoff", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "-D", data, "-w", "-o", f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off", "-l", folder / "log", "start")
        try:
            yield f"postgresql://standoff@/{{name}}?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
