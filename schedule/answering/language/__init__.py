"""How a message is read: its words made one spelling, cut into clauses, and what they ask.

Knows no schedule but its vocabulary, and never the present moment.
"""
