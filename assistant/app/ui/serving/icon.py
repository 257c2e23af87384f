"""The page's icon, written into the page: a browser that finds none asks at the host's root."""

from __future__ import annotations

from urllib.parse import quote

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="7" fill="#0b5c63"/>'
    '<path fill="#fff" d="M9 7h6.5c5.6 0 9 3.4 9 9s-3.4 9-9 9H9zm4 3.6v10.8h2.3'
    'c3.3 0 5-1.9 5-5.4s-1.7-5.4-5-5.4z"/></svg>'
)

LINK = f'<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,{quote(_SVG, safe="")}">'
