"""The data types that the rest of the coach uses; nothing here takes a decision."""
