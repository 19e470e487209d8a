#!/usr/bin/env python3
"""Draw extension/icons/*.png: a lens and its cap.  Needs python3-pil."""
import os

from PIL import Image, ImageDraw

FINE = 8  # draw larger, then shrink: smooth edges
GREEN, PALE = (15, 107, 98, 255), (220, 239, 236, 255)

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "extension", "icons"))
for size in 16, 32, 48, 64, 128:
    n = size * FINE
    image = Image.new("RGBA", (n, n), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)

    def ring(share, fill):
        edge = n * (1 - share) / 2
        draw.ellipse((edge, edge, n - 1 - edge, n - 1 - edge), fill=fill)

    ring(0.98, GREEN)
    ring(0.76, PALE)
    inner = n * (1 - 0.56) / 2
    draw.pieslice((inner, inner, n - 1 - inner, n - 1 - inner), 180, 360, fill=GREEN)
    image.resize((size, size), Image.LANCZOS).save(f"{size}.png", optimize=True)
