"""What every table must say about itself."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from tests.architecture.test_borders import models


def test_every_model_says_what_one_row_means():
    silent = [
        model._meta.label
        for model in models()
        # Django writes "Name(field, field)" where nobody wrote anything
        if not (model.__doc__ or "").strip() or model.__doc__.startswith(f"{model.__name__}(")
    ]
    assert silent == []


def test_every_model_declares_its_personal_data_and_why_it_is_kept():
    wrong = []
    for model in models():
        declared = vars(model).get("personal_data")
        if not isinstance(declared, dict):
            wrong.append(f"{model._meta.label}: personal_data is missing")
            continue
        names = {field.name for field in model._meta.get_fields()}
        wrong += [f"{model._meta.label}: no field {name}" for name in declared.keys() - names]
        wrong += [
            f"{model._meta.label}.{name}: no reason"
            for name, reason in declared.items()
            if not isinstance(reason, str) or len(reason) < 10
        ]
    assert wrong == []


@pytest.mark.django_db
def test_the_migrations_are_up_to_date():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
