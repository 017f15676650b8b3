"""Commands of `boothscribe` beyond running the box, one module for each group."""
