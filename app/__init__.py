"""What a reader sees and types: the command, the server, the explorer and the offline file."""
