"""The nine parts of the brief, one module each: Context -> a value of `framing.report.view`."""
