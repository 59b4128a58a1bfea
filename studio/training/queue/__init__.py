"""The queue of trainings on one page: jobs in their order, and what ran when."""
