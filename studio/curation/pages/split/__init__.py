"""The Split page: sheets cut into figures."""
