"""What there is to say, as lines in the reader's language: for screens, for pipes and for files. Pure."""
