"""Holidays, office hours and parameters: from the shipped files into dated rows."""

from __future__ import annotations

from pathlib import Path

from django.db import models, transaction

from loket.core.refused import Refused
from loket.office.api.offices import office_ids
from loket.office.api.parameter_files import DatedValue, Day, LawFiles, Week, read_parameters
from loket.office.api.snapshot import forget
from loket.office.models import Holiday, Office, Parameter, WorkHours


def load_parameters(directory: Path, office_id: str | None = None) -> LawFiles:
    """Import ``sops/parameters`` as rows of one office (None: of all), and answer what was read.

    Rows from earlier files are replaced; what was changed in the office is left alone, and a
    day or value that it changed is not imported beside it. Raises ParameterFault, Refused for
    an office whose hours are not in the files.
    """
    files = read_parameters(directory)
    for one in office_ids() if office_id is None else [office_id]:
        with transaction.atomic():
            _holidays(one, files.days)
            _hours(one, files)
            _values(one, files.values)
        forget(one)
    return files


def _law(row: Day | Week | DatedValue) -> dict[str, object]:
    return {
        "source": row.source,
        "certainty": row.certainty,
        "doubt": row.doubt,
        "checked_on": row.checked_on,
    }


def _shipped(model: type[models.Model], office_id: str) -> models.QuerySet:
    return model.objects.in_office(office_id).filter(edited=False)


def _holidays(office_id: str, days: tuple[Day, ...]) -> None:
    _shipped(Holiday, office_id).delete()
    edited = Holiday.objects.in_office(office_id).filter(edited=True)
    own = set(edited.values_list("day", "kind"))
    Holiday.objects.bulk_create(
        Holiday(office_id=office_id, day=row.day, name=row.name, kind=row.kind, **_law(row))
        for row in days
        if (row.day, row.kind) not in own
    )


def _hours(office_id: str, files: LawFiles) -> None:
    name = Office.objects.values_list("hours_set", flat=True).get(pk=office_id)
    if name not in files.hours:
        raise Refused("no_hours", f"Aturan jam kerja {name} tidak ada di berkas parameter.")
    if WorkHours.objects.in_office(office_id).filter(edited=True).exists():
        return  # weeks win by their place: a set changed in the office is taken as a whole
    WorkHours.objects.in_office(office_id).delete()
    WorkHours.objects.bulk_create(
        WorkHours(
            office_id=office_id,
            position=position,
            name=row.name,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            week=[[[span.start, span.end] for span in day] for day in row.week],
            **_law(row),
        )
        for position, row in enumerate(files.hours[name])
    )


def _values(office_id: str, values: tuple[DatedValue, ...]) -> None:
    _shipped(Parameter, office_id).delete()
    edited = Parameter.objects.in_office(office_id).filter(edited=True)
    own = set(edited.values_list("name", "valid_from"))
    Parameter.objects.bulk_create(
        Parameter(
            office_id=office_id,
            name=row.name,
            value=row.value,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            **_law(row),
        )
        for row in values
        if (row.name, row.valid_from) not in own
    )
