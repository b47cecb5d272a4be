"""Handing data over into a sandbox: what is asked of one (order.py), the folder of this machine (local.py), a service
elsewhere (remote.py), and keeping it in step with the grant (settling.py)."""
