"""How the installation fares: health, metrics, failed messages, backups, and moving to another database."""
