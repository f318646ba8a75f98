// Forms: drafts kept on this computer, one sending only, amounts in words of ten thousand.
"use strict";
(() => {
  const words = window.yaoan?.words || {};
  const person = document.body.dataset.person || "";
  const prefix = `yaoan-draft:${person}:`;
  const KEEP_DAYS = 7;
  const skip = (field) => !field.name || field.name.startsWith("_") || field.name === "csrfmiddlewaretoken"
    || ["password", "file", "hidden"].includes(field.type) || field.closest("[data-draft-off]");
  const store = {
    read(key) { try { return JSON.parse(localStorage.getItem(prefix + key)); } catch { return null; } },
    write(key, value) { try { localStorage.setItem(prefix + key, JSON.stringify(value)); return true; } catch { return false; } },
    forget(key) { try { localStorage.removeItem(prefix + key); } catch { /* no storage */ } },
  };

  function typed(form) {
    const found = {};
    for (const field of form.elements) {
      if (skip(field)) continue;
      const value = field.type === "checkbox" || field.type === "radio" ? (field.checked ? [field.value] : [])
        : field.multiple ? [...field.selectedOptions].map((o) => [o.value, o.text])
        : field.dataset.combobox !== undefined ? [...field.selectedOptions].map((o) => [o.value, o.text]) : [field.value];
      found[field.name] = (found[field.name] || []).concat(value);
    }
    return found;
  }
  function fill(form, draft) {
    for (const field of form.elements) {
      const value = skip(field) ? undefined : draft[field.name];
      if (value === undefined) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = value.includes(field.value);
      else if (field.tagName === "SELECT" && (field.multiple || field.dataset.combobox !== undefined)) {
        for (const option of field.options) option.selected = false;
        for (const [id, text] of value) {
          let option = [...field.options].find((o) => o.value === id);
          if (!option) { option = new Option(text, id); field.add(option); }
          option.selected = true;
        }
        field.dispatchEvent(new Event("yaoan:refresh"));
      } else field.value = value[0];
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  function watch(form) {
    if (form.dataset.watched) return;
    form.dataset.watched = "1";
    const key = form.dataset.draft;
    const shown = JSON.stringify(typed(form));
    const kept = key && store.read(key);
    if (kept && !form.hasAttribute("data-errors") && JSON.stringify(kept.typed) !== shown) offer(form, key, kept);
    else if (form.hasAttribute("data-errors")) form.querySelector("[data-error-summary]")?.focus();
    let timer = 0;
    const keep = () => {
      const now = typed(form);
      if (!key || JSON.stringify(now) === shown) return;
      if (store.write(key, { typed: now, at: Date.now() })) {
        const state = form.querySelector("[data-draft-state]");
        if (state) state.textContent = words.draftKept || "";
      }
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 600); });
    form.addEventListener("change", keep);
    document.addEventListener("yaoan:leaving", keep);
    form.addEventListener("submit", (event) => {
      if (form.dataset.sending) { event.preventDefault(); event.stopImmediatePropagation(); return; }
      keep();
      form.dataset.sending = "1";
      const button = event.submitter || form.querySelector("[type=submit]");
      if (button) { button.setAttribute("aria-busy", "true"); button.classList.add("disabled"); }
      setTimeout(() => release(form), 15000);
    });
  }
  function release(form) {
    delete form.dataset.sending;
    form.querySelectorAll("[aria-busy]").forEach((b) => { b.removeAttribute("aria-busy"); b.classList.remove("disabled"); });
  }
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-form]").forEach(release));
  document.addEventListener("htmx:afterRequest", (event) => { if (event.target.matches?.("form[data-form]")) release(event.target); });

  function offer(form, key, kept) {
    const bar = document.createElement("div");
    bar.className = "note draft-offer";
    const text = document.createElement("p");
    const when = new Date(kept.at);
    const pad = (n) => String(n).padStart(2, "0");
    text.textContent = (words.draftFound || "%s").replace("%s", `${when.getFullYear()}-${pad(when.getMonth() + 1)}-${pad(when.getDate())} ${pad(when.getHours())}:${pad(when.getMinutes())}`);
    const take = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm btn-primary", textContent: words.draftRestore });
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: words.draftForget });
    take.addEventListener("click", () => { fill(form, kept.typed); bar.remove(); });
    drop.addEventListener("click", () => { store.forget(key); bar.remove(); });
    bar.append(text, take, drop);
    form.prepend(bar);
  }

  // the server says which drafts arrived; old ones go
  function settle(root) {
    root.querySelectorAll("[data-draft-done]").forEach((note) => store.forget(note.dataset.draftDone));
    root.querySelectorAll("form[data-form]").forEach(watch);
    root.querySelectorAll("[data-yuan]").forEach(amount);
  }
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith("yaoan-draft:")) continue;
      const kept = JSON.parse(localStorage.getItem(key));
      if (!kept?.at || Date.now() - kept.at > KEEP_DAYS * 864e5) localStorage.removeItem(key);
    }
  } catch { /* no storage */ }

  // from the summary of errors to the field itself
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    const found = link && document.getElementById(link.hash.slice(1));
    if (!found) return;
    event.preventDefault();
    const field = found.hidden ? found.nextElementSibling.querySelector("input")
      : found.matches("input, select, textarea") ? found : found.querySelector("input, select, textarea");
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  });

  // an amount in yuan, read aloud in ten thousands
  function amount(field) {
    if (field.dataset.read) return;
    field.dataset.read = "1";
    const out = Object.assign(document.createElement("span"), { className: "yuan-words" });
    field.closest(".yuan").after(out);
    const read = () => {
      const yuan = Number(field.value);
      out.textContent = yuan >= 10000 ? (words.wan || "%s").replace("%s", (yuan / 10000).toLocaleString("zh-CN", { maximumFractionDigits: 4 })) : "";
    };
    field.addEventListener("input", read);
    read();
  }

  settle(document);
  document.addEventListener("htmx:load", (event) => settle(event.detail.elt));
})();
