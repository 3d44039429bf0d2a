"""How often lint is right on published pages: 200 of its findings, each judged by reading."""
