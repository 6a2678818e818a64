"""A small authoritative name server: what a salon would write at her registrar."""
