"""The agent: listens at the booth and publishes leads."""

import os

# ONNX Runtime (1.29 and later) reports its use to its maker and keeps an id for that on the disk unless
# told not to before it is loaded; the hub client sends a user agent with system details. A box that
# promises that nothing leaves but leads does neither, whatever else the environment says.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
