"""Augmentation of pictures, real and fake alike, before they are judged: ADA and DiffAugment."""
