"""The only door to offices: officers and their authority, calendar, parameters, the clock."""

from loket.office.api import clock
from loket.office.api.attempts import attempt_succeeded, begin_attempt
from loket.office.api.authority import officer_of, post_words, rules, who, who_and_rules
from loket.office.api.authority_page import (
    AuthorityPage,
    acting_needed,
    authority_page,
    plh_left_over,
    row_in_words,
)
from loket.office.api.calendar import load_parameters
from loket.office.api.changes import absent, cancel, delegate, end, hold
from loket.office.api.desk import Desk, desk_of
from loket.office.api.keeping import (
    authority_row,
    check_keeper,
    delegate_in_name,
    end_row,
    is_keeper,
    name_acting,
    record_absence,
)
from loket.office.api.officers import add_officer, officer_names, officers, set_active
from loket.office.api.offices import (
    from_local,
    local,
    local_day,
    office,
    office_ids,
    post_labels,
)
from loket.office.api.parameter_files import ParameterFault, read_parameters
from loket.office.api.procedures import procedure_titles, titles_come_from
from loket.office.api.public import is_public, public, public_address
from loket.office.api.sealed_rows import (
    Kind,
    authority_misfits,
    authority_to_seal,
    authority_whole,
    last_settled,
    misfits,
    new_rows,
)
from loket.office.api.setup import files_go_to, load_office
from loket.office.api.signing import capacity_words, officer_card, signature_lines
from loket.office.api.snapshot import STAMP_SQL, OfficeInfo, OfficerCard
from loket.office.models import OfficeModel, Unscoped, unscoped
from loket.office.rules import PREFIX

__all__ = [
    "PREFIX",
    "STAMP_SQL",
    "AuthorityPage",
    "Desk",
    "Kind",
    "OfficeInfo",
    "OfficeModel",
    "OfficerCard",
    "ParameterFault",
    "Unscoped",
    "absent",
    "acting_needed",
    "add_officer",
    "attempt_succeeded",
    "authority_misfits",
    "authority_page",
    "authority_row",
    "authority_to_seal",
    "authority_whole",
    "begin_attempt",
    "cancel",
    "capacity_words",
    "check_keeper",
    "clock",
    "delegate",
    "delegate_in_name",
    "desk_of",
    "end",
    "end_row",
    "files_go_to",
    "from_local",
    "hold",
    "is_keeper",
    "is_public",
    "last_settled",
    "load_office",
    "load_parameters",
    "local",
    "local_day",
    "misfits",
    "name_acting",
    "new_rows",
    "office",
    "office_ids",
    "officer_card",
    "officer_names",
    "officer_of",
    "officers",
    "plh_left_over",
    "post_labels",
    "post_words",
    "procedure_titles",
    "public",
    "public_address",
    "read_parameters",
    "record_absence",
    "row_in_words",
    "rules",
    "set_active",
    "signature_lines",
    "titles_come_from",
    "unscoped",
    "who",
    "who_and_rules",
]
