"""What accounts refuse, by name."""

from __future__ import annotations

from onrecord.errors import OnrecordError


class AccountsError(OnrecordError):
    """The file of accounts cannot be used: ``where`` names it, ``why`` says what is wrong and what can be done."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where, why)
        self.where = where
        self.why = why

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


class RefusedAccount(OnrecordError):
    """An account, a password, a role or a token that cannot be as asked: ``name`` is the account, ``why`` says what is wrong."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name = name
        self.why = why

    def __str__(self) -> str:
        return f"{self.name}: {self.why}"


class RefusedSignIn(OnrecordError):
    """Name and password do not open an account. It never says which of the two, or whether there is such an account."""

    def __str__(self) -> str:
        return "this name and password do not open an account"


class TooManyTries(OnrecordError):
    """Too many sign-ins were tried from one address; the next is taken after ``retry_after`` whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"too many tries: wait {self.retry_after} seconds"
