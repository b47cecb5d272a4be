"""Say what a file is: genuine, expired, revoked, unsealed, altered, invalid or unknown."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from jobs import clock

from ...verification import Finding, verify


class Command(BaseCommand):
    help = "Verify the file of an agreement against the record and its seals; ends with 1 unless it is genuine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(_("无法读取文件：%(error)s") % {"error": error}) from error
        found = verify(content, clock.now())
        for line in lines(found):
            self.stdout.write(line)
        if not found.is_good:
            raise CommandError(str(found.verdict.label), returncode=1)


def lines(found: Finding) -> list[str]:
    """The report."""
    said = [f"{found.verdict.value}：{found.verdict.label}", f"SHA-256：{found.sha256}"]
    if found.agreement:
        said.append(_("协议编号：%(number)s") % {"number": found.agreement.number})
    if found.judgement and found.judgement.problem:
        said.append(str(found.judgement.problem))
    for seal in found.judgement.seals if found.judgement else ():
        said.append(f"{seal.side.value}：{seal.party} {seal.at:%Y-%m-%dT%H:%M:%S%z}")
    return said
