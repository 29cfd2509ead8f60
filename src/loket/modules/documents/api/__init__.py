"""The only door of the documents module: letters, their signatures, the proof behind a code."""

from loket.modules.documents.api.drafting import draft, take_back_draft
from loket.modules.documents.api.ending import after_act
from loket.modules.documents.api.issuing import hand_over, issue, take_back_issue, waiting
from loket.modules.documents.api.numbering import Number, number_in
from loket.modules.documents.api.printing import pdf, picture
from loket.modules.documents.api.reading import (
    LetterShown,
    address_of,
    current,
    of_id,
    shown,
    shown_for,
)
from loket.modules.documents.api.signing import (
    SignedBy,
    paraf,
    sign,
    signed_by,
    take_back_paraf,
    take_back_signature,
)
from loket.modules.documents.api.verifying import Verdict, verify

__all__ = [
    "LetterShown",
    "Number",
    "SignedBy",
    "Verdict",
    "address_of",
    "after_act",
    "current",
    "draft",
    "hand_over",
    "issue",
    "number_in",
    "of_id",
    "paraf",
    "pdf",
    "picture",
    "shown",
    "shown_for",
    "sign",
    "signed_by",
    "take_back_draft",
    "take_back_issue",
    "take_back_paraf",
    "take_back_signature",
    "verify",
    "waiting",
]
