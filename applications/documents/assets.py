"""What a document may load: our own stylesheets and pictures by exact name, and pictures inlined as data."""

from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ROOT = Path(__file__).parent / "assets"
# Relative URLs do not join on private schemes, so our assets have an address that no resolver knows (RFC 2606).
BASE_URL = "https://assets.invalid/"
TYPES = {".css": "text/css", ".svg": "image/svg+xml"}
NAMES = frozenset(path.name for path in ROOT.iterdir() if path.suffix in TYPES)
DATA_IMAGES = ("data:image/svg+xml;", "data:image/svg+xml,", "data:image/png;")


class BlockedURL(FatalURLFetchingError):
    """A document asked for something else. Not an Exception to Python: WeasyPrint would swallow that."""

    def __init__(self, url: str) -> None:
        self.url = url[:120]
        super().__init__(self.url)


class AssetFetcher(URLFetcher):
    """Answers for NAMES under BASE_URL and for data images; anything else stops the rendering."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith(DATA_IMAGES):
            return super().fetch(url, headers)
        name = url.removeprefix(BASE_URL)
        if name == url or name not in NAMES:
            raise BlockedURL(url)
        path = ROOT / name
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})
