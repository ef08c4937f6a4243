// Keyboard help. Every page works without this file; nothing here changes data by itself.
"use strict";
(() => {
  const typing = (el) => el.closest("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
  const shown = (el) => el && el.offsetParent !== null && !el.disabled;
  const marked = (scope, key) =>
    [...scope.querySelectorAll("[data-key]")].find((el) => el.dataset.key.toLowerCase() === key && shown(el));

  // A letter presses the control that names it in data-key; inside a list, the one of the item at work comes first.
  const press = (key) => {
    const here = document.activeElement && document.activeElement.closest("[data-keys] > *, [data-keys] tr, .is-on");
    const current = document.querySelector("[data-keys] .is-on");
    const target = [here, current, document].reduce((hit, scope) => hit || (scope && marked(scope, key)), null);
    if (!target) return false;
    if (target.matches("input, select, textarea")) { target.focus(); if (target.select) target.select(); }
    else target.click();
    return true;
  };

  // j / k or the arrows walk through the rows of a list; Enter opens the one in hand, as on any link.
  const walk = (step) => {
    const links = [...document.querySelectorAll("[data-keys=list] .lc-t")].filter(shown);
    if (!links.length) return false;
    const row = document.activeElement.closest("[data-keys=list] tr, [data-keys=list] li");
    const at = links.findIndex((link) => link === document.activeElement || (row && row.contains(link)));
    links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      const open = document.querySelector("details.lc-drop[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
      return;
    }
    if (typing(event.target)) return;
    const moves = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };
    const inList = event.target.closest && event.target.closest("[data-keys=list]");
    const arrow = event.key.startsWith("Arrow");
    if (event.key in moves && (!arrow || inList) ? walk(moves[event.key]) : press(event.key.toLowerCase())) {
      event.preventDefault();
    }
  });

  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.lc-drop[open]")) if (!open.contains(event.target)) open.open = false;
  });

  // Ctrl+Enter sends the form at hand, so that a record can be entered without leaving the keys.
  document.addEventListener("keydown", (event) => {
    const form = (event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.closest && event.target.closest("form");
    if (form) { event.preventDefault(); form.requestSubmit(); }
  });

  // What was typed outlives an ended session: kept in this tab for this account until the form has been taken, never sent
  // anywhere. The form names its account: data-draft="7".
  const path = location.pathname;
  const drafted = document.querySelector("form[data-draft]");
  const draftKey = drafted && `draft ${drafted.dataset.draft} ${path}`;
  const drafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith("draft "));
  const kept = (form) => [...form.elements].filter((el) => el.name && !["hidden", "password", "file", "submit"].includes(el.type));
  const restore = (values) => {
    for (const el of kept(drafted)) if (el.name in values) {
      if (el.type === "checkbox" || el.type === "radio") el.checked = values[el.name].includes(el.value);
      else el.value = values[el.name][0];
    }
  };
  // A signed-in page other than the form (or the form after «đã lưu») means that it was taken, or left, or is another's.
  if (document.querySelector(".lc-nav")) {
    const taken = document.querySelector(".lc-note.is-ok");
    for (const key of drafts()) {
      if (taken || (drafted ? key !== draftKey : !key.endsWith(` ${path}`))) sessionStorage.removeItem(key);
    }
  }
  if (drafted) {
    const old = sessionStorage.getItem(draftKey);
    if (old && !document.querySelector(".lc-note[role=alert]")) restore(JSON.parse(old));
    drafted.addEventListener("submit", () => {
      const values = {};
      for (const el of kept(drafted)) {
        values[el.name] = values[el.name] || [];
        if ((el.type !== "checkbox" && el.type !== "radio") || el.checked) values[el.name].push(el.value);
      }
      sessionStorage.setItem(draftKey, JSON.stringify(values));
    });
  }

  // A form that failed starts at its list of errors.
  const errors = document.querySelector(".lc-note[role=alert][tabindex]");
  if (errors) errors.focus();
})();
