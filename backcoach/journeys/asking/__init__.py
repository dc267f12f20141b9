"""What a journey asks a front end to ask or show, and the answers it gets."""
