"""Why was something not sent: because the channel is out of order, or because this message was refused?"""

import smtplib


class ChannelTrouble(Exception):
    """Nobody is there, or he is overloaded; what else waits for the channel would fare no better."""


class Refusal(Exception):
    """The other side took the call and said no to this message."""


def is_trouble_of_mail(error: OSError) -> bool:
    """Whether an error of smtplib (all are OSErrors) speaks of the server, not of this message or its reader."""
    return not isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
