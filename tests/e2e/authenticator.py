"""An authenticator app, for people in the browser."""

import time
from dataclasses import dataclass

from tests.second_factors import STEP, app_code


@dataclass
class App:
    """Shows each code once: the site takes none twice. Waits where it has shown too many."""

    secret: str
    last: int = 0

    def code(self) -> str:
        """Return a code of the step before, of this or of the next one, which are all taken."""
        now = int(time.time()) // STEP
        self.last = max(self.last + 1, now - 1)
        if self.last > now + 1:
            time.sleep((self.last - 1) * STEP - time.time())
            now = int(time.time()) // STEP
        return app_code(self.secret, steps=self.last - now)
