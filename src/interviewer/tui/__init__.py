"""The screens. Start at `app`."""
