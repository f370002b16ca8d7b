"""Example content: what a visitor sees before the municipality has written its own."""
