"""What is wrong with a picture, by its file and its pixels."""
