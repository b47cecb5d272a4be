"""What goes wrong with a store of files, whichever it is: this machine's disk, or one that speaks S3."""

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from django.core.exceptions import SuspiciousFileOperation

STORE_TROUBLE: tuple[type[Exception], ...] = (
    OSError, SuspiciousFileOperation, Boto3Error, BotoCoreError, ClientError,
)  # fmt: skip
