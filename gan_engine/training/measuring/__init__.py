"""How good a training's designs are: told while it runs, and of snapshots in full."""
