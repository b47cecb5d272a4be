"""Real small documents, made as a person would have them on his desk."""

import io
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfWriter


@dataclass(frozen=True)
class Papers:
    """Files in `folder`, each made when it is asked for."""

    folder: Path

    def pdf(self, title: str) -> Path:
        """A PDF of one empty page, named after its title."""
        made, content = PdfWriter(), io.BytesIO()
        made.add_blank_page(width=595, height=842)
        made.add_metadata({"/Title": title})
        made.write(content)
        return self.file(f"{title}.pdf", content.getvalue())

    def file(self, name: str, content: bytes) -> Path:
        """Any file."""
        self.folder.mkdir(exist_ok=True)
        path = self.folder / name
        path.write_bytes(content)
        return path
