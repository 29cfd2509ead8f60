"""The rows of an office."""

from loket.office.models.authority import AuthorityModel
from loket.office.models.law import Holiday, Parameter, WorkHours
from loket.office.models.office import Office, touch
from loket.office.models.people import Absence, Delegation, Holding, Officer, Post
from loket.office.models.scope import (
    OfficeManager,
    OfficeModel,
    OfficeQuerySet,
    Unscoped,
    unscoped,
)

__all__ = [
    "Absence",
    "AuthorityModel",
    "Delegation",
    "Holding",
    "Holiday",
    "Office",
    "OfficeManager",
    "OfficeModel",
    "OfficeQuerySet",
    "Officer",
    "Parameter",
    "Post",
    "Unscoped",
    "WorkHours",
    "touch",
    "unscoped",
]
