"""harmattan."""
