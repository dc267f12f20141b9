"""The figure: skeleton, pose, movement, body, cells. Knows the coach; no screen, file or clock."""
