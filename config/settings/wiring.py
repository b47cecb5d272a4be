"""What upper packages add to lower ones, by name, so that imports point down."""

# What follows entries of the journal, in order, inside their transaction. Each is f(changes) -> None: one change for
# a person's entry, many where the system enters something in many cases at once.
WURI_REACTIONS = [
    "applications.orders.follow",
    "delivery.reactions.follow",
    "notifications.reactions.announce",
]
# What is on record of an applicant: f(applicant_id, body_id, today) -> applications.past_conduct.PastConduct.
WURI_PAST_CONDUCT = "conduct.past.of_applicant"
# What the demonstration shows beside its applications: each f(now) -> None, once.
WURI_DEMO_SEEDS = ["conduct.demo.seed"]
# What one round of the clock does, in order (applications/tick.py). Each is f(now) -> int, how much it did.
WURI_SWEEPS = [
    "workflow.sweep.sweep_rungs",
    "applications.sweeps.lapse_overdue",
    "applications.sweeps.record_silences",
    "applications.sweeps.deliver_successors",
    "applications.sweeps.close_ended",
    "applications.sweeps.open_fast_track",
    "applications.sampling.draw_samples",
    "delivery.sweeps.remind",
    "conduct.sweeps.remind",
    "feedback.sweeps.sweep_matters",
    "notifications.digest.send_digests",
    "notifications.summary.send_summaries",
]
# What else a supervisor's daily digest has: each is f(day) -> lines of text (notifications/digest.py).
WURI_DIGEST_PARTS = ["feedback.digest.lines"]
# What packages above the applications add to the demonstration: each is f(moments) (applications/demo/moments.py).
WURI_DEMO_PARTS = ["feedback.demo.seed"]
