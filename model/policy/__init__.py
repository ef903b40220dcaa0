"""What the texts say."""
