"""Published pages as files; `bpa audit` alone runs these."""
