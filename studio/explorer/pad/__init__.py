"""The pad: between four designs."""
