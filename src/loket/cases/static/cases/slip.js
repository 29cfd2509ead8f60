// The button that prints. Without this file the browser's own menu does.
"use strict";
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
