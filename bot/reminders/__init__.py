"""Who is told what and when, and the service that tells them exactly once."""
