"""What follows from a policy: who may come to hold what, in one world."""
