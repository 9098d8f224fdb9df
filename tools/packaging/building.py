"""Builds the sdist from a folder and the wheel from the sdist: equal files make equal bytes."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple


class Built(NamedTuple):
    """What a release consists of."""

    sdist: Path
    wheel: Path

    @property
    def version(self) -> str:
        """As the wheel's name has it."""
        return self.wheel.name.split("-")[1]


def build(source: Path, to: Path, epoch: int) -> Built:
    """Write both to a folder; every time in them is `epoch`, in seconds.

    The build's requirements are those of the environment, which the lock pins.
    """
    sdist = _built("--sdist", source, to, epoch)
    sdist.write_bytes(_settled(sdist.read_bytes(), epoch))
    with TemporaryDirectory() as unpacked, tarfile.open(sdist) as archive:
        archive.extractall(unpacked, filter="data")
        (root,) = Path(unpacked).iterdir()
        return Built(sdist, _built("--wheel", root, to, epoch))


def _built(kind: str, source: Path, to: Path, epoch: int) -> Path:
    before = set(to.iterdir())
    command = [sys.executable, "-m", "build", kind, "--no-isolation", "--outdir", str(to)]
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, str(source)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
        check=False,
        capture_output=True,
        text=True,
        umask=0o022,
    )
    if done.returncode:
        raise SystemExit(f"{done.stdout}\n{done.stderr}")
    (made,) = set(to.iterdir()) - before
    return made


def _settled(archive: bytes, epoch: int) -> bytes:
    """The archive without what tells when, where and by whom it was made."""
    plain = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive)) as before,
        tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as after,
    ):
        for member in sorted(before.getmembers(), key=lambda one: one.name):
            content = before.extractfile(member)
            member.mtime, member.uid, member.gid, member.uname, member.gname = epoch, 0, 0, "", ""
            member.pax_headers = {}
            is_for_all = member.isdir() or member.mode & 0o100
            member.mode = 0o755 if is_for_all else 0o644
            after.addfile(member, content)
    return gzip.compress(plain.getvalue(), mtime=epoch)
