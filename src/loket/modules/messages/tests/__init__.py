"""Tests of the messages module."""
