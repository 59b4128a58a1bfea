"""What follows from how alike the pictures of a set are: strangers, culling, classes, groups, the map."""
