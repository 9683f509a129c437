"""Who may use a team's server: accounts, their sign-ins and their tokens, in a file of their own.

Nothing of the record is here, and nothing of this is in the record: a copy or an export of the record gives no secret away.
"""

from __future__ import annotations

from onrecord.accounts.accounts import Accounts, default_accounts, open_accounts
from onrecord.accounts.errors import AccountsError, RefusedAccount, RefusedSignIn, TooManyTries
from onrecord.accounts.values import Account, ApiToken, Role, SignIn

__all__ = [
    "Account",
    "Accounts",
    "AccountsError",
    "ApiToken",
    "RefusedAccount",
    "RefusedSignIn",
    "Role",
    "SignIn",
    "TooManyTries",
    "default_accounts",
    "open_accounts",
]
