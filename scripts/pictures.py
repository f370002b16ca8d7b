"""Make the pictures of the README from those that the browser walk has left behind."""

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
TAKEN = ROOT / "var" / "screenshots"
WIDTH, HEIGHT, GAP = 960, 640, 24
DESK = {
    "home": "da-1280-script/1-home-light.png",
    "project": "da-1280-script/2-project-dark.png",
    "moderation": "da-1280-script/7-decision.png",
}
PHONE = {"form": ["da-390-script/1-home-light.png", "da-390-script/4-form-light.png"]}


def top_of(picture, width, height):
    """Return the upper part of a long picture, `width` wide, in these proportions."""
    with Image.open(TAKEN / picture) as whole:
        part = whole.convert("RGB").crop((0, 0, whole.width, whole.width * height // width))
        return part.resize((width, height), Image.Resampling.LANCZOS)


def main():
    """Cut, put phones side by side, and write them small."""
    folder = ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in DESK.items():
        top_of(picture, WIDTH, HEIGHT).save(folder / f"{name}.webp", quality=80, method=6)
    for name, pictures in PHONE.items():
        sheet = Image.new("RGB", (WIDTH, HEIGHT), "#F6F6F1")
        width = HEIGHT * 390 // 844
        left = (WIDTH - len(pictures) * width - (len(pictures) - 1) * 3 * GAP) // 2
        for number, picture in enumerate(pictures):
            sheet.paste(top_of(picture, width, HEIGHT), (left + number * (width + 3 * GAP), 0))
        sheet.save(folder / f"{name}.webp", quality=80, method=6)


if __name__ == "__main__":
    main()
