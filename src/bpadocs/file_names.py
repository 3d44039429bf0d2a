"""Names that some file system does not take for a file."""

import re

_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE | re.DOTALL)


def is_device_name(name: str) -> bool:
    """Whether Windows takes it for a device, as it does whatever ending follows."""
    return bool(_DEVICE.fullmatch(name))
