"""A guided workout coach for people with back pain, in the terminal."""

__version__ = "0.2.0"
