"""The only door of the cases app: what other apps and the pages may call."""

from loket.cases.api.applicant import find_applicant, open_files
from loket.cases.api.audit import verify
from loket.cases.api.audit.cases import facts
from loket.cases.api.blobs import keep, open_blob
from loket.cases.api.complete import open_case, submit
from loket.cases.api.desk import (
    cancel,
    confirm,
    depart,
    fail,
    reassign,
    release,
    resume,
    return_case,
    suspend,
    take_back,
    take_up,
)
from loket.cases.api.inbox import inbox
from loket.cases.api.late_entry import late_scan
from loket.cases.api.listeners import Listener, Stored, on_act
from loket.cases.api.log import artifact_record, find, folded_case, log, stored_case, verify_case
from loket.cases.api.outbox import Leased, Unknown
from loket.cases.api.pages import artifact, case_page, intake_form, services
from loket.cases.api.papers import paper_address, papers_are_at
from loket.cases.api.registry import registry
from loket.cases.api.seal import last_seal, seal_day, seal_ended, seal_now
from loket.cases.api.seal import leaves_of as seal_leaves
from loket.cases.api.seal_copy import hand_over, hand_over_due, handed_lines
from loket.cases.api.seal_copy import waiting as seals_waiting
from loket.cases.api.seal_pages import closing_sheet, seal_lines
from loket.cases.api.seal_sources import Source as SealSource
from loket.cases.api.seal_sources import Span as SealSpan
from loket.cases.api.seal_sources import seals_take
from loket.cases.api.search import search
from loket.cases.api.slip import slip
from loket.cases.api.store import random_code
from loket.cases.api.tracking import track
from loket.cases.api.worker import send_with, start_worker, work_once

__all__ = [
    "Leased",
    "Listener",
    "SealSource",
    "SealSpan",
    "Stored",
    "Unknown",
    "artifact",
    "artifact_record",
    "cancel",
    "case_page",
    "closing_sheet",
    "confirm",
    "depart",
    "facts",
    "fail",
    "find",
    "find_applicant",
    "folded_case",
    "hand_over",
    "hand_over_due",
    "handed_lines",
    "inbox",
    "intake_form",
    "keep",
    "last_seal",
    "late_scan",
    "log",
    "on_act",
    "open_blob",
    "open_case",
    "open_files",
    "paper_address",
    "papers_are_at",
    "random_code",
    "reassign",
    "registry",
    "release",
    "resume",
    "return_case",
    "seal_day",
    "seal_ended",
    "seal_leaves",
    "seal_lines",
    "seal_now",
    "seals_take",
    "seals_waiting",
    "search",
    "send_with",
    "services",
    "slip",
    "start_worker",
    "stored_case",
    "submit",
    "suspend",
    "take_back",
    "take_up",
    "track",
    "verify",
    "verify_case",
    "work_once",
]
