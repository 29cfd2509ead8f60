"""What a step does with the office's letters; each file is one deed."""

from loket.modules.documents.actions import draft, hand_over, issue, paraf, sign_wet, stamp

__all__ = ["draft", "hand_over", "issue", "paraf", "sign_wet", "stamp"]
