"""What pictures and designs are marked with: stars, colour labels, classes and tags, in every workspace alike."""
