"""`python -m tools.oura`: write everything anew."""

from __future__ import annotations

from tools.oura.writing import write

if __name__ == "__main__":
    write()
