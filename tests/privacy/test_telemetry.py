import os
import subprocess
import sys
from pathlib import Path

_USE_THE_JUDGE = """
import numpy
from agent.hearing.judge import SileroJudge
SileroJudge(0.5).speech_s(numpy.zeros(16000, numpy.float32))
"""


def test_no_library_reports_home_or_leaves_an_id_on_the_disk(tmp_path: Path) -> None:
    # ONNX Runtime keeps quiet by itself where it sees that CI runs it.
    unwatched = {
        key: value for key, value in os.environ.items() if key not in {"CI", "ORT_DISABLE_TELEMETRY"}
    }
    unwatched |= {"HOME": str(tmp_path)}
    unwatched.pop("XDG_CACHE_HOME", None)
    subprocess.run([sys.executable, "-c", _USE_THE_JUDGE], env=unwatched, check=True, timeout=100)
    assert list(tmp_path.rglob("*")) == []
