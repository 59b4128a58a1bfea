"""The Classes page: pictures sorted into classes."""
