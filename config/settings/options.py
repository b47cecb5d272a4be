"""What an installation chooses of Wuri itself, each through the environment (docs/operations.md)."""

import json
import os

from .places import VAR

WURI_BASE_URL = os.environ.get("WURI_BASE_URL", "http://127.0.0.1:8000")
WURI_DEMO = False
WURI_CLOCK_FILE = os.environ.get("WURI_CLOCK_FILE", "")
WURI_JOBS_KEEP_DAYS = 30
# Whether official messages wait for office hours, of those who have not chosen.
WURI_OFFICE_HOURS = True
# How short messages are sent (notifications/channels/sms.py); "" where there is no way.
WURI_SMS_ADAPTER = os.environ.get("WURI_SMS_ADAPTER", "notifications.channels.sms.FileSink")
WURI_SMS_FOLDER = VAR / "sms"
# Hosts that webhooks and robots may be on (none named: any), and those that may be called without TLS.
WURI_PUSH_HOSTS = [host for host in os.environ.get("WURI_PUSH_HOSTS", "").split(",") if host]
WURI_PUSH_PLAIN_HOSTS = [host for host in os.environ.get("WURI_PUSH_PLAIN_HOSTS", "").split(",") if host]
# Working days that a consulted department has for its answer, and whether a case waits for it beyond them.
WURI_CONSULTATION_DAYS = int(os.environ.get("WURI_CONSULTATION_DAYS", "2"))
WURI_SILENCE_BLOCKS = os.environ.get("WURI_SILENCE_BLOCKS", "") == "1"
# The share of what opens at once that people look at again: 0 for none, 1 for all.
WURI_FAST_TRACK_SAMPLE = float(os.environ.get("WURI_FAST_TRACK_SAMPLE", "0.1"))
WURI_UPLOAD_MAX_BYTES = 20 * 1024 * 1024
# The on-time rate that departments are held against, in percent; the promise itself is every reply in time.
WURI_ON_TIME_TARGET = float(os.environ.get("WURI_ON_TIME_TARGET", "95"))
# A department with fewer replies in a period is named on the public page without its figures.
WURI_PUBLIC_MINIMUM = int(os.environ.get("WURI_PUBLIC_MINIMUM", "5"))
# The departments' databases that data may be read from, by the names that sources use: {"traffic": "postgresql+psycopg://
# reader:...@host/db", "lake": "duckdb:////srv/lake.duckdb"}.
WURI_DATA_CONNECTIONS = json.loads(os.environ.get("WURI_DATA_CONNECTIONS", "{}"))
# A snapshot up to this size is made into a copy while the person waits; a larger one by the background.
WURI_COPY_AT_ONCE = int(os.environ.get("WURI_COPY_AT_ONCE", str(16 * 1024 * 1024)))
# How long a link to a copy works, in hours; requests a person may make of copies in a minute.
WURI_LINK_HOURS = int(os.environ.get("WURI_LINK_HOURS", "24"))
WURI_TRANSFERS_A_MINUTE = int(os.environ.get("WURI_TRANSFERS_A_MINUTE", "60"))
# Calls of the data interface that a key may make in a minute, and all keys of a grant in a day.
WURI_API_CALLS_A_MINUTE = int(os.environ.get("WURI_API_CALLS_A_MINUTE", "120"))
WURI_API_CALLS_A_DAY = int(os.environ.get("WURI_API_CALLS_A_DAY", "20000"))
# The sandbox that data are handed over into: "local" is a folder of this machine, an address that of a service
# (docs/sandbox-service.md).
WURI_SANDBOX = os.environ.get("WURI_SANDBOX", "local")
WURI_SANDBOX_TOKEN = os.environ.get("WURI_SANDBOX_TOKEN", "")
WURI_SANDBOX_FOLDER = os.environ.get("WURI_SANDBOX_FOLDER", str(VAR / "sandbox"))
# A renewal is asked for at most so many days before the agreement's end, and so many after it.
WURI_RENEWAL_DAYS_BEFORE = int(os.environ.get("WURI_RENEWAL_DAYS_BEFORE", "60"))
WURI_RENEWAL_DAYS_AFTER = int(os.environ.get("WURI_RENEWAL_DAYS_AFTER", "10"))
# Groups of fewer rows are left out where data are summed up.
WURI_SMALLEST_GROUP = int(os.environ.get("WURI_SMALLEST_GROUP", "5"))
# Electronic seals: "local" makes trial certificates of its own; an address is that of a seal service
# (docs/seal-service.md), whose roots are in a PEM file.
WURI_SEAL_SERVICE = os.environ.get("WURI_SEAL_SERVICE", "local")
WURI_SEAL_TOKEN = os.environ.get("WURI_SEAL_TOKEN", "")
WURI_SEAL_ROOTS = os.environ.get("WURI_SEAL_ROOTS", "")
WURI_SEAL_FOLDER = VAR / "seals"
WURI_SEAL_PASSPHRASE = os.environ.get("WURI_SEAL_PASSPHRASE", "")
# Who may read /metrics from elsewhere than loopback says this word ("Authorization: Bearer ...").
WURI_METRICS_TOKEN = os.environ.get("WURI_METRICS_TOKEN", "")
