"""What the outside may rely on: the lead record, its envelope, the topics, receipts.

Nothing in here imports anything else of the agent, so a collector can depend on this package alone.
"""
