// A pad to sign on. Draws on a canvas with a clear ground and puts a PNG data URL into the
// hidden input beside it. Without this file the photo of a signed slip takes its place.
"use strict";
(() => {
  const MIN_POINTS = 8; // fewer points are a slip of the pen, not a signature

  const pad = (box) => {
    const canvas = box.querySelector("canvas");
    const input = box.querySelector("input[type=hidden]");
    const says = box.querySelector("[data-pad-says]");
    const pen = canvas.getContext("2d");
    const start = says.textContent;
    let points = 0;
    let last = null;
    pen.lineWidth = 2.6;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = pen.fillStyle = "#101c2c"; // dark blue-black: paper stays paper in dark mode

    const at = (event) => {
      const edge = canvas.getBoundingClientRect();
      return {
        x: ((event.clientX - edge.left) / edge.width) * canvas.width,
        y: ((event.clientY - edge.top) / edge.height) * canvas.height,
      };
    };
    const keep = () => {
      input.value = points >= MIN_POINTS ? canvas.toDataURL("image/png") : "";
      says.textContent = input.value ? "Tanda tangan siap disimpan." : start;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const clear = () => {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      points = 0;
      keep();
    };
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      last = at(event);
      points += 1;
      pen.beginPath();
      pen.arc(last.x, last.y, 1.3, 0, 2 * Math.PI);
      pen.fill();
      event.preventDefault();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!last) return;
      const moves = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      (moves.length ? moves : [event]).forEach((move) => {
        const next = at(move);
        pen.beginPath();
        pen.moveTo(last.x, last.y);
        pen.lineTo(next.x, next.y);
        pen.stroke();
        last = next;
        points += 1;
      });
    });
    const stop = () => {
      if (!last) return;
      last = null;
      keep();
    };
    canvas.addEventListener("pointerup", stop);
    canvas.addEventListener("pointercancel", stop);
    box.querySelector("[data-pad-clear]").addEventListener("click", clear);

    if (input.value.startsWith("data:image/png;base64,")) {
      // A refused form: what was signed is still there.
      const before = new Image();
      before.onload = () => {
        pen.drawImage(before, 0, 0, canvas.width, canvas.height);
        points = MIN_POINTS;
        says.textContent = "Tanda tangan siap disimpan.";
      };
      before.src = input.value;
    } else {
      input.value = ""; // what a browser remembered of an older page
    }
  };

  document.querySelectorAll("[data-pad]").forEach(pad);
})();
