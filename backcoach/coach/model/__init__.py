"""Shapes and words that everything else is made of; nothing here decides."""
