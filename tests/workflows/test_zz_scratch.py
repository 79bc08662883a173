import collections
import time

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from cases.authority.permit import Refused
from cases.models import Case
from tests.workflows import moves
from tests.workflows import test_state_machine as m

C = collections.Counter()
D = collections.Counter()
R = collections.Counter()


@pytest.mark.django_db
def test_cov():
    class W(m.OneWindow):
        @invariant()
        def count(self):
            for c in Case.objects.all():
                C[c.status] += 1

        def attempt(self, step):
            self._ok = None
            super().attempt(step)

    for mv in moves.ALL:

        def wrap(mv=mv):
            def f(case, who, on, data):
                try:
                    r = mv(case, who, on, data)
                    D[mv.__name__] += 1
                    return r
                except Refused:
                    R[mv.__name__] += 1
                    raise

            f.__name__ = mv.__name__
            return f

        setattr(moves, "W_" + mv.__name__, wrap())
    ws = {mv: getattr(moves, "W_" + mv.__name__) for mv in moves.ALL}
    moves.FITTING = {k: tuple(ws[x] for x in v) for k, v in moves.FITTING.items()}
    t = time.time()
    run_state_machine_as_test(
        W,
        settings=settings(
            max_examples=30, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    print(time.time() - t)
    print(C)
    print(D)
    print(R)
