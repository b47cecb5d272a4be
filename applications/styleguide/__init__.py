"""Samples of every component in every state, for the page /styleguide/ and for the tests that look at it."""
