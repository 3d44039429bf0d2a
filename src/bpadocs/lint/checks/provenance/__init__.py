"""Where a translation comes from: whether it is there, is of this English, is confirmed."""
