"""Reference data: packs, and what is read from them."""
