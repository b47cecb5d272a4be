"""What people do about a matter: one file for each verb, one call of the door in each."""
