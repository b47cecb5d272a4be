"""The shell and the components of the pages: what they say in every state, how they stand, whom they shut out."""
