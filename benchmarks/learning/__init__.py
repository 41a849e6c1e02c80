"""What a step of training takes, beside another library's."""
