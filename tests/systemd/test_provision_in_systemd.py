"""Provisioning and the service under a real systemd, sandboxed as they are shipped."""

import sys
from pathlib import Path

import pytest

from tests.rigs.container import Container, container_missing

PASSWORD = "hunter2-Zq9"  # noqa: S105
ROOT = Path(__file__).parents[2]
BOOT = f"""[device]
name = "booth-1"
[event]
id = "expo"
[microphone]
driver = "none"
[speech]
model = "demo"
[uplink]
broker = "mqtt://127.0.0.1:1"
username = "booth-1"
password = "{PASSWORD}"
[outbox]
key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
"""
# A checkout may lie where the sandbox shows nothing: below /tmp, /home or /root.
SHARED = [(ROOT, "/mnt/checkout")] + [
    (Path(path), f"/mnt/packages-{number}")
    for number, path in enumerate(path for path in sys.path if path.endswith("site-packages"))
]
PATHS = " ".join(target for _, target in SHARED)
INSTALL = f"""
set -e
/usr/bin/python3 -m venv --without-pip /opt/boothscribe/versions/0.1.0
ln -s versions/0.1.0 /opt/boothscribe/current
ln -s current/bin /opt/boothscribe/bin
site=$(ls -d /opt/boothscribe/current/lib/python3.*/site-packages)
printf '%s\\n' {PATHS} >"$site/all.pth"
cat >/opt/boothscribe/bin/boothscribe <<'END'
#!/opt/boothscribe/versions/0.1.0/bin/python
from agent.cli import main
main()
END
chmod 755 /opt/boothscribe/bin/boothscribe
cp /mnt/checkout/systemd/*.service /etc/systemd/system/
cp /mnt/checkout/systemd/sysusers.d/*.conf /usr/lib/sysusers.d/
systemd-sysusers
for group in input dialout audio; do getent group $group >/dev/null || groupadd -r $group; done
systemctl daemon-reload
mkdir -p /boot/firmware
"""
pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.timeout(400),
    pytest.mark.skipif(container_missing() is not None, reason=str(container_missing())),
]


def told(box: Container, script: str) -> str:
    done = box.run(script)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_file_on_the_boot_partition_becomes_a_running_service_with_its_secrets_encrypted(
    tmp_path: Path,
) -> None:
    targets = ("/etc/boothscribe", "/etc/credstore", "/etc/credstore.encrypted", "/var/lib/systemd")
    binds = [(tmp_path / str(number), target) for number, target in enumerate(targets)]
    for source, _ in binds:
        source.mkdir()
    (tmp_path / "boot").mkdir()
    (tmp_path / "boot" / "boothscribe.toml").write_text(BOOT, encoding="utf-8")
    with Container(tmp_path, [*SHARED, *binds, (tmp_path / "boot", "/boot/firmware")]) as box:
        told(box, INSTALL)
        told(box, "systemctl start boothscribe-provision")
        assert PASSWORD not in told(box, "cat /etc/boothscribe/boothscribe.toml")
        stored = told(box, "ls /etc/credstore /etc/credstore.encrypted")
        assert "boothscribe.encrypted.uplink.password" in stored
        assert "boothscribe.encrypted.outbox.key" in stored
        assert [file.name for file in (tmp_path / "boot").iterdir()] == ["boothscribe-taken.txt"]
        told(box, "systemctl start boothscribe")
        credentials = "/run/credentials/boothscribe.service/boothscribe.encrypted.uplink.password"
        pid = told(box, "systemctl show boothscribe -p MainPID --value").strip()
        assert told(box, f"nsenter -t {pid} -m cat {credentials}") == PASSWORD
        page = box.run("/opt/boothscribe/bin/boothscribe doctor").stdout
        assert "leads on the disk are encrypted" in page
        assert "the file was taken" in page
        told(box, "systemctl stop boothscribe")
        assert told(box, "systemctl show boothscribe -p Result --value").strip() == "success"


def test_settings_are_not_taken_into_a_root_that_lies_in_memory(tmp_path: Path) -> None:
    (tmp_path / "boot").mkdir()
    (tmp_path / "boot" / "boothscribe.toml").write_text(BOOT, encoding="utf-8")
    with Container(tmp_path, [*SHARED, (tmp_path / "boot", "/boot/firmware")]) as box:
        told(box, INSTALL)
        assert box.run("systemctl start boothscribe-provision").returncode != 0
        assert "lies in memory" in told(box, "cat /boot/firmware/boothscribe-problems.txt")
        assert told(box, "cat /boot/firmware/boothscribe.toml") == BOOT
