"""Real servers for the tests, on loopback only: a database, a mail server, a browser."""
