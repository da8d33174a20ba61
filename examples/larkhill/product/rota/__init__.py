"""Rota: who works when."""
