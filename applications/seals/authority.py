"""A certificate authority and time-stamp authority of our own, for trials: its root is known to nobody else.

Files lie in settings.WURI_SEAL_FOLDER, readable by the service's user only, private keys encrypted under
settings.WURI_SEAL_PASSPHRASE. Departments keep their key. An applicant's key is made for one agreement, used once and
forgotten, so that nobody can ever sign in his name again.
RSA throughout: with elliptic curves pyHanko raises the file to PDF 2.0, which PDF/A-3 is not.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from jobs import clock

from .one_time_key import new_key, one_time_keys

ROOT_NAME = "五日测试根证书（仅供试用）"
STAMP_NAME = "五日测试时间戳（仅供试用）"
YEARS = timedelta(days=365)
EVENT_LIFE = timedelta(days=2)


@dataclass(frozen=True)
class Identity:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey


@dataclass(frozen=True)
class Authority:
    """The authority kept in `folder`; makes what is missing there on first use."""

    folder: Path
    passphrase: str

    def root(self) -> Identity:
        return self._kept("root", lambda: _self_signed(ROOT_NAME))

    def time_stamper(self) -> Identity:
        return self._kept("time-stamp", lambda: self._issued(_name(STAMP_NAME), stamps=True))

    def department(self, name: str, credit_code: str) -> Identity:
        """The department's lasting identity, by credit code."""
        label = hashlib.sha256(f"{credit_code}|{name}".encode()).hexdigest()[:24]
        return self._kept(f"department-{label}", lambda: self._issued(_name(name, credit_code)))

    def event(self, name: str, credit_code: str, at: datetime) -> Identity:
        """An identity for one signature at `at` (事件型证书); it is kept nowhere."""
        key = one_time_keys.take()
        return self._issued(_name(name, credit_code), key=key, since=at - EVENT_LIFE, until=at + EVENT_LIFE)

    def revocations(self, at: datetime) -> bytes:
        """The list of revoked certificates (DER) as of `at`: empty, but signed, so that a later check has proof."""
        root = self.root()
        listed = x509.CertificateRevocationListBuilder().issuer_name(root.certificate.subject)
        listed = listed.last_update(at - timedelta(minutes=1)).next_update(at + 20 * YEARS)
        listed = listed.add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
        return listed.sign(root.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def root_certificate(self) -> bytes:
        """The root (DER), read without opening its key where it exists."""
        path = self.folder / "root.crt"
        if not path.exists():
            self.root()
        return x509.load_pem_x509_certificate(path.read_bytes()).public_bytes(Encoding.DER)

    def _issued(
        self,
        subject: x509.Name,
        *,
        key: rsa.RSAPrivateKey | None = None,
        stamps: bool = False,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Identity:
        root, key = self.root(), key or new_key()
        made = _certificate(subject, root.certificate.subject, key, since, until)
        made = made.add_extension(_usage(signs=True), critical=True)
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())
        made = made.add_extension(identifier, critical=False)
        if stamps:
            made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return Identity(made.sign(root.key, hashes.SHA256()), key)

    def _kept(self, label: str, make: Callable[[], Identity]) -> Identity:
        certificate = self.folder / f"{label}.crt"
        if not certificate.exists():
            with self._alone(label):
                if not certificate.exists():
                    self._write(label, make())
        return _load(str(self.folder), label, self.passphrase)

    def _write(self, label: str, identity: Identity) -> None:
        secret = BestAvailableEncryption(self.passphrase.encode())
        sealed_key = identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, secret)
        _put(self.folder / f"{label}.key", sealed_key)
        # Last: where the certificate is, the key is there as well.
        _put(self.folder / f"{label}.crt", identity.certificate.public_bytes(Encoding.PEM))

    @contextmanager
    def _alone(self, label: str) -> Iterator[None]:
        """One process at a time makes a key; a second would overwrite what the first has already signed with."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.folder / f"{label}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


@lru_cache(maxsize=64)
def _load(folder: str, label: str, passphrase: str) -> Identity:
    # Opening an encrypted key takes as long as a signature; a worker opens each once.
    certificate = x509.load_pem_x509_certificate((Path(folder) / f"{label}.crt").read_bytes())
    key = load_pem_private_key((Path(folder) / f"{label}.key").read_bytes(), passphrase.encode())
    assert isinstance(key, rsa.RSAPrivateKey)
    return Identity(certificate, key)


def _put(path: Path, content: bytes) -> None:
    draft = path.with_suffix(f"{path.suffix}.{os.getpid()}")
    descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _self_signed(name: str) -> Identity:
    key, subject = new_key(), _name(name)
    made = _certificate(subject, subject, key, is_authority=True)
    return Identity(made.add_extension(_usage(signs=False), critical=True).sign(key, hashes.SHA256()), key)


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPrivateKey,
    since: datetime | None = None,
    until: datetime | None = None,
    is_authority: bool = False,
) -> x509.CertificateBuilder:
    now = clock.now()
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number())
    # Long before now: a demonstration's clock may be set back.
    made = made.not_valid_before(since or now - 10 * YEARS).not_valid_after(until or now + 30 * YEARS)
    made = made.add_extension(x509.BasicConstraints(is_authority, None), critical=True)
    return made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _usage(*, signs: bool) -> x509.KeyUsage:
    """For signatures that cannot be denied; or for signing certificates and lists."""
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_cert_sign=not signs,
        crl_sign=not signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(name: str, credit_code: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.COMMON_NAME, name[:64])]
    if credit_code:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, credit_code))
    return x509.Name(parts)
