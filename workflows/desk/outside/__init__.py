"""What comes from outside, entered by a handler: the form of each act is made from the scheme's own typed class."""
