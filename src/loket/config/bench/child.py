"""One measurement in a process of its own: ``python -m loket.config.bench.child MODULE ARG…``.

So that nothing that one of them leaves behind (caches, memory, settings) reaches another.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module

if __name__ == "__main__":
    from loket.config.cli import start_django

    start_django()
    measurement = import_module(f"loket.config.bench.{sys.argv[1]}")
    print(json.dumps(measurement.main(sys.argv[2:])))
