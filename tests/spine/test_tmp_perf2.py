import time
import pytest
from datetime import date, timedelta
from tests.spine.clocked_world import *
pytestmark=[pytest.mark.django_db, pytest.mark.usefixtures("matters")]
def test_p():
    d0=date(2026,2,2)
    matter("TC-01",d0)
    import cProfile,pstats
    def run(kinds):
        a=time.process_time()
        for i in range(200): matter(kinds, d0+timedelta(days=i%200))
        return (time.process_time()-a)/200*1000
    print("\n",[run("") for _ in range(3)],[run("TC-01") for _ in range(3)],[run("TC-01 TC-05") for _ in range(3)])
    p=cProfile.Profile(); p.enable()
    for i in range(200): matter("TC-01 TC-05", d0+timedelta(days=i%200))
    p.disable()
    pstats.Stats(p).sort_stats("tottime").print_stats(22)
    pstats.Stats(p).sort_stats("cumtime").print_stats(50)
