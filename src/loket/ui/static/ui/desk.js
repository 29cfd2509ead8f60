// Conveniences of the officer's pages. Every page works without this file.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  document.documentElement.classList.add("js");

  // ---- keys, which can be switched off (WCAG 2.1.4)
  const STORE = "loket.keys";
  let keysOn = true;
  try { keysOn = localStorage.getItem(STORE) !== "off"; } catch (error) { keysOn = true; } // storage may be barred
  const showKeys = () => {
    const button = $("[data-keys-off]");
    if (button) button.textContent = keysOn ? "Matikan pintasan" : "Nyalakan pintasan";
    const hints = $(".hints");
    if (hints) hints.toggleAttribute("data-off", !keysOn);
  };
  const switchKeys = () => {
    keysOn = !keysOn;
    try { localStorage.setItem(STORE, keysOn ? "on" : "off"); } catch (error) { /* kept for this page only */ }
    showKeys();
  };

  const rows = () => $$(".inbox tbody tr:not(.group):not([hidden]) .name a");
  const walk = (by) => {
    const links = rows();
    if (!links.length) return false;
    const at = links.indexOf(document.activeElement);
    links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)].focus();
    return true;
  };
  const follow = (selector) => {
    const target = $(selector);
    if (!target) return false;
    target.click();
    return true;
  };
  const keys = {
    "/": () => { const field = $("[data-sift]") || $("[data-find]"); if (field) field.focus(); return !!field; },
    n: () => follow("[data-key-n]"),
    j: () => walk(1),
    k: () => walk(-1),
    Enter: () => document.activeElement === document.body || document.activeElement === $("main") ? follow("[data-key-enter]") : false,
    "Ctrl+Enter": () => {
      const near = document.activeElement && document.activeElement.closest("form[data-save]");
      const form = near || $("form[data-save]");
      if (form) form.requestSubmit(form.querySelector("[type=submit].go"));
      return !!form;
    },
    Escape: () => {
      const open = $$("details[open].who, details[open].pop");
      open.forEach((one) => { one.open = false; });
      return open.length ? true : follow("[data-key-esc]");
    },
  };
  for (let digit = 1; digit <= 9; digit += 1) keys[String(digit)] = () => flip(digit);
  const flip = (number) => {
    const row = $$("[data-req]")[number - 1];
    if (!row) return false;
    const radios = $$("input[type=radio]", row).filter((one) => !one.disabled);
    const next = radios.find((one) => !one.checked);
    if (!next) return false;
    const target = radios.some((one) => one.checked) ? next : radios[0];
    target.checked = true;
    target.dispatchEvent(new Event("change", { bubbles: true }));
    target.focus();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.key === "Escape" && typing) { typing.blur(); return; }
    if (event.altKey || event.metaKey || event.isComposing) return;
    const box = typing && event.key === "Enter" && !event.ctrlKey && typing.closest("[data-enter]");
    if (box) { event.preventDefault(); $("button", box).click(); return; }
    const name = (event.ctrlKey ? "Ctrl+" : "") + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (!keys[name] || (!keysOn && name.length === 1) || (typing && !event.ctrlKey)) return;
    if (keys[name](event)) event.preventDefault();
  });

  // ---- one submit only; the server's idempotency key guards the rest
  let leaving = false;
  const dirty = new Set();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method !== "post") return;
    const others = [...dirty].filter((one) => one !== form);
    if (others.length && !window.confirm("Isian yang belum disimpan di halaman ini akan hilang. Lanjutkan?")) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    leaving = true;
    const button = event.submitter;
    // After the submit, so that the button's own value still travels.
    setTimeout(() => {
      if (button) { button.disabled = true; button.setAttribute("aria-busy", "true"); }
    }, 0);
    // A connection that stalls must not lock the page for ever.
    setTimeout(() => wake(form, button), 15000);
  });
  const wake = (form, button) => {
    delete form.dataset.sent;
    if (button) { button.disabled = false; button.removeAttribute("aria-busy"); }
  };
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return; // the back button: the page is as it was left
    leaving = false;
    $$("form[data-sent]").forEach((form) => wake(form, $("[aria-busy]", form)));
  });

  // ---- a form with something typed warns before it is left
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-save]");
    if (form) dirty.add(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if (leaving || !dirty.size) return;
    event.preventDefault();
    event.returnValue = "";
  });

  // ---- fields that depend on another, parts that depend on the decision
  const valueOf = (form, name) => {
    const found = $$("input, select, textarea", form).filter((one) => one.name === name);
    const checked = found.find((one) => one.type === "radio" && one.checked);
    if (checked) return checked.value;
    return found.length && found[0].type !== "radio" ? found[0].value : "";
  };
  // a row that does not apply takes its answer by itself; the server does so in any case
  const settleRow = (row, known, applies) => {
    row.classList.toggle("off", known && !applies);
    $$("input[type=radio]", row).forEach((radio) => {
      const otherwise = radio.value === row.dataset.otherwise;
      radio.disabled = known && otherwise === applies;
      radio.closest("label").hidden = radio.disabled;
      if (radio.disabled) radio.checked = false;
      else if (known && otherwise) radio.checked = true;
    });
  };
  const settle = (form) => {
    $$("[data-when]", form).forEach((one) => {
      const answer = valueOf(form, one.dataset.when);
      const applies = one.dataset.is.split("|").includes(answer);
      if (one.dataset.otherwise) settleRow(one, answer !== "", applies);
      else one.hidden = !applies;
    });
    const exits = $$("input[name=exit]", form);
    if (!exits.length) return;
    const chosen = exits.find((one) => one.checked);
    $$("[data-exit]", form).forEach((one) => { one.hidden = !chosen || one.dataset.exit !== chosen.value; });
    const reason = $("[data-reason-box]", form);
    if (reason) reason.hidden = !(chosen && chosen.hasAttribute("data-reason"));
    const after = $("[data-after]", form);
    if (after && chosen && chosen.dataset.target) after.textContent = "Setelah disimpan: " + chosen.dataset.target + ".";
    const back = chosen && chosen.hasAttribute("data-reason");
    const step = form.dataset.step;
    $$(".sheet [class*='x-" + step + "-']").forEach((one) => one.classList.remove("lit", "lit-back"));
    if (chosen) {
      $$(".sheet .x-" + step + "-" + chosen.value).forEach((one) => one.classList.add(back ? "lit-back" : "lit"));
    }
  };
  $$("form").forEach((form) => {
    if (!$("[data-when], input[name=exit]", form)) return;
    settle(form);
    form.addEventListener("change", () => settle(form));
  });

  // ---- a file that the server would refuse is said before it is sent
  const MOST = 10 * 1024 * 1024; // bytes, as loket.core.fields.sniff has it
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") return;
    $$("[data-too-big]", input.parentElement).forEach((one) => one.remove());
    const file = [...input.files].find((one) => one.size > MOST);
    if (!file) return;
    const says = document.createElement("p");
    says.className = "err";
    says.dataset.tooBig = "";
    says.setAttribute("role", "alert");
    says.textContent = "Berkas terlalu besar (" + (file.size / 1048576).toFixed(1).replace(".", ",") + " MB). Paling besar 10 MB; perkecil dulu.";
    input.before(says);
    input.value = "";
  });

  // ---- small helps while typing
  document.addEventListener("change", (event) => {
    const groups = event.target.dataset && event.target.dataset.group;
    if (!groups) return;
    const digits = event.target.value.replace(/[\s.-]/g, "");
    const sizes = groups.split(" ").map(Number);
    if (!/^[0-9]+$/.test(digits) || digits.length !== sizes.reduce((sum, one) => sum + one, 0)) return;
    let at = 0;
    event.target.value = sizes.map((one) => digits.slice(at, (at += one))).join(" ");
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    $$("details[open].who, details[open].pop").forEach((one) => { if (!one.contains(event.target)) one.open = false; });
    if (!button) return;
    if (button.matches("[data-keys-off]")) switchKeys();
    if (button.dataset.today) {
      const field = document.getElementById(button.dataset.today);
      const day = new Date();
      const two = (number) => String(number).padStart(2, "0");
      field.value = button.dataset.day || two(day.getDate()) + "-" + two(day.getMonth() + 1) + "-" + day.getFullYear();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    }
    if (button.dataset.listAdd) addRow(button.dataset.listAdd);
    if (button.hasAttribute("data-all")) {
      $$("[data-req]").forEach((row) => {
        const first = $("input[type=radio]", row);
        if (!first || first.disabled) return;
        first.checked = true;
        first.dispatchEvent(new Event("input", { bubbles: true }));
      });
      $$("[data-req] input[type=radio]")[0].dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  const addRow = (name) => {
    const list = $$("[data-list]").find((one) => one.dataset.list === name);
    const last = $$("[data-row]", list).pop();
    const number = $$("[data-row]", list).length;
    const row = last.cloneNode(true);
    const from = name + "." + (number - 1) + ".", to = name + "." + number + ".";
    const idOf = (text) => "-" + text.replace(/[._]/g, "-"); // behind the "f" and number of its form
    $$("[name], [id], [for], [data-when], [data-today], [aria-describedby]", row).forEach((one) => {
      ["name", "data-when"].forEach((attribute) => {
        const value = one.getAttribute(attribute);
        if (value && value.startsWith(from)) one.setAttribute(attribute, to + value.slice(from.length));
      });
      ["id", "for", "data-today", "aria-describedby"].forEach((attribute) => {
        const value = one.getAttribute(attribute);
        if (value) one.setAttribute(attribute, value.split(idOf(from)).join(idOf(to)));
      });
    });
    $$("input:not([type=radio]):not([type=checkbox]), textarea, select", row).forEach((one) => { one.value = ""; });
    $$("input[type=radio], input[type=checkbox]", row).forEach((one) => { one.checked = false; });
    $$(".err, .kept", row).forEach((one) => one.remove());
    $(".no", row).textContent = number + 1 + ".";
    list.append(row);
    const first = $("input, textarea, select", row);
    if (first) first.focus();
  };

  // ---- sifting the rows that are shown; nothing typed here is sent anywhere
  const sift = $("[data-sift]");
  if (sift) {
    sift.addEventListener("input", () => {
      const words = sift.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      $$("[data-sifted]").forEach((row) => {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      });
      $$("tbody").forEach((group) => {
        const any = $$("[data-sifted]", group).some((row) => !row.hidden);
        $$(".group", group).forEach((head) => { head.hidden = !any; });
      });
      const says = $("[data-sift-says]");
      if (says) says.textContent = words.length ? shown + " baris cocok" : "";
    });
  }

  showKeys();
  if ($("[data-sift]")) $$("[data-find-key]").forEach((one) => one.remove()); // there "/" sifts
  if (!$("[data-req]")) $$("[data-needs-req]").forEach((one) => one.remove());
  const errors = $("[data-errors]");
  if (errors) errors.focus();
  else {
    const first = $("[data-focus]");
    if (first) (first.matches("input, [tabindex]") ? first : $("input", first)).focus();
  }
})();
