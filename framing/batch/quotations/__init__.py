"""Which stretches stand in quotation marks."""
