"""A real server on loopback that speaks S3 and looks at the signature of every request (moto, in a process of its
own)."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import boto3

from tests.servers.ports import free_port

BUCKET, REGION = "data", "us-east-1"
# A user, a key for him, his rights, the bucket: what is done before anybody has to sign.
UNSIGNED = 4
EVERYTHING = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
)


@dataclass(frozen=True)
class Store:
    """Where it is, and the key that it knows."""

    address: str
    key: str
    secret: str

    def client(self) -> Any:
        return _client("s3", self.address, self.key, self.secret)


@contextmanager
def a_store() -> Iterator[Store]:
    """With an empty bucket."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    own = os.environ | {"INITIAL_NO_AUTH_ACTION_COUNT": str(UNSIGNED), "S3_IGNORE_SUBDOMAIN_BUCKETNAME": "true"}
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(address)
            yield _set_up(address)
        finally:
            server.terminate()


def _wait_for(address: str) -> None:
    for _attempt in range(240):
        try:
            urlopen(f"{address}/moto-api/", timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(0.25)
    raise TimeoutError(address)


def _set_up(address: str) -> Store:
    people = _client("iam", address, "nobody", "nothing")
    people.create_user(UserName="wuri")
    made = people.create_access_key(UserName="wuri")["AccessKey"]
    people.put_user_policy(UserName="wuri", PolicyName="store", PolicyDocument=EVERYTHING)
    _client("s3", address, "nobody", "nothing").create_bucket(Bucket=BUCKET)
    return Store(address, made["AccessKeyId"], made["SecretAccessKey"])


def _client(service: str, address: str, key: str, secret: str) -> Any:
    return boto3.client(
        service, endpoint_url=address, region_name=REGION, aws_access_key_id=key, aws_secret_access_key=secret
    )
