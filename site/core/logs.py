"""Keep private links out of the logs."""

import logging
import re

# A receipt number and what follows it in an address; see `core.models.records`.
PRIVATE_LINK = re.compile(
    r"([34679ACDEFGHJKMNPQRTVWXY]{4}-[34679ACDEFGHJKMNPQRTVWXY]{4}/)[^/\s\"'?]+", re.IGNORECASE
)


class MaskPrivateLinks(logging.Filter):
    """Replace the secret half of a private link in any log line."""

    def filter(self, record):
        """Let every record pass, its message masked."""
        message = record.getMessage()
        masked = PRIVATE_LINK.sub(r"\1…", message)
        if masked != message:
            record.msg, record.args = masked, ()
        return True
