import time
import pytest
from datetime import date, timedelta
from tests.spine.clocked_world import *
from liemchinh.spine.moves import bulk_create
from liemchinh.spine import deadlines
pytestmark=[pytest.mark.django_db, pytest.mark.usefixtures("matters")]
def t(f,n):
    best=9
    for _ in range(3):
        a=time.process_time()
        for i in range(n): f(i)
        best=min(best,(time.process_time()-a)/n)
    return best*1000
def test_p():
    d0=date(2026,2,2)
    matter("TC-01",d0)
    print("\nplain move ms", t(lambda i: matter("", d0+timedelta(days=i%200)),100))
    print("1 clock ms", t(lambda i: matter("TC-01", d0+timedelta(days=i%200)),100))
    print("2 clocks ms", t(lambda i: matter("TC-01 TC-05", d0+timedelta(days=i%200)),100))
    def go(i):
        m=ms[i]; take(m,"finish",d0+timedelta(days=240))
    ms=[matter("TC-01 TC-05", d0+timedelta(days=i%200)) for i in range(300)]
    a=time.process_time(); [go(i) for i in range(300)]; print("meet 2 ms",(time.process_time()-a)/300*1000)
    ms=[matter("", d0+timedelta(days=i%200)) for i in range(300)]
    a=time.process_time(); [go(i) for i in range(300)]; print("meet none ms",(time.process_time()-a)/300*1000)
    for kinds in ("","TC-01 TC-05 closed","TC-01 TC-05"):
        for _ in range(2):
            recs=[Matter(kinds=kinds,event_on=d0+timedelta(days=i%250),done_on=d0+timedelta(days=i%250+5)) for i in range(4000)]
            a=time.process_time(); w=time.time()
            bulk_create(recs,"import",by=SYSTEM,on=date(2026,6,1),batch="b")
            print(kinds,"bulk rows/s cpu",4000/(time.process_time()-a),"wall",4000/(time.time()-w))
    import cProfile,pstats
    recs=[Matter(kinds="TC-01 TC-05",event_on=d0+timedelta(days=i%250)) for i in range(4000)]
    p=cProfile.Profile(); p.enable(); bulk_create(recs,"import",by=SYSTEM,on=date(2026,6,1),batch="b"); p.disable()
    pstats.Stats(p).sort_stats("tottime").print_stats(18)
