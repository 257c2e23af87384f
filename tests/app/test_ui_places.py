"""The line before the answers: who goes, who waits for how many, and when it is full."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.app.ui.desks.places import Places
from assistant.errors import AssistantError, Busy

LONG = 10.0


def test_as_many_go_at_once_as_there_are_places_and_the_rest_are_told_how_many_come_first() -> None:
    places = Places(at_once=2, waiting=3)
    assert [places.queue().ahead for _ in range(5)] == [0, 0, 1, 2, 3]


def test_a_full_line_is_one_sentence_that_says_what_to_do() -> None:
    places = Places(at_once=8, waiting=64)
    for _ in range(72):
        places.queue()
    with pytest.raises(Busy) as full:
        places.queue()
    assert isinstance(full.value, AssistantError)
    assert str(full.value) == (
        "Busy: 8 questions are being answered and 64 wait. Try again in a moment."
    )


def test_whoever_leaves_makes_room_for_the_one_who_waits_longest() -> None:
    places = Places(at_once=1, waiting=2)
    first, second, third = (places.queue() for _ in range(3))
    assert not second.wait(0)
    first.leave()
    assert second.wait(0)
    assert not third.wait(0)
    assert third.ahead == 1


def test_who_gives_up_waiting_lets_the_others_move_up() -> None:
    places = Places(at_once=1, waiting=2)
    first, second, third = (places.queue() for _ in range(3))
    second.leave()
    assert third.ahead == 1
    first.leave()
    assert third.wait(0)


def test_leaving_twice_gives_one_place_away() -> None:
    places = Places(at_once=1, waiting=2)
    first, _, third = (places.queue() for _ in range(3))
    first.leave()
    first.leave()
    assert third.ahead == 1
    assert not first.wait(0)


def test_a_block_that_ends_in_an_error_leaves_its_place() -> None:
    places = Places(at_once=1, waiting=0)
    with pytest.raises(ValueError, match="wrong"), places.queue():
        raise ValueError("wrong")
    assert places.queue().ahead == 0


def test_a_waiting_thread_is_woken_as_soon_as_it_may_go() -> None:
    places = Places(at_once=1, waiting=1)
    first, second = places.queue(), places.queue()
    with ThreadPoolExecutor(1) as threads:
        went = threads.submit(second.wait, LONG)
        first.leave()
        assert went.result(LONG)


def test_a_ticket_that_is_left_from_another_thread_waits_no_longer() -> None:
    places = Places(at_once=1, waiting=1)
    places.queue()
    second = places.queue()
    with ThreadPoolExecutor(1) as threads:
        went = threads.submit(second.wait, LONG)
        second.leave()
        assert not went.result(LONG)


def test_many_threads_are_never_more_than_there_are_places_and_go_in_order() -> None:
    places, lock = Places(at_once=3, waiting=60), threading.Lock()
    tickets = [places.queue() for _ in range(40)]
    running, most, order = 0, 0, []

    def work(number: int) -> None:
        nonlocal running, most
        while not tickets[number].wait(0.01):
            pass
        with lock:
            running += 1
            most = max(most, running)
            order.append(number)
        with lock:
            running -= 1
        tickets[number].leave()

    shuffled = random.Random(7).sample(range(40), 40)
    with ThreadPoolExecutor(40) as threads:
        list(threads.map(work, shuffled))
    assert most <= 3
    # Of those that were before it, at most two may go without having been noted yet.
    for at, number in enumerate(order):
        assert len(set(range(number)) - set(order[:at])) < 3


def test_it_is_idle_once_the_last_one_has_left() -> None:
    places = Places(at_once=1)
    assert places.idle(0)
    ticket = places.queue()
    assert not places.idle(0.01)
    threading.Timer(0.05, ticket.leave).start()
    assert places.idle(10)
