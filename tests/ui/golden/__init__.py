"""Ten pictures of the window as it should look: `python -m tests.ui.golden --update` writes them anew.

They are taken without a screen, in one font, in both colour schemes, both languages, at 100 and 200 %. A picture of
now is held against its golden one by the means of small blocks, so that another rasteriser of letters passes, and a
part that moved, a wrong colour or words that are cut off do not.
"""
