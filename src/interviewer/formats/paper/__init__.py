"""Question sets on paper: the sheet, the key and the scorecard, as Markdown, HTML, PDF and Word documents."""
