"""Photos made small and kept beside the notebook: nothing in them but the picture, none of them twice."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from fieldkit.errors import Unreadable
from fieldkit.store import attachments, photo
from fieldkit.store.photo import Kept, reduced

Write = Callable[..., Path]
UPRIGHT, QUARTER_TURN = 1, 6
"""EXIF's orientation: as it is, and a camera held on its side."""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of these bytes."""

    def written(content: bytes, name: str = "Itzel Sánchez.jpg") -> Path:
        file = tmp_path / name
        file.write_bytes(content)
        return file

    return written


def picture(
    width: int = 40,
    height: int = 30,
    kind: str = "JPEG",
    mode: str = "RGB",
    turned: int = UPRIGHT,
    noise: int = 80,
) -> bytes:
    """A picture as a camera writes it: with the place, the hour, a remark. Much noise packs badly."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x9003] = "2025:10:10 10:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (17.0, 30.0, 1.0)})
    packed = io.BytesIO()
    drawn = Image.effect_noise((width, height), noise).convert(mode)
    drawn.save(packed, kind, exif=exif, **({"comment": b"Itzel"} if kind == "JPEG" else {}))
    return packed.getvalue()


def opened(kept: Kept) -> Image.Image:
    return Image.open(io.BytesIO(kept.content))


def test_a_large_photo_is_made_small(write: Write) -> None:
    """4,000 × 3,000 is 2.5 times too long: 1,600 × 1,200 is left."""
    kept = reduced(write(picture(4000, 3000, noise=20)))
    assert opened(kept).size == (1600, 1200)
    assert len(kept.content) <= photo.LARGEST_PHOTO
    assert kept.ending == "jpg"


def test_a_photo_that_packs_badly_loses_pixels_until_it_fits(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo, "LARGEST_PHOTO", 20_000)
    kept = reduced(write(picture(1600, 1200)))
    assert len(kept.content) <= 20_000
    width, height = opened(kept).size
    assert width < 1600
    assert abs(width * 3 - height * 4) < 8, "it keeps its shape"


def test_a_small_photo_keeps_its_size(write: Write) -> None:
    assert opened(reduced(write(picture(40, 30)))).size == (40, 30)


def test_nothing_is_left_of_where_when_and_what_the_camera_noted(write: Write) -> None:
    file = write(picture())
    assert b"Itzel" in file.read_bytes()
    kept = reduced(file)
    assert dict(opened(kept).getexif()) == {}
    assert not {"exif", "comment", "icc_profile", "xmp"} & opened(kept).info.keys()
    assert b"Itzel" not in kept.content
    assert b"2025:10:10" not in kept.content


def test_a_photo_taken_on_its_side_is_upright(write: Write) -> None:
    assert opened(reduced(write(picture(40, 30, turned=QUARTER_TURN)))).size == (30, 40)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1"])
def test_every_sort_of_png_becomes_a_jpeg(write: Write, mode: str) -> None:
    found = opened(reduced(write(picture(kind="PNG", mode=mode), "acta.png")))
    assert (found.format, found.mode) == ("JPEG", "RGB")


def test_what_was_transparent_is_white(write: Write) -> None:
    packed = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(packed, "PNG")
    assert opened(reduced(write(packed.getvalue()))).getpixel((4, 4)) == (255, 255, 255)


def test_a_pdf_is_kept_as_it_is(write: Write) -> None:
    content = b"%PDF-1.7\n...\n%%EOF\n"
    assert reduced(write(content, "acta.pdf")) == (content, "pdf")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"hola", "not_a_photo"),
        (b"GIF89a" + b"x" * 50, "not_a_photo"),
        (b"II*\x00" + b"x" * 50, "not_a_photo"),
        (picture()[:200], "damaged_photo"),
        (picture(400, 300)[:9000], "damaged_photo"),
        (picture(kind="PNG")[:-40], "damaged_photo"),
        (b"\xff\xd8\xff" + b"\x00" * 400, "damaged_photo"),
        (b"%PDF-1.7\n half of it", "damaged_photo"),
        (b"%PDF-1.7\n" + b"x" * photo.LARGEST_PDF + b"%%EOF", "pdf_too_large"),
        (b"\xff\xd8\xff" + b"x" * photo.LARGEST_FILE, "photo_too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_kept_is_refused_with_its_reason(write: Write, content: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as caught:
        reduced(write(content))
    assert caught.value.why == why


@pytest.mark.parametrize(("side", "refused"), [(8000, False), (8001, True), (30_000, True)])
def test_a_small_file_that_would_fill_the_memory_is_not_unpacked(
    write: Write, side: int, refused: bool
) -> None:
    """8,000 × 8,000 is 64 megapixels, the most; 30,000 × 30,000 is 900, in a file of some kB."""
    packed = io.BytesIO()
    Image.new("1", (side, side)).save(packed, "PNG")
    file = write(packed.getvalue(), "bomb.png")
    assert file.stat().st_size < 200_000
    if not refused:
        assert max(opened(reduced(file)).size) == 1600
        return
    with pytest.raises(Unreadable) as caught:
        reduced(file)
    assert caught.value.why == "photo_too_large"


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    for file, why in ((tmp_path / "nothing.jpg", "missing"), (tmp_path, "closed")):
        with pytest.raises(Unreadable) as caught:
            reduced(file)
        assert caught.value.why == why


def test_nothing_is_left_of_where_a_photo_within_a_pdf_was_taken(write: Write) -> None:
    """The same bytes, so that all in the PDF is where its table says; the picture is the same picture."""
    taken = picture(60, 40)
    head, tail = b"%PDF-1.4\n1 0 obj <</Filter /DCTDecode>> stream\n", b"\nendstream endobj\n%%EOF\n"
    pdf = head + taken + taken[: taken.index(b"Exif") + 8] + tail  # one of them is cut short
    kept = reduced(write(pdf, "acta.pdf"))
    assert (kept.ending, len(kept.content)) == ("pdf", len(pdf))
    assert kept.content.endswith(tail.lstrip())
    assert b"2025:10:10" in pdf
    assert b"2025:10:10" not in kept.content
    clean = kept.content[len(head) : len(head) + len(taken)]
    with Image.open(io.BytesIO(clean)) as now, Image.open(io.BytesIO(taken)) as before:
        assert now.tobytes() == before.tobytes()
        assert not now.getexif()


def put(home: Path, content: bytes) -> Path:
    """Write a file and end the doubt about it."""
    kept = Kept(content, "jpg")
    attachments.lay(home, kept)
    attachments.keep(home, attachments.name(kept))
    return attachments.path(home, attachments.name(kept))


def test_one_content_is_one_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    file = put(tmp_path, b"picture")
    before = file.stat().st_ino
    assert put(tmp_path, b"picture").stat().st_ino == before, "what is here is not written again"
    other = put(tmp_path, b"another")
    assert set(attachments.here(tmp_path)) == {file, other}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_file_that_was_cut_short_is_written_anew(tmp_path: Path) -> None:
    file = put(tmp_path, b"picture")
    file.write_bytes(b"pic")
    assert put(tmp_path, b"picture").read_bytes() == b"picture"


def test_a_file_in_doubt_is_not_here_and_half_of_one_never_will_be(tmp_path: Path) -> None:
    file = put(tmp_path, b"picture")
    attachments.doubt(tmp_path, file.name)
    assert (list(attachments.here(tmp_path)), attachments.doubtful(tmp_path)) == ([], [file.name])
    attachments.keep(tmp_path, file.name)
    assert (list(attachments.here(tmp_path)), attachments.doubtful(tmp_path)) == ([file], [])
    file.with_name(f"{file.name}.part").write_bytes(b"pic")
    file.unlink()
    attachments.keep(tmp_path, file.name)
    assert list(file.parent.iterdir()) == []


def test_a_disk_that_is_full_leaves_no_half_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        attachments.lay(tmp_path, Kept(b"picture", "jpg"))
    assert list((tmp_path / attachments.FOLDER).iterdir()) == []


def test_a_name_from_elsewhere_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    assert attachments.path(tmp_path, "../../etc/passwd") == tmp_path / attachments.FOLDER / "passwd"
