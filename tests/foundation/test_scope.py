"""Who may look at the rows of several salons: a list to be read in review."""

from tests.database import ROOT

ALLOWED = {
    "benchmarks/sweeper.py",  # lets work of many salons be due
    "audit/admin.py",  # the platform's audit log
    "billing/domain/webhooks.py",  # whose payment does the provider speak of?
    "booking/absorbing.py",  # visits follow a number to the person who proved it
    "booking/jobs.py",  # one sweep over what is due
    "booking/outbox.py",  # one sweep over unhandled events
    "booking/web/every_salon.py",  # a customer's visits at every salon
    "notifications/domain/messages.py",  # one sweep over queued messages
    "tenants/admin/salons.py",  # sizes in the list of salons
    "tenants/admin/support.py",  # every visit of support
    "tenants/domain/domains/claims.py",  # one sweep over domains to be proved
    "tenants/admin/findings.py",  # what the nightly checker found anywhere
    "tenants/domain/orphans/checker.py",  # rows of salons that are not in the registry
    "tenants/domain/exports/making.py",  # one sweep over archives that wait or are out of date
}


def test_platform_scope_is_used_by_known_modules_only():
    users = {
        str(path.relative_to(ROOT))
        for folder in ROOT.iterdir()
        if folder.is_dir() and folder.name not in {".venv", ".local", "tests", "foundation"}
        for path in folder.rglob("*.py")
        if any(name in path.read_text() for name in ("platform_scope(", "(EverySalonAdmin)"))
    }
    assert users == ALLOWED
