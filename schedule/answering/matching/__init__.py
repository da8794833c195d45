"""Candidates for what the words of a question may name: people, places and titles, with slips forgiven.

Knows nothing of grammar, of the present moment, or of what is asked.
"""
