"""Word forms to the classes of words of terms that they belong to."""
