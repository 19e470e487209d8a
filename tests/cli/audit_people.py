"""audit_people.py: pages as sites make them in several languages, of persons whose names have accents, no spaces, or
are written from right to left: what is planted in each, and what only looks like it. make ME, serve, judge."""
import html
import json
import os
import sys
import unicodedata
import urllib.parse

import served

# Who is looked for.
PEOPLE = {
    "zoe": {"name": "Zoë Ångström", "handle": "zoe_a", "birth": "1985-03-09", "email": "zoe.a@post.example",
            "phone": "+46 70 123 45 67", "address": "Storgatan 5\n411 22 Göteborg"},
    "maria": {"name": "Мария Петрова", "birth": "1985-03-09", "phone": "+7 495 123-45-67",
              "address": "ул. Мира 5\n101000 Москва"},
    "taro": {"name": "山田太郎; Taro Yamada", "birth": "1985-03-09", "handle": "taro85"},
    "maryam": {"name": "مريم الحداد", "birth": "1985-03-09", "phone": "+20 2 27940000", "email": "maryam@post.example",
               "address": "5 شارع النيل\n11511 القاهرة"},
    "lea": {"name": "Léa Roux", "address": "12 rue des Lilas\n75011 Paris"},
    "tom": {"name": "Tom Reed", "address": "1600 Elm Street\nSpringfield, IL 62704\nFlat 2\nLondon SW1A 1AA"},
    "juergen": {"name": "Jürgen Groß", "handle": "jgross", "address": "Am Bühl 7\n70173 Stuttgart"},
}
ME = "<img src=/p/%s.jpg alt=''>" % "me"


def ld(value):
    return '<script type="application/ld+json">%s</script>' % json.dumps(value, ensure_ascii=False)


def nfd(text):
    return unicodedata.normalize("NFD", text)


# Of each page: whose it is, what is sure, what may be ("perhaps"), and the page.
PAGES = {
    # A profile in capitals, with what is in fashion around a name; RDFa.
    "profil": ("zoe", {"name_beside", "work_beside", "place_beside"}, set(),
               "<html lang=sv><title>ZOË ÅNGSTRÖM 🎉 | Nätet</title><div vocab=https://schema.org/ typeof=Person>"
               "<h1 property=name>ZOË ÅNGSTRÖM 🎉</h1><p property=jobTitle>Snickare</p><span property=address>GÖTEBORG"
               "</span></div>" + ME),
    # A thread: her signature is below her post; another poster lives in the same town, and writes his number.
    "trad": ("zoe", {"name_beside", "contact_beside", "place_beside"}, set(),
             "<html lang=sv><title>Trä – Forum</title><div class=post><a class=username href=/u/olle>olle</a><p>Jag bor i "
             "Göteborg sedan 2001, ring 070-999 99 99.<p class=signature>-- Olle B, snickare</div><div class=post>"
             "<a class=username href=/u/za>za</a>" + ME + "<p>Tack!<p class=signature>-- Zoe Angstrom · Göteborg · "
             "+46 (0)70–123 45 67</div>"),
    # A page of somebody else in a search of people: she is among his relatives; the street and number are his.
    "slakt": ("zoe", {"name_beside"}, set(),
              "<title>Bob Ångström, 62 - Hitta</title>" + ld({"@type": "Person", "name": "Bob Ångström", "birthDate": "1962-01-02",
              "telephone": "+46 70 765 43 21", "address": "Lillgatan 9, Malmö", "relatedTo": {"@type": "Person", "name": "Zoë Ångström"}})
              + "<h1>Bob Ångström</h1><p>Lillgatan 9, Malmö<p>+46 70 765 43 21<p>Släktingar: Zoë Ångström, Eva Ångström" + ME),
    # Names that stand in attributes and captions, letters and accents apart; a line of hers in another language.
    "album": ("zoe", {"name_beside", "birth_beside", "place_beside"}, set(),
              "<html lang=fr><title>Été 2019</title><figure>" + ME.replace("alt=''", 'alt="%s"' % nfd("Zoë Ångström à la plage"))
              + "<figcaption>%s, née le 9 mars 1985, Göteborg</figcaption></figure><button aria-label='Agrandir'>+</button>"
              % nfd("ÅNGSTRÖM Zoë")),
    # An article of others, to which she wrote a comment.
    "kommentar": ("zoe", {"name_beside", "handle_beside"}, set(),
                  "<html lang=de><title>Brücke eröffnet</title><h1>Brücke eröffnet</h1>" + ld(
                      {"@type": "NewsArticle", "author": {"@type": "Person", "name": "Eva Roth", "jobTitle": "Redakteurin",
                       "sameAs": "https://n.example/eva"}, "comment": [{"@type": "Comment", "author": {
                           "@type": "Person", "name": "Zoë Ångström", "alternateName": "zoe_a"}, "text": "Schön!"}]})
                  + "<p>Von Eva Roth, Göteborg-Korrespondentin<section>" + ME + "<b>Zoë Ångström</b> <i>@zoe_a</i><p>Schön!</section>"),
    # Nobody sees it, every scraper reads it; what stands in a comment or a template is not on the page.
    "dolt": ("zoe", {"name_beside", "contact_beside"}, set(),
             "<title>Bild</title><span hidden>Zoë Ångström</span><span style='display:none'>zoe.a [at] post.example</span>"
             "<!-- Storgatan 5 --><template><p>1985-03-09</p></template>" + ME),
    # What a search of pictures shows: others of a like name.
    "traffar": ("zoe", set(), set(),
                "<title>Bilder</title><ul><li>Zoë Ångströmberg – Malmö<li>Zoe Angstrom-Berg, 1985-03-10<li>Zoé Lind, "
                "Ångström AB<li>Zoë af Ångström<li>zoe_ab, zoe_a.b<li>Storgatan 55</ul>" + ME),
    # In her name's address and file, as no letter of it can stand there; the same where it can.
    "zoe-angstrom": ("zoe", {"name_beside"}, set(), "<title>x</title>" + ME),
    "%C3%85ngstr%C3%B6m%2C%20Zo%C3%AB": ("zoe", {"name_beside"}, set(), "<title>x</title>" + ME),
    # Without accents in German.
    "verein": ("juergen", {"name_beside", "place_beside", "handle_beside"}, set(),
               "<html lang=de><title>Verein</title><h2>Vorstand</h2><table><tr><th>Juergen Gross<td>Am Buehl 7<td>70173 Stuttgart"
               "<tr><th>Juergen Grosse<td>Ulm</table><p>@jgross✨" + ME),
    # Houses whose number stands before the street, codes behind the town; letters that styles set apart, or one by one.
    "annuaire": ("lea", {"name_beside", "place_beside"}, set(),
                 "<html lang=fr><title>Annuaire</title><h1><span>L</span><span>é</span><span>a</span> <span>Roux</span></h1>"
                 "<p>12, rue des Lilas, 75011 Paris" + ME),
    "voisins": ("lea", {"name_beside"}, set(), "<html lang=fr><title>Voisins</title><div><span>Léa Roux</span><span>Lyon</span></div>"
                "<p>Rue des Lilas en fête<p>21 rue des Lilas, 75011 Paris" + ME),
    "card": ("tom", {"name_beside"}, {"place_beside"}, "<title>x</title><div><span>Tom</span><span>Reed</span><span>Springfield"
             "</span></div>" + ME),
    "london": ("tom", {"name_beside"}, {"place_beside"}, "<title>x</title><p>Tom Reed<br>London" + ME),
    "others": ("tom", set(), set(), "<title>x</title><p>Tom Hardy, 1600 Elm Road<p>1600 people on Elm Street<p>Ann Reed" + ME),
    # Cyrillic capitals, initials; another of that family.
    "vk": ("maria", {"name_beside", "contact_beside", "place_beside"}, set(),
           "<html lang=ru><title>МАРИЯ ПЕТРОВА | ВК</title><h1>Мария Петрова</h1><p>Москва<p>8 (495) 123-45-67<p>Мария Петровна "
           "и Анна Петрова" + ME),
    "gazeta": ("maria", set(), {"name_beside", "work_beside"},
               "<html lang=ru><title>Мост</title>" + ld({"@type": "Person", "name": "М. Петрова", "jobTitle": "Инженер"})
               + "<p>Анна Петрова живёт в городе Москва." + ME),
    # Signs without spaces between them, with what is put behind a name.
    "profile-ja": ("taro", {"name_beside", "birth_beside"}, set(),
                   "<html lang=ja><title>山田太郎さんのプロフィール</title><h1>山田 太郎</h1><p>1985年3月9日生まれ、東京" + ME),
    "kaisha": ("taro", {"name_beside"}, set(), "<html lang=ja><title>会社</title><p>社員：「山田太郎」、山田次郎" + ME),
    "ronin": ("taro", set(), set(), "<html lang=ja><title>山田花子のページ</title><p>山田次郎と鈴木太郎" + ME),
    # From right to left, with marks that turn the direction, and digits of its own.
    "safha": ("maryam", {"name_beside", "contact_beside", "birth_beside", "place_beside"}, set(),
              "<html lang=ar dir=rtl><title>\u2067مَريم الحدّاد\u2069 - الصفحة</title><h1>\u202bمريم الحداد\u202c</h1><p>١٩٨٥-٠٣-٠٩"
              "<p>القاهرة<p>\u2066+٢٠ ٢ ٢٧٩٤٠٠٠٠\u2069" + ME),
    "khabar": ("maryam", set(), set(), "<html lang=ar dir=rtl><title>خبر</title><p>مريم حداد ونور الحداد، محمد الحداد من الإسكندرية" + ME),
    # A wall with a picture of hers before it; what is behind is not known.
    "mur": ("zoe", {"name_beside"}, set(), "<title>Zoë Ångström</title><h1>Zoë Ångström</h1><img src=/members/x.jpg>" + ME),
}
FACTS = {"name_beside", "handle_beside", "contact_beside", "place_beside", "birth_beside", "work_beside", "profiles_beside"}


def make():
    from PIL import Image
    photo = Image.open("/usr/share/backgrounds/mate/nature/Storm.jpg").convert("RGB")
    photo.resize((1600, 1066)).save("original.jpg", quality=92)
    os.makedirs("www/p")
    photo.resize((640, 426)).save("www/p/me.jpg", quality=85)
    for name, (_, _, _, page) in PAGES.items():
        with open("www/%s.html" % urllib.parse.unquote(name), "w") as out:
            out.write("<!doctype html><meta charset=utf-8>" + page)


class Handler(served.Site):
    def send_head(self):
        return self.send_error(403) if self.path.startswith("/members/") else super().send_head()


def people():
    for name, facts in PEOPLE.items():
        for key, value in facts.items():
            print(name, key, json.dumps(value))


def pages(who):
    for name, page in PAGES.items():
        if page[0] == who:
            print(name)


def judge(name, rows):
    """What is planted and not told, and what is told and not planted."""
    _, sure, perhaps, _ = PAGES[name]
    (audit,) = [row for row in map(json.loads, open(rows)) if row["status"] == "audit"]
    told = [{one["kind"] for one in audit["exposed"] if one["kind"] in FACTS and one["sure"] == wanted} for wanted in (True, False)]
    told[1] -= told[0]
    wrong = ["%s %s: %s" % (what, kind, [html.unescape(one["detail"]) for one in audit["exposed"] if one["kind"] == kind])
             for what, kinds in (("missed", sure - told[0]), ("false", told[0] - sure), ("missed, perhaps", perhaps - told[1]),
                                 ("false, perhaps", told[1] - perhaps)) for kind in sorted(kinds)]
    print(name, "%d planted, all told, none else" % len(sure | perhaps) if not wrong else wrong,
          audit["grade"] if audit["grade"] == audit["grade_most"] else "%s to %s" % (audit["grade"], audit["grade_most"]))


if __name__ == "__main__":
    {"make": make, "serve": lambda: served.serve(Handler), "people": people, "pages": pages, "judge": judge}[sys.argv[1]](*sys.argv[2:])
