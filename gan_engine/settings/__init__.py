"""Everything that can be set of a training: options, configuration, recipes. No torch, by contract."""
