"""Control of a running session from another program: requests, answers, and the socket for them."""
