"""What is done to pictures, real and fake alike, before they are judged."""
