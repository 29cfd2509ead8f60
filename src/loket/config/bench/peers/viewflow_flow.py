"""The seven rows as a flow of viewflow; it finds its flows by the app they lie in."""

from __future__ import annotations

from typing import Any

from viewflow import this
from viewflow.workflow import Flow, flow, lock
from viewflow.workflow.models import Process


def view(request: Any) -> None:
    """Never called: the activations are driven from outside."""


class Seven(Flow):
    process_class = Process
    lock_impl = lock.SelectForUpdateLock()

    start = flow.StartHandle().Next(this.terima)
    terima = flow.View(view).Next(this.catat)
    catat = flow.View(view).Next(this.olah)
    olah = flow.View(view).Next(this.periksa)
    periksa = flow.View(view).Next(this.benar)
    benar = (
        flow.If(lambda activation: (activation.process.data or {}).get("back"))
        .Then(this.olah)
        .Else(this.paraf)
    )
    paraf = flow.View(view).Next(this.setuju)
    setuju = flow.View(view).Next(this.nomor)
    nomor = flow.View(view).Next(this.end)
    end = flow.End()
