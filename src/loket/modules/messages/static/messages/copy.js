// Copies the text of a message. Without this file it is marked and copied by hand.
"use strict";
(() => {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = button.closest("td").querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = "Tersalin";
    } catch (error) { // no clipboard over plain http from another PC: mark it, Ctrl+C does the rest
      const range = document.createRange();
      range.selectNodeContents(source);
      const marked = window.getSelection();
      marked.removeAllRanges();
      marked.addRange(range);
      button.textContent = "Tertandai, tekan Ctrl+C";
    }
    setTimeout(() => { button.textContent = "Salin teks"; }, 4000);
  });
})();
