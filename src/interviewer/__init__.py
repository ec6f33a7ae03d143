"""Mock interviews in the terminal: free-text answers, scored by key point."""
