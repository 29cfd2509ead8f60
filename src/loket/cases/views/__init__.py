"""The officer's pages: inbox, intake, one case. Thin: they read the request, ask
``loket.cases.api``, and draw what it answers."""
