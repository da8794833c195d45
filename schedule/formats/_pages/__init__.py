"""What pages of workshops share, whatever their syntax: from blocks of text to entries, times, titles and people."""
