"""The brief of new texts beside a baseline: its words and numbers; the templates and charts are the house's."""
