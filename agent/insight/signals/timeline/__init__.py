"""Which times say when they decide, order or start."""
