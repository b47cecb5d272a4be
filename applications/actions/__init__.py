"""One file per verb: this listing is the path of an application, in the order of docs/the-path-of-an-application.md."""
