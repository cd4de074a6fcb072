"""Icons, sample material and other files that are shipped with the program."""
