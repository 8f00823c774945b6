"""Says hello as the real one does."""
print("Hello world!")
