"""`python -m tools.packaging`: wheel and sdist of the last commit, in `dist/`, and tried."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.packaging.building import build
from tools.packaging.trial import trial

ROOT = Path(__file__).parents[2]
DIST = ROOT / "dist"


def main() -> int:
    """Build and try; the exit status is 1 where the wheel does not do what it should."""
    _refuse_unless_clean()
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    with TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        with tarfile.open(fileobj=BytesIO(_git("archive", "HEAD"))) as archive:
            archive.extractall(source, filter="data")
        built = build(source, DIST, int(_git("log", "-1", "--format=%ct")))
        tried = trial(built.wheel, source / "requirements.lock", Path(folder))
        problems = tried.problems(built.version, (source / "schema.graphql").read_text())
    for file in built:
        _say(f"{sha256(file.read_bytes()).hexdigest()}  {file.relative_to(ROOT)}")
    _say(
        "\n".join(problems) or f"{tried.version} was installed in an empty environment: it answers."
    )
    return int(bool(problems))


def _refuse_unless_clean() -> None:
    changed = _git("status", "--porcelain").decode()
    if changed:
        raise SystemExit(f"Commit first: a release is made of a commit.\n{changed}")


def _git(*arguments: str) -> bytes:
    git = shutil.which("git") or "git"
    done = subprocess.run([git, *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own commands
    return done.stdout


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
