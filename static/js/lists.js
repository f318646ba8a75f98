// Lists: a row opens its record, j/k/Enter/x walk and tick rows, the bulk bar, phone filters.
"use strict";
(() => {
  const words = window.yaoan?.words || {};
  const rows = () => [...document.querySelectorAll("[data-rows] tbody tr")];
  let at = -1;

  function walk(step) {
    const all = rows();
    if (!all.length) return;
    at = Math.min(all.length - 1, Math.max(0, at + step));
    all.forEach((row, index) => row.classList.toggle("at", index === at));
    const link = all[at].querySelector(".row-link");
    (link || all[at]).focus?.({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea, dialog[open]")) return;
    if (event.key === "j") walk(1);
    if (event.key === "k") walk(-1);
    const row = rows()[at];
    if (!row) return;
    if (event.key === "Enter" && row.dataset.href && !event.target.closest("a, button, summary")) location.assign(row.dataset.href);
    if (event.key === "x") row.querySelector("input[name=ids]")?.click();
  });

  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-href]");
    if (!row || event.target.closest("a, button, input, label, summary, details")) return;
    if (String(getSelection())) return;
    if (event.ctrlKey || event.metaKey) window.open(row.dataset.href, "_blank", "noopener");
    else location.assign(row.dataset.href);
  });

  // ticked rows
  function count(form) {
    const ticked = form.querySelectorAll("input[name=ids]:checked").length;
    const all = form.elements.all.value === "1";
    const bar = form.querySelector("[data-bulk-bar]");
    bar.hidden = !ticked && !all;
    const button = bar.querySelector("[data-bulk-all]");
    bar.querySelector("[data-bulk-count]").textContent =
      all && button ? button.textContent : (words.ticked || "%s").replace("%s", ticked);
    if (button) button.hidden = all;
  }
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-bulk]");
    if (!form) return;
    if (event.target.matches("[data-tick-all]")) {
      form.querySelectorAll("input[name=ids]").forEach((box) => { box.checked = event.target.checked; });
    }
    form.elements.all.value = "";
    count(form);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-bulk-all]");
    if (!button) return;
    const form = button.closest("form");
    form.elements.all.value = "1";
    count(form);
  });

  // a filter changed: drop the place in the list and empty names from the address
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.matches("form.filters")) return;
    for (const [name, value] of [...event.detail.formData.entries()]) {
      if (value === "" || value === "unknown") event.detail.formData.delete(name);
    }
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.filters") || window.htmx) return;
    event.target.querySelectorAll("input, select").forEach((field) => { if (!field.value) field.disabled = true; });
  });
  document.addEventListener("htmx:afterSettle", () => { at = -1; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-open-filters]");
    if (!button) return;
    const open = button.closest(".filters").classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });
})();
