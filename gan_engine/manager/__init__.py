"""The queue of trainings: what is to be trained, in which order, and who sees to it. No torch, by contract."""
