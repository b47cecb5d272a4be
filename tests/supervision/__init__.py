"""The supervisor's pages and what is published: figures, forecast, extensions, bulletins."""
