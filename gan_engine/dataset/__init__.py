"""Baked datasets: making one (`bake`), reading one (`reading`), and feeding a training from it (`loader`)."""
