"""The actions of this installation, filled at start by ``autodiscover_modules("actions")``."""

from loket.core.action import ActionRegistry

registry = ActionRegistry()
