"""The pages of this app: signing in and out, and who may act for which post."""
