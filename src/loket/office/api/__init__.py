"""The only door to offices: officers and their authority, calendar, parameters, the clock."""

from loket.office.api import clock
from loket.office.api.attempts import attempt_succeeded, begin_attempt
from loket.office.api.authority import officer_of, rules, who, who_and_rules
from loket.office.api.calendar import load_parameters
from loket.office.api.officers import (
    absent,
    add_officer,
    delegate,
    end_holding,
    hold,
    officer_names,
    officers,
    set_active,
)
from loket.office.api.offices import (
    from_local,
    local,
    local_day,
    office,
    office_ids,
    post_labels,
)
from loket.office.api.parameter_files import ParameterFault, read_parameters
from loket.office.api.public import is_public, public
from loket.office.api.setup import load_office
from loket.office.api.snapshot import OfficeInfo
from loket.office.models import OfficeModel, Unscoped, unscoped

__all__ = [
    "OfficeInfo",
    "OfficeModel",
    "ParameterFault",
    "Unscoped",
    "absent",
    "add_officer",
    "attempt_succeeded",
    "begin_attempt",
    "clock",
    "delegate",
    "end_holding",
    "from_local",
    "hold",
    "is_public",
    "load_office",
    "load_parameters",
    "local",
    "local_day",
    "office",
    "office_ids",
    "officer_names",
    "officer_of",
    "officers",
    "post_labels",
    "public",
    "read_parameters",
    "rules",
    "set_active",
    "unscoped",
    "who",
    "who_and_rules",
]
