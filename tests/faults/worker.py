"""A worker that dies of SIGKILL at any of its steps, and the sweeps that find what it left.

The process is killed after a statement and before anything that would follow, before a request to
a provider, or after the provider has answered and before anything is done with the answer.
"""

import os
import signal
import traceback
from datetime import timedelta
from queue import Empty

import requests
from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context

from booking.models import AppointmentEvent, DueJob
from config.celery import app
from notifications.enums import MessageStatus
from notifications.models import Message

app.loader.import_default_modules()
SWEEPS = ("booking.sweep", "notifications.sweep")
BETWEEN_SWEEPS = timedelta(minutes=3)
# After so many sweeps whatever is still open is lost.
MOST_SWEEPS = 30
FINISHED = 0


class Killer:
    """Counts the steps of this process and kills it at one of them."""

    def __init__(self, at):
        self.left = at

    def step(self):
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1

    def statement(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        self.step()
        return result

    def request(self, send):
        def killing(*args, **kwargs):
            self.step()
            answer = send(*args, **kwargs)
            self.step()
            return answer

        return killing


def is_killed(work, *, at):
    """Run ``work`` in a process of its own; return whether it had a step ``at`` and died there."""
    connection.close()
    child = os.fork()
    if child == 0:
        killer, status = Killer(at), 3
        requests.Session.send = killer.request(requests.Session.send)  # type: ignore[method-assign]
        try:
            with connection.execute_wrapper(killer.statement):
                work()
            status = FINISHED
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    ended = os.waitpid(child, 0)[1]
    connection.close()
    assert ended in (FINISHED, signal.SIGKILL), f"the worker failed: {ended}"
    return ended == signal.SIGKILL


def work_off():
    """Run the tasks that are in the queue, and those that they send, as a worker does."""
    with app.connection_for_read() as broker:
        queue = broker.SimpleQueue(app.conf.task_default_queue)
        while True:
            try:
                message = queue.get_nowait()
            except Empty:
                break
            with schema_context(message.headers["_schema_name"]):
                app.tasks[message.headers["task"]](*message.payload[0])
            message.ack()


def forget_queue():
    """Lose every task that was sent."""
    with app.connection_for_read() as broker:
        broker.SimpleQueue(app.conf.task_default_queue).clear()


def sweep_until_done(clock):
    """Let time pass and the sweeps run until nothing is left to do."""
    for _sweep in range(MOST_SWEEPS):
        if not is_anything_open():
            return
        clock.move_to(timezone.now() + BETWEEN_SWEEPS, tick=True)
        with schema_context("public"):
            for name in SWEEPS:
                app.tasks[name]()
        work_off()
    raise AssertionError("something is still open after many sweeps")


def is_anything_open():
    return (
        AppointmentEvent.objects.filter(handled_at__isnull=True).exists()
        or DueJob.objects.filter(due_at__lte=timezone.now() + timedelta(hours=1)).exists()
        or Message.objects.filter(status=MessageStatus.QUEUED).exists()
    )
