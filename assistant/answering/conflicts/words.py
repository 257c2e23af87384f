"""The words that tell one kind of figure, event or outcome from another.

Lines of the tables read "kind: forms"; a form is a lower-cased word as it stands in a sentence.
"""

from __future__ import annotations


def _table(lines: str) -> dict[str, str]:
    """Each form to its kind."""
    found = {}
    for line in lines.strip().splitlines():
        kind, forms = line.split(":")
        found.update(dict.fromkeys(forms.split(), kind.strip()))
    return found


UNITS = _table(
    """
    people: people person persons victims victim residents resident lives life bodies body
    people: inhabitants individuals fatalities fatality deaths death dead citizens
    soldiers: soldiers soldier troops troop servicemen servicemembers serviceman
    police officers: police officers officer policemen policeman
    children: children child kids kid minors minor
    civilians: civilians civilian
    refugees: refugees refugee
    protesters: protesters protester protestors demonstrators demonstrator
    workers: workers worker employees employee staff
    students: students student pupils pupil
    prisoners: prisoners prisoner inmates inmate
    homes: homes home houses house
    ships: ships ship vessels vessel
    aircraft: aircraft planes plane airplanes jets jet warplanes
    companies: companies company firms firm
    vehicles: vehicles vehicle cars car
    missiles: missiles missile rockets rocket
    cases: cases case infections infection
    hectares: hectares hectare ha
    acres: acres acre
    kilometres: kilometres kilometers kilometre kilometer km
    """
)
"""Kinds of what is counted, for the nouns that have more than one."""

MEASURED_UNITS = _table(
    """
    killed: fatalities fatality deaths death dead bodies lives
    injured: injuries injury
    arrested: arrests arrest
    casualties: casualties
    in all: cases case infections infection
    """
)
"""Nouns that say what happened to the people that they count."""

MEASURES = _table(
    """
    killed: killed kill killing kills dead died die dies dying death deaths fatalities fatality
    killed: perished slain massacred toll lives bodies executed
    injured: injured injuring injures injuries injury wounded wounding wounds hurt hurting
    missing: missing unaccounted
    displaced: displaced displacing displaces uprooted fled flee fleeing flees homeless
    evacuated: evacuated evacuating evacuate evacuates evacuation evacuations
    arrested: arrested arresting arrests arrest detained detaining detains detentions
    rescued: rescued rescuing rescues rescue saved
    infected: infected infections infection contracted
    in hospital: hospitalised hospitalized hospitalisations hospitalizations hospital
    sent: sent send sending sends deploy deployed deploying deploys dispatch dispatched dispatching
    massed: massed massing amassed amassing gathered stationed
    withdrawn: withdrawn withdrew withdraw withdrawing withdraws
    destroyed: destroyed destroying destroys destroy razed flattened
    damaged: damaged damaging damages
    launched: launched launching launches launch fired firing fires
    shot down: downed intercepted intercepting
    sold: sold sell selling sells sales
    built: built build building builds construct constructed
    ordered: ordered ordering orders
    laid off: sacked fired laid axed redundancies layoffs redundant
    cut: cut cuts cutting shed shedding
    hired: hired hiring hire recruited recruiting recruit
    vaccinated: vaccinated vaccinating vaccinations
    freed: freed released releasing freeing frees
    kidnapped: kidnapped abducted abducting kidnapping
    captured: captured capturing seized seizing confiscated
    taking part: attended attending marched rallied protested demonstrated attendance
    burned: burned burnt burning scorched torched consumed
    delivered: delivered delivering deliver delivers
    registered: registered
    trapped: trapped stranded
    closed: closed closing closes close shut shutting
    opened: opened opening opens
    lost to it: cost
    without power: blackout electricity outage outages power
    """
)
"""What happened to what is counted."""

TOPICS = _table(
    """
    fine: fine fined fines penalty
    cost: cost costs costing
    price: price prices priced
    value: worth value valued valuation
    aid: aid assistance relief
    loan: loan loans lending bailout
    deal: deal takeover acquisition acquire buy bought purchase buyout
    damage: damage damages
    compensation: compensation settlement settle settled
    revenue: revenue revenues turnover
    sales: sales sold
    profit: profit profits earned
    loss: loss losses lost
    debt: debt debts
    bail: bail bond
    ransom: ransom
    donation: donation donations donated donate
    investment: investment investments invest invested investing
    funding: funding funds
    salary: salary salaries wage wages
    budget: budget
    contract: contract contracts
    tax: tax taxes
    spending: spending spend spent spends
    deficit: deficit
    prize: prize
    unemployment: unemployment jobless unemployed
    inflation: inflation
    turnout: turnout
    approval: approval
    support: support backing backed
    vote: vote votes
    growth: growth grow grew gdp economy
    interest rate: interest
    tariff: tariff tariffs duties
    stake: stake
    efficacy: efficacy effective effectiveness
    containment: contained containment
    exports: exports
    imports: imports
    """
)
"""What an amount of money or a percentage is of."""

UNCOUNTED = frozenset(
    """aid compensation revenue sales investment funding spending unemployment inflation turnout
    approval support growth efficacy containment exports imports damage""".split()
)
"""Topics that are named without an article."""

EVENTS = _table(
    """
    explosion: explosion explosions blast blasts bomb bombs bombing bombings exploded detonated
    fire: blaze fire fires wildfire wildfires inferno
    quake: earthquake earthquakes quake quakes tremor
    flood: flood floods flooding floodwaters deluge
    crash: crash crashed crashes collision collided accident derailed derailment pileup
    shooting: shooting shootings gunman gunmen gunfire shooter
    strike: strike strikes airstrike airstrikes shelling raid raids bombardment bombarded drone
    storm: storm storms hurricane cyclone typhoon tornado tornadoes
    crush: stampede crush
    sinking: capsized capsizing sank sinking shipwreck overturned
    landslide: landslide landslides mudslide avalanche
    collapse: collapse collapsed
    outbreak: outbreak epidemic virus
    covid: coronavirus covid pandemic
    cholera: cholera
    ebola: ebola
    measles: measles
    flu: flu influenza
    heat: heatwave heat
    stabbing: stabbing stabbed knife
    eruption: eruption erupted volcano
    protest: protest protests rally riot riots march unrest
    """
)
"""What happened: figures of a fire and of a crash are not of one thing."""

EVENTS_ALIKE = frozenset(
    frozenset(pair.split())
    for pair in (
        "explosion strike,explosion fire,storm flood,flood landslide,quake collapse,crash sinking,"
        "explosion collapse,storm landslide,quake landslide,fire collapse,crash fire,"
        "outbreak covid,outbreak cholera,outbreak ebola,outbreak measles,outbreak flu,"
        "crash explosion,collapse flood,collapse landslide,fire heat,strike fire,strike collapse"
    ).split(",")
)
"""Kinds of one event that reports call by either name."""

EPISODES = frozenset(
    ["taking part", *"killed injured missing rescued arrested trapped casualties kidnapped".split()]
)
"""Measures that belong to one event, and start from nothing at the next."""

OUTCOMES = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        line.split(" / ")
        for line in """
        approved approves passed passes adopted backed endorsed / rejected rejects defeated vetoed
        passed / failed
        won wins / lost loses
        arrested detained jailed / released freed
        reopened reopens reopen opened / closed closes shut
        confirmed confirms admitted admits acknowledged / denied denies
        acquitted cleared / convicted
        agreed agrees accepted accepts / refused refuses declined declines rejected
        opened / cancelled canceled
        survived survives / died dies killed
        resumed resumes restarted / suspended suspends halted halts stopped
        signed / cancelled canceled scrapped
        lifted / extended reimposed
        granted / denied refused
        hired appointed / fired sacked dismissed
        upheld upholds / overturned overturns quashed
        recaptured retook / lost
        """.strip().splitlines()
    )
)
"""Verbs of which one says that a thing went this way, and one of the other side that way."""

CURRENCIES = _table(
    """
    usd: $ us$ dollars dollar usd
    gbp: £ pounds pound gbp
    eur: € euros euro eur
    yen: ¥ yen
    yuan: yuan
    rouble: ₽ rubles roubles ruble rouble
    rupee: ₹ rupees
    franc: francs
    krona: kronor kroner
    zloty: zloty
    hryvnia: hryvnia hryvnias
    peso: pesos
    mark: marks
    crown: crowns
    lira: lira liras
    dinar: dinars
    dirham: dirhams
    shekel: shekels
    baht: baht
    rand: rand
    """
)
