"""Answering questions about a schedule: text, schedule and moment in, an Answer out. No Discord, no clock."""
