import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from scripts.provisioning.authority import Authority, AuthorityError, Role, write_identity


def _policy(authority: Authority) -> PolicyBuilder:
    return PolicyBuilder().store(Store([x509.load_pem_x509_certificate(authority.certificate)]))


def test_a_broker_is_trusted_under_every_name_that_it_was_given_and_no_other(authority: Authority) -> None:
    issued = authority.issue(Role.BROKER, "mqtt.example.com", hosts=["mqtt.example.com", "10.0.0.5"])
    certificate = x509.load_pem_x509_certificate(issued.certificate)
    _policy(authority).build_server_verifier(x509.DNSName("mqtt.example.com")).verify(certificate, [])
    with pytest.raises(VerificationError):
        _policy(authority).build_server_verifier(x509.DNSName("other.example.com")).verify(certificate, [])


def test_a_stolen_box_cannot_pass_for_the_broker(authority: Authority) -> None:
    issued = authority.issue(Role.DEVICE, "booth-1", hosts=["mqtt.example.com"])
    certificate = x509.load_pem_x509_certificate(issued.certificate)
    with pytest.raises(VerificationError):
        _policy(authority).build_server_verifier(x509.DNSName("mqtt.example.com")).verify(certificate, [])


@pytest.mark.parametrize("name", ["collector", "", "a/b", "#", "x" * 200])
def test_no_box_gets_a_name_that_opens_more_than_its_own_topics(authority: Authority, name: str) -> None:
    with pytest.raises(AuthorityError):
        authority.issue(Role.DEVICE, name)


def test_two_boxes_of_one_name_are_noticed_before_they_fight_over_it(authority: Authority) -> None:
    authority.issue(Role.DEVICE, "booth-1")
    with pytest.raises(AuthorityError, match="revoke booth-1"):
        authority.issue(Role.DEVICE, "booth-1")


def test_a_revoked_box_is_on_the_list_and_its_successor_is_not(authority: Authority, folder: Path) -> None:
    old = x509.load_pem_x509_certificate(authority.issue(Role.DEVICE, "booth-1").certificate)
    assert authority.revoke("booth-1") == 1
    new = x509.load_pem_x509_certificate(authority.issue(Role.DEVICE, "booth-1").certificate)
    revocations = x509.load_pem_x509_crl((folder / "crl.pem").read_bytes())
    assert revocations.get_revoked_certificate_by_serial_number(old.serial_number)
    assert revocations.get_revoked_certificate_by_serial_number(new.serial_number) is None


def test_revoking_one_box_keeps_those_revoked_before(authority: Authority, folder: Path) -> None:
    for name in ("booth-1", "booth-2"):
        authority.issue(Role.DEVICE, name)
        authority.revoke(name)
    assert len(x509.load_pem_x509_crl((folder / "crl.pem").read_bytes())) == 2
    assert authority.revoke("booth-3") == 0


def test_an_authority_is_never_written_over(authority: Authority, folder: Path) -> None:
    before = authority.certificate
    with pytest.raises(AuthorityError, match="already"):
        Authority.create(folder, name="Another")
    assert Authority.open(folder).certificate == before


def test_the_key_of_the_fleet_is_readable_by_its_owner_alone_and_by_passphrase(folder: Path) -> None:
    Authority.create(folder, name="Locked", passphrase=b"open sesame")
    assert stat.S_IMODE((folder / "ca.key").stat().st_mode) == 0o600
    for passphrase in (None, b"wrong"):
        with pytest.raises(AuthorityError, match="passphrase"):
            Authority.open(folder, passphrase=passphrase)
    Authority.open(folder, passphrase=b"open sesame").issue(Role.DEVICE, "booth-1")


def test_an_empty_folder_says_how_to_begin(folder: Path) -> None:
    with pytest.raises(AuthorityError, match="scripts/provision-device authority"):
        Authority.open(folder)


def test_a_damaged_register_is_not_taken_for_an_empty_one(authority: Authority, folder: Path) -> None:
    authority.issue(Role.DEVICE, "booth-1")
    (folder / "issued.csv").write_text("serial,role\nxyz,device\n", encoding="utf-8")
    with pytest.raises(AuthorityError, match="copy"):
        authority.issue(Role.DEVICE, "booth-2")


def test_a_box_gets_its_files_once_and_its_key_for_itself(authority: Authority, tmp_path: Path) -> None:
    identity = authority.issue(Role.DEVICE, "booth-1")
    write_identity(tmp_path / "booth-1", Role.DEVICE, identity, authority.certificate)
    key = tmp_path / "booth-1" / "device.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    serialization.load_pem_private_key(key.read_bytes(), None)
    with pytest.raises(AuthorityError, match="already"):
        write_identity(tmp_path / "booth-1", Role.DEVICE, identity, authority.certificate)
