"""Which addresses are of the same article: versions of one article stand at one address."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from onrecord.ids import digest

_TRACKING = frozenset(
    "fbclid gclid gclsrc dclid wbraid gbraid msclkid yclid twclid ttclid igshid mc_cid mc_eid mkt_tok _hsenc _hsmi "
    "cmp cmpid s_cid ocid ito smid sref ns_mchannel ns_source ns_campaign ns_linkname ns_fee ref_src ref_url".split()
)  # what newsletters, advertisers and social networks hang on an address to tell where the reader came from
_TRACKED = ("utm_", "at_", "pk_", "mtm_")  # how such names begin: Google's, the BBC's, Matomo's
_PORTS = {"http": ":80", "https": ":443"}


def address_key(url: str | None) -> str | None:
    """A digest of ``url`` that is the same for all addresses of one article; None for none, and for a site's front page.

    Scheme and host are taken without case, http as https; a fragment, a slash at the end and parameters that only track
    readers do not count.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    host = parts.netloc.lower().rpartition("@")[2].removesuffix(_PORTS.get(scheme, ""))
    path = parts.path.rstrip("/")
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _TRACKING and not name.lower().startswith(_TRACKED)
    ]
    if not host or not (path or kept):
        return None
    return digest("address", "https" if scheme == "http" else scheme, host, path, urlencode(kept, errors="replace"))
