"""All that is known of a training from outside: its folder, events, requests, process. No torch, by contract."""
