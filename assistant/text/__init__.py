"""What several stages read in a text: sentences, words, numbers with units, names.

Takes a string; gives spans into it (half-open, characters). Nothing here alters a text.
"""
