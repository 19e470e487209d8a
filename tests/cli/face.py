"""face.py: a drawn face that a detector finds; face.py FILE draws it as a JPEG."""
import sys

FACE = (620, 400, 180)  # where its middle is on a picture of 900 x 700, and how wide it is


def face():
    """A drawn face: like one enough to be found."""
    from PIL import Image, ImageDraw, ImageFilter
    image = Image.new("L", (900, 700), 150)
    draw = ImageDraw.Draw(image)
    x, y, width = FACE
    half = [(.22, -.14, .13, .05, 120), (.22, -.13, .12, .06, 235), (.22, -.13, .055, .06, 50), (.22, -.27, .15, .03, 80)]
    for across, down, wide, high, grey in [
            (0, -.15, .62, .8, 60), (0, 1.2, .9, .55, 90), (0, .62, .25, .35, 165), (0, .02, .5, .66, 205),
            (0, -.62, .45, .2, 60), *half, *[(-one[0], *one[1:]) for one in half], (0, .18, .1, .05, 185),
            (-.06, .19, .03, .02, 110), (.06, .19, .03, .02, 110), (0, .37, .19, .045, 140), (0, .365, .19, .015, 90)]:
        draw.ellipse([x + (across - wide) * width, y + (down - high) * width,
                      x + (across + wide) * width, y + (down + high) * width], fill=grey)
    for i in range(12):  # something by which the photo is known again
        draw.polygon([(20 + i * 25, 30 + i * i * 4), (90 + i * 20, 60 + i * 9), (60 + i * 11, 140 + i * 40)], fill=20 + i * 19)
    return image.filter(ImageFilter.GaussianBlur(3)).convert("RGB")


if __name__ == "__main__":
    face().save(sys.argv[1], quality=92)
