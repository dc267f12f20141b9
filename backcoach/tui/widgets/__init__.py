"""The coach's own widgets; they do not depend on screens, practice or store."""
