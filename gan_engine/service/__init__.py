"""The engine as a process for the studio (`gan-engine serve`); its methods are described in docs/PROTOCOL.md."""
