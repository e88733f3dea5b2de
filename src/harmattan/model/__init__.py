"""The model: documents, events and their parts as frozen values, checked when built."""
