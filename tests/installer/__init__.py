"""What `make installer` built, started as a shop starts it. Runs where it is named: `make installer-test`, not `make test`."""
