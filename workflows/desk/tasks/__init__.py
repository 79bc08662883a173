"""The pages of tasks: one form per task of the flows, and how a task is taken, released and done."""
