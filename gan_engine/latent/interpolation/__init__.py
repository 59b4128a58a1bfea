"""Designs between designs: ways, walks, blends, mixes of layers, neighbours."""
