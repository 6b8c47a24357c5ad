"""Parameters that others hang on the page's address: Streamlit's, mail's, advertisements' and networks'. They are passed over."""

from __future__ import annotations

STREAMLIT = frozenset({"embed", "embed_options"})

NAMES = STREAMLIT | frozenset(
    {
        # Analytics and consent.
        *("_ga", "_gl", "_gac", "_openstat", "_branch_match_id", "_branch_referrer", "cmpid", "s_cid", "s_kwcid"),
        # Clicks on advertisements and in networks.
        *("fbclid", "fb_action_ids", "fb_action_types", "fb_source", "fb_ref"),
        *("gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad", "gad_source", "gad_campaignid", "srsltid"),
        *("msclkid", "yclid", "ysclid", "ymclid", "twclid", "ttclid", "tduid", "irclickid", "li_fat_id", "rdt_cid"),
        *("igsh", "igshid", "epik", "sccid", "wickedid", "zanpid", "spm", "si", "trk", "trkcampaign", "xtor"),
        # Letters to many.
        *("mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "hsctatracking", "_ke", "_kx", "ck_subscriber_id", "dm_i"),
        # Where a reader comes from, and who shared the link.
        *("ref", "ref_src", "ref_url", "referer", "referrer", "share", "shared", "share_id", "shareid", "smid"),
    }
)
"""Whole names, in small letters."""

PREFIXES = ("utm_", "mtm_", "matomo_", "piwik_", "pk_", "hsa_", "stm_", "vero_", "oly_", "ga_", "itm_")
"""Beginnings of names that a tracker makes many of."""


def is_foreign(name: str) -> bool:
    """Tell whether a parameter belongs to somebody else, in whatever letters it is written."""
    small = name.lower()
    return small in NAMES or small.startswith(PREFIXES)
