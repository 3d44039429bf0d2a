"""YAML as text with positions: read through libyaml's events, edited by splicing."""
