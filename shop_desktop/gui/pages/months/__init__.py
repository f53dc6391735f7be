"""The month's end and the day's: checked, closed, sealed, handed over; and other shops' monthly files, read only."""
