"""The Discord side, and the only folder that may import discord."""
