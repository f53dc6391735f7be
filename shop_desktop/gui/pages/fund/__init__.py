"""The shop's money: the account page, rents, vendors, donations."""
