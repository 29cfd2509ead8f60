from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from loket.core.refused import Refused
from loket.office.api import clock

MOMENT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def real_time_afterwards():
    yield
    clock.real()


def test_real_time_is_aware_and_utc():
    now = clock.now()
    assert now.tzinfo is UTC
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_simulated_time_stands_still_in_every_thread(settings):
    settings.LOKET_SIMULATION = True
    seen = []
    with clock.simulated(MOMENT):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
        assert [clock.now(), *seen] == [MOMENT, MOMENT]
    assert clock.now() != MOMENT


def test_simulation_is_refused_on_real_data(settings):
    settings.LOKET_SIMULATION = False
    with pytest.raises(Refused, match="demo"):
        clock.simulate(MOMENT)
    assert clock.now() != MOMENT


def test_a_moment_without_zone_is_an_error(settings):
    settings.LOKET_SIMULATION = True
    with pytest.raises(ValueError, match="time zone"):
        clock.simulate(datetime(2026, 11, 20))
