"""The stages of the programme, and the gates between them."""
