"""Words of news English that carry tense, or look as if they did; lower case."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MODALS = _words("will shall won't would could might may can should must cannot wouldn't couldn't")
COUNTERFACTUAL = _words("would could might may should must")
SILENT = _words("say comment confirm discuss elaborate disclose answer reveal specify give")
BE_NOW = _words("is are am isn't aren't")
BE_THEN = _words("was were wasn't weren't")
FORWARD = _words(
    "due scheduled slated expected likely planned planning going poised supposed bound forecast "
    "predicted projected tipped hoped intended rescheduled"
)
"""What makes a form of "be" look forward, and looks forward alone: "talks due on Friday"."""
FORWARD_TO = _words("set about ready invited prepared preparing hoping aiming ordered told asked")
UNDONE = _words("originally initially previously first earlier once")
PUT_OFF = _words("postponed delayed rescheduled extended moved deferred adjourned pushed")
COMMISSIVE = _words(
    """agree agreed agrees plan plans planned planning vow vowed vows promise promised promises want
    wanted wants hope hoped hopes hoping intend intended intends decide decided decides expect
    expected expects threaten threatened threatens prepare prepared prepares preparing propose
    proposed proposes aim aimed aims aiming seek seeks sought offer offered offers pledge pledged
    pledges need needs due set scheduled slated ready poised likely decision proposal pledge promise
    deadline wait waiting urge urged opt opted refuse deal invitation unlikely determined eager
    ordered told asked invited instructed directed summoned required requested obliged forecast
    bound supposed about plans motion vote voted permission swore"""
)
WITH_OBJECT = _words(
    """ordered asked urged told invited instructed directed summoned allowed required requested
    wanted wants want expects expected expect urges asks orders pressed given gave call calls
    called"""
)
ADVERBS = _words(
    """not also only soon then still never probably now already again just even ever likely be been
    being have both all"""
)
LINKING = _words("be stay remain get become keep go have been")
DETERMINERS = _words(
    """the a an his her its their our my your this that these those some any no each every another
    other few many several two three four five six more most of in on at with by for from as and or
    under over against into between among about through than such newly highly so-called so very"""
)
FUNCTION = _words(
    """the a an his her its their our my your this that these those on in at by for from with to of
    as and or but if when while after before until since because where which who whom he she it they
    we i you him them us me not no up down out off over under into about against near off back away
    later early late more several some any all both during through across along around outside
    amid despite toward towards onto within without between among per than so only just is was
    were are has had have will would what how why whether there here two three four five six"""
)
ARTICLES = _words(
    "the a an his her its their our my your this that these those no any each every of in on at for"
)
"""What stands before a noun and before no verb: "the votes", "of visits"."""
AFTERMATH = _words("over after following about into since amid despite for")
NOT_PAST = _words(
    """need indeed hundred speed feed seed breed weed greed creed embed exceed proceed succeed
    bleed shed united armed so-called sacred naked kindred red bed wed aged biased beloved
    crooked ragged rugged wicked limited"""
)
IRREGULAR = _words(
    """arose ate became beat began bent bit blew bought broke brought built burnt came caught
    chose clung crept cut dealt did didn't drank drew drove dug fell felt fled flew forbade
    forgot fought found froze gave got grew had hadn't has have haven't hasn't heard held hid
    hit hung hurt kept knelt knew laid led left lent lit lost made meant met misled mistook
    outlawed overcame overthrew paid put quit ran rang rebuilt resold rode rose said sang sank
    sat saw sent set shook shot shut slept slid sold sought spent spoke sped split spread sprang
    stole stood stuck strode struck swam swept swore swung taught thought threw told took tore
    understood undertook upheld was wasn't went were weren't withdrew woke won wore wrote
    withheld given taken seen written held driven known shown stolen broken chosen fallen flown
    frozen grown hidden risen shaken spoken sworn thrown torn won worn sprung sunk slain"""
)
REPORTING = _words(
    """said told announced warned added wrote tweeted reported confirmed stated declared denied
    claimed insisted argued noted acknowledged admitted testified"""
)
SCHEDULED = _words(
    """begins starts opens closes ends meets heads travels arrives leaves goes hosts holds expires
    returns comes takes resumes kicks convenes gathers visits launches enters becomes flies plays
    appears debuts airs premieres lands reopens plans wants hopes intends aims expects runs votes
    faces steps debates"""
)
SCHEDULED_MANY = _words(
    "begin start open close meet head resume convene gather vote reopen return leave go travel "
    "arrive expire come take"
)
CLAUSE = _words("that which who whom whose where when while because although though whether if so")
CLAUSE |= _words("but since unless until before after once as and or")
RELATIVE = _words("which who whose")
STRONG = _words("that which who whom whose where when while because although though whether but")
CLOSED = frozenset(';:()[]—–“”"-')
OPENING = CLOSED | {","}
LEADING = _words(
    """on in at by for during since until till from before after through the of early late around
    about as soon this past only later earlier again mid late-night between"""
)
UNTIL_PAST = _words("lasted ran continued raged went dragged persisted")
PAST_NOUNS = _words(
    """attack attacks crash crashes shooting shootings explosion explosions killing killings
    incident incidents arrest arrests storm storms earthquake quake fire fires ruling rulings
    decision announcement statement statements defeat win loss victory bombing bombings blast
    blasts raid raids riot riots clash clashes massacre coup collapse report
    remarks comments flood floods flooding landslide derailment death deaths murder murders
    resignation accident outage violence assault invasion annexation airstrike airstrikes
    verdict results figures robbery theft assassination poisoning scandal breach leak hack sinking
    outbreak detention war battle coups crackdown protests uprising"""
)
COMING_NOUNS = _words(
    """meeting meetings summit talks vote votes election elections hearing hearings match game
    games final deadline debate debates ceremony inauguration conference referendum launch session
    sessions race contest runoff ballot polls poll concert event events trip visit negotiations
    appearance opening trial auction release semifinal semi-final kickoff premiere"""
)
