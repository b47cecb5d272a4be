"""Forms: each validates, and hands plain values to one action."""
