"""Whether the bytes of a PDF, PNG or JPEG are one whole file of that kind. Nothing is decoded."""

import zlib


def pdf_is_whole(content: bytes) -> bool:
    """Starts as a PDF at the very first byte and ends as one."""
    tail = content[-2048:]
    return content.startswith((b"%PDF-1.", b"%PDF-2.")) and b"startxref" in tail and b"%%EOF" in tail


def png_is_whole(content: bytes) -> bool:
    """Chunk after chunk from the header to the end mark, with true sums, and nothing behind it."""
    at, first = 8, True
    while at + 12 <= len(content):
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(content) or (first and name != b"IHDR"):
            return False
        if zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(content[end - 4 : end], "big"):
            return False
        if name == b"IEND":
            return end == len(content)
        at, first = end, False
    return False


def jpeg_is_whole(content: bytes) -> bool:
    """Segment after segment up to the picture's data, and an end mark after it. Telephones add a film behind that."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if length < 2:
            return False
        if mark == 0xDA:
            return content.find(b"\xff\xd9", at + length) > 0
        at += 2 + length
    return False
