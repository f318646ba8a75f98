// A select whose options come from an address while one types. Keyboard, phone, screen reader.
"use strict";
(() => {
  const words = window.yaoan?.words || {};
  let serial = 0;

  function enhance(select) {
    if (select.dataset.ready || !select.dataset.combobox) return;
    select.dataset.ready = "1";
    const id = `combo-${++serial}`;
    const many = select.multiple;
    const frame = el("div", "combo");
    const box = el("div", "combo-box");
    const input = Object.assign(el("input"), { type: "text", autocomplete: "off", spellcheck: false });
    const list = Object.assign(el("ul", "combo-list"), { id, hidden: true });
    list.setAttribute("role", "listbox");
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) input.setAttribute(name, value);
    const label = select.id && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    if (label) { label.id ||= `${id}-label`; input.setAttribute("aria-labelledby", label.id); label.addEventListener("click", (event) => { event.preventDefault(); input.focus(); }); }
    for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    box.append(input);
    frame.append(box, list);
    select.hidden = true;
    select.required = false;
    select.after(frame);
    let shown = [];
    let at = -1;
    let timer = 0;
    let asked = 0;

    const chosen = () => [...select.selectedOptions].filter((option) => option.value);
    function draw() {
      box.querySelectorAll(".combo-chosen").forEach((chip) => chip.remove());
      for (const option of chosen()) {
        const chip = el("span", "combo-chosen");
        const remove = Object.assign(el("button"), { type: "button", textContent: "×" });
        remove.setAttribute("aria-label", `${words.remove || ""} ${option.text}`);
        remove.addEventListener("click", () => { option.selected = false; if (!many) select.value = ""; changed(); input.focus(); });
        chip.append(option.text, remove);
        box.insertBefore(chip, input);
      }
      input.placeholder = chosen().length && !many ? "" : (words.typeToFind || "");
    }
    function changed() { draw(); select.dispatchEvent(new Event("change", { bubbles: true })); }
    function choose(item) {
      let option = [...select.options].find((o) => o.value === String(item.id));
      if (!option) { option = new Option(item.text, item.id); select.add(option); }
      if (!many) for (const other of select.options) other.selected = false;
      option.selected = true;
      input.value = "";
      close();
      changed();
    }
    function close() { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); }
    function mark(to) {
      at = to;
      [...list.children].forEach((line, index) => line.setAttribute("aria-selected", String(index === at)));
      const line = list.children[at];
      if (line) { input.setAttribute("aria-activedescendant", line.id); line.scrollIntoView({ block: "nearest" }); }
    }
    function offer(items) {
      shown = items;
      list.replaceChildren(...items.map((item, index) => {
        const line = Object.assign(el("li"), { id: `${id}-${index}`, textContent: item.text });
        line.setAttribute("role", "option");
        if (item.note) line.append(Object.assign(el("small"), { textContent: item.note }));
        line.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(item); });
        return line;
      }));
      if (!items.length) list.append(Object.assign(el("li", "combo-none"), { textContent: words.nothingFound || "" }));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      if (items.length) mark(0);
    }
    async function look() {
      const turn = ++asked;
      const address = new URL(select.dataset.combobox, location.href);
      address.searchParams.set("q", input.value.trim());
      for (const name of (select.dataset.comboboxWith || "").split(" ").filter(Boolean)) {
        address.searchParams.set(name, select.form?.elements[name]?.value || "");
      }
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        if (turn === asked && answer.ok) offer((await answer.json()).results);
      } catch { window.yaoan?.say(words.failed); }
    }
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 200); });
    input.addEventListener("focus", () => { if (!chosen().length || many) { clearTimeout(timer); timer = setTimeout(look, 120); } });
    input.addEventListener("blur", () => { clearTimeout(timer); asked += 1; close(); input.value = ""; });
    box.addEventListener("click", (event) => { if (event.target === box) input.focus(); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { event.preventDefault(); if (list.hidden) look(); else mark(Math.min(shown.length - 1, at + 1)); }
      if (event.key === "ArrowUp") { event.preventDefault(); mark(Math.max(0, at - 1)); }
      if (event.key === "Enter" && !list.hidden) { event.preventDefault(); if (shown[at]) choose(shown[at]); }
      if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); event.preventDefault(); close(); }
      if (event.key === "Backspace" && !input.value && chosen().length) { chosen().at(-1).selected = false; if (!many) select.value = ""; changed(); }
    });
    select.addEventListener("yaoan:refresh", draw);
    select.form?.addEventListener("reset", () => setTimeout(draw));
    draw();
  }
  function el(tag, css) { const made = document.createElement(tag); if (css) made.className = css; return made; }
  const all = (root) => { if (root.matches?.("select[data-combobox]")) enhance(root); root.querySelectorAll("select[data-combobox]").forEach(enhance); };
  all(document);
  document.addEventListener("htmx:load", (event) => all(event.detail.elt));

  // A record entered in a dialog is chosen in the form below it.
  document.addEventListener("yaoan:chosen", (event) => {
    const { field, id, text } = event.detail;
    const select = [...document.querySelectorAll("select[data-combobox]")].find((one) => one.name === field);
    if (!select) return;
    let option = [...select.options].find((one) => one.value === id);
    if (!option) { option = new Option(text, id); select.add(option); }
    if (!select.multiple) for (const other of select.options) other.selected = false;
    option.selected = true;
    select.dispatchEvent(new Event("yaoan:refresh"));
    select.dispatchEvent(new Event("change", { bubbles: true }));
    document.getElementById("dialog")?.close();
  });
})();
