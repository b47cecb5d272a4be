"""Our identities in pyHanko's hands: keys that are opened once, and a time stamp that asks nobody.

pyHanko's own signers open the private key for each signature, which takes twenty times as long as the signature.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign import general, signers, timestamps
from pyhanko_certvalidator.registry import SimpleCertificateStore

from .authority import Identity

HASH = "sha256"


class Signer(signers.Signer):
    """Signs with an identity's key: RSA and SHA-256."""

    def __init__(self, identity: Identity, root: bytes) -> None:
        self.key = identity.key
        super().__init__(signing_cert=asn1(identity.certificate), cert_registry=known(root))

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:  # only its length counts
            return bytes(self.key.key_size // 8)
        return _signature(self.key, data, digest_algorithm)


class TimeStamper(timestamps.DummyTimeStamper):
    """Signs the moment that it is given. pyHanko calls its base a dummy because it asks nobody."""

    def __init__(self, identity: Identity, at: datetime, root: bytes) -> None:
        self.identity = identity
        super().__init__(asn1(identity.certificate), None, certs_to_embed=known(root), fixed_dt=at)

    async def async_dummy_response(self, md_algorithm: str) -> Any:
        """A stamp of nothing, by which its size is known: the same for all documents."""
        if md_algorithm not in self._dummy_response_cache:
            sample = _SAMPLES.get((self.identity, md_algorithm))
            sample = sample or await self.async_timestamp(bytes(hashes.SHA256.digest_size), md_algorithm)
            _SAMPLES[self.identity, md_algorithm] = sample
            self._register_dummy(md_algorithm, sample)
        return self._dummy_response_cache[md_algorithm]

    def _sign_tst_info(self, tst_info_data: bytes, md_algorithm: str, dt: datetime) -> tuple[bytes, Any]:
        digest = hashes.Hash(_hash(md_algorithm))
        digest.update(tst_info_data)
        attributes = cms.CMSAttributes(
            [
                general.simple_cms_attribute("content_type", "tst_info"),
                general.simple_cms_attribute("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
                general.simple_cms_attribute("signing_certificate", general.as_signing_certificate(self.tsa_cert)),
                general.simple_cms_attribute("message_digest", digest.finalize()),
            ]
        )
        return _signature(self.identity.key, attributes.dump(), md_algorithm), attributes


# One for each time-stamp authority of this process: (identity, hash) -> a stamp.
_SAMPLES: dict[tuple[Identity, str], Any] = {}


def _signature(key: RSAPrivateKey, data: bytes, digest_algorithm: str) -> bytes:
    return key.sign(data, PKCS1v15(), _hash(digest_algorithm))


def _hash(name: str) -> hashes.HashAlgorithm:
    if name.lower() != HASH:
        raise ValueError(f"signatures are made with {HASH}, not {name}")
    return hashes.SHA256()


@lru_cache(maxsize=64)
def asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The certificate as pyHanko takes it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


@lru_cache(maxsize=8)
def root_of(der: bytes) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(der)


def known(root: bytes) -> SimpleCertificateStore:
    """The certificates that go into a file beside the signer's own."""
    store = SimpleCertificateStore()
    store.register(root_of(root))
    return store
