// The frame: navigation of phones, menus, dialogs, confirmation, idle time-out, keyboard.
"use strict";
(() => {
  const body = document.body;
  const words = JSON.parse(document.getElementById("words")?.textContent || "{}");
  const csrf = () => document.querySelector("meta[name=csrf_token]")?.content || "";
  window.yaoan = { words, confirm: askFirst };
  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRFToken"] = csrf(); });

  // navigation on phones
  function side(open) {
    body.classList.toggle("side-open", open);
    document.querySelectorAll("[data-open-side]").forEach((b) => b.setAttribute("aria-expanded", String(open)));
    if (open) document.querySelector("#side a")?.focus();
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-side]")) side(!body.classList.contains("side-open"));
    if (event.target.closest("[data-close-side]")) side(false);
    if (event.target.closest("[data-close-dialog]")) event.target.closest("dialog")?.close();
    document.querySelectorAll("details.menu[open], .tile-def[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // dialogs: an act's form is loaded into one; without script its link opens the page
  const dialog = document.getElementById("dialog");
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "dialog-body" && !dialog.open) dialog.showModal();
    if (event.target.id === "dialog-body") {
      (dialog.querySelector("[data-error-summary]") || dialog.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
    }
  });
  dialog?.addEventListener("close", () => { document.getElementById("dialog-body").replaceChildren(); });

  // "are you sure?" before what cannot be undone
  const confirmBox = document.getElementById("confirm");
  function askFirst(text) {
    document.getElementById("confirm-text").textContent = text;
    confirmBox.showModal();
    return new Promise((resolve) => {
      confirmBox.addEventListener("close", () => resolve(confirmBox.returnValue === "yes"), { once: true });
    });
  }
  confirmBox?.addEventListener("click", (event) => {
    const answer = event.target.closest("[data-answer]")?.dataset.answer;
    if (answer) confirmBox.close(answer);
  });
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const asking = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (!asking || form.dataset.confirmed) { delete form.dataset.confirmed; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await askFirst(asking)) {
      form.dataset.confirmed = "1";
      form.requestSubmit(event.submitter || undefined);
    }
  }, true);

  // filters of the time line
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-timeline] button[data-kind]");
    if (!button) return;
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    button.closest("[data-timeline]").querySelectorAll(`li[data-kind="${button.dataset.kind}"]`)
      .forEach((line) => { line.hidden = !on; });
  });

  // a request the server never answered
  document.addEventListener("htmx:sendError", () => say(words.failed));
  function say(text) {
    const note = document.createElement("div");
    note.className = "note note-error";
    note.append(Object.assign(document.createElement("p"), { textContent: text }));
    document.getElementById("messages")?.replaceChildren(note);
  }
  window.yaoan.say = say;

  // keyboard
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      side(false);
      document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
    }
    if (event.target.closest("input, select, textarea, dialog[open], [contenteditable]")) return;
    if (event.key === "/") {
      const box = document.getElementById("top-search");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    }
    if (event.key === "?") document.getElementById("keys")?.showModal();
  });

  // idle time-out: the server decides; other tabs count, so it is asked before warning
  const limit = Number(body.dataset.idleSeconds || 0);
  const warn = Number(body.dataset.idleWarning || 120);
  if (!limit || !body.dataset.session) return;
  const box = document.getElementById("idle");
  let ends = Date.now() + limit * 1000;

  async function ask(method) {
    const headers = { "X-Polling": "1", "X-CSRFToken": csrf(), Accept: "application/json" };
    const answer = await fetch(body.dataset.session, { method, headers, redirect: "manual" });
    if (!answer.ok) return leave();
    ends = Date.now() + (await answer.json()).seconds_left * 1000;
  }
  function leave() {
    document.dispatchEvent(new CustomEvent("yaoan:leaving"));
    const next = encodeURIComponent(location.pathname + location.search);
    location.assign(`${body.dataset.signIn}?ended=1&next=${next}`);
  }
  async function tick() {
    let left = Math.round((ends - Date.now()) / 1000);
    if (left <= warn && !box.open) {
      try { await ask("GET"); } catch { return; }
      left = Math.round((ends - Date.now()) / 1000);
      if (left <= warn) box.showModal();
    } else if (left > warn && box.open) {
      box.close();
    }
    if (box.open) document.getElementById("idle-left").textContent = String(Math.max(0, left));
    if (box.open && left <= 0) {
      try { await ask("GET"); } catch { return; }
      if (ends - Date.now() <= 0) leave();
    }
  }
  setInterval(tick, 1000);
  document.addEventListener("htmx:afterRequest", (event) => {
    const polled = event.detail.requestConfig?.headers?.["X-Polling"];
    if (!polled && event.detail.successful) ends = Math.max(ends, Date.now() + limit * 1000);
  });
  box.querySelector("[data-stay]").addEventListener("click", async () => { await ask("POST"); box.close(); });
  box.addEventListener("cancel", (event) => { event.preventDefault(); ask("POST").then(() => box.close()); });
})();
