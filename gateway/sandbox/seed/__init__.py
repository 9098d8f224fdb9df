"""The records of made-up people: a pure function of the person's token and the calendar day."""
