"""What the programme is: small typed classes and pure functions. No I/O, no clock, no words."""
