import copy, time, pytest, cProfile, pstats
from tests import make
from tests.letters import cases
from letters.facts.loading import load
from letters.drafting import draft
from letters.models import Letter, LetterStatus, Composition
from workflows.steps.announcing import announce_all
from django.db import connection
pytestmark = pytest.mark.django_db
def test_speed(settings, tmp_path):
    settings.DOCUMENT_ROOT, settings.OUTBOX_ROOT = tmp_path / "documents", tmp_path / "outbox"
    who = make.people()
    env = make.sample("mkb-voorschot-2023")
    N=150
    from cases.schemes.reading import InvalidInput
    for i in range(N):
        e = copy.deepcopy(env); e["application"]["applicant"]["kvk_number"]=f"{69599000+i:08d}"
        case = make.submitted(e); on = cases.closing_day(case)
        make.granted(case, who, on=on)
    pks = list(Letter.objects.filter(kind="grant").values_list("pk", flat=True))
    from letters.press import Press
    for kind in ("receipt","grant"):
        pks = list(Letter.objects.filter(kind=kind).values_list("pk", flat=True))
        Letter.objects.filter(pk__in=pks).update(status="attempting")
        prof = cProfile.Profile()
        t=time.perf_counter(); files = load(pks); t1=time.perf_counter(); 
        ds=[draft(f,on) for f in files]; t2=time.perf_counter()
        assert all(d.is_fit for d in ds), ds[0].problems
        from letters.archive import composition_of, store
        from letters.render import render
        pdf=render(ds[0].text)
        t3=time.perf_counter(); render(ds[1].text); t4=time.perf_counter()
        rows=[composition_of(d.file.letter,d.text,pdf) for d in ds]; rows=store(rows); t5=time.perf_counter()
        from letters.delivery import OutboxFolder
        o=OutboxFolder(); [o.deliver(d.file.letter,pdf+str(i).encode()) for i,d in enumerate(ds)]; t6=time.perf_counter()
        announce_all(list(zip(files,rows)),on=on); t7=time.perf_counter()
        n=len(pks)
        print(kind, n, "load %.2f draft %.2f render %.2f store %.2f deliver %.2f announce %.2f ms" % tuple(1000*x/n for x in (t1-t,t2-t1,(t4-t3)*n,t5-t4,t6-t5,t7-t6)))
    prof.enable(); [draft(f,on) for f in files]; prof.disable()
    pstats.Stats(prof).sort_stats("cumtime").print_stats(35)
