"""Says loudly before a test run when the browser tests will be left out."""

from tests.e2e.browser import CHROMIUM

NOTICE = f"""
**********************************************************************
  No browser at {CHROMIUM}: THE BROWSER TESTS ARE LEFT OUT.
  On Debian: apt-get install chromium
**********************************************************************
"""

if __name__ == "__main__" and not CHROMIUM.exists():
    print(NOTICE)
