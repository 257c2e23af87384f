"""Failed attempts to sign in: some are free, the next ones wait, nobody waits for long."""

from __future__ import annotations

from assistant.app.ui.serving.attempts import FREE, LONGEST, Attempts


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def failed(attempts: Attempts, clock: Clock, times: int, name: str = "anna") -> list[float]:
    """What each attempt had to wait for first."""
    waited = []
    for number in range(times):
        address = f"192.0.2.{number}"
        wait = attempts.begin(name, address)
        waited.append(wait)
        if wait:
            clock.now += wait
            assert attempts.begin(name, address) == 0
    return waited


def test_each_failure_of_a_name_doubles_the_wait_up_to_its_bound() -> None:
    clock = Clock()
    assert failed(Attempts(clock), clock, 9) == [0, 0, 0, 1, 2, 4, 8, LONGEST, LONGEST]


def test_an_address_waits_as_well_whatever_names_it_tries() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    waits = [attempts.begin(f"name{number}", "192.0.2.1") for number in range(13)]
    assert waits == [0] * 12 + [1]
    assert attempts.begin("name9", "192.0.2.2") == 0


def test_attempts_at_the_same_moment_count_before_they_are_known_to_fail() -> None:
    attempts = Attempts(Clock())
    waits = [attempts.begin("anna", f"192.0.2.{number}") for number in range(20)]
    assert [wait == 0 for wait in waits] == [True] * 3 + [False] * 17


def test_the_right_password_ends_the_name_s_wait() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    failed(attempts, clock, 6)
    attempts.right("anna", "192.0.2.5")
    assert attempts.begin("anna", "192.0.2.9") == 0


def test_the_right_password_for_one_s_own_name_frees_no_address_for_others() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for number in range(FREE["address"]):
        attempts.begin(f"name{number}", "192.0.2.1")
    clock.now += 1
    assert attempts.begin("mine", "192.0.2.1") == 0
    attempts.right("mine", "192.0.2.1")
    assert attempts.begin("name99", "192.0.2.1") > 0


def test_failures_are_forgotten_in_time() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    failed(attempts, clock, 8)
    clock.now += 16 * 60
    assert attempts.begin("anna", "192.0.2.77") == 0
    assert attempts.begin("anna", "192.0.2.78") == 0


def test_no_number_of_names_and_addresses_fills_the_memory() -> None:
    attempts = Attempts(Clock())
    for number in range(6_000):
        attempts.begin(f"name{number}" * 100, f"address{number}")
    assert len(attempts._failed) <= 10_000
    assert max(len(word) for _, word in attempts._failed) <= 100
