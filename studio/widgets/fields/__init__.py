"""Fields that are filled in or chosen from, and names for the parts that Qt makes of them."""
