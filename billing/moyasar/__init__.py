"""The payment provider: calls, answers, errors. Knows nothing of appointments."""
