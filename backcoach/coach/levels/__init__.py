"""The level and the weight of each exercise, and the rules that change them."""
