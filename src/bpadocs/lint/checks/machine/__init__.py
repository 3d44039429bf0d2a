"""What machine translation and tools leave behind."""
