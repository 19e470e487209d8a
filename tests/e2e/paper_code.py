"""The QR codes of a paper, as zbar reads them on it."""
import glob, os, subprocess, tempfile
from PIL import Image
from pyzbar.pyzbar import ZBarSymbol, decode


def codes_of(paper):
    """What the codes of a PDF file say, page by page."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "150", "-gray", paper, f"{folder}/page"], check=True)
        return [code.data.decode() for page in sorted(glob.glob(os.path.join(folder, "page*")))
                for code in decode(Image.open(page), symbols=[ZBarSymbol.QRCODE])]
