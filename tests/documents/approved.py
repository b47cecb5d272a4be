"""The approved pictures of the agreement's pages: `python -m tests.documents.approved` draws them anew.

Whoever does looks at them first, beside those that they replace.
"""

from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from .reading import picture, reader

FOLDER = Path(__file__).with_name("approved")
DPI = 60
# Grey levels by which two points may differ once both pictures are blurred, and the share that may differ more.
LEVELS, SHARE = 48, 0.004


def drawn(pdf: bytes) -> list[Image.Image]:
    """Every page, grey."""
    return [picture(pdf, page, DPI) for page in range(1, len(reader(pdf).pages) + 1)]


def approved(name: str) -> list[Image.Image]:
    return [Image.open(path) for path in sorted(FOLDER.glob(f"{name}-*.png"))]


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of points that differ visibly; 1 where the pages have another size."""
    if one.size != other.size:
        return 1.0
    soft = [image.convert("L").filter(ImageFilter.GaussianBlur(1.2)) for image in (one, other)]
    apart = ImageChops.difference(*soft).tobytes()
    return sum(level > LEVELS for level in apart) / len(apart)


def approve(name: str, pdf: bytes) -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob(f"{name}-*.png"):
        old.unlink()
    for number, page in enumerate(drawn(pdf), start=1):
        page.quantize(16).save(FOLDER / f"{name}-{number}.png", optimize=True)


def main() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    from .pictured import PICTURED

    for name, make in PICTURED.items():
        approve(name, make())


if __name__ == "__main__":
    main()
