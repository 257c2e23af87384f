"""What only looks like a date: names, verbs, counts.

Each rule looks at the words on either side in the text as it is written, since a capital tells
"Theresa May" from "in May".
"""

from __future__ import annotations

import re

_BEFORE = re.compile(r"([\w’'.&]+)[\s(\"“-]{0,3}$")
_AFTER = re.compile(r"[\s]{1,3}([\w’'.-]+)")
_CLOSE = re.compile(r"[ \t]*(?:$|[?.,;:!)\]\n\"”—–-])")

_IN = frozenset(
    "in since during until till last next early mid late throughout early- mid- late-".split()
)
_BESIDE = _IN | frozenset(
    "before after by from this of to between through and around or past for previous".split()
)
_FUNCTION = frozenset(
    """and or to in on at by but did was is are were has have had do does will would that when as
    with about for from until till before after the he she it they we who what which a an""".split()
)
_NAMES_BEFORE_MAY = frozenset("theresa mrs brian minister james elaine pm ms teresa philip".split())
VERBS_AFTER_MAY = frozenset(
    """be have not also well only still even or lose need want take come go make seek become use
    never soon say see get find face help""".split()
)
MARCHING = frozenset("on for to through against towards toward into across down past".split())
_BEFORE_WEEKDAY = frozenset(
    """black bloody super cyber ruby man girl freaky giving holy shrove fat taco casual joe every
    each any good-bye spy orange clean""".split()
)
_AFTER_WEEKDAY = frozenset(
    """Times Telegraph Mirror Mail Express Herald Addams Club School Post Star World Business
    Live""".split()
)
COUNTED = frozenset(
    """homes people troops soldiers cases deaths jobs houses families men women children workers
    cities towns countries places villages schools hospitals dollars euros pounds rubles roubles
    km kilometres kilometers miles metres meters feet tonnes tons barrels votes pages words sites
    stores shops cars flights companies students members employees refugees migrants civilians
    tanks missiles drones vehicles units households patients hours years days weeks months mw
    megawatts points seats other more additional police officers protesters fighters passengers
    prisoners rooms beds calories degrees kilograms kg grams litres liters gallons acres hectares
    square cubic percent per million billion thousand hundred ships aircraft planes users doses
    copies species steps apartments buildings residents voters delegates lawyers doctors nurses
    teachers athletes""".split()
)
_NUMBERED = frozenset(
    """room flight number no nos page pages article section route highway bill resolution model
    version agenda paragraph chapter boeing airbus windows office unit suite line channel figure
    table gate platform apartment building plot lot item box code pin extension building euro
    about nearly some over than least almost roughly approximately another additional total order
    decree law case act formula type class runner blade expo cyberpunk nearest only up every
    under exactly these those level fewer""".split()
)
_YEAR_LEADS = frozenset(
    """in since before after until till during from by of between through throughout around to and
    or the early mid late year a this that for summer spring autumn fall winter circa""".split()
)
_STANDING_FIRST = frozenset(
    "usa russia world good german daily".split()
)  # newspapers and programmes: USA Today
_DAY_ENDS = frozenset(
    """to and or until till through did was is were are has had have who what when where why how
    by at about in that the he she it they for with did do does will would from but of""".split()
)
_DAY_LEADS = frozenset(
    "on since until till before after by from between to and through of around for or".split()
)


def before(text: str, start: int) -> str:
    """The word before a place, without a stop; "" where a sentence or nothing comes before."""
    found = _BEFORE.search(text, max(0, start - 28), start)
    return found[1].strip(".'’") if found else ""


def after(text: str, end: int) -> str:
    """The word after a place, if only white space lies between; else ""."""
    found = _AFTER.match(text, end)
    return found[1].rstrip(".'’-") if found else ""


def closes(text: str, end: int) -> bool:
    """Whether a clause may end at a place."""
    return _CLOSE.match(text, end) is not None


def is_month(text: str, start: int, end: int, name: str, beside: str) -> bool:
    """Whether a month's name is one. ``beside`` is "year" where one stands with it, else ""."""
    prior, following = before(text, start).lower(), after(text, end)
    capital = text[start : start + 1].isupper()
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return False  # Mar-a-Lago
    if beside == "year":
        return not (name == "may" and prior in _NAMES_BEFORE_MAY)
    if name in ("may", "march"):
        return _may_or_march(text, end, name, capital, prior, following)
    if len(name) <= 4 and name not in ("june", "july"):
        stop = text[start:end].endswith(".")
        return prior in _BESIDE and (stop or not following[:1].isupper())
    if name in ("april", "june", "august", "january"):
        if prior in _IN or prior in ("the", "of"):
            return capital or name != "august" or prior != "the"
        if following[:1].isupper() and prior not in ("before", "after"):
            return False
        return capital or name != "august" or prior in _BESIDE
    return True


def _may_or_march(
    text: str, end: int, name: str, capital: bool, prior: str, following: str
) -> bool:
    ends = closes(text, end) or following.lower() in _FUNCTION
    if _TO_MONTH.match(text, end) and prior in _BESIDE:
        return True
    if prior in _IN:
        return name != "may" or capital or following.lower() not in VERBS_AFTER_MAY
    if prior == "the" and capital:  # the March summit, not the March on Washington
        return bool(following[:1].islower()) and following.lower() not in _FUNCTION | MARCHING
    if prior in ("this", "between", "past", "previous"):
        return capital
    if prior in ("of", "before", "after", "from", "through", "around"):
        return capital and ends and following.lower() not in MARCHING
    if prior in ("to", "and", "or"):
        # Only beside another month: "from March to May".
        left = text[max(0, end - 40) : end].lower()
        return re.search(_OTHER_MONTH, left) is not None
    return False


_TO_MONTH = re.compile(
    r"\s?(?:[-–—]|to|and|or|until|till|through)\s?(?:early\s|mid-|late\s|the\s)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_OTHER_MONTH = (
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december|may)"
    r"(?:\s[0-9]{4})?\s(?:to|and|or)\s(?:may|march)$"
)


def is_weekday(text: str, start: int, end: int, word: str, modified: bool) -> bool:
    """Whether a weekday's name is a day; not in "Black Friday", "Sunday Times", "the sun"."""
    prior, following = before(text, start), after(text, end)
    if len(word.rstrip(".")) > 5:
        # "Friday" and so on, in full.
        if prior.lower() in _BEFORE_WEEKDAY:
            return False
        if following == "Night" and after(text, end + 6)[:1].isupper():
            return False  # Monday Night Football
        return modified or following not in _AFTER_WEEKDAY
    if not modified and prior.lower() not in ("on", "since", "until", "till", "by", "before"):
        return False
    if following[:1].isupper():
        return False
    if word.rstrip(".") in ("sun", "sat", "mon", "wed"):
        return text[start:end].lstrip().istitle() or closes(text, end)
    return True


def is_year(text: str, start: int, end: int) -> bool:
    """Whether four digits are a year and no count or number of a thing."""
    prior, following = before(text, start).lower(), after(text, end)
    number = int(text[start:end])
    if following.lower() in COUNTED:
        return False
    if text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalnum():
        return prior in ("mid", "pre", "post", "early", "late", "non")
    if prior in _NUMBERED:
        return False
    if prior in _YEAR_LEADS:
        return True
    return 1500 <= number < 2200


def sure_year(text: str, start: int) -> bool:
    """Whether the word before a year makes it one for certain."""
    prior = before(text, start).lower()
    return (
        prior in _YEAR_LEADS
        or prior.endswith(("'s", "’s", "s'", "s’"))
        or prior in ("his her its their our my pre post".split())
    )


def is_season(text: str, start: int, end: int, name: str) -> bool:
    """Whether a season without a year is a time: "in the spring", not "Prague Spring"."""
    prior, following = before(text, start).lower(), after(text, end).lower()
    if following == "of":  # the fall of Kabul
        return False
    if name == "fall" and not text[start:end].lower().startswith("the"):
        return False
    leads = _IN | {"by", "before", "after", "over", "through", "from", "for"}
    return prior in leads and (
        closes(text, end)
        or following in _FUNCTION
        or text[start:end].lower().startswith("the")
        or prior in ("in", "since", "during")
    )


def is_day_of_month(text: str, start: int, end: int) -> bool:
    """Whether "the 6th" is a day: after a preposition, and no noun follows (the 6th Fleet)."""
    following = after(text, end)
    if following.lower() == "of":
        return False  # of a month is another rule; else of something
    ends = closes(text, end) or following.lower() in _DAY_ENDS
    hyphen = text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
    return before(text, start).lower() in _DAY_LEADS and ends and not hyphen


def is_named(text: str, start: int, end: int) -> bool:
    """Whether a feast's name is that day: not another land's ("Ukraine's Independence Day"), nor
    an island."""
    prior, following = before(text, start), after(text, end)
    if following in ("Island", "Islands", "Rising"):
        return False
    foreign = prior[:1].isupper() and len(prior) > 3 and prior.lower() not in _LEADS_NAMED
    return not foreign or "day" not in text[start:end].lower()


_LEADS_NAMED = _BESIDE | frozenset("on the at over last this next what who when where how".split())


def is_today(text: str, start: int, end: int) -> bool:
    """Whether "today" is the day and not a newspaper's name."""
    prior = before(text, start)
    return not (prior.lower() in _STANDING_FIRST and text[start:end].lstrip()[:1].isupper())
