#!/usr/bin/python3
"""oracle.py days|vectors: holidays and deadlines as somebody else counts them.

Holidays are those of python3-holidays 0.10.1, of late 2020 (Debian 12), with what
has changed since or is known to differ: each a line below, with its reason. Later
versions sort some days into categories of their own (half days, days of a part of a
canton, days moved by decree); the places where they do are left out with these.
Months are added by python3-dateutil.  Nothing here reads Lenscap's data.
"""
import random
import sys
from datetime import date, timedelta

import holidays
from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.relativedelta import FR, MO, TH, relativedelta

YEARS = range(2024, 2033)
PLAIN = {
    "at": "Austria", "be": "Belgium", "bg": "Bulgaria", "hr": "Croatia",
    "cz": "Czechia", "dk": "Denmark", "ee": "Estonia", "fi": "Finland",
    "fr": "France", "de": "Germany", "gr": "Greece", "hu": "Hungary",
    "is": "Iceland", "ie": "Ireland", "it": "Italy", "lt": "Lithuania",
    "lu": "Luxembourg", "nl": "Netherlands", "no": "Norway", "pl": "Poland",
    "pt": "Portugal", "sk": "Slovakia", "si": "Slovenia", "es": "Spain",
    "se": "Sweden",
}
# Countries of their own in old versions, parts of the United Kingdom in new ones.
BRITISH = {"gb-eng": ("England", "ENG"), "gb-wls": ("Wales", "WLS"),
           "gb-sct": ("Scotland", "SCT"), "gb-nir": ("NorthernIreland", "NIR")}


LATER = not hasattr(holidays, "England")
SORTED_OTHERWISE = {"bg", "hu", "is", "gr", "de-by", "ch-ag", "ch-ai", "ch-ar", "ch-fr", "ch-gl", "ch-gr",
                    "ch-ne", "ch-nw", "ch-ow", "ch-sh", "ch-so", "ch-ur", "ch-zg"}


def fixed(month, day, first=2024, last=2032, only=None):
    return [date(y, month, day) for y in YEARS
            if first <= y <= last and only in (None, date(y, month, day).weekday())]


def from_easter(offset, method=EASTER_WESTERN):
    return [easter(y, method) + timedelta(offset) for y in YEARS]


def monday_after(month, day):
    """The Monday that replaces a day on a weekend."""
    return [d + relativedelta(weekday=MO) for d in fixed(month, day) if d.weekday() > 4]


def bulgarian(days):
    """Labour Code Art. 154(2), since 2017: the first working days after a weekend."""
    for y in YEARS:
        taken = {d for d in days if d.year == y}
        for m, d in ((1, 1), (3, 3), (5, 1), (5, 6), (5, 24), (9, 6), (9, 22), (12, 24), (12, 25), (12, 26)):
            day = date(y, m, d)
            if day.weekday() < 5:
                continue
            while day.weekday() > 4 or day in taken:
                day += timedelta(1)
            taken.add(day)
            days.add(day)


# place: (reason, days that come, days that go)
CHANGES = [
    ("bg", "All of Easter is a holiday, Monday too", from_easter(1, EASTER_ORTHODOX), []),
    ("bg", "1 November is a holiday of schools only", [], fixed(11, 1)),
    ("hr", "law of 2019, from 2020", fixed(5, 30) + fixed(11, 18), fixed(6, 25) + fixed(10, 8)),
    ("dk", "abolished from 2024", [], from_easter(26)),
    ("ie", "new in 2023", [date(y, 2, 1) if date(y, 2, 1).weekday() == 4
                           else date(y, 2, 1) + relativedelta(weekday=MO) for y in YEARS], []),
    ("ie", "custom, not law, moves these", [],
     monday_after(1, 1) + monday_after(3, 17) + monday_after(12, 26)
     + [d + timedelta(2) for d in fixed(12, 25) if d.weekday() > 4]
     + [d + timedelta(2) for d in fixed(12, 26) if d.weekday() > 4]),
    ("it", "law 151/2025, from 2026", fixed(10, 4, 2026), []),
    ("lt", "new in 2020", fixed(11, 2), []),
    ("nl", "Algemene termijnenwet, Art. 3", from_easter(-2) + fixed(5, 5), []),
    ("pl", "new in 2025", fixed(12, 24, 2025), []),
    ("sk", "no day off from 2024 and 2025, none in 2026", [],
     fixed(9, 1) + fixed(11, 17, 2025) + [date(2026, 5, 8), date(2026, 9, 15)]),
    ("gr", "a public holiday in law", from_easter(-2, EASTER_ORTHODOX), []),
    ("de-be", "80 years after 1945, 75 after 1953", [date(2025, 5, 8), date(2028, 6, 17)], []),
    ("de-mv", "new in 2023", fixed(3, 8), []),
    ("gb-sct", "on a weekend the Monday, Act of 2007", monday_after(11, 30), []),
    ("gb-nir", "on a weekend the Monday", monday_after(7, 12), []),
    ("ch-fr", "holidays of its Catholic part, nearly all of it", fixed(11, 1) + fixed(12, 8), []),
    ("ch-ge", "2 January is none, the Escalade is none, the Fast is one",
     [date(y, 9, 5) + relativedelta(weekday=TH) for y in YEARS], fixed(1, 2) + fixed(12, 12)),
    ("ch-gr", "not of the whole canton", [], fixed(1, 2)),
    ("ch-ne", "only when Christmas is a Sunday", [], fixed(12, 26)),
    ("ch-ti", "Good Friday is none", [], from_easter(-2)),
    ("ch-vs", "Whit Monday is none", [], from_easter(50)),
]


def hungarian(days, names):
    """Bridge days are exchanged by a decree each year, not by rule."""
    for day, name in names.items():
        if "pihenőnap" in name or name == "Szilveszter":
            days.discard(day)


def of(country, part=None, **extra):
    """A country's holidays, or a part's, as this version of the library asks it."""
    kind = getattr(holidays, country)
    if part is not None:
        extra["subdiv" if hasattr(kind, "subdivisions") else "prov"] = part
    return kind(years=list(YEARS), **extra)


def parts(country):
    kind = getattr(holidays, country)
    return getattr(kind, "subdivisions", None) or kind.PROVINCES


def places():
    result = {}
    for place, (old, part) in BRITISH.items():
        result[place] = of("UnitedKingdom", part) if LATER else of(old)
    for place, name in PLAIN.items():
        extra = {"include_sundays": False} if place in ("se", "no") else {}
        result[place] = of(name, **extra)
    for state in parts("Germany"):
        result["de-" + state.lower()] = of("Germany", state)
    for canton in parts("Switzerland"):
        result["ch-" + canton.lower()] = of("Switzerland", canton)
    result["fr-57"] = of("France", "57" if "57" in parts("France") else "Alsace-Moselle")
    return {place: corrected(place, names) for place, names in result.items()
            if not (LATER and place in SORTED_OTHERWISE)}


def corrected(place, names):
    days = {d for d in names if d.year in YEARS}
    if place == "hu":
        hungarian(days, names)
    if place == "ch-gl":
        # The Näfels Procession may be put off by decree; ours leaves it out.
        days -= {d for d, name in names.items() if "Näfels" in name}
    for where, _, come, go in CHANGES:
        if where == place:
            days = (days - set(go)) | set(come)
    if place == "bg":
        bulgarian(days)
    return days


def working(days, day):
    while day.weekday() > 4 or day in days:
        day += timedelta(1)
    return day


def observed(month, day):
    """A day, and the Monday after it where it is a Sunday (and, of two such
    days, the one after that where it is a Saturday)."""
    return fixed(month, day) + monday_after(month, day)


def nth(month, first, weekday):
    return [date(y, month, first) + relativedelta(weekday=weekday) for y in YEARS]


def pushed(*days):
    """Days that make room for each other after a weekend."""
    taken = set()
    for year in YEARS:
        own = [date(year, *day) for day in days]
        taken |= set(own)
        for day in own:
            while day.weekday() > 4 or (day in taken and day not in own):
                day += timedelta(1)
            taken.add(day)
    return sorted(taken)


def overseas():
    """place: holidays, by the statutes as their governments list them."""
    federal = (observed(1, 1) + nth(1, 15, MO) + nth(2, 15, MO) + nth(5, 25, MO) + observed(6, 19)
               + observed(7, 4) + nth(9, 1, MO) + nth(10, 8, MO) + observed(11, 11) + nth(11, 22, TH)
               + observed(12, 25))
    californian = fixed(2, 12) + fixed(3, 31) + nth(9, 22, FR) + nth(11, 23, FR)
    canadian = (observed(1, 1) + from_easter(-2) + nth(5, 18, MO) + observed(7, 1) + nth(9, 1, MO)
                + observed(9, 30) + nth(10, 8, MO) + observed(11, 11) + pushed((12, 25), (12, 26)))
    brazilian = (from_easter(-2) + fixed(11, 20) + sum((fixed(*d) for d in (
        (1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25))), []))
    australian = (observed(1, 1) + observed(1, 26) + from_easter(-2) + from_easter(1) + fixed(4, 25)
                  + pushed((12, 25), (12, 26)))
    return {"us-ca": set(federal + californian), "us-il": set(federal), "us-tx": set(federal),
            "ca-on": set(canadian), "ca-qc": set(canadian + from_easter(1) + fixed(6, 24)),
            "br": set(brazilian), "au": set(australian)}


# law: the place, days to answer, days more
OVERSEAS = {"ccpa": ("us-ca", 45, 45), "bipa": ("us-il", 30, 0), "cubi": ("us-tx", 30, 0),
            "pipeda": ("ca-on", 30, 30), "p391": ("ca-qc", 30, 0), "lgpd": ("br", 15, 0), "app": ("au", 30, 0)}


def overseas_vectors(chance):
    """Calendar days from receipt; a last day that is none moves on."""
    all_places = overseas()
    for law, (place, days, more) in sorted(OVERSEAS.items()):
        for number in range(120):
            received = date(2024, 1, 1) + timedelta(chance.randrange(365 * 7))
            nominal = received + timedelta(days)
            due = working(all_places[place], nominal)
            told = None
            if more and number % 3 == 0:
                told = received + timedelta(chance.randrange(2 * days))
                if told <= due:
                    nominal = received + timedelta(days + more)
                    due = working(all_places[place], nominal)
            print(place[:2], place if len(place) > 2 else "-", law, received, told or "-", "-", "-", nominal, due)


UK_SINCE = date(2026, 2, 5)  # SI 2026/82, reg. 4


def counted(law, start, months):
    return start + (timedelta(30) if law == "fadp" else relativedelta(months=months))


def began(law, received, asked):
    """The day the time is counted from, and the questions that stop it since."""
    if law == "gdpr":
        return received, asked
    if law == "uk" and received < UK_SINCE:
        return received, []
    start = received
    for begin, end, why in sorted(asked, key=lambda one: one[0]):
        if begin > counted(law, start, 1):
            continue
        if law == "uk" and why in ("identity", "fee", "unsaid"):
            start = max(start, end)
        if law == "fadp" and why == "fee":
            start = max(start, begin + timedelta(10))
    return start, [one for one in asked if law == "uk" and one[2] == "scope"]


def stood(start, last, stops):
    """Days that do not count, one by one: the last day moves with each."""
    days, day = 0, start
    silent = {begin + timedelta(n) for begin, end, _ in stops for n in range((end - begin).days)}
    while day <= last + timedelta(days):
        days += day in silent
        day += timedelta(1)
    return days


def due_of(holiday, law, received, told, until, asked):
    """The nominal day and the last one."""
    start, stops = began(law, received, asked)
    short = counted(law, start, 1)
    short += timedelta(stood(start, short, stops))
    first = working(holiday, short)
    notice = first if law != "fadp" else working(holiday, start + timedelta(30))
    if told is None or told > notice:
        return short, first
    longest = None
    if law != "fadp":
        longest = counted(law, start, 3)
        longest += timedelta(stood(start, longest, stops))
        if until is None or until > working(holiday, longest):
            return longest, working(holiday, longest)
    if until <= first:
        return short, first
    return until, working(holiday, until)


def questions(chance, received, number):
    asked = []
    for _ in range(number % 4):
        begin = received + timedelta(chance.randrange(45))
        asked.append((begin, begin + timedelta(chance.randrange(40)),
                      chance.choice(("identity", "scope", "fee", "unsaid"))))
    return asked


def vectors():
    """country region law received told until asked nominal due"""
    all_places = places()
    chance = random.Random(1182)
    ends = [date(y, m, 1) - timedelta(1) for y in range(2024, 2032) for m in range(2, 13)]
    british = sorted(place for place in all_places if place[:2] == "gb")
    swiss = sorted(place for place in all_places if place[:2] == "ch")
    for number in range(2400):
        place = chance.choice((sorted(all_places), british, swiss)[number % 3])
        law = {"gb": "uk", "ch": "fadp"}.get(place[:2], "gdpr")
        received = (chance.choice(ends) if number % 5 == 0 else
                    UK_SINCE + timedelta(chance.randrange(-40, 40)) if number % 5 == 1 else
                    date(2024, 1, 1) + timedelta(chance.randrange(365 * 8)))
        asked = questions(chance, received, chance.randrange(8))
        told = until = None
        if chance.randrange(3) == 0:
            told = received + timedelta(chance.randrange(50))
        if told and (law == "fadp" or chance.randrange(2)):
            until = told + timedelta(chance.randrange(100))
        nominal, due = due_of(all_places[place], law, received, told, until, asked)
        print(place[:2], place if len(place) > 2 else "-", law, received, told or "-", until or "-",
              ",".join(f"{a}..{b}:{why}" for a, b, why in asked) or "-", nominal, due)
    overseas_vectors(chance)


def print_days():
    for place, days in sorted(places().items()):
        for day in sorted(days):
            if day.weekday() < 5:
                print(place, day)


if __name__ == "__main__":
    {"days": print_days, "vectors": vectors}[sys.argv[1]]()
