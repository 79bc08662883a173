"""The pages for people at work, one module per subject. A page asks, shows and calls a step; it decides nothing by itself."""
