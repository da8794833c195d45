"""One module for each family of questions; each makes an Answer of an Asked. `engine` decides which one is asked."""
