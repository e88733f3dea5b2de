"""The stages of coding, each from layers to layers, and intake."""
