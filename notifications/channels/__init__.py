"""The ways out of the house: mail, short messages, webhooks, group robots; and what holds a broken one back."""
