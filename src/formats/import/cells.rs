//! What the words of one cell or sentence mean: terms, kinds of empty, dates, law, countries, time limits.
