"""How an exercise moves on its ladder, and its weight."""
