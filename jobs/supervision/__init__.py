"""Web server and workers as one group of processes: `manage.py up`."""
