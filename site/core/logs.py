"""Keep private links out of the logs."""

import logging
import re

PRIVATE_LINK = re.compile(
    r"([34679ACDEFGHJKMNPQRTVWXY]{4}-[34679ACDEFGHJKMNPQRTVWXY]{4}/)[0-9a-f]{32}"
)


class MaskPrivateLinks(logging.Filter):
    """Replace the secret half of a private link in any log line."""

    def filter(self, record):
        message = record.getMessage()
        masked = PRIVATE_LINK.sub(r"\1…", message)
        if masked != message:
            record.msg, record.args = masked, ()
        return True
