"""青秤, the counter of a village exchange shop. Rooms and arrows: `CONTRIBUTING.md`."""
