// The print button of the pages made for printing; without script the browser's own menu prints.
"use strict";
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
